"""Training all nine parameters, as the tutorial does: many epochs, by batches or one sample at a time."""
from dataclasses import dataclass

import numpy as np

from engine.backprop import Backprop
from engine.network import with_ones
from pages.ui.first_principles.descent.problem import DECIMALS, FLAT, MSE, Problem, network
from pages.ui.shared.address.typed import LARGEST

EPOCHS, SPACING = 1000, 10  # epochs of a training, and between two points of its curve


@dataclass(frozen=True)
class Training:
    """Parameters (9,) after some epochs, rounded where they moved, and the mean loss before every tenth one and at the
    end. has_left: whether it ended early, because a parameter was about to become larger than can be typed."""

    params: np.ndarray
    epochs: int
    losses: list[float]
    has_left: bool


def trained(problem: Problem, params: np.ndarray, rate: float, by_sample: bool, epochs: int = EPOCHS) -> Training:
    """Train from such parameters. by_sample: an update for each sample in turn, stochastic gradient descent; otherwise
    one for the mean gradient of all."""
    passing = network(params)
    count = len(problem.inputs)
    size = 1 if by_sample else count
    backprop, inputs = Backprop(passing, MSE, size), with_ones(problem.inputs, np.float64)
    batches = [(inputs[i : i + size], problem.targets[i : i + size]) for i in range(0, count, size)]
    losses, epoch = [], 0
    with np.errstate(all="ignore"):
        for epoch in range(epochs):
            if epoch % SPACING == 0:
                losses.append(MSE(passing.forward(problem.inputs), problem.targets))
            before = passing.params.copy()
            for rows, targets in batches:
                backprop.step(rows, targets)
                passing.params -= rate * backprop.gradient
            if not np.abs(passing.params).max() <= LARGEST:
                passing.load(before)
                return Training(_short(passing.params[FLAT], params), epoch, losses, True)
    losses.append(MSE(passing.forward(problem.inputs), problem.targets))
    return Training(_short(passing.params[FLAT], params), epochs, losses, False)


def _short(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    return np.where(after == before, before, after.round(DECIMALS))
