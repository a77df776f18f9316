"""One prediction and what it costs: squared error and cross-entropy, with their derivatives."""
import math
from pathlib import Path

import streamlit as st

from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, number, plain, put_in
from pages.ui.first_principles.loss.measured import LEAST_NORMAL, cross_entropy, in_markdown, squared_error, times
from pages.ui.first_principles.loss.rows import CURVE
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

component = Component(Path(__file__).with_name("loss_curve.js"))


def show() -> None:
    """The part of the chapter."""
    st.markdown("##### One prediction")
    st.markdown(f"The correct answer is the {term('label')} $y$, 0 or 1; the prediction $p$ is the probability that "
                "it is 1. Drag a point along its curve.")
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        y = widgets.segmented_control("Label y", "loss_target")
        tangents = widgets.toggle("Tangents", "loss_tangent")
    p = numbers.values(CURVE)["loss_p"]
    board.draw(component, CURVE, {"target": y, "tangents": tangents}, spoken(p, y))
    st.markdown(words(p, y))


def spoken(p: float, y: int) -> str:
    """The picture in a sentence, for who cannot see it."""
    entropy = cross_entropy(p, y).value
    said = plain(entropy) if math.isfinite(entropy) else "infinite"
    return (f"Two losses over the prediction, for the label {y}. At p = {plain(p)} the squared error is "
            f"{plain(squared_error(p, y).value)}, the cross-entropy {said}.")


def words(p: float, y: int) -> str:
    """Both losses and their derivatives in numbers."""
    value, slope = squared_error(p, y)
    square = equation([p, y], value, lambda p, y: (p - y) ** 2)
    double = equation([p, y], slope, lambda p, y: 2 * (p - y))
    lines = ["(p - y)^2 &" + put_in(square, lambda p, y: f"({p.tex} - {y.tex})^2"),
             r"\frac{d}{dp}\,(p - y)^2 &= 2\,(p - y) "
             + put_in(double, lambda p, y: rf"2\,({p.tex} - {y.tex})")]
    return aligned(lines + _entropy_lines(p, y)) + "\n\n" + _comment(p, y)


def _entropy_lines(p: float, y: int) -> list[str]:
    value, slope = cross_entropy(p, y)
    given = p if y else 1 - p
    name, derivative = (r"-\ln p", r"-\frac{1}{p}") if y else (r"-\ln(1 - p)", r"\frac{1}{1 - p}")
    if not math.isfinite(value):
        return [rf"{name} &\rightarrow \infty"]
    if given < LEAST_NORMAL:  # whose digits a computer no longer has
        return [rf"{name} &\approx {number(value)}"]
    logarithm = put_in(equation([given], value, lambda p: -math.log(p)), lambda p: rf"-\ln({p.tex})")
    sign = "-" if y else ""
    quotient = put_in(equation([given], slope, lambda p: math.copysign(1 / p, slope)),
                      lambda p: rf"{sign}\frac{{1}}{{{p.tex}}}")
    return [f"{name} &{logarithm}", rf"\frac{{d}}{{dp}}\,({name}) &= {derivative} {quotient}"]


def _comment(p: float, y: int) -> str:
    """What the numbers mean, in a sentence."""
    given = f"$p$ = {in_markdown(p)} gives the label {y} the probability {in_markdown(p if y else 1 - p)}."
    square, entropy = squared_error(p, y), cross_entropy(p, y)
    if p == y:
        return f"{given} Nothing is wrong, and both losses are 0."
    if not math.isfinite(entropy.value):
        return (f"{given} That calls the label impossible: the {term('cross-entropy')} grows without end, and there is "
                "no number to train with. The squared error is 1, its largest value.")
    if abs(square.value - 1) < 0.2:
        return (f"{given} Surely wrong: the squared error cannot exceed 1, the {term('cross-entropy')} can, and its "
                f"{term('derivative')} is {times(entropy.slope / square.slope)} as large.")
    sign, way = ("negative", "larger") if y else ("positive", "smaller")
    return f"{given} Both {term('derivative', 'derivatives')} are {sign}: a {way} $p$ would lower the loss."
