"""A neuron's equations with its numbers, as TeX; each can be reckoned again. Knows nothing of Streamlit."""
import math
from collections.abc import Mapping

from pages.ui.first_principles import formulas, functions
from pages.ui.first_principles.neuron.unit import Computed
from pages.ui.first_principles.printed import equation

TINY = 1e-150  # up to there the square of a float is all but 0, or less than a float can hold


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
    return formulas.aligned(functions.value_lines(activation, "a", *found))


def has_distance(values: Mapping[str, float]) -> bool:
    """Whether there is a line z = 0 whose distance from (0, 0) can be reckoned by the weights' squares."""
    _, _, w1, w2, _ = values.values()
    return math.hypot(w1, w2) > TINY


def of_line(values: Mapping[str, float]) -> str:
    """The line z = 0 and its distance from (0, 0), if it has one."""
    if not has_distance(values):
        return ""
    _, _, w1, w2, b = values.values()
    size = math.hypot(w1, w2)
    found = equation([b, w1, w2], abs(b) / size, lambda b, w1, w2: abs(b) / math.sqrt(w1 * w1 + w2 * w2))
    b_tex, w1_tex, w2_tex = (each.factor for each in found.operands)
    return formulas.aligned([
        rf"0 &= {w1_tex}\,x_1 + {w2_tex}\,x_2 + {b_tex}",
        r"\text{distance} &= \frac{|b|}{\sqrt{w_1^2 + w_2^2}}",
        "&" + formulas.put_in(found, lambda b, w1, w2: (
            rf"\frac{{{b.tex.removeprefix('-')}}}{{\sqrt{{{w1.base}^2 + {w2.base}^2}}}}"))])
