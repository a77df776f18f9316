"""What a published worked example is: its network, and every number that stands in print there. Knows nothing of
Streamlit, and no result but those in print."""
from collections.abc import Callable, Sequence
from typing import NamedTuple

from engine.inspection.worked_example import WorkedExample

ROUNDED = 0.5 * (1 + 1e-9)  # of a unit: whoever rounds a tie may do it either way


class Printed(NamedTuple):
    """A number in print. what: Markdown; text: as it stands there; found: how it is computed of the network; after: how
    many passes over the samples later. why: why ours is another number, where it is, in a sentence; near: what it is
    called then, in a word or two."""

    what: str
    text: str
    found: Callable[[WorkedExample], float]
    after: int = 0
    why: str = ""
    near: str = "nearly"

    @property
    def decimals(self) -> int:
        """How many of them stand in print."""
        return len(self.text.partition(".")[2])

    def agrees(self, value: float) -> bool:
        """Whether a number is the printed one when it is rounded to its digits."""
        return abs(value - float(self.text)) <= ROUNDED * 10.0 ** -self.decimals


class Article(NamedTuple):
    """A worked example. label: what a button calls it; author, title, year, link: of its source; words: Markdown, what
    it works out, and how; example: its network before any step; sample: the row that it opens at, from 0; parameter:
    the one that is taken apart; one_by_one: whether a pass is a step for each sample in turn, not one for all; passes:
    what its author calls them."""

    label: str
    author: str
    title: str
    year: int
    link: str
    words: str
    example: WorkedExample
    numbers: Sequence[Printed]
    sample: int = 0
    parameter: str = "w1"
    one_by_one: bool = False
    passes: str = "steps"

    @property
    def afters(self) -> list[int]:
        """After how many passes there is a number in print, in order."""
        return sorted({number.after for number in self.numbers} - {0})
