"""Steps of training of a worked example, one at a time with every number kept, or many at once. Knows nothing of
Streamlit."""
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from engine.backprop import Backprop
from engine.inspection.worked_example import WorkedExample
from engine.optimizers import Optimizer
from engine.penalty import Penalty
from pages.ui.first_principles.own.settled import settled, without_noise
from pages.ui.shared.address.typed import LARGEST

Memory = Sequence[np.ndarray] | None


class Step(NamedTuple):
    """One update. before, derivatives (of the loss alone), gradient (with L2), after: all flat. memory: the optimizer's
    state before it and after it. is_noise: which derivatives are 0 but for rounding. number: which step of this
    optimizer it is, from 1, if it counts them."""

    before: np.ndarray
    derivatives: np.ndarray
    gradient: np.ndarray
    after: np.ndarray
    memory: list[np.ndarray]
    memory_after: list[np.ndarray]
    is_noise: np.ndarray

    @property
    def number(self) -> int:
        return int(self.memory_after[-1]) if len(self.memory_after) > 2 else 1

    @property
    def can_be_taken(self) -> bool:
        """Whether what comes of it could also be typed."""
        return fits(self.after)


class Trained(NamedTuple):
    """After some steps: the parameters, flat; the optimizer's state; how many steps it took, fewer than were asked for
    where the next one would have led out of what can be typed."""

    params: np.ndarray
    memory: list[np.ndarray]
    steps: int


def fits(params: np.ndarray) -> bool:
    """Whether all parameters are numbers that can be typed; not a number is none."""
    return bool(np.abs(params).max() <= LARGEST)


def known(example: WorkedExample, memory: Memory) -> Memory:
    """An optimizer's state, or None if it is that of another one or of another network."""
    wanted = [part.shape for part in example.fresh_optimizer().state]
    return memory if memory is not None and [part.shape for part in memory] == wanted else None


def opened(example: WorkedExample, memory: Memory) -> Optimizer:
    """The example's optimizer, that goes on from a state if it has one."""
    optimizer = example.fresh_optimizer()
    for own, kept in zip(optimizer.state, known(example, memory) or ()):
        own[...] = kept
    return optimizer


def frozen(example: WorkedExample) -> np.ndarray:
    """Which parameters no step may move, flat: an optimizer that was used while they were trained would move them on,
    whatever their gradient is."""
    still = np.zeros(example.network.params.shape, bool)
    for part in example.cut(still):
        part[-1] = example.bias_kind != "trained"
    return still


def step(example: WorkedExample, rows: Sequence[int] | None, memory: Memory) -> Step:
    """The next update by some samples, or by all."""
    optimizer, before = opened(example, memory), example.network.params.copy()
    old = [part.copy() for part in optimizer.state]
    gradient, after = example.gradient(rows), before.copy()
    derivatives = replace(example, l2=0.0).gradient(rows)
    optimizer.step(after, gradient)
    after[frozen(example)] = before[frozen(example)]
    return Step(before, derivatives, gradient, after, old, optimizer.state,
                (derivatives != 0) & (_by_hand(example, rows) == 0))


def _by_hand(example: WorkedExample, rows: Sequence[int] | None) -> np.ndarray:
    """Sums of samples' derivatives, flat, 0 where they are rounding noise."""
    each = np.array([np.concatenate([layer.gradient.ravel() for layer in settled(example, row).layers])
                     for row in (range(len(example.inputs)) if rows is None else rows)])
    return without_noise(each.sum(axis=0), each.T)


def trained(example: WorkedExample, count: int, first: int | None, memory: Memory) -> Trained:
    """After so many steps. first: the sample of the first one, which the others follow in turn; None: each step is by
    all samples. The same steps as `step` takes, with all that they need made once: 1,000 of them take 60 ms."""
    network, optimizer = example.over(example.network.params).network, opened(example, memory)
    inputs, targets = np.array(example.inputs), np.array(example.targets)
    size = len(inputs) if first is None else 1
    backprop, penalty, factor = Backprop(network, example.loss, size), Penalty(l2=example.l2), example.factor(size)
    still = frozen(example)
    for done in range(count):
        rows = slice(None) if first is None else slice(row := (first + done) % len(inputs), row + 1)
        before, old = network.params.copy(), [part.copy() for part in optimizer.state]
        backprop(inputs[rows], targets[rows])
        backprop.gradient *= factor
        backprop.add_gradient_of(penalty)
        backprop.gradient[still] = 0
        optimizer.step(network.params, backprop.gradient)
        network.params[still] = before[still]
        if not fits(network.params):
            return Trained(before, old, done)
    return Trained(network.params, optimizer.state, count)
