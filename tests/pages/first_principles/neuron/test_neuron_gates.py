"""Logic gates of one neuron: rows, classes, and what none can do."""
import math
from itertools import product

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from pages.ui.first_principles.neuron import gates
from pages.ui.first_principles.neuron.unit import threshold

SEPARATED = {"and": ((1, 1), -1.5), "or": ((1, 1), -0.5), "nand": ((-1, -1), 1.5)}


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("gate", SEPARATED)
def test_each_gate_has_a_neuron_whatever_its_activation(gate, activation):
    weights, bias = SEPARATED[gate]
    assert gates.count(gates.rows(gates.TARGETS[gate], weights, bias, activation)) == 4


@pytest.mark.parametrize("activation", sorted({*ACTIVATIONS} - {"sine"}))
def test_the_class_is_1_just_where_the_sum_is_above_0(activation):
    random = np.random.default_rng(0)
    for _ in range(100):
        w1, w2, b = random.normal(0, 2, 3)
        for row in gates.rows((0, 1, 1, 0), (w1, w2), b, activation):
            assert row.predicted == (row.z > 0)


def test_a_neuron_right_on_its_line_says_class_0():
    assert [row.predicted for row in gates.rows((0, 0, 0, 0), (0, 0), 0)] == [0, 0, 0, 0]


@pytest.mark.parametrize("activation", sorted({*ACTIVATIONS} - {"sine"}))
def test_xor_is_right_in_three_rows_at_most(activation):
    most, tried, (w1, w2, b) = gates.best(gates.TARGETS["xor"], activation)
    assert (most, tried) == (3, 21**3)
    assert gates.count(gates.rows(gates.TARGETS["xor"], (w1, w2), b, activation)) == 3


def test_a_sine_draws_stripes_and_so_can_be_xor():
    most, _, (w1, w2, b) = gates.best(gates.TARGETS["xor"], "sine")
    assert most == 4
    assert gates.count(gates.rows(gates.TARGETS["xor"], (w1, w2), b, "sine")) == 4
    assert gates.count(gates.rows(gates.TARGETS["xor"], (math.pi, math.pi), -math.pi / 2, "sine")) == 4


@pytest.mark.parametrize("name", gates.TASKS)
def test_every_gate_that_is_asked_for_can_be_done(name):
    assert gates.best(gates.TASKS[name], "sigmoid")[0] == 4


def test_no_gate_that_could_be_asked_for_is_left_out():
    possible = [targets for targets in product((0, 1), repeat=4) if gates.best(targets, "sigmoid")[0] == 4]
    constant_or_one_input = {(0,) * 4, (1,) * 4, (0, 0, 1, 1), (1, 1, 0, 0), (0, 1, 0, 1), (1, 0, 1, 0)}
    assert {*possible} - constant_or_one_input == {*gates.TASKS.values()}


def test_the_conditions_of_a_gate_are_those_of_its_rows():
    random = np.random.default_rng(1)
    for _ in range(100):
        w1, w2, b = random.normal(size=3)
        for row in gates.rows((0, 1, 1, 0), (w1, w2), b):
            holds = eval(gates.condition(row.inputs, row.target).replace(r"\le", "<="), {"w_1": w1, "w_2": w2, "b": b})
            assert holds == row.is_right


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_threshold_lies_within_what_the_activation_gives(activation):
    low, high = ACTIVATIONS[activation].bounds
    assert low <= threshold(activation) < high
