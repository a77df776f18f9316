"""The chosen derivative once more, by nudging the parameter: the finite difference, and how far it is off."""
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from pages.ui.first_principles.alone import alone, follow
from pages.ui.first_principles.backprop.checked import check_words, difference
from pages.ui.first_principles.backprop.checked.difference import POWERS, Difference
from pages.ui.first_principles.backprop.rows import POWER
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.own.parameter import chosen
from pages.ui.first_principles.own.present import Shown
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

component = Component(Path(__file__).with_name("checked") / "backprop_check.js")
LEAST = 1e-17  # of an error in the picture, whose axes are logarithmic


def show(shown: Shown) -> None:
    """The part of the chapter. Nothing else of it depends on the step size."""
    st.markdown(f"##### The same without the {term('chain rule')}\nNudge the parameter by $h$ and see how much the "
                f"loss changes: the {term('finite difference')}. Each parameter needs "
                f"{term('forward pass', 'forward passes')} of its own, so it is too slow to train with, but it finds "
                "bugs. Drag $h$: too large is bad, and so is too small.")
    follow(alone, [POWER], _show, shown)


def _show(shown: Shown) -> None:
    example, row, place = shown.example, shown.sample, chosen(shown.example)
    h = difference.step_size(numbers.values([POWER])[POWER.name])
    found = difference.difference(example, row, place, h)
    errors = difference.errors(example, row, place, found.reference)
    board.draw(component, [POWER], picture(found, errors), check_words.spoken(found, place))
    left, right = st.columns(2, gap="large")
    left.markdown(check_words.formulas(found, place))
    kinks = check_words.names_of(example, difference.kinked(example, row, place, h))
    right.markdown(f"{check_words.table(found, place)}\n\n{check_words.verdict(found, place, errors, kinks)}")
    right.caption("Errors are measured against a complex step, the imaginary part of L(w + ih) divided by h. It "
                  "subtracts nothing, so it is right to a float64's last digits, about 10⁻¹⁶."
                  if example.hidden in difference.COMPLEX else
                  "Errors are measured against central differences of three steps, extrapolated to h = 0.")


def picture(found: Difference, errors: tuple[np.ndarray, np.ndarray]) -> dict[str, Any]:
    """Both errors over the step size, all as powers of ten."""
    forward, central = errors
    power = numbers.values([POWER])[POWER.name]
    return {"powers": POWERS.tolist(), "forward": _powers(forward), "central": _powers(central),
            "backprop": _powers([found.error(found.backprop)])[0], "isRelative": bool(found.reference),
            "now": {"power": power, "forward": _powers([found.error(found.forward)])[0],
                    "central": _powers([found.error(found.central)])[0]}}


def _powers(errors: Any) -> list[float]:
    return np.log10(np.maximum(errors, LEAST)).round(4).tolist()
