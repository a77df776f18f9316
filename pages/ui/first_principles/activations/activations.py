"""The chapter Activations: their curves and derivatives, where these are flat, and what that does to gradients."""
from pathlib import Path
from typing import Any

import streamlit as st

from engine.activations import ACTIVATIONS
from pages.ui.first_principles.activations import chain, flow, layers, questions, words
from pages.ui.first_principles.activations.curves import SMALL, derivative, value, zones
from pages.ui.first_principles.activations.rows import CURVE_FIELDS, FIELDS
from pages.ui.first_principles.alone import alone
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.choices import ACTIVATION_NAMES
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

component = Component(Path(__file__).with_name("activation_curves.js"))


def show() -> None:
    """The chapter's content."""
    st.markdown(f"An {term('activation function')} f turns a neuron's weighted sum z into its output $a = f(z)$. Its "
                f"{term('derivative')} $f'(z)$, the slope of the curve at z, is a factor of every gradient that passes "
                "back through the neuron. Drag the point.")
    name = widgets.segmented_control("Activation function", "activations_function", wrap=True)
    z = numbers.values(CURVE_FIELDS)["activations_z"]
    board.draw(component, CURVE_FIELDS, picture(name), spoken(name, z), on_event=_choose)
    left, right = st.columns(2, gap="large")
    left.markdown(f"{words.here(name, z)}\n\n{words.equations(name, z)}")
    with right:
        st.markdown(f"{words.flatness(name)}\n\n{words.check(name, z)}")
        with st.expander("Why the sigmoid's derivative is $f(1 - f)$"):
            st.markdown(words.derivation(z))
    for part in (layers.show, chain.show, flow.show):
        alone(FIELDS, part)


def picture(name: str) -> dict[str, Any]:
    """What the picture shows beside z: every function with its flat places, and which one is chosen."""
    return {"chosen": name, "limit": f"{SMALL:.0%}", "all": [
        {"name": each, "label": ACTIVATION_NAMES[each], "zones": [zone.as_message() for zone in zones(each)]}
        for each in ACTIVATIONS]}


def spoken(name: str, z: float) -> str:
    """The picture in a sentence, for who cannot see it."""
    return (f"{ACTIVATION_NAMES[name]} and its derivative. At z = {plain(z)}, f(z) is {plain(value(name, z))} and the "
            f"derivative {plain(derivative(name, z))}.")


def _choose(event: dict[str, Any]) -> None:
    """Another function was clicked in the picture. A callback."""
    if isinstance(name := event.get("choose"), str) and name in ACTIVATION_NAMES:
        session.put(PAGE, activations_function=name)


CHAPTER = Chapter("Activations", FIELDS, questions.ask, show, [questions.two_neurons, questions.steepness])
