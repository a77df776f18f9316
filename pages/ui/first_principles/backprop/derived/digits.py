"""Equations that follow from each other, in which a number has the same digits wherever it stands."""
import math
from collections.abc import Callable, Sequence

from pages.ui.first_principles.printed import ALMOST, Equation, Number, Style, printed

MOST_MORE = 12  # digits that an operand gets beyond its result's, before an equation is said to come out only about


class Digits:
    """How many digits more than usual each number gets, by its value: as many as the equations need that have it. Those
    that use a result are to be made before the one that it comes from."""

    def __init__(self, style: Style):
        self.style = style
        self.extras: dict[float, int] = {}

    def shown(self, value: float) -> Number:
        """A number as all equations have it."""
        return printed(value, self.style, self.extras.get(value, 0))

    def equation(self, operands: Sequence[float], result: float, reckon: Callable[..., float]) -> Equation:
        """That `reckon` of the operands is the result, in as few digits as say so."""
        before = self.extras.copy()
        while True:
            found, said = [self.shown(each) for each in operands], self.shown(result)
            if abs(_reckoned(reckon, [each.value for each in found]) - said.value) < said.half * ALMOST:
                return Equation(found, said, True, 0)
            value = self._coarsest(operands, [each.value for each in found], reckon)
            if self.extras.get(value, 0) > self.extras.get(result, 0) + MOST_MORE or value == result:
                self.extras = before
                return Equation([self.shown(each) for each in operands], said, False, 0)
            self.extras[value] = self.extras.get(value, 0) + 1

    def _coarsest(self, operands: Sequence[float], found: Sequence[float], reckon: Callable[..., float]) -> float:
        """The operand whose rounding matters most."""
        exact = _reckoned(reckon, operands)
        off = [abs(_reckoned(reckon, [*operands[:i], each, *operands[i + 1:]]) - exact) for i, each in enumerate(found)]
        return operands[max(range(len(off)), key=off.__getitem__)]


def _reckoned(reckon: Callable[..., float], operands: Sequence[float]) -> float:
    """What it makes of operands; infinity where it makes nothing of them."""
    try:
        return float(reckon(*operands))
    except ArithmeticError:
        return math.inf
