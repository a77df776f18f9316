"""The chapter One neuron: what it computes, the line that it draws, and which logic gates one of them can be."""
from pathlib import Path

import streamlit as st

from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.neuron import equations, gates, questions, words
from pages.ui.first_principles.neuron.rows import FIELDS, INPUTS, PARAMETERS, ROWS
from pages.ui.first_principles.neuron.unit import computed, threshold
from pages.ui.first_principles.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded

picture = Component(Path(__file__).with_name("neuron.js"))
plane = Component(Path(__file__).with_name("neuron_line.js"))


def show() -> None:
    """The chapter's content."""
    st.markdown(f"A {term('neuron')} multiplies each input by a {term('weight')}, adds the products and a "
                f"{term('bias')}, and applies an {term('activation function')} to the sum.")
    activation = widgets.segmented_control("Activation", "neuron_activation", wrap=True)
    values = numbers.values(FIELDS)
    x1, x2, w1, w2, b = values.values()
    found = computed([x1, x2], [w1, w2], b, activation)
    board.draw(picture, FIELDS, {"activation": activation, "threshold": threshold(activation)},
               words.of_neuron(values, found, activation))
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"The weighted sum is the {term('dot product')} of weights and inputs, plus the bias:")
        st.markdown(equations.of_sum(values, found.z))
    with right:
        st.markdown("The output is the activation function of it:")
        st.markdown(equations.of_output(found, activation))
        st.markdown(f"In full, as Python prints it: $a$ = `{found.a!r}`")
        st.button("Reset to the tutorial's numbers", key=f"{PAGE}.neuron_reset", icon=":material/replay:",
                  on_click=guarded(_reset))
    st.markdown("##### The line that it draws")
    with st.container(key=f"{PAGE}.neuron_sides"):
        left, right = st.columns(2, gap="medium")
    with right:
        _line_in_words(values, activation)
        gate = _gate(values, activation)
    with left:
        rows = gates.rows(gates.TARGETS[gate], (w1, w2), b, activation) if gate in gates.TARGETS else []
        board.draw(plane, PARAMETERS, {"activation": activation, "threshold": threshold(activation),
                                       "targets": [row.target for row in rows]},
                   words.of_line(values, rows), quiet=INPUTS)
    if gate == "xor":
        _why_not_xor(activation)


def _reset() -> None:
    """The tutorial's neuron again. A callback."""
    numbers.reset(FIELDS)
    session.put(PAGE, **{row.name: row.default for row in ROWS})


def _line_in_words(values: dict[str, float], activation: str) -> None:
    st.markdown(f"Every point of the plane is a pair of inputs, colored by the output. Where $z = 0$ lies the "
                f"{term('decision boundary')}, a straight line. **The weights turn it:** the arrow **w** stands "
                "perpendicular to it and points to where $z$ grows. **The bias shifts it**, and does not turn it.")
    if activation == "sine":
        st.markdown("A sine crosses 0 at every multiple of π: hence the further, thinner lines.")
    st.markdown(words.of_bias(values))
    if line := equations.of_line(values):
        st.markdown(line)


def _gate(values: dict[str, float], activation: str) -> str:
    """What the neuron is to be, and how far it is."""
    st.markdown("**Make it a logic gate.** Find weights and a bias that put every corner on the side of its target.")
    gate: str = widgets.segmented_control("Logic gate", "neuron_gate", wrap=True)
    if gate not in gates.TARGETS:
        return gate
    _, _, w1, w2, b = values.values()
    found = gates.rows(gates.TARGETS[gate], (w1, w2), b, activation)
    st.markdown(words.table(found, activation))
    st.markdown(words.score(found, gate, activation))
    return gate


def _why_not_xor(activation: str) -> None:
    with st.expander("Can one neuron compute XOR? Try it, then look here."):
        st.markdown(words.why_not_xor(activation))
        st.markdown("Two neurons draw two lines, and a third one, in a second layer, can combine them.")
        st.page_link("pages/playground.py", label="Watch a hidden layer learn XOR", icon=":material/hub:",
                     query_params={"playground.dataset": "XOR"})


CHAPTER = Chapter("One neuron", FIELDS, questions.ask, show, [questions.output, questions.gate])
