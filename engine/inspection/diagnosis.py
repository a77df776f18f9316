"""Whether a run needs to learn on, and why it cannot, if it cannot."""
from itertools import pairwise

import numpy as np

from engine.activations import Identity
from engine.inspection.contradictions import contradictions
from engine.inspection.gradients import TrainingRows
from engine.network import Network, matrices
from engine.optimizers import OPTIMIZERS
from engine.training import TrainingRun

LEARNED = 1e-4  # a loss below which nothing is left to learn, for heights too
FLAT = 1e-3  # a slope below which hardly any gradient passes
SURE = 0.9  # of the right answer, on average, before a problem counts as solved
UNEXPLAINED = 0.02  # of the variance of the numbers to answer that a solved regression may leave
UNDERSTOOD = 0.9  # accuracy or explained variance on points never trained on, below which a network only memorizes
FEWEST_TESTS = 10  # rows; of fewer, a single wrong answer would make it 9 in 10, and one answer says nothing
FLOAT32_RESOLUTION = 6e-8  # relative; a smaller change of a weight is rounded away


def diagnosis(run: TrainingRun, rows: TrainingRows | None = None) -> str | None:
    """"diverged", "dead", "saturated", "settled", or None while there is hope or nothing left to learn.

    diverged: loss or parameters stopped being finite. dead: in some hidden layer every slope is exactly zero on every
    training row, so that no gradient passes, or no weight has a gradient for another reason, such as that all are zero.
    The gradient is too small to change any parameter, even if it stays as it is for long: saturated, because all slopes
    of some layer are almost zero; settled, because this is as good as the network gets from here. A plateau, which has
    an end, is none of these; nor is a network that momentum still carries on without a gradient.
    Meant for small datasets: it looks at all training rows. rows: the run's, which have just been looked at, if they
    have.
    """
    if run.diverged:
        return "diverged"
    rows = rows or TrainingRows(run).look()
    loss, accuracy = rows.metrics
    if accuracy == 1.0 or loss < LEARNED:
        return None
    visible = FLOAT32_RESOLUTION * np.abs(run.network.params).max()
    slopes, gradients = rows.slopes(), rows.gradients
    flat = [not slope.any() for slope in slopes[:-1]]
    cut_off = bool(run.config.hidden) and not any(gradient[:-1].any() for gradient in gradients)
    with np.errstate(over="ignore", invalid="ignore"):
        lasting = np.max([np.abs(run.optimizer.lasting_step(gradient)).max() for gradient in gradients])
    if not np.isfinite(lasting) or (lasting > visible and not any(flat) and not cut_off):
        return None  # numbers too large for the loss, of parameters that are not: the next steps find out
    carried = [np.abs(movement) > visible for movement in momentum(run)]
    if any(flat) and not any(moves.any() for moves in carried[: flat.index(True) + 1]):
        return "dead"
    cut_off = cut_off and not any(moves[:-1].any() for moves in carried)
    if not cut_off and (lasting > visible or any(moves.any() for moves in carried)):
        return None
    if any(np.abs(slope).max() < FLAT for slope in slopes):
        return "saturated"
    return "dead" if cut_off else "settled"


def momentum(run: TrainingRun) -> list[np.ndarray]:
    """How far the next step would move each layer's parameters (fan_in + 1, fan_out), were there no gradient any more:
    an optimizer without a memory, not at all."""
    params = run.network.params.copy()
    optimizer = OPTIMIZERS[run.config.optimizer](params, run.optimizer.learning_rate,
                                                 **dict(run.config.optimizer_settings))
    for array, saved in zip(optimizer.state, run.snapshot().optimizer_state):
        array[...] = saved
    optimizer.step(params, np.zeros_like(params))
    return matrices(params - run.network.params, [layer.matrix.shape for layer in run.network.layers])


def success(run: TrainingRun, rows: TrainingRows | None = None) -> str | None:
    """"solved", "memorized", "contradicted", or None while there is something to learn.

    The training rows count as learned when every one is right and the network is at least 90 % sure of the right
    answer on average; for regression, when its answers leave at most 2 % of the variance unexplained. memorized: that
    holds, but rows kept for the test, 10 or more, are answered much worse: below 90 % right, or explained.
    contradicted: it holds as far as it can, because some training rows contradict each other. rows: as in `diagnosis`.
    """
    rows = rows or TrainingRows(run).look()
    conflict = contradictions(run.dataset).rows
    if not is_right_where_it_can_be(run, rows):
        return None
    if not run.dataset.is_regression and (~conflict).any() and 1 - float(rows.doubts[~conflict].mean()) < SURE:
        return None
    if conflict.any():
        return "contradicted"
    if len(run.dataset.test_inputs) < FEWEST_TESTS:
        return "solved"
    understood = (unexplained(run, "test") <= 1 - UNDERSTOOD if run.dataset.is_regression else
                  run.evaluate("test").accuracy >= UNDERSTOOD)
    return "solved" if understood else "memorized"


def is_right_where_it_can_be(run: TrainingRun, rows: TrainingRows) -> bool:
    """Whether the answers to the training rows are right, but for rows that contradict each other: of these, as many as
    any network could have. For regression, whether the answers leave hardly any more variance than they must."""
    found = contradictions(run.dataset)
    if run.dataset.is_regression:
        return unexplained(run, "train") <= UNEXPLAINED + found.unexplained
    return round(rows.metrics.accuracy * len(found.rows)) >= found.most_right


def sureness(run: TrainingRun) -> float:
    """The probability that the network gives to the right class, the average of all training rows."""
    return TrainingRows(run).look().sureness


def unexplained(run: TrainingRun, split: str) -> float:
    """Regression's mean squared error on a split, as a share of the variance of the numbers to answer."""
    inputs, targets = run.dataset.split(split)
    away = run.answers(inputs).astype(np.float64) - targets  # which may be too large to square before it diverges
    return float(np.square(away).mean() / max(targets.var(), LEARNED))


def dead_neurons(network: Network, inputs: np.ndarray) -> list[np.ndarray]:
    """For each hidden layer which neurons (fan_out,) bool have a slope of exactly zero on all inputs (rows, features):
    no gradient passes through them, so that they never change again."""
    return [(slope == 0).all(axis=0) for slope in network.signals(inputs).slopes()[:-1]]


def is_straight(network: Network) -> bool:
    """Whether nothing in a network bends: all it can do is weigh its inputs and add them up."""
    return all(isinstance(layer.activation, Identity) for layer in network.layers[:-1])


def has_equal_neurons(network: Network) -> bool:
    """Whether in some hidden layer all neurons have the same weights, coming in and going out: together they can do no
    more than one, and gradients move them all alike."""
    return any(into.fan_out > 1 and (into.matrix == into.matrix[:, :1]).all() and (out.weights == out.weights[:1]).all()
               for into, out in pairwise(network.layers))
