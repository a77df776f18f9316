"""The activations' formulas, one table for all chapters: how f and f' are written, and a reader's way to reckon.

A row of ACTIVATIONS without one here is shown by its name, with the engine's numbers. Knows nothing of Streamlit.
"""
import math
from collections.abc import Callable
from typing import NamedTuple

from engine.activations import ACTIVATIONS
from pages.ui.first_principles.activations.curves import value
from pages.ui.first_principles.formulas import number, put_in
from pages.ui.first_principles.printed import Equation, Number, equation
from pages.ui.shared.choices import ACTIVATION_NAMES, within_a_sentence

FAR = 700  # from there on e^z is more than a pocket calculator, or a float, can hold
STEEPNESS, CUBIC = 0.79788456, 0.044715  # as GELU has them: the first is sqrt(2 / pi), with the digits that are printed
SLOPE = "f'(z) &"

Written = Callable[[str, str], str]  # of z, and of z where it is a factor, in brackets if it is negative
Slope = Callable[[float, float, float], list[str]]  # of z, f(z) and f'(z)
Value = Callable[[str, float, float], list[str]]  # of the left side, z and f(z)


class Formula(NamedTuple):
    """tex: f(z) in a formula. plain: in a sentence. reckon: f as a reader with a pocket calculator has it. slope: f' at
    z, as lines of TeX. value: f at z likewise, where it is more than what `tex` says. ends: what f comes near to, but
    never reaches."""

    tex: Written
    plain: Written
    reckon: Callable[[float], float]
    slope: Slope
    value: Value | None = None
    ends: tuple[float, ...] = ()


def formula(name: str) -> Formula:
    """Of a row of ACTIVATIONS."""
    if name in FORMULAS:
        return FORMULAS[name]
    said = within_a_sentence(ACTIVATION_NAMES[name])
    return Formula(lambda z, _: rf"\text{{{said}}}({z})", lambda z, _: f"{said}({z})", lambda z: value(name, z),
                   lambda z, a, slope: [rf"{SLOPE}= \boldsymbol{{{number(slope)}}}"])


def found(name: str, z: float, a: float) -> Equation:
    """That f(z) is a; never exactly an end that is only come near to, whatever a is rounded to."""
    of = formula(name)
    result = equation([z], a, of.reckon)
    return result._replace(is_exact=False) if result.result.value in of.ends else result


def value_lines(name: str, left: str, z: float, a: float) -> list[str]:
    """f at z with its definition and with the number put in, as lines of TeX. left: what is equal to it."""
    of = formula(name)
    if of.value:
        return of.value(left, z, a)
    return [f"{left} &= {of.tex('z', 'z')}", "&" + put_in(found(name, z, a), lambda z: of.tex(z.tex, z.factor), True)]


def slope_lines(name: str, z: float, a: float, slope: float) -> list[str]:
    """f' at z likewise."""
    return formula(name).slope(z, a, slope)


def described(name: str) -> list[str]:
    """In the engine's own words, f and f' of a row that has no formulas here; nothing for others."""
    lines = [(thing.__doc__ or "").strip().partition("\n")[0].replace("`", "")
             for thing in (ACTIVATIONS[name], ACTIVATIONS[name].slope)]
    return [] if name in FORMULAS else [line for line in lines if line]


def _sigmoid(left: str, z: float, a: float) -> list[str]:
    def written(z: Number) -> str:
        opposite = z.tex.removeprefix("-") if z.value <= 0 else f"-{z.tex}"
        return rf"\sigma({z.tex})" if abs(z.value) > FAR else rf"\frac{{1}}{{1 + e^{{{opposite}}}}}"
    return [rf"{left} &= \sigma(z) = \frac{{1}}{{1 + e^{{-z}}}}", "&" + put_in(found("sigmoid", z, a), written, True)]


def _sigmoid_slope(z: float, a: float, slope: float) -> list[str]:
    by_output = equation([a], slope, lambda a: a * (1 - a))
    return [rf"{SLOPE}= f(z) \cdot (1 - f(z))",
            "&" + put_in(by_output, lambda a: rf"{a.factor} \cdot (1 - {a.tex})", bold=True)]


def _tanh_slope(z: float, a: float, slope: float) -> list[str]:
    squared = equation([a], slope, lambda a: 1 - a * a)
    return [rf"{SLOPE}= 1 - f(z)^2 {put_in(squared, lambda a: f'1 - {a.base}^2', bold=True)}"]


def _gelu(left: str, z: float, a: float) -> list[str]:
    u = _bent(z)
    inner = equation([z], u, _bent)
    outer = equation([z, u], a, lambda z, u: z / 2 * (1 + math.tanh(u)))
    return [r"u &= \sqrt{2 / \pi} \, (z + 0.044715 \, z^3)",
            "&" + put_in(inner, lambda z: rf"{STEEPNESS} \cdot ({z.tex} + {CUBIC} \cdot {z.base}^3)"),
            rf"{left} &= \frac{{z}}{{2}} \, (1 + \tanh u)",
            "&" + put_in(outer, lambda z, u: rf"\frac{{{z.tex}}}{{2}} \cdot (1 + \tanh({u.tex}))", bold=True)]


def _bent(z: float) -> float:
    return STEEPNESS * (z + CUBIC * z * z * z)  # a power would raise where this is infinite


def _gelu_slope(z: float, a: float, slope: float) -> list[str]:
    t, u_slope = math.tanh(_bent(z)), STEEPNESS * (1 + 3 * CUBIC * z * z)
    bend = equation([z], u_slope, lambda z: STEEPNESS * (1 + 3 * CUBIC * z * z))
    product = equation([t, z, u_slope], slope, lambda t, z, by: (1 + t) / 2 + z / 2 * (1 - t * t) * by)
    return [r"u' &= \sqrt{2 / \pi} \, (1 + 3 \cdot 0.044715 \, z^2)",
            "&" + put_in(bend, lambda z: rf"{STEEPNESS} \cdot (1 + 3 \cdot {CUBIC} \cdot {z.base}^2)"),
            rf"{SLOPE}= \frac{{1 + t}}{{2}} + \frac{{z}}{{2}} \, (1 - t^2) \, u', \quad t = \tanh u",
            "&" + put_in(product, lambda t, z, by: rf"\frac{{1 + {t.factor}}}{{2}} + \frac{{{z.tex}}}{{2}} \cdot "
                         rf"(1 - {t.base}^2) \cdot {by.tex}", bold=True)]


def _sine_slope(z: float, a: float, slope: float) -> list[str]:
    shown = put_in(equation([z], slope, math.cos), lambda z: rf"\cos({z.tex})", bold=True)
    return [rf"{SLOPE}= \cos(z) {shown}"]


def _cases(above: str, below: str) -> Slope:
    """The derivative of a function with a kink at 0."""
    return lambda z, a, slope: [rf"{SLOPE}= {above} \text{{ if }} z > 0 \text{{, else }} {below}",
                                rf"&= \boldsymbol{{{number(slope)}}} \text{{, because }} {_side(z)}"]


def _constant(z: float, a: float, slope: float) -> list[str]:
    return [rf"{SLOPE}= \boldsymbol{{{number(slope)}}} \text{{ for every }} z"]


def _side(z: float) -> str:
    """Which side of 0 a number is on, as TeX."""
    return "z > 0" if z > 0 else r"z \le 0"


FORMULAS = {
    "sigmoid": Formula(lambda z, _: rf"\sigma({z})", lambda z, _: f"sigmoid({z})", lambda z: (1 + math.tanh(z / 2)) / 2,
                       _sigmoid_slope, _sigmoid, ends=(0, 1)),
    "tanh": Formula(lambda z, _: rf"\tanh({z})", lambda z, _: f"tanh({z})", math.tanh, _tanh_slope, ends=(-1, 1)),
    "relu": Formula(lambda z, _: rf"\max(0, {z})", lambda z, _: f"max(0, {z})", lambda z: max(0.0, z),
                    _cases("1", "0")),
    "leaky_relu": Formula(lambda z, factor: rf"\max({z}, \, 0.01 \cdot {factor})",
                          lambda z, factor: f"max({z}, 0.01·{factor})", lambda z: max(z, 0.01 * z),
                          _cases("1", "0.01")),
    "gelu": Formula(lambda z, _: rf"\mathrm{{gelu}}({z})", lambda z, _: f"gelu({z})",
                    lambda z: z / 2 * (1 + math.tanh(_bent(z))), _gelu_slope, _gelu),
    "sine": Formula(lambda z, _: rf"\sin({z})", lambda z, _: f"sin({z})", math.sin, _sine_slope),
    "identity": Formula(lambda z, _: z, lambda z, _: f"f({z})", lambda z: z, _constant,
                        lambda left, z, a: [rf"{left} &= z = \boldsymbol{{{number(a)}}}"]),
    "step": Formula(lambda z, _: rf"\mathrm{{step}}({z})", lambda z, _: f"step({z})", lambda z: float(z > 0), _constant,
                    lambda left, z, a: [rf"{left} &= \boldsymbol{{{number(a)}}} \text{{, because }} {_side(z)}"])}
