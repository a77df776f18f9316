"""Numbers as an equation prints them: with as many digits as it takes to come to its result by what is printed."""
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pages.ui.shared.plain import MINUS

MOST_EXTRA = 4  # digits; with more, nobody would reckon it again
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LARGE = 1e12  # from which on a number gets a power of ten, too
NONE = {"inf": (r"\infty", "∞"), "-inf": (r"-\infty", f"{MINUS}∞"), "nan": (r"\text{not a number}", "not a number")}
ALMOST = 1 - 1e-6  # of half a unit: whoever rounds a tie may do it either way

# How many decimals a number gets from which size on, the largest size first; smaller ones get a power of ten.
Style = tuple[tuple[float, int], ...]
FORMULA = ((5e-4, 4),)
SHORT = ((5e-4, 3), (5e-7, 6))
EVEN = ((1e-2, 4),)  # for two small numbers of a sentence, of which one gets a power of ten


class Number(NamedTuple):
    """What is printed, as Python reads it, and half a unit of the last digit that it was rounded to."""

    text: str
    half: float

    @property
    def value(self) -> float:
        """What a reader reckons with."""
        return float(self.text)

    @property
    def tex(self) -> str:
        """For a formula."""
        if self.text in NONE:
            return NONE[self.text][0]
        digits, _, power = self.text.partition("e")
        return rf"{digits} \cdot 10^{{{int(power)}}}" if power else digits

    @property
    def factor(self) -> str:
        """For a formula, in a product or a sum: in brackets if it is negative."""
        return f"({self.tex})" if self.value < 0 else self.tex

    @property
    def base(self) -> str:
        """For a formula, under an exponent: in brackets if it is anything but digits."""
        return self.tex if self.text.replace(".", "").isdigit() else f"({self.tex})"

    @property
    def plain(self) -> str:
        """For a sentence."""
        if self.text in NONE:
            return NONE[self.text][1]
        digits, _, power = self.text.partition("e")
        return digits.replace("-", MINUS) + (f"·10{str(int(power)).translate(RAISED)}" if power else "")


class Equation(NamedTuple):
    """Operands, a result, and whether it is what the printed operands give when it is rounded to its digits. extra: how
    many digits more than usual the operands have."""

    operands: list[Number]
    result: Number
    is_exact: bool
    extra: int

    @property
    def sign(self) -> str:
        """What may stand between them."""
        return "=" if self.is_exact else "≈"


def printed(value: float, style: Style = FORMULA, extra: int = 0) -> Number:
    """A number with the digits that say something, and some extra ones; zeros at their end are left out."""
    value = float(value)
    if not math.isfinite(value):
        return Number(str(value), 0.0)
    decimals = next((count for size, count in style if abs(value) >= size or not value), None)
    if decimals is None or abs(value) >= LARGE:
        digits, power = f"{value:.{1 + extra}e}".split("e")
        return Number(f"{digits}e{power.lstrip('+')}", 0.5 * 10.0 ** (int(power) - 1 - extra))
    text = f"{value:.{decimals + extra}f}".rstrip("0").rstrip(".")
    return Number(text if value else "0", 0.5 * 10.0 ** -(decimals + extra))


def equation(operands: Sequence[float], result: float, reckon: Callable[..., float], style: Style = FORMULA, *,
             more: int = 0, extra: int = 0) -> Equation:
    """That `reckon` of the operands is the result, in as few digits as say so.

    extra, more: digits more than usual that the result gets, and that the operands get at least.
    """
    said = printed(result, style, extra)
    for count in range(more, more + extra + MOST_EXTRA + 1):
        shown = [printed(each, style, count) for each in operands]
        if abs(_reckoned(reckon, shown) - said.value) < said.half * ALMOST:
            return Equation(shown, said, True, count)
    return Equation([printed(each, style, more) for each in operands], said, False, more)


def _reckoned(reckon: Callable[..., float], shown: Sequence[Number]) -> float:
    try:
        return reckon(*(each.value for each in shown))
    except (ArithmeticError, ValueError):  # more than a float can hold
        return math.nan


def apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers for a sentence, with as many digits as it takes to see that they differ."""
    powers = [abs(each) < SHORT[-1][0] for each in (one, other) if each]
    style = EVEN if any(powers) and max(abs(one), abs(other)) < EVEN[0][0] else SHORT
    for extra in range(13):
        first, second = (printed(each, style, extra).plain for each in (one, other))
        if one == other or first != second:
            break
    return first, second
