"""What a chapter of the course is: a question, what it shows, and two exercises."""
from collections.abc import Callable, Sequence
from functools import wraps
from itertools import combinations
from typing import NamedTuple

import numpy as np

from pages.ui.first_principles.board.fields import AnyField

EXACT = 1e-6  # how far from the answer a number may lie that needs no rounding
UNIT = 0.51  # of the last decimal, if it does: whoever rounds a tie may do it either way
WITH_A_PLACE = ("number", "table")  # kinds of fields that have one for a sentence
COUNTED = ("", "One decimal is enough.", "Two decimals are enough.", "Three decimals are enough.")


class Question(NamedTuple):
    """What a chapter begins with. text: Markdown; options: in plain text, two to five of them; right: which of them is
    the answer; because: Markdown, why; in_order: whether the options have an order of their own, as sizes do. Others
    are shuffled."""

    text: str
    options: Sequence[str]
    right: int
    because: str
    in_order: bool = False


class Slip(NamedTuple):
    """A usual mistake: the number that it comes to, and a sentence that helps."""

    value: float
    words: str


class Exercise(NamedTuple):
    """A number to be found. text: Markdown; answer: the engine's; decimals: how many of them are asked for, 0 where the
    answer is a whole number; slips: usual mistakes; solution: Markdown, the way to the answer with its numbers."""

    text: str
    answer: float
    decimals: int
    solution: str
    slips: Sequence[Slip] = ()

    @property
    def within(self) -> float:
        """How far from the answer a correct one may lie."""
        return UNIT * 10.0 ** -self.decimals if self.decimals else EXACT

    @property
    def whole_text(self) -> str:
        """The text and how many decimals are enough."""
        return f"{self.text} {COUNTED[self.decimals]}".rstrip()

    def takes(self, given: float) -> bool:
        """Whether a number is the answer, rounded or not."""
        return abs(given - self.answer) <= self.within

    def hint(self, given: float) -> str:
        """What helps after a wrong number."""
        return next((slip.words for slip in self.slips if abs(given - slip.value) <= self.within), "Try again.")

    def tells_apart(self) -> bool:
        """Whether no number that is typed can be taken for two of these: the answer and the slips."""
        values = [self.answer, *(slip.value for slip in self.slips)]
        return all(abs(one - other) > 2 * self.within for one, other in combinations(values, 2))


def redrawn(make: Callable[[np.random.Generator], Exercise]) -> Callable[[np.random.Generator], Exercise]:
    """An exercise whose numbers are drawn again until each slip leads somewhere else."""
    @wraps(make)
    def clear(random: np.random.Generator) -> Exercise:
        while not (exercise := make(random)).tells_apart():
            pass
        return exercise

    return clear


class Task(NamedTuple):
    """Something to be set on the chapter's board. text: Markdown; is_done: whether the board as it is now does it;
    words: Markdown, how far it is."""

    text: str
    is_done: bool
    words: str


class Chapter(NamedTuple):
    """title: as its tab has it. fields: all numbers of its board. ask: makes the question of random numbers. show: its
    content. exercises: each made of random numbers; a Task also looks at the board. after: what follows them, if
    anything. together: fields whose change runs nothing but what `follow`s in it, see alone.py. places: of further
    answers that are kept, as those of the exercises are. unshown: fields that no board of it shows, so that what is
    wrong with them in a link has no place there."""

    title: str
    fields: Sequence[AnyField]
    ask: Callable[[np.random.Generator], Question]
    show: Callable[[], None]
    exercises: Sequence[Callable[[np.random.Generator], Exercise | Task]]
    after: Callable[[], None] | None = None
    together: Sequence[AnyField] = ()
    places: Sequence[str] = ()
    unshown: Sequence[AnyField] = ()

    def tells_of(self, field: AnyField) -> bool:
        """Whether a board of it says what is wrong with a field."""
        names = {each.name for each in self.fields} - {each.name for each in self.unshown}
        return field.name in names and field.as_message(field.default)["kind"] in WITH_A_PLACE
