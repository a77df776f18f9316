"""What the engine says of predictions: their losses, with all of their digits. Knows nothing of Streamlit."""
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.activations import Sigmoid
from engine.backprop import Backprop
from engine.losses import LOSSES
from engine.network import Network
from engine.optimizers import SGD
from pages.ui.first_principles.printed import SHORT, Style, printed

LARGEST_EXPONENT = math.log(np.finfo(np.float64).max)  # of e, before a float64 overflows
LEAST_NORMAL = float(np.finfo(np.float64).tiny)  # what is smaller has lost digits
STEPS, NEAR = 300, 0.1
sigmoid = Sigmoid()


class Measured(NamedTuple):
    """A loss and its derivative with respect to the prediction; either may be infinite."""

    value: float
    slope: float


def squared_error(p: float, y: float) -> Measured:
    """(p - y)^2."""
    slope = np.empty((1, 1))
    return Measured(LOSSES["mse"](np.array([[p]]), np.array([[y]]), gradient=slope), float(slope[0, 0]))


def cross_entropy(p: float, y: int) -> Measured:
    """-ln of the probability that p, from 0 to 1, gives the label y: the engine's, from the score that p belongs to."""
    if p in (0, 1) and p != y:  # no score belongs to it
        return Measured(math.inf, math.inf * (1 - 2 * y))
    if abs(p - y) < 1e-9:  # the derivative would be a quotient of two numbers that have lost their digits
        return Measured(-math.log1p(-abs(p - y)), (1 - 2 * y) / (1 - abs(p - y)))
    score, by_score = np.array([[math.log(p) - math.log1p(-p)]]), np.empty((1, 1))
    with np.errstate(over="ignore"):  # far below zero, e^-z is infinite and the sigmoid 0
        value = LOSSES["binary_cross_entropy"](score, np.array([[y]]), gradient=by_score)
    (((p_by_score,),), ((slope,),)) = sigmoid.slope(score, np.array([[p]])).tolist(), by_score.tolist()
    return Measured(value, slope / p_by_score)


def mean_squared_error(predictions: Sequence[float], targets: Sequence[float]) -> float:
    """The mean of the squared errors."""
    return LOSSES["mse"](np.array([predictions]), np.array([targets]))


def mean_cross_entropy(predictions: Sequence[float], targets: Sequence[int]) -> float:
    """The mean of the cross-entropies; infinite if one of them is."""
    each = [cross_entropy(p, y).value for p, y in zip(predictions, targets)]
    return math.fsum(each) / len(each)


class Learned(NamedTuple):
    """What a neuron of one input, 1, has come to after 0, 1, 2, ... steps: its sums, predictions and losses. slope:
    dL/dw at the start."""

    sums: np.ndarray
    predictions: np.ndarray
    losses: np.ndarray
    slope: float


def learned(loss: str, weight: float, bias: float, target: int, rate: float) -> Learned:
    """Train a neuron by plain gradient descent, from a start. loss: a row of LOSSES."""
    kind = LOSSES[loss]
    network = Network.mlp((1, 1), output=kind.output_activation, dtype=np.float64)
    network.load([weight, bias])
    backprop, optimizer = Backprop(network, kind, 1), SGD(network.params, rate)
    inputs, targets, found, slope = np.ones((1, 2)), np.array([[float(target)]]), np.empty((3, STEPS + 1)), 0.0
    with np.errstate(over="ignore"):
        for step in range(STEPS + 1):
            loss_now = backprop.step(inputs, targets)
            signals = backprop.signals(1)
            found[:, step] = (signals.pre_activations[-1][0, 0], kind.probabilities(signals.outputs[-1])[0, 0],
                              loss_now)
            slope = slope if step else float(backprop.gradient[0])
            optimizer.step(network.params, backprop.gradient)
    sums, predictions, losses = found
    return Learned(sums, predictions, losses, slope)


def steps_until_near(predictions: np.ndarray, target: float) -> int | None:
    """After how many steps predictions stay near their target; None if they do not come there."""
    away = np.flatnonzero(np.abs(predictions - target) >= NEAR)
    first = int(away[-1]) + 1 if len(away) else 0
    return first if first < len(predictions) else None


class Naive(NamedTuple):
    """Softmax just as its formula has it: e^s, their sum and quotients, infinite or NaN where they overflow."""

    powers: np.ndarray
    total: float
    quotients: np.ndarray


def naive_softmax(scores: ArrayLike) -> Naive:
    """e^s / sum(e^s) in float64, without any care."""
    with np.errstate(all="ignore"):
        powers = np.exp(np.asarray(scores, np.float64))
        total = powers.sum()
        return Naive(powers, float(total), powers / total)


def softmax(scores: ArrayLike) -> np.ndarray:
    """The probabilities of the classes."""
    return LOSSES["softmax_cross_entropy"].probabilities(np.array([scores], np.float64))[0]


def softmax_loss(scores: Sequence[float], label: int) -> tuple[float, np.ndarray]:
    """The cross-entropy of scores for a label, counted from 0, and its derivatives with respect to the scores."""
    gradient = np.empty((1, len(scores)))
    loss = LOSSES["softmax_cross_entropy"](np.array([scores], np.float64), one_hot(len(scores), label)[None],
                                           gradient=gradient)
    return loss, gradient[0]


def one_hot(classes: int, label: int) -> np.ndarray:
    """A label as a vector of zeros and a one."""
    return np.eye(classes)[label]


def numerical_gradient(scores: Sequence[float], label: int, step: float = 1e-5) -> np.ndarray:
    """The same derivatives without any calculus: each score a little larger and a little smaller."""
    def loss(i: int, by: float) -> float:
        return softmax_loss([score + by * (i == j) for j, score in enumerate(scores)], label)[0]

    return np.array([(loss(i, step) - loss(i, -step)) / (2 * step) for i in range(len(scores))])


def in_markdown(value: float, style: Style = SHORT) -> str:
    """A number in a table or a sentence of Markdown."""
    shown = printed(value, style)
    return f"${shown.tex}$" if "e" in shown.text else shown.plain


def times(ratio: float) -> str:
    """How many times larger something is, in a sentence."""
    size = abs(ratio)
    if not math.isfinite(size):
        return "infinitely many times"
    return f"{in_markdown(size) if size >= 1e6 else f'{size:,.3g}'} times"
