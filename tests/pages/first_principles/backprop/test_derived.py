"""How a derivative comes about: all that is printed is reckoned again, and held to what nudging a parameter says."""
import re
from itertools import count, takewhile
from math import prod

import numpy as np
import pytest

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.checked.difference import difference, kinked
from pages.ui.first_principles.backprop.derived import paths
from pages.ui.first_principles.backprop.derived.chain import Chain
from pages.ui.first_principles.backprop.derived.remarks import remarks
from pages.ui.first_principles.backprop.rows import STYLES
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.printed import FORMULA
from tests.pages.first_principles.backprop.drawn_examples import ALICE, MAZUR, any_place, drawn
from tests.pages.first_principles.reckoned import disagreements, equations
from tests.pages.first_principles.reckoned import paths as in_tables

NETWORKS = range(300)


def printed(example: WorkedExample, name: str, style=FORMULA) -> str:
    """All equations and tables of a parameter's derivative."""
    place, step = places(example)[name], example.sample(0)
    text = "\n\n".join(section.markdown for section in Chain(example, 0, step, place, style).sections())
    if paths.count(example, place) <= paths.MOST_SHOWN:
        text += "\n\n" + paths.table(example, step, place, style)
    return text


def name_of(example: WorkedExample, seed: int) -> str:
    place = any_place(example, seed)
    return next(name for name, each in places(example).items() if each == place)


@pytest.mark.parametrize("style", STYLES)
def test_every_printed_equation_and_row_of_300_networks_comes_out_to_its_last_digit(style):
    claims = exact = 0
    for seed in NETWORKS:
        example = drawn(seed)
        text = printed(example, name_of(example, seed), STYLES[style])
        assert disagreements(text) == [], seed
        assert "nan" not in text
        assert "inf" not in text
        found = equations(text)
        claims, exact = claims + len(found), exact + sum(sign == "=" for _, sign, _ in found)
    assert claims > 5 * len(NETWORKS)
    assert exact > 0.99 * claims


def test_the_derivative_of_300_networks_is_what_nudging_the_parameter_says():
    for seed in NETWORKS:
        example = drawn(seed)
        place = any_place(example, seed)
        found = difference(example, 0, place, 1e-6)
        size = abs(found.here) + abs(found.backprop) + 1e-3
        assert found.backprop == pytest.approx(found.reference, rel=1e-6, abs=1e-9 * size), seed
        if not kinked(example, 0, place, 1e-6):
            assert found.central == pytest.approx(found.backprop, rel=1e-4, abs=1e-5 * size), seed


def test_the_paths_of_300_networks_add_up_to_the_derivative():
    for seed in NETWORKS:
        example = drawn(seed)
        place, step = any_place(example, seed), example.sample(0)
        every = paths.paths(example, step, place)
        assert len(every) == paths.count(example, place) == prod(example.sizes[place.layer + 2:])
        gradient = step.layers[place.layer].gradient[place.row, place.column]
        assert sum(each.product for each in every) == pytest.approx(gradient, rel=1e-9, abs=1e-15)


def multiplied(example: WorkedExample, name: str) -> tuple[int, int]:
    """How many products there are, one by one: of all paths, and of all deltas that the parameter needs."""
    place = places(example)[name]
    every = paths.paths(example, example.sample(0), place)
    one_by_one = sum(len(path.factors) - 1 for path in every)
    sizes, last = example.sizes, len(example.weights) - 1
    needed = 0
    for layer in range(last, place.layer - 1, -1):
        neurons = 1 if layer == place.layer else sizes[layer + 1]
        sums = 0 if layer == last else sizes[layer + 2]
        slope = int(layer < last or example.end.loss == "mse")
        needed += neurons * (sums + slope)
    return one_by_one, needed + (not place.is_bias)


def test_the_counts_of_multiplications_are_those_of_the_paths_and_of_the_deltas():
    for seed in NETWORKS:
        example = drawn(seed)
        name = name_of(example, seed)
        assert paths.products(example, places(example)[name]) == multiplied(example, name)


def test_layer_by_layer_takes_far_fewer_multiplications_in_a_large_network():
    weights = tuple(tuple((0.1,) * 8 for _ in range(8)) for _ in range(7))
    large = WorkedExample(weights, ((0.0,) * 8,) * 7, ((1.0,) * 8,), ((0.0,) * 8,))
    by_paths, by_layers = paths.products(large, places(large)["w1"])
    assert paths.count(large, places(large)["w1"]) == 8 ** 6
    assert by_paths == 8 ** 6 * 14
    assert by_layers < 400


def test_mazurs_two_paths_have_his_numbers():
    text = printed(MAZUR, "w1", STYLES["nine"])
    for number in ("0.74136507", "0.186815602", "0.241300709", "0.036350306", "0.000438568"):
        assert number in text
    assert len(in_tables(text)) == 3
    assert r"= \boldsymbol{0.082167041}" in printed(MAZUR, "w5", STYLES["nine"])


def test_alices_derivative_has_one_path():
    text = printed(ALICE, "w1")
    assert r"= \boldsymbol{0.0215}" in text
    assert len(in_tables(text)) == 1
    assert r"2\,(0.5237 - 1) = -0.9526" in text


def test_a_delta_has_the_same_digits_where_it_comes_about_and_where_it_is_used():
    text = printed(ALICE, "w1", STYLES["few"])
    assert r"= \boldsymbol{-0.01073}" in text
    assert r"(-0.01073) \cdot (-2)" in text
    assert not re.search(r"-0\.0107\b", text)


@pytest.mark.parametrize(("kinds", "said"), [
    ({"is_half": True, "sums_outputs": True}, r"L = \tfrac{1}{2} \sum_k (o_k - y_k)^2$"),
    ({"is_half": True}, r"L = \tfrac{1}{4} \sum_k (o_k - y_k)^2$"),
    ({"sums_outputs": True}, r"L = \sum_k (o_k - y_k)^2$"),
    ({}, r"L = \tfrac{1}{2} \sum_k (o_k - y_k)^2$"),
    ({"ending": "softmax"}, r"L = -\sum_k y_k \ln o_k$"),
    ({"ending": "sigmoid_entropy"}, r"L = -\tfrac{1}{2} \sum_k [y_k \ln o_k + (1 - y_k) \ln (1 - o_k)]$")])
def test_the_loss_stands_there_with_its_convention(kinds, said):
    example = WorkedExample(MAZUR.weights, MAZUR.biases, MAZUR.inputs, ((0.0, 1.0),), **kinds)
    assert said in printed(example, "w5")


def said_of(example: WorkedExample, name: str) -> str:
    return " ".join(remarks(example, 0, example.sample(0), places(example)[name]))


def changed(**changes) -> WorkedExample:
    return WorkedExample(**{"weights": ALICE.weights, "biases": ALICE.biases, "inputs": ALICE.inputs,
                            "targets": ALICE.targets} | changes)


def test_why_a_derivative_is_0_is_said():
    assert said_of(ALICE, "w1") == ""
    assert "$x_1 = 0$ enters here" in said_of(changed(inputs=((0.0, 1.0),)), "w1")
    assert "flat: $f' = 0$" in said_of(changed(hidden="relu"), "w1")
    assert "is a step" in said_of(changed(hidden="step"), "w1")
    assert "saturation" in said_of(changed(inputs=((-200.0, -1.0),)), "w1")
    assert "All weights from $h_1$ upward are 0" in said_of(changed(weights=(ALICE.weights[0], ((0.0,), (1.0,)))), "w1")
    assert said_of(changed(weights=(ALICE.weights[0], ((0.0,), (1.0,)))), "w5") == ""
    assert "This bias is fixed" in said_of(changed(bias_kind="fixed"), "b1")
    exact = changed(ending="linear", hidden="identity", targets=((-6.0,),))
    assert "The output is the target" in said_of(exact, "w1")
    cancelling = WorkedExample((((1.0,),), ((1.0, -1.0),)), ((0.0,), (0.0, 0.0)), ((1.0,),), ((0.0, -2.0),),
                               hidden="identity", ending="linear")
    assert "cancel" in said_of(cancelling, "w1")


def test_a_dead_neuron_above_is_named():
    example = WorkedExample((((1.0,),), ((-1.0,),), ((1.0,),)), ((0.0,), (0.0,), (0.0,)), ((1.0,),), ((1.0,),),
                            hidden="relu")
    assert "h₂,₁ is flat" in said_of(example, "w1")


def test_a_derivative_that_is_0_never_goes_without_a_word():
    for seed in NETWORKS:
        example = drawn(seed)
        name = name_of(example, seed)
        place = places(example)[name]
        gradient = example.sample(0).layers[place.layer].gradient[place.row, place.column]
        assert gradient or said_of(example, name), seed


@pytest.mark.parametrize(("size", "decimals"), [(1e6, 0), (1e-300, 305)])
def test_extreme_numbers_are_printed_as_numbers(size, decimals):
    for seed in range(60):
        example = drawn(seed, size, decimals)
        text = printed(example, name_of(example, seed))
        assert disagreements(text) == []
        assert "nan" not in text
        assert "inf" not in text


def test_only_the_deltas_that_the_derivative_needs_are_shown():
    chain = Chain(MAZUR, 0, MAZUR.sample(0), places(MAZUR)["w7"])
    assert [section.title for section in chain.sections()] == ["At the outputs", "The weight w₇"]
    assert r"\delta_{o_1}" not in "".join(section.markdown for section in chain.sections())


def test_a_wide_layer_is_a_table_and_a_deep_one_can_be_folded():
    example = next(each for each in map(drawn, takewhile(lambda seed: seed < 500, count()))
                   if len(each.sizes) == 5 and min(each.sizes[2:4]) > 2 and each.sizes[-1] > 2)
    sections = Chain(example, 0, example.sample(0), places(example)["w1"]).sections()
    assert [section.is_between for section in sections] == [False, True, True, False, False]
    assert all(section.blocks[0].startswith("| ") for section in sections[:3])
    assert np.isfinite(example.gradient()).all()
