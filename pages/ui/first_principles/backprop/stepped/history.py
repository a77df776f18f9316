"""The updates that were applied to the network on the page, so that they can be taken back."""
from dataclasses import replace
from typing import Any, NamedTuple

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.stepped.steps import Memory
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own import present
from pages.ui.shared import session

MOST, KEY = 50, "backprop_history"


class Moment(NamedTuple):
    """A network's parameters, its optimizer's state, and how many updates have led there."""

    weights: Any
    biases: Any
    memory: Memory
    steps: int


class History(NamedTuple):
    """now: the moment that the last update led to. before: those that can be gone back to, the first one first. said:
    what is to be told of the last update."""

    now: Moment
    before: tuple[Moment, ...] = ()
    said: str = ""


def history(example: WorkedExample) -> History:
    """What has led to a network; nothing if it was typed or opened."""
    kept: History | None = session.get(PAGE, KEY)
    if kept is not None and (kept.now.weights, kept.now.biases) == (example.weights, example.biases):
        return kept
    return History(Moment(example.weights, example.biases, session.get(PAGE, "own_memory"), 0))


def note(example: WorkedExample, after: WorkedExample, memory: Memory, steps: int, said: str = "") -> None:
    """Have the page show the network after some updates, unless it is not the one that is typed. A part of
    callbacks."""
    if not present.shown().is_settled:
        return
    known = history(example)
    now = Moment(after.weights, after.biases, memory, known.now.steps + steps)
    before = (*known.before, known.now)
    kept = before if len(before) <= MOST else (before[0], *before[1 - MOST:])  # the first one stays
    session.put(PAGE, **{KEY: History(now, kept if steps else known.before, said)})
    present.put_params(after, memory)


def back(example: WorkedExample, to_first: bool) -> None:
    """Take the last update back, or all of them. A part of callbacks."""
    known = history(example)
    if not known.before or not present.shown().is_settled:
        return
    moment = known.before[0 if to_first else -1]
    session.put(PAGE, **{KEY: History(moment, () if to_first else known.before[:-1])})
    present.put_params(replace(example, weights=moment.weights, biases=moment.biases), moment.memory)
