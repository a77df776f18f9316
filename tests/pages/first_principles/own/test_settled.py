"""A sum that cancels is printed as 0, as it is by hand, wherever it stands; every other number is the engine's."""
import numpy as np
import pytest

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop import graph_numbers
from pages.ui.first_principles.backprop.stepped import step_words, steps
from pages.ui.first_principles.own.latex.document import document
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.own.settled import settled
from tests.pages.first_principles.backprop.drawn_examples import drawn
from tests.pages.first_principles.chapters import opened, text, type_in

CANCELS = {"own_weights": "0.5; -0.3", "own_biases": "0.1",
           "own_inputs": "1, 2; 3, 4; 5, 7", "own_targets": "1; 2.5; -1"}


def cancelling(**kinds) -> WorkedExample:
    return WorkedExample((((0.5,), (-0.3,)),), ((0.1,),), ((1.0, 2.0),), ((1.0,),), is_half=True, **kinds)


def test_a_sum_that_cancels_is_0_in_the_graph_the_derivation_and_the_latex():
    example = cancelling(ending="linear")
    assert example.sample(0).layers[0].sums[0] != 0
    assert graph_numbers.picture(example, 0)["layers"][0][0]["z"] == "0"
    assert "e-1" not in document(example, 0)
    assert "10^{-1" not in document(example, 0)
    page = type_in(opened("backprop", own_ending="linear", own_half="yes", backprop_digits="nine"), **CANCELS)
    assert "10^{-1" not in text(page)
    assert "2.8·10⁻¹⁷" not in text(page)
    assert "It is shown as 0." in text(page)


def test_an_output_that_is_its_target_but_for_rounding_leaves_no_derivative_and_no_update():
    example = WorkedExample((((0.1,), (0.2,)),), ((0.0,),), ((1.0, 1.0),), ((0.3,),), ending="linear")
    assert example.sample(0).loss != 0
    assert settled(example, 0).loss == 0
    assert not settled(example, 0).layers[0].gradient.any()
    step = steps.step(example, [0], None)
    numbers = step_words.values(example, step, places(example)["w1"]).numbers
    assert (numbers["d"], numbers["change"], numbers["after"]) == (0, 0, 0.1)


@pytest.mark.parametrize("seed", range(60))
def test_numbers_that_are_no_noise_are_the_engines(seed):
    example = drawn(seed)
    for raw, shown in zip(example.sample(0).layers, settled(example, 0).layers, strict=True):
        for one, other in zip(raw, shown, strict=True):
            np.testing.assert_allclose(other, one, rtol=1e-12, atol=1e-14)


def test_a_neuron_with_a_kink_keeps_the_side_that_the_engine_found_it_on():
    example = WorkedExample((((0.5,), (-0.3,)), ((1.0,),)), ((0.1,), (0.0,)), ((1.0, 2.0),), ((1.0,),), hidden="relu")
    layer = settled(example, 0).layers[0]
    assert (layer.sums[0] > 0, layer.slopes[0]) == (True, 1)
