"""What the finite differences come to, in formulas, a table and sentences."""
from collections.abc import Callable

import numpy as np

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.checked.difference import POWERS, Difference, off
from pages.ui.first_principles.backprop.derived.called import partial, plain
from pages.ui.first_principles.formulas import aligned
from pages.ui.first_principles.own.names import Place, nodes
from pages.ui.first_principles.printed import FORMULA, Equation, Number, equation
from pages.ui.shared.glossary import term

DIGITS, FEW, MOST = 12, 3, 18  # of a derivative in the table; how many more a quotient's losses get at a time, at most
LONG = 24  # signs of two losses, which with their quotient do not fit beside the table
LOST = 1e-12  # of a derivative's size: an error of backpropagation that is more than rounding
SMOOTH = 9  # places of the picture, the worst of which stands for the middle one
FAR = 1.0  # powers of ten from the best step size, from which on a step size is too large or too small


def formulas(found: Difference, place: Place) -> str:
    """Both quotients with their numbers put in."""
    name, h = place.name, found.h
    forward = _quotient([found.above, found.here], found.forward, lambda above, here: (above - here) / h)
    central = _quotient([found.above, found.below], found.central, lambda above, below: (above - below) / (2 * h))
    step = Number(f"{h:g}", 0.0).tex.removeprefix(r"1 \cdot ")
    return "\n\n".join([
        aligned([rf"&\frac{{L({name} + h) - L({name})}}{{h}}", *_lines(forward, step)]),
        aligned([rf"&\frac{{L({name} + h) - L({name} - h)}}{{2h}}", *_lines(central, rf"2 \cdot {step}")])])


def _lines(found: Equation, below: str) -> list[str]:
    """A quotient of two losses; its result has a line of its own where they are long."""
    one, other = found.operands
    sign, result = "=" if found.is_exact else r"\approx", rf"\boldsymbol{{{found.result.tex}}}"
    quotient = rf"&= \frac{{{one.tex} - {other.factor}}}{{{below}}}"
    is_long = len(one.tex) + len(other.tex) > LONG
    return [quotient, f"&{sign} {result}"] if is_long else [f"{quotient} {sign} {result}"]


def _quotient(losses: list[float], result: float, reckon: Callable[..., float]) -> Equation:
    """With as many digits of the losses as it takes: they differ only in their last ones."""
    first = equation(losses, result, reckon, FORMULA)
    return next((found for more in range(0, MOST, FEW)
                 if (found := equation(losses, result, reckon, FORMULA, more=more)).is_exact), first)


def table(found: Difference, place: Place) -> str:
    """The derivative by each way, and its error."""
    kind = "relative error" if found.reference else "error"
    rows = [f"| | ${partial('L', place.name)}$ | {kind} |", "|:--|--:|--:|"]
    rows += [f"| {name} | {digits(value)} | {size(found.error(value))} |" for name, value in (
        ("backpropagation", found.backprop), ("forward difference", found.forward),
        ("central difference", found.central))]
    return "\n".join(rows)


def digits(value: float) -> str:
    """A derivative, with so many digits that small errors are seen."""
    return Number(f"{value + 0:.{DIGITS}g}", 0.0).plain


def size(error: float) -> str:
    """An error by its size."""
    return Number(f"{error:.1e}", 0.0).plain if error else "0"


def verdict(found: Difference, place: Place, errors: tuple[np.ndarray, np.ndarray],
            kinks: list[str]) -> str:
    """Whether the step size is good, and what backpropagation's own error is."""
    if kinks:
        which = ", ".join(kinks[:4]) + ("…" if len(kinks) > 4 else "")
        return (f"**A kink lies within ±h:** the weighted sum of {which} changes its sign there, so the difference "
                "mixes the slopes of both sides. Take a smaller h.")
    if not found.reference:
        return "The derivative is 0, so the errors are not relative here." + (
            " What the differences show is rounding alone." if found.forward or found.central else "")
    power, best = float(np.log10(found.h)), float(POWERS[_smooth(errors[1]).argmin()])
    if power > best + FAR:
        said = ("**h is large:** the curve bends between the points, which is called truncation error. It shrinks with "
                "h for the forward difference, and with h² for the central one.")
    elif power < best - FAR:
        said = (f"**h is small:** the losses agree in almost all digits, so their difference is mostly rounding. "
                f"About 10⁻{_raised(-round(best))} is best here.")
    else:
        said = ("**About the best h** for the central difference: a larger one has more truncation error, a smaller "
                "one more rounding error.")
    if found.error(found.backprop) > LOST:
        said += (f" Backpropagation itself is off by {size(found.error(found.backprop))}: in {term('saturation')}, "
                 "$1 - a$ has lost digits.")
    return said


def _raised(number: int) -> str:
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(number))


def _smooth(error: np.ndarray) -> np.ndarray:
    """The worst of the neighbors: a single lucky step size is no good one."""
    half = SMOOTH // 2
    wide = np.pad(error, half, mode="edge")
    return np.lib.stride_tricks.sliding_window_view(wide, SMOOTH).max(axis=1)


def names_of(example: WorkedExample, neurons: list[tuple[int, int]]) -> list[str]:
    """What neurons (layer, neuron) are called."""
    called = nodes(example.sizes)
    return [plain(called[layer + 1][j]) for layer, j in neurons]


def spoken(found: Difference, place: Place) -> str:
    """The picture in a sentence, for who cannot see it."""
    return (f"Errors over the step size h. At h = {found.h:g} the forward difference for {plain(place.name)} is off by "
            f"{off(found.forward, found.reference):.1e}, the central one by {off(found.central, found.reference):.1e}.")
