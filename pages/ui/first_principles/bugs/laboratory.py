"""Running the text of a program, and looking at what it does: its curves, and a gradient check of one of its updates.

The check needs no help of the program: what an update has subtracted, divided by the learning rate, is the gradient
that it took; central differences of the program's own loss are what it should have been.
"""
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from pages.ui.first_principles.bugs.mistakes import BUGS, Bug
from pages.ui.first_principles.bugs.problems import PROBLEMS

NUDGE = 1e-6  # h of the differences
ALIKE = 1e-4  # the largest relative error of a right gradient
NOISE = 1e-8  # how large differences get by rounding alone
KEPT = 64  # runs, the last ones of all visitors
Params = dict[str, np.ndarray]


class Group(NamedTuple):
    """A check of parameters that share a name. place: of the one whose two derivatives differ most."""

    name: str
    place: tuple[int, ...]
    backprop: np.ndarray
    differences: np.ndarray

    @property
    def error(self) -> float:
        """‖backprop - differences‖ as a share of the longer one: 0 to 2, or not a number."""
        with np.errstate(all="ignore"):
            size = max(np.linalg.norm(self.backprop), np.linalg.norm(self.differences))
            return self.away / float(size) if size else 0.0

    @property
    def away(self) -> float:
        """‖backprop - differences‖."""
        return float(np.linalg.norm(self.backprop - self.differences))

    @property
    def is_right(self) -> bool:
        """Whether they agree, but for rounding."""
        return self.error < ALIKE or self.away < NOISE

    @property
    def pair(self) -> tuple[float, float]:
        """The two derivatives that differ most."""
        return float(self.backprop[self.place]), float(self.differences[self.place])


class Outcome(NamedTuple):
    """What a program has done. history: its curves by name; first, last: checks of these updates; warned: what NumPy
    warned of, in that order."""

    history: dict[str, list[float]]
    first: list[Group]
    last: list[Group]
    warned: list[str]


class Pair(NamedTuple):
    """A bug's program and the corrected one, from the same random numbers."""

    bug: Bug
    wrong: Outcome
    right: Outcome

    @property
    def checks(self) -> tuple[list[Group], list[Group]]:
        """The two gradient checks."""
        return (self.wrong.last, self.right.last) if self.bug.at_last else (self.wrong.first, self.right.first)

    @property
    def red(self) -> tuple[str, ...]:
        """The parameters whose derivatives the check finds wrong."""
        return tuple(group.name for group in self.checks[0] if not group.is_right)


def pair(name: str, seed: int) -> Pair:
    """Both programs of a bug, run with a seed."""
    bug = BUGS[name]
    return Pair(bug, outcome(bug.wrong_text, bug.problem, seed), outcome(bug.right_text, bug.problem, seed))


@lru_cache(KEPT)
def outcome(text: str, problem: str, seed: int) -> Outcome:
    """What the text of a program does. It is one of ours: nothing that a visitor writes comes here."""
    program: dict[str, Any] = {}
    exec(compile(text, problem, "exec"), program)  # so that what is shown and what runs cannot differ
    warned: list[str] = []
    updates: list[Callable[[], list[Group]]] = []
    program["step"] = _watched(program["step"], program["loss"], updates)
    with np.errstate(all="call", under="ignore", call=lambda kind, flag: warned.append(kind)):
        history = program["train"](**PROBLEMS[problem].arguments(seed), random=np.random.default_rng(seed))
    with np.errstate(all="ignore"):
        return Outcome({name: [float(each) for each in values] for name, values in history.items()},
                       updates[0](), updates[-1](), [*dict.fromkeys(warned)])


def _watched(step: Callable[..., None], loss: Callable[..., float], updates: list[Callable[[], list[Group]]]
             ) -> Callable[..., None]:
    """A program's step that notes how to check its first call and its latest one."""
    def watched(p: Params, x: np.ndarray, y: np.ndarray, rate: float) -> None:
        before = {name: array.copy() for name, array in p.items()}
        step(p, x, y, rate)
        after = {name: array.copy() for name, array in p.items()}
        updates[1:] = [lambda: _checked(before, after, x, y, rate, loss)]

    return watched


def _checked(before: Params, after: Params, x: np.ndarray, y: np.ndarray, rate: float, loss: Callable[..., float]
             ) -> list[Group]:
    found = []
    for name, array in before.items():
        backprop = (array - after[name]) / rate
        differences = np.array([_difference(before, name, place, lambda p: loss(p, x, y))
                                for place in np.ndindex(array.shape)]).reshape(array.shape)
        away = np.nan_to_num(np.abs(backprop - differences), nan=np.inf)
        found.append(Group(name, _place(away), backprop, differences))
    return found


def _difference(p: Params, name: str, place: Sequence[int], loss: Callable[[Params], float]) -> float:
    """The central difference of the loss for one parameter."""
    losses = []
    for nudge in (NUDGE, -NUDGE):
        moved = p | {name: p[name].copy()}
        moved[name][tuple(place)] += nudge
        losses.append(loss(moved))
    return float((losses[0] - losses[1]) / (2 * NUDGE))


def _place(sizes: np.ndarray) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(int(sizes.argmax()), sizes.shape))
