"""The chapter One neuron, through its page: the tutorial's number, every activation, gates, and what cannot be used."""
import json

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from pages.ui.first_principles.neuron.rows import FIELDS
from pages.ui.first_principles.parameters import PAGE
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements, equations

TUTORIAL = 0.9990889488055994
NAND = {"neuron_w1": -2.0, "neuron_w2": -2.0, "neuron_b": 3.0}


def in_full(page) -> float:
    """The output with all of its digits, as the page has it."""
    line = next(line for line in text(page).splitlines() if line.startswith("In full"))
    return float(line.split("`")[1])


def test_the_tutorials_neuron_gives_the_tutorials_number():
    said = text(opened("neuron"))
    assert r"0 \cdot 2 + 1 \cdot 3 + 4 = 7" in said
    assert r"\frac{1}{1 + e^{-7}} = \boldsymbol{0.9991}" in said
    assert in_full(opened("neuron")) == pytest.approx(TUTORIAL, rel=0, abs=1e-15)


def test_the_sum_is_a_dot_product_in_vector_form():
    said = text(opened("neuron"))
    assert "[dot product](#term-dot-product)" in said
    assert (r"\begin{bmatrix} 0 & 1 \end{bmatrix} \cdot \begin{bmatrix} 2 & 3 \end{bmatrix} + 4") in said


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_output_in_full_is_the_engines(activation):
    page = opened("neuron", neuron_activation=activation)
    assert in_full(page) == ACTIVATIONS[activation](np.array(7.0))


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_typed_number_is_computed_with(activation):
    page = opened("neuron", neuron_activation=activation)
    type_in(page, neuron_w1="1/2", neuron_b=f"{MINUS}4,5", neuron_x1="50%")
    assert in_full(page) == ACTIVATIONS[activation](np.array(0.25 + 3 - 4.5))
    assert disagreements(text(page)) == []


@pytest.mark.parametrize("wrong", ["two", "nan", "1e400", "1/0", "", "1, 2"])
def test_what_cannot_be_used_leaves_the_number_as_it_was(wrong):
    page = type_in(opened("neuron"), neuron_b=wrong)
    assert in_full(page) == pytest.approx(TUTORIAL, abs=1e-15)
    assert page.app.session_state[f"{PAGE}.neuron_b.error"].endswith(".")


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("size", ["1e6", "-1e6", "1e-300", "0"])
def test_extreme_numbers_print_no_nan_and_send_what_json_has(monkeypatch, activation, size):
    sent = []
    from pages.ui.shared.component import Component
    draw = Component.draw
    monkeypatch.setattr(Component, "draw", lambda self, data, *rest, **options: (
        sent.append(data), draw(self, data, *rest, **options)))
    page = opened("neuron", neuron_activation=activation, neuron_gate="xor")
    type_in(page, **{field.name: size for field in FIELDS})
    assert np.isfinite(in_full(page))
    assert "nan" not in text(page).lower().replace("nand", "")
    assert disagreements(text(page)) == []
    assert sent
    for data in sent:
        json.dumps(data, allow_nan=False) if isinstance(data, dict) else None


def test_reset_brings_the_tutorials_neuron_back():
    page = opened("neuron", neuron_activation="tanh", neuron_gate="or", **NAND)
    page.app.button(key=f"{PAGE}.neuron_reset").click()
    page.run()
    assert in_full(page) == pytest.approx(TUTORIAL, abs=1e-15)
    assert "4 right" not in text(page)


def test_a_gates_table_counts_what_is_right():
    assert "**1 of 4 right.**" in text(opened("neuron", neuron_gate="and"))
    page = opened("neuron", neuron_gate="nand", **NAND)
    assert "4 of 4 right: this neuron computes NAND." in text(page)
    assert text(page).count("\N{NO-BREAK SPACE}right |") == 4
    type_in(page, neuron_b="1")
    assert "**3 of 4 right.**" not in text(page)
    assert "**2 of 4 right.**" in text(page) or "**1 of 4 right.**" in text(page)


def test_xor_is_explained_by_inequalities_and_by_trying():
    said = text(opened("neuron", neuron_gate="xor"))
    assert "no straight line separates them" in said
    for condition in (r"b \le 0", "w_2 + b > 0", "w_1 + b > 0", r"w_1 + w_2 + b \le 0"):
        assert condition in said
    assert "tried 9,261 neurons" in said
    assert "**3 of 4** rows" in said


def test_a_sine_is_told_to_be_the_exception():
    assert "**4 of 4** rows" in text(opened("neuron", neuron_gate="xor", neuron_activation="sine"))


def test_two_weights_of_zero_draw_no_line():
    page = type_in(opened("neuron"), neuron_w1="0", neuron_w2="0")
    assert "Both weights are 0, so there is no line" in text(page)
    assert "distance}" not in text(page)


def test_the_printed_equations_are_found_to_be_reckoned():
    assert len(equations(text(opened("neuron")))) >= 3
