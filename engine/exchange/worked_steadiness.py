"""How far a worked example's numbers are the same on every computer, though each rounds in its own way.

A chaotic network blows the last digit up, and a learning rate that is too large makes training diverge: from there on,
what a script finds need not be what the engine has found.
"""
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine.backprop import Backprop
from engine.inspection.worked_example import WorkedExample
from engine.penalty import Penalty

MOST_STEPS = (100, 10, 1, 0)  # of training
AGREES, NUDGE = 1e-9, 1e-14  # as shares of what is compared


class Steadiness(NamedTuple):
    """Which of an example's numbers are finite and the same wherever rounding begins to differ: its outputs and loss,
    its gradient, and training of how many steps, one of MOST_STEPS."""

    outputs: bool
    gradient: bool
    steps: int


class Moment(NamedTuple):
    """A moment of training: its loss, the gradient that the next step goes by, and the parameters, flat."""

    loss: float
    gradient: np.ndarray
    params: np.ndarray


@np.errstate(all="ignore")  # a rate may be too large
def training(example: WorkedExample, nudge: float = 0.0) -> Iterator[Moment]:
    """Its moments, each before a step of all samples by the same optimizer, without end. nudge: by what share of the
    largest one numbers differ, as if they had been rounded otherwise."""
    params = example.network.params
    signs = (-1.0) ** np.arange(len(params))
    network = example.network.over(params * (1 + nudge * signs))
    inputs, targets = np.array(example.inputs), np.array(example.targets)
    backprop, optimizer = Backprop(network, example.loss, len(inputs)), example.fresh_optimizer()
    penalty, factor, gradient = Penalty(l2=example.l2), example.factor(len(inputs)), backprop.gradient
    while True:
        loss = factor * backprop(inputs, targets)
        gradient *= factor
        backprop.add_gradient_of(penalty)
        for part in example.cut(gradient) if example.bias_kind != "trained" else []:
            part[-1] = 0
        gradient += nudge * np.abs(gradient).max() * signs * (gradient != 0)
        yield Moment(loss, gradient, network.params)
        optimizer.step(network.params, gradient)


def trained(example: WorkedExample, steps: int) -> np.ndarray:
    """The parameters after so many steps of all samples, by a fresh optimizer."""
    moments = training(example)
    for _ in range(steps):
        next(moments)
    return next(moments).params


@np.errstate(all="ignore")
def steadiness(example: WorkedExample) -> Steadiness:
    """Of an example."""
    nudged = example.over(example.network.params * (1 + NUDGE * (-1.0) ** np.arange(example.network.params.size)))
    moments = zip(training(example), training(example, NUDGE))
    one, other = next(moments)
    outputs = _alike(example.outputs(), nudged.outputs()) and _alike(one.loss, other.loss)
    gradient = outputs and _alike(one.gradient, other.gradient)
    steady = 0
    while gradient and steady < MOST_STEPS[0]:
        one, other = next(moments)
        if not (_alike(one.loss, other.loss) and _alike(one.params, other.params)):
            break
        steady += 1
    return Steadiness(outputs, gradient, next(steps for steps in MOST_STEPS if steps <= steady))


def _alike(one: np.ndarray | float, other: np.ndarray | float) -> bool:
    """As a script compares them: as shares of the largest."""
    return bool(np.isfinite(one).all() and np.isfinite(other).all()
                and np.abs(np.subtract(one, other)).max() <= AGREES * (np.abs(one).max() + AGREES))
