"""Why an activation function must be non-linear: two linear layers are one linear layer."""
from pathlib import Path

import numpy as np
import streamlit as st

from engine.network import Network
from pages.ui.first_principles.activations.rows import LAYERS_FIELDS
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, plain, put_in
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.choices import ACTIVATION_NAMES, within_a_sentence
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

component = Component(Path(__file__).with_name("activation_layers.js"))
PROBES = (-2.0, 0.0, 2.0)  # values of x that are compared


def show() -> None:
    """The board and its equations."""
    st.markdown("##### Why it must be non-linear")
    st.markdown(f"Two {term('layer', 'layers')} of one neuron each. Without a {term('non-linear')} function between "
                "them, they are one straight line, whatever the numbers: more layers add nothing.")
    name = widgets.segmented_control("Activation between the layers", "activations_between", wrap=True)
    w1, b1, w2, b2 = numbers.values(LAYERS_FIELDS).values()
    label = within_a_sentence(ACTIVATION_NAMES[name])
    board.draw(component, LAYERS_FIELDS, {"name": name, "label": label},
               f"The output of two layers over the input x: a straight line without a function between them, and the "
               f"curve with the {label} between them.")
    left, right = st.columns(2, gap="large")
    left.markdown(merged(w1, b1, w2, b2))
    right.markdown(compared(name, w1, b1, w2, b2))


def two(name: str, w1: float, b1: float, w2: float, b2: float) -> Network:
    """The engine's network of two layers of one neuron, with a function between them, in float64."""
    network = Network.mlp((1, 1, 1), hidden=name, output="identity", dtype=np.float64)
    network.load([w1, b1, w2, b2])
    return network


def one(w1: float, b1: float, w2: float, b2: float) -> Network:
    """The one linear layer that two linear layers are."""
    network = Network.mlp((1, 1), output="identity", dtype=np.float64)
    network.load([w2 * w1, w2 * b1 + b2])
    return network


def merged(w1: float, b1: float, w2: float, b2: float) -> str:
    """Two linear layers' weights and biases become one's, as Markdown."""
    weight, bias = one(w1, b1, w2, b2).params.tolist()
    product = equation([w2, w1], weight, lambda w2, w1: w2 * w1)
    total = equation([w2, b1, b2], bias, lambda w2, b1, b2: w2 * b1 + b2)
    return "Multiply it out: without f, the two layers are one.\n\n" + aligned([
        r"y &= w_2 \, (w_1 x + b_1) + b_2", r"&= w \, x + b",
        r"w &= w_2 \cdot w_1", "&" + put_in(product, lambda w2, w1: rf"{w2.factor} \cdot {w1.factor}", bold=True),
        r"b &= w_2 \cdot b_1 + b_2",
        "&" + put_in(total, lambda w2, b1, b2: rf"{w2.factor} \cdot {b1.factor} + {b2.factor}", bold=True)])


def compared(name: str, w1: float, b1: float, w2: float, b2: float) -> str:
    """What the three networks answer at a few places, by the engine, as a Markdown table."""
    inputs = np.array(PROBES)[:, None]
    found = [network.forward(inputs)[:, 0].tolist() for network in (
        two("identity", w1, b1, w2, b2), one(w1, b1, w2, b2), two(name, w1, b1, w2, b2))]
    head = f"| x | two linear layers | one linear layer | with {within_a_sentence(ACTIVATION_NAMES[name])} between |"
    rows = [f"| {plain(x)} | {plain(both)} | {plain(single)} | {plain(bent)} |"
            for x, both, single, bent in zip(PROBES, *found)]
    return "\n".join([head, "|--:|--:|--:|--:|", *rows])
