"""A neuron, at first confidently wrong, trained twice from the same start: by squared error and by cross-entropy."""
import math
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, plain, put_in, short
from pages.ui.first_principles.loss.measured import NEAR, STEPS, Learned, learned, steps_until_near, times
from pages.ui.first_principles.loss.rows import RACE
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

LOSS_NAMES = {"mse": "mean squared error", "binary_cross_entropy": "cross-entropy"}
component = Component(Path(__file__).with_name("loss_race.js"))


def show() -> None:
    """The part of the chapter."""
    st.markdown("##### Why cross-entropy")
    st.markdown(f"A {term('sigmoid')} neuron with the input 1 is trained for {STEPS} steps twice, with either loss. If "
                f"it starts confidently wrong, it is {term('saturation', 'saturated')}. Press Play, or drag the step.")
    with st.container(horizontal=True, gap="medium"):
        target = widgets.segmented_control("Target", "loss_wanted")
        shown = widgets.segmented_control("Curves", "loss_curves")
    weight, bias, rate = numbers.values(RACE).values()
    runs = {loss: learned(loss, weight, bias, target, rate) for loss in LOSS_NAMES}
    board.draw(component, RACE, picture(runs, target) | {"shown": shown}, verdict(runs, target))
    st.markdown(verdict(runs, target))
    st.markdown(words(runs, weight, bias, target))
    st.caption("The start w = b = 2 with target 0 is [Michael Nielsen's](http://neuralnetworksanddeeplearning.com/"
               "chap3.html). He halves the squared error: for his curve, halve the rate.")


def picture(runs: dict[str, Learned], target: int) -> dict[str, Any]:
    """What the picture shows: both runs, step by step."""
    return {"target": target, "runs": [{"name": LOSS_NAMES[loss], "sums": short(run.sums),
                                        "predictions": short(run.predictions), "losses": short(run.losses)}
                                       for loss, run in runs.items()]}


def verdict(runs: dict[str, Learned], target: int) -> str:
    """Which one learned first, and by how much."""
    slow, fast = (steps_until_near(run.predictions, target) for run in runs.values())
    last = {loss: plain(run.predictions[-1]) for loss, run in runs.items()}
    if slow is None and fast is None:
        return (f"Neither comes within {NEAR} of the target in {STEPS} steps: cross-entropy gets to "
                f"{last['binary_cross_entropy']}, mean squared error to {last['mse']}.")
    if slow is None or fast is None:
        first, other = ("binary_cross_entropy", "mse") if slow is None else ("mse", "binary_cross_entropy")
        return (f"With {LOSS_NAMES[first]}, the prediction is within {NEAR} of the target after "
                f"{_steps(fast if slow is None else slow)}. With {LOSS_NAMES[other]} it is not after {STEPS}: it is "
                f"{last[other]}.")
    if slow == fast == 0:
        return f"The prediction starts within {NEAR} of the target, and stays there with both losses."
    if slow == fast:
        return f"Both predictions are within {NEAR} of the target after {_steps(slow)}."
    ratio = f", {slow / fast:.1f} times as many" if 0 < fast < slow else ""
    return (f"With cross-entropy, the prediction is within {NEAR} of the target after {_steps(fast)}; with mean "
            f"squared error after {_steps(slow)}{ratio}.")


def _steps(count: int | None) -> str:
    return f"{count} step{'s' * (count != 1)}"


def words(runs: dict[str, Learned], weight: float, bias: float, target: int) -> str:
    """Both gradients at the start in numbers."""
    p, squared, entropy = float(runs["mse"].predictions[0]), runs["mse"].slope, runs["binary_cross_entropy"].slope
    neuron = equation([weight, bias], p, lambda w, b: _sigmoid(w + b))
    by_square = equation([p, target], squared, lambda p, y: 2 * (p - y) * p * (1 - p))
    by_entropy = equation([p, target], entropy, lambda p, y: p - y)
    lines = [r"p &= \sigma(w \cdot 1 + b)", "&" + put_in(neuron, lambda w, b: rf"\sigma({w.tex} + {b.factor})"),
             r"\frac{\partial\,\mathrm{MSE}}{\partial w} &= 2\,(p - y) \cdot p\,(1 - p) \cdot 1",
             "&" + put_in(by_square, lambda p, y: (rf"2\,({p.tex} - {y.tex}) \cdot {p.tex} \cdot (1 - {p.tex})"),
                          bold=True),
             r"\frac{\partial\,\mathrm{CE}}{\partial w} &= (p - y) \cdot 1",
             "&" + put_in(by_entropy, lambda p, y: f"{p.tex} - {y.tex}", bold=True)]
    return f"At the start, the prediction is {_kind(p, target)}:\n\n" + aligned(lines) + (
        f"\n\n{_compared(squared, entropy, p)}")


def _kind(p: float, target: int) -> str:
    """How good a prediction is."""
    error = abs(p - target)
    return "confidently wrong" if error > 1 - NEAR else "near its target" if error < NEAR else "not sure"


def _sigmoid(z: float) -> float:
    return (1 + math.tanh(z / 2)) / 2


def _compared(squared: float, entropy: float, p: float) -> str:
    if not entropy:
        return "The prediction is the target already, to all digits of a computer: both gradients are 0."
    if not squared:
        return (f"The prediction rounds to {p:g}, and the sigmoid's derivative $p\\,(1 - p)$ to 0: with the squared "
                "error the neuron never learns.")
    return (f"The squared error's gradient has the factor $p\\,(1 - p)$, the sigmoid's derivative, which is close to 0 "
            "wherever the neuron is sure, right or wrong. In cross-entropy it cancels. So here the gradient of "
            f"cross-entropy is {times(entropy / squared)} as large.")
