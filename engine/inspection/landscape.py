"""The loss around a trained network: how it rises and falls when all parameters move along two directions at once.

A network of 100 parameters lives in a space of 100 dimensions. Nobody can look at that, but at a plane through it.
"""
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.losses import Loss
from engine.network import Network, matrices
from engine.training import TrainingRun

SIDE = 41  # places along each direction
MARGIN = 0.3  # of the walk's extent, seen beyond both of its ends
NARROWEST = 0.35  # the shorter side of the plane, as a part of the longer one
BLOCK = 2**21  # numbers that one layer of a stack of networks answers at once
STILL = 1e-12  # a share of the walk below which it does not leave a line


@dataclass(frozen=True)
class Landscape:
    """The losses of networks whose parameters are those of a run plus a * across + b * along.

    directions: (2, params), `across` and `along`. a, b: (SIDE,) the places on them; the run is at a = b = 0. losses:
    (SIDE, SIDE), a row for each b; inf where numbers became too large. walk: (moments, 2), the places nearest to where
    the run was; none for a run that did not move. walk_losses: (moments,) of the run at these moments; walk_heights:
    (moments,) of the plane below them. shares: of the squared distances from here to all moments, what each direction
    holds; None for random directions.
    """

    directions: np.ndarray
    a: np.ndarray
    b: np.ndarray
    losses: np.ndarray
    walk: np.ndarray
    walk_losses: np.ndarray
    walk_heights: np.ndarray
    loss: float
    shares: tuple[float, float] | None


def landscape(run: TrainingRun, moments: Sequence[np.ndarray], seed: int | None = None) -> Landscape:
    """The loss on the training rows around the run's present parameters.

    moments: the parameters (params,) that it had on its way. seed: of random directions; None for the two that show
    most of the way, which are random ones for a run that has not moved.
    """
    here = run.network.params.astype(np.float64)
    steps = np.array([*moments, here], np.float64) - here
    moved = bool(np.abs(steps).max() > 0)
    if seed is None and moved:
        directions, shares = principal_directions(steps)
    else:
        directions, shares = random_directions(run.network, seed or 0), None
    walk = np.linalg.lstsq(directions.T, steps.T, rcond=None)[0].T if moved else np.empty((0, 2))
    a, b = _places(walk, smallest=0.0 if shares else 1.0)
    grid = np.stack(np.meshgrid(a, b), axis=-1).reshape(-1, 2)
    losses = losses_at(run, here + grid @ directions).reshape(SIDE, SIDE)
    return Landscape(directions, a, b, losses, walk, losses_at(run, here + steps[: len(walk)]),
                     losses_at(run, here + walk @ directions), float(losses_at(run, here[None])[0]), shares)


def principal_directions(steps: np.ndarray) -> tuple[np.ndarray, tuple[float, float]]:
    """The two directions (2, params) of length 1, at a right angle, that hold most of the squares of steps (moments,
    params), and the share of these that each holds (Li et al. 2018, arXiv:1712.09913, section 7.2).

    Steps are measured from the run's present place rather than from their mean, so that the plane goes through it.
    The first moment lies on the negative side of both.
    """
    _, lengths, directions = np.linalg.svd(steps, full_matrices=False)
    shares = lengths[:2] ** 2 / (lengths**2).sum()
    directions = directions[:2]
    if len(shares) < 2 or shares[1] < STILL:  # a straight walk: any second direction is as good
        second = np.random.default_rng(0).standard_normal(steps.shape[1])
        second -= second @ directions[0] * directions[0]
        directions, shares = np.stack([directions[0], second / np.linalg.norm(second)]), np.array([shares[0], 0.0])
    signs = np.where(directions @ steps[0] > 0, -1.0, 1.0)
    return directions * signs[:, None], (float(shares[0]), float(shares[1]))


def random_directions(network: Network, seed: int) -> np.ndarray:
    """Two directions (2, params) in which every neuron moves as far as its own weights are long, at a right angle.

    So a neuron of large weights is not shaken less than one of small ones, though scaling a ReLU's weights up and those
    behind it down changes no answer ("filter normalization", Li et al. 2018, arXiv:1712.09913, section 4). Here a
    neuron's bias belongs to its weights, and one whose weights are all zero moves by 1.
    """
    random = np.random.default_rng([seed, 4])
    directions = np.empty((2, network.params.size))
    shapes = [layer.matrix.shape for layer in network.layers]
    for layer, first, second in zip(network.layers, *(matrices(flat, shapes) for flat in directions)):
        lengths = np.linalg.norm(layer.matrix.astype(np.float64), axis=0)
        lengths[lengths == 0] = 1.0
        for direction in (first, second):
            direction[...] = random.standard_normal(layer.matrix.shape)
            if direction is second:
                second -= first * ((first * second).sum(axis=0) / (first * first).sum(axis=0))
            direction *= lengths / np.linalg.norm(direction, axis=0)
    return directions


def losses_at(run: TrainingRun, params: np.ndarray) -> np.ndarray:
    """The loss on all training rows of the run's network with each of many parameters (networks, params): (networks,).

    Where numbers become too large to hold, it is inf.
    """
    inputs = run.dataset.inputs * run.dataset.input_scale
    return stacked_losses(run.network, run.loss, inputs, run.dataset.targets, params)


def stacked_losses(network: Network, loss: Loss, inputs: np.ndarray, targets: np.ndarray,
                   params: np.ndarray) -> np.ndarray:
    """The loss of inputs (rows, features) against targets (rows, outputs) for networks of the same build with each of
    many parameters (networks, params): (networks,).

    Where numbers become too large to hold, it is inf.
    """
    dtype = network.params.dtype
    inputs, targets = inputs.astype(dtype), targets.astype(dtype)
    together = max(1, BLOCK // (len(inputs) * max(network.sizes)))  # many at once spare Python; too many, the cache
    losses = np.empty(len(params))
    with np.errstate(all="ignore"):
        for first in range(0, len(params), together):
            block = slice(first, first + together)
            answers = _answers(network, params[block].astype(dtype), inputs)
            losses[block] = [loss(outputs, targets) for outputs in answers]
    return np.where(np.isfinite(losses), losses, np.inf)


def _answers(network: Network, params: np.ndarray, inputs: np.ndarray) -> np.ndarray:
    """The outputs (networks, rows, outputs) of networks of the same build with params (networks, params)."""
    signals, at = inputs, 0
    for layer in network.layers:
        rows, columns = layer.matrix.shape
        stack = params[:, at : at + rows * columns].reshape(-1, rows, columns)
        at += rows * columns
        signals = layer.activation(signals @ stack[:, :-1] + stack[:, -1:])
    return signals


def _places(walk: np.ndarray, smallest: float) -> list[np.ndarray]:
    """The places (SIDE,) along both directions, from a little before the walk to a little behind it, 0 among them."""
    low = np.minimum(walk.min(axis=0, initial=0.0), -smallest)
    high = np.maximum(walk.max(axis=0, initial=0.0), smallest)
    extent = high - low
    wanted = np.maximum(extent * (1 + 2 * MARGIN), NARROWEST * extent.max() * (1 + 2 * MARGIN))
    middle = (low + high) / 2
    return [_with_zero(np.linspace(center - width / 2, center + width / 2, SIDE))
            for center, width in zip(middle, wanted)]


def _with_zero(places: np.ndarray) -> np.ndarray:
    """Places moved by less than half a step so that 0 is one of them."""
    return places - places[np.abs(places).argmin()]
