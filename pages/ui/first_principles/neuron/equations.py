"""A neuron's equations with its numbers, as TeX; each can be reckoned again. Knows nothing of Streamlit."""
import math
from collections.abc import Mapping

from pages.ui.first_principles import formulas
from pages.ui.first_principles.neuron.unit import Computed
from pages.ui.first_principles.printed import Equation, Number, equation

FAR = 700  # from there on e^z is more than a pocket calculator, or a float, can hold
FACTOR = 0.79788  # sqrt(2 / pi), as GELU has it
LEAK = 0.01


def of_sum(values: Mapping[str, float], z: float) -> str:
    """The weighted sum, as a dot product and written out."""
    x1, x2, w1, w2, b = values.values()
    found = equation([w1, x1, w2, x2, b], z, lambda w1, x1, w2, x2, b: w1 * x1 + w2 * x2 + b)
    numbers = [each.tex for each in found.operands]
    return formulas.aligned([
        r"z &= \mathbf{w} \cdot \mathbf{x} + b",
        rf"&= {_vector('w_1', 'w_2')} \cdot {_vector('x_1', 'x_2')} + b",
        rf"&= {_vector(numbers[0], numbers[2])} \cdot {_vector(numbers[1], numbers[3])} + {found.operands[4].factor}",
        "&= w_1 x_1 + w_2 x_2 + b",
        "&" + formulas.put_in(found, lambda w1, x1, w2, x2, b: (
            rf"{w1.factor} \cdot {x1.factor} + {w2.factor} \cdot {x2.factor} + {b.factor}"))])


def _vector(first: str, second: str) -> str:
    return rf"\begin{{bmatrix}} {first} & {second} \end{{bmatrix}}"


def of_output(found: Computed, activation: str) -> str:
    """The activation function of the sum."""
    return formulas.aligned(_output(*found, activation))


def _output(z: float, a: float, activation: str) -> list[str]:
    if activation == "gelu":
        return _gelu(z, a)
    if activation == "step":
        sign = ">" if a else r"\le"
        return [rf"a &= {int(a)} \quad \text{{since }} z {sign} 0"]
    if activation == "identity":
        return [rf"a &= z = {formulas.number(z)}"]
    symbols, written, reckon = {
        "sigmoid": (r"\sigma(z) = \frac{1}{1 + e^{-z}}", _sigmoid, lambda z: (1 + math.tanh(z / 2)) / 2),
        "tanh": (r"\tanh(z)", lambda z: rf"\tanh({z.tex})", math.tanh),
        "relu": (r"\max(0, z)", lambda z: rf"\max(0, {z.tex})", lambda z: max(0.0, z)),
        "leaky_relu": (r"\max(z, 0.01\,z)", lambda z: rf"\max({z.tex}, {LEAK} \cdot {z.factor})",
                       lambda z: max(z, LEAK * z)),
        "sine": (r"\sin(z)", lambda z: rf"\sin({z.tex})", math.sin)}[activation]
    result = _never_reached(equation([z], a, reckon), activation)
    return [f"a &= {symbols}", f"&{formulas.put_in(result, written)}"]


def _sigmoid(z: Number) -> str:
    if abs(z.value) > FAR:
        return rf"\sigma({z.tex})"
    return rf"\frac{{1}}{{1 + e^{{{_opposite(z)}}}}}"


def _opposite(z: Number) -> str:
    return z.tex.removeprefix("-") if z.value <= 0 else f"-{z.tex}"


def _never_reached(found: Equation, activation: str) -> Equation:
    """A sigmoid's or tanh's ends are only come near to, whatever it is rounded to."""
    ends = {"sigmoid": {0, 1}, "tanh": {-1, 1}}.get(activation, set())
    return found._replace(is_exact=False) if found.result.value in ends else found


def _gelu(z: float, a: float) -> list[str]:
    u = FACTOR * (z + 0.044715 * z**3)
    inner = equation([z], u, lambda z: FACTOR * (z + 0.044715 * z**3))
    outer = equation([z, u], a, lambda z, u: z / 2 * (1 + math.tanh(u)))
    return [
        r"u &= \sqrt{\tfrac{2}{\pi}} \left(z + 0.044715\,z^3\right)",
        "&" + formulas.put_in(inner, lambda z: rf"{FACTOR} \cdot ({z.tex} + 0.044715 \cdot {z.base}^3)"),
        r"a &= \tfrac{z}{2} (1 + \tanh u)",
        "&" + formulas.put_in(outer, lambda z, u: rf"\frac{{{z.tex}}}{{2}} \cdot (1 + \tanh({u.tex}))")]


def of_line(values: Mapping[str, float]) -> str:
    """The line z = 0 and its distance from (0, 0); nothing where there is none, or one too far to be written."""
    _, _, w1, w2, b = values.values()
    size = math.hypot(w1, w2)
    if size < 1e-6:
        return ""
    found = equation([b, w1, w2], abs(b) / size, lambda b, w1, w2: abs(b) / math.sqrt(w1 * w1 + w2 * w2))
    b_tex, w1_tex, w2_tex = (each.factor for each in found.operands)
    return formulas.aligned([
        rf"0 &= {w1_tex}\,x_1 + {w2_tex}\,x_2 + {b_tex}",
        r"\text{distance} &= \frac{|b|}{\sqrt{w_1^2 + w_2^2}}",
        "&" + formulas.put_in(found, lambda b, w1, w2: (
            rf"\frac{{{b.tex.removeprefix('-')}}}{{\sqrt{{{w1.base}^2 + {w2.base}^2}}}}"))])
