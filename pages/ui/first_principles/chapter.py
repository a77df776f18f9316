"""What a chapter of the course is: a question, what it shows, and two exercises."""
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from pages.ui.first_principles.board.fields import AnyField


class Question(NamedTuple):
    """What a chapter begins with. text: Markdown; options: in plain text, two to five of them; right: which of them is
    the answer; because: Markdown, why."""

    text: str
    options: Sequence[str]
    right: int
    because: str


class Slip(NamedTuple):
    """A usual mistake: the number that it comes to, and a sentence that helps."""

    value: float
    words: str


class Exercise(NamedTuple):
    """A number to be found. text: Markdown; answer: the engine's; within: how far from it a correct one may lie;
    slips: usual mistakes; solution: Markdown, the way to the answer with its numbers."""

    text: str
    answer: float
    within: float
    solution: str
    slips: Sequence[Slip] = ()


class Task(NamedTuple):
    """Something to be set on the chapter's board. text: Markdown; is_done: whether the board as it is now does it;
    words: Markdown, how far it is."""

    text: str
    is_done: bool
    words: str


class Chapter(NamedTuple):
    """title: as its tab has it. fields: all numbers of its board. ask: makes the question of random numbers. show: its
    content. exercises: each made of random numbers; a Task also looks at the board. after: what follows them, if
    anything."""

    title: str
    fields: Sequence[AnyField]
    ask: Callable[[np.random.Generator], Question]
    show: Callable[[], None]
    exercises: Sequence[Callable[[np.random.Generator], Exercise | Task]]
    after: Callable[[], None] | None = None
