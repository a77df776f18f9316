"""What the LaTeX of a worked example is made of: a sample's numbers and names, and sums that break where they get
long. Knows nothing of Streamlit."""
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from engine.exchange.worked_script import loss_share
from engine.inspection.worked import Worked
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.printed import Number

IN_A_LINE = 3  # products of a sum


class Case(NamedTuple):
    """An example, the row of the sample that is taken apart, its numbers, and what nodes and parameters are called, the
    latter by layer, row and column."""

    example: WorkedExample
    row: int
    worked: Worked
    nodes: list[list[str]]
    params: dict[tuple[int, int, int], str]

    @property
    def outputs(self) -> list[float]:
        """The sample's predictions."""
        if self.example.end.loss == "mse":
            return list(self.worked.layers[-1].outputs.tolist())
        return list(self.example.outputs([self.example.inputs[self.row]])[0].tolist())

    @property
    def targets(self) -> tuple[float, ...]:
        """The sample's."""
        return self.example.targets[self.row]

    @property
    def share(self) -> Fraction:
        """What the loss multiplies the sum over the outputs by."""
        return loss_share(self.example, 1)

    def target(self, j: int) -> str:
        """What an output's target is called."""
        return "y" if len(self.nodes[-1]) == 1 else f"y_{j + 1}"

    def trained(self) -> list[tuple[int, int, int]]:
        """Where the parameters stand that are learned, as they are counted."""
        return [key for key in self.params if self.example.bias_kind == "trained"
                or key[1] < self.example.sizes[key[0]]]


def times(share: Fraction) -> str:
    """A share in front of what it multiplies; nothing if it is 1."""
    return "" if share == 1 else rf"\frac{{{share.numerator}}}{{{share.denominator}}} \cdot " if (
        share.denominator > 1) else rf"{share.numerator} \cdot "


def grouped(text: str, terms: int) -> str:
    return text if terms == 1 else f"({text})"


def added(terms: Sequence[str]) -> str:
    """A sum, broken where it gets long."""
    lines = [" + ".join(terms[first:first + IN_A_LINE]) for first in range(0, len(terms), IN_A_LINE)]
    return " \\\\\n&\\quad + ".join(lines)


def products(shown: Sequence[Number], count: int) -> list[str]:
    """Numbers as products, those that are left over for themselves."""
    return [rf"{a.factor} \cdot {b.factor}" for a, b in zip(shown[:count], shown[count:2 * count])] + [
        each.factor for each in shown[2 * count:]]


def sum_of_products(count: int) -> Callable[..., float]:
    """Of so many factors, then as many others, then what is added as it is."""
    def reckon(*values: float) -> float:
        return math.fsum(a * b for a, b in zip(values[:count], values[count:2 * count])) + sum(values[2 * count:])
    return reckon
