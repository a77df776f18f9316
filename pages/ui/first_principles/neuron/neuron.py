"""The chapter One neuron: what it computes, the line that it draws, and what one of them can learn."""
from pathlib import Path

import numpy as np
import streamlit as st

from engine.network import Network
from pages.ui.first_principles import formulas
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.chapter import Chapter, Exercise, Question, Task
from pages.ui.first_principles.neuron.rows import FIELDS
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

component = Component(Path(__file__).with_name("neuron.js"))


def neuron(weights: list[float], bias: float, activation: str = "sigmoid") -> Network:
    """The engine's network of one neuron, in float64."""
    network = Network.mlp((len(weights), 1), output=activation, dtype=np.float64)
    network.load([*weights, bias])
    return network


def ask(random: np.random.Generator) -> Question:
    x = random.integers(1, 5, 2).tolist()
    w, b = random.integers(-2, 3, 2).tolist(), int(random.integers(-6, 7))
    output = neuron(w, b).forward([x])[0, 0]
    options = ["close to 0", "about a half", "close to 1"]
    right = 0 if output < 0.3 else 2 if output > 0.7 else 1
    return Question(f"A neuron has the inputs {x[0]} and {x[1]}, the weights {w[0]} and {w[1]} and the bias {b}. "
                    "What does it give?", options, right, f"It gives {formulas.plain(output)}.")


def show() -> None:
    values = numbers.values(FIELDS)
    x1, x2, w1, w2, b = values.values()
    with st.container(horizontal=True):
        activation = widgets.segmented_control("Activation", "neuron_activation", wrap=True)
    network = neuron([w1, w2], b, activation)
    signals = network.signals([[x1, x2]])
    a = signals.outputs[0][0, 0]
    board.draw(component, FIELDS, {"activation": activation},
               f"A neuron whose output is {formulas.plain(a)}.")
    st.markdown(f"A {term('neuron')} adds up.\n\n" + formulas.aligned([
        rf"z &= w_1 x_1 + w_2 x_2 + b {_sum(values)}"]))
    st.caption(f"In full: {float(a)!r}")


def _sum(values: dict[str, float]) -> str:
    """The weighted sum with its numbers."""
    x1, x2, w1, w2, b = values.values()
    found = equation([w1, x1, w2, x2, b], w1 * x1 + w2 * x2 + b, lambda w1, x1, w2, x2, b: w1 * x1 + w2 * x2 + b)
    return formulas.put_in(found, lambda w1, x1, w2, x2, b: (
        rf"{w1.factor} \cdot {x1.factor} + {w2.factor} \cdot {x2.factor} + {b.factor}"))


def exercise(random: np.random.Generator) -> Exercise:
    x, w, b = float(random.integers(1, 9)), float(random.integers(1, 9)), float(random.integers(1, 9))
    return Exercise(f"Input {x:g}, weight {w:g}, bias {b:g}: what is z?", w * x + b, 0.005,
                    f"${w:g} \\cdot {x:g} + {b:g}$")


def task(random: np.random.Generator) -> Task:
    values = numbers.values(FIELDS)
    return Task("Make b negative.", values["neuron_b"] < 0, f"It is {values['neuron_b']:g}.")


CHAPTER = Chapter("One neuron", FIELDS, ask, show, [exercise, task])
