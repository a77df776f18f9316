"""A derivative by nudging the parameter, without any chain rule, and how far that and backpropagation are off.

What both are held to is the complex-step derivative (Squire and Trapp 1998): L(w + ih) has the derivative times h as
its imaginary part. Nothing is subtracted, so h can be as small as 1e-100, and no digit is lost. It takes the formulas
once more, in complex numbers, so it checks the engine's too. Knows nothing of Streamlit.
"""
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.own.names import Place

TINY = 1e-100
POWERS = np.arange(-120, -7) / 8  # of the picture: h from 10^-15 to 10^-1
STEEPNESS, CUBIC = np.sqrt(2 / np.pi), 0.044715  # GELU's


def _sigmoid(z: np.ndarray) -> np.ndarray:
    power = np.exp(np.where(z.real < 0, z, -z))
    return np.where(z.real < 0, power, 1) / (1 + power)


def _gelu(z: np.ndarray) -> np.ndarray:
    return z / 2 * (1 + np.tanh(STEEPNESS * (z + CUBIC * z * z * z)))


COMPLEX: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "sigmoid": _sigmoid, "tanh": np.tanh, "gelu": _gelu, "sine": np.sin, "identity": lambda z: z,
    "relu": lambda z: np.where(z.real > 0, z, 0), "leaky_relu": lambda z: np.where(z.real > 0, z, 0.01 * z),
    "step": lambda z: np.where(z.real > 0, 1, 0).astype(complex)}


class Difference(NamedTuple):
    """h; the losses at w - h, w and w + h; both quotients; backpropagation's derivative and the reference."""

    h: float
    below: float
    here: float
    above: float
    forward: float
    central: float
    backprop: float
    reference: float

    def error(self, found: float) -> float:
        """How far a derivative is off: as a part of the reference, or if that is 0, as it is."""
        return off(found, self.reference)


def off(found: float, reference: float) -> float:
    """An error, relative to a reference that is not 0."""
    return abs(found - reference) / abs(reference) if reference else abs(found)


def step_size(power: float) -> float:
    """10 to a power, in two digits at most, so that it can be printed as it is."""
    return float(f"{10.0 ** power:.1e}")


def losses(example: WorkedExample, row: int, place: Place, values: np.ndarray) -> np.ndarray:
    """The loss of one sample with the parameter at each of some values (count,)."""
    inputs, target = np.array([example.inputs[row]]), np.array([example.targets[row]])
    params, found = example.network.params.copy(), []
    network = example.network.over(params)
    for value in values:
        params[place.flat] = value
        found.append(example.loss(network.forward(inputs), target))
    return example.factor() * np.array(found)


def difference(example: WorkedExample, row: int, place: Place, h: float) -> Difference:
    """All that there is to be told of one step size."""
    at = float(example.network.params[place.flat])
    below, here, above = losses(example, row, place, np.array([at - h, at, at + h])).tolist()
    gradient = example.sample(row).layers[place.layer].gradient[place.row, place.column]
    return Difference(h, below, here, above, (above - here) / h, (above - below) / (2 * h), float(gradient),
                      reference(example, row, place))


@lru_cache(maxsize=64)  # the same whichever step size is chosen
def errors(example: WorkedExample, row: int, place: Place, exact: float) -> tuple[np.ndarray, np.ndarray]:
    """The errors of the forward and of the central difference for the step sizes of POWERS."""
    at, steps = float(example.network.params[place.flat]), np.array([step_size(power) for power in POWERS])
    below, above = losses(example, row, place, np.concatenate([at - steps, at + steps])).reshape(2, -1)
    here = losses(example, row, place, np.array([at]))
    found = np.array([(above - here) / steps, (above - below) / (2 * steps)])
    forward, central = np.abs(found - exact) / (abs(exact) or 1.0)
    return forward, central


def reference(example: WorkedExample, row: int, place: Place) -> float:
    """The derivative by a complex step, or for an activation that has no complex formula here by extrapolation."""
    if example.hidden not in COMPLEX:
        return _extrapolated(example, row, place)
    a = np.array(example.inputs[row], complex)
    last = len(example.weights) - 1
    for i, layer in enumerate(example.network.layers):
        matrix = layer.matrix.astype(complex)
        if i == place.layer:
            matrix[place.row, place.column] += 1j * TINY
        z = a @ matrix[:-1] + matrix[-1]
        a = COMPLEX[example.end.output if i == last else example.hidden](z)
    return float(example.factor() * _loss(example, a, np.array(example.targets[row])).imag / TINY)


def _loss(example: WorkedExample, outputs: np.ndarray, targets: np.ndarray) -> complex:
    """Of raw scores where the engine's losses take them."""
    match example.end.loss:
        case "mse":
            each = (outputs - targets) ** 2
        case "binary_cross_entropy":
            size = np.where(outputs.real < 0, -outputs, outputs)
            each = np.log1p(np.exp(-size)) + np.where(outputs.real > 0, outputs, 0) - outputs * targets
        case _:
            largest = outputs[outputs.real.argmax()]
            return complex(np.log(np.exp(outputs - largest).sum()) + largest - outputs @ targets)
    return complex(each.mean())


def _extrapolated(example: WorkedExample, row: int, place: Place) -> float:
    """Central differences of halved steps, combined so that their errors of second and fourth order cancel."""
    at, steps = float(example.network.params[place.flat]), np.array([4e-3, 2e-3, 1e-3])
    below, above = losses(example, row, place, np.concatenate([at - steps, at + steps])).reshape(2, -1)
    wide, middle, narrow = (above - below) / (2 * steps)
    first, second = (4 * middle - wide) / 3, (4 * narrow - middle) / 3
    return float((16 * second - first) / 15)


def kinked(example: WorkedExample, row: int, place: Place, h: float) -> list[tuple[int, int]]:
    """The hidden neurons (layer, neuron) of a function with a kink whose weighted sum changes its sign within h."""
    if example.hidden not in ("relu", "leaky_relu", "step"):
        return []
    at, params = float(example.network.params[place.flat]), example.network.params.copy()
    network, signs = example.network.over(params), []
    for value in (at - h, at, at + h):
        params[place.flat] = value
        sums = network.signals([example.inputs[row]]).pre_activations[:-1]
        signs.append([z[0] > 0 for z in sums])
    return [(layer, j) for layer in range(len(example.weights) - 1) for j in range(example.sizes[layer + 1])
            if len({bool(each[layer][j]) for each in signs}) > 1]
