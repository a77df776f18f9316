"""The computational graph's numbers are the engine's, whatever the network; what is typed into it reaches its field."""
import json
import re
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.inspection.worked_example import BIASES, ENDINGS, WorkedExample
from pages.ui.first_principles.backprop import graph, graph_numbers, graph_typed
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import menus, names, present, rows
from pages.ui.first_principles.own.parameter import PARAMETER
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.chapters import opened, text, type_in

POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def drawn(seed: int, scale: float = 1.0, **settings) -> WorkedExample:
    """An example of any size, up to 8 neurons in up to 7 layers."""
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 9, random.integers(2, 9)).tolist()
    ending = settings.get("ending", [*ENDINGS][seed % len(ENDINGS)])
    targets = random.dirichlet(np.ones(sizes[-1]), 2)
    kinds = {"hidden": [*ACTIVATIONS][seed % len(ACTIVATIONS)], "bias_kind": [*BIASES][seed % len(BIASES)],
             "is_half": bool(seed % 2), "sums_outputs": bool(seed // 2 % 2)}
    return WorkedExample(
        tuple(tuple(map(tuple, (scale * random.normal(size=shape)).tolist())) for shape in pairwise(sizes)),
        tuple(tuple((scale * random.normal(size=size)).tolist()) for size in sizes[1:]),
        tuple(map(tuple, (scale * random.normal(size=(2, sizes[0]))).tolist())), tuple(map(tuple, targets.tolist())),
        **kinds | settings | {"ending": ending})


def value_of(said: str) -> tuple[float, float]:
    """A printed number, and how far from it the whole one may lie."""
    digits, _, power = said.replace(MINUS, "-").partition("·10")
    unit = 0.5 * 10.0 ** -len(digits.partition(".")[2]) * 10.0 ** int(power.translate(POWERS) or 0)
    return float(digits) * 10.0 ** int(power.translate(POWERS) or 0), unit if power else max(unit, 5e-5)


def agrees(said: str, value: float) -> bool:
    if not np.isfinite(value):
        return said in {"not a number", "∞", f"{MINUS}∞"}
    printed, within = value_of(said)
    return abs(printed - value) <= max(within * 1.001, 6e-4 * abs(value))


@pytest.mark.parametrize("seed", range(60))
def test_every_number_on_the_graph_is_the_engines(seed):
    example, sample = drawn(seed), seed % 2
    shown, worked = graph_numbers.picture(example, sample), example.sample(sample)
    network, outputs = example.network, example.outputs()[sample]
    for neurons, layer in zip(shown["layers"], worked.layers, strict=True):
        for j, neuron in enumerate(neurons):
            assert agrees(neuron["z"], layer.sums[j])
            assert agrees(neuron["delta"], layer.delta[j])
            if "p" in neuron:
                assert agrees(neuron["p"], outputs[j])
            else:
                assert agrees(neuron["a"], layer.outputs[j])
                assert agrees(neuron["slope"], layer.slopes[j])
                assert agrees(neuron["fed"], layer.output_gradient[j])
    gradient = np.concatenate([layer.gradient.ravel() for layer in worked.layers])
    places = names.places(example)
    assert [one["key"] for one in shown["parameters"]] == [*places]
    for one in shown["parameters"]:
        assert agrees(one["value"], network.params[places[one["key"]].flat])
        assert float(one["typed"]) == network.params[places[one["key"]].flat]
        assert agrees(one["derivative"], gradient[places[one["key"]].flat])
    assert agrees(shown["loss"]["value"], worked.loss)
    assert [float(one["typed"]) for one in shown["inputs"]] == [*example.inputs[sample]]
    assert [float(one["typed"]) for one in shown["targets"]] == [*example.targets[sample]]


@pytest.mark.parametrize("seed", range(20))
def test_a_lines_width_is_its_share_of_the_largest_and_its_color_the_sign(seed):
    shown = graph_numbers.picture(drawn(seed, bias_kind="trained"), 0)
    for name, of in (("size", "typed"), ("slope", "derivative")):
        shares = np.array([one[name] for one in shown["parameters"]])
        assert np.abs(shares).max() in {0, 1}
        if name == "size":
            values = np.array([float(one[of]) for one in shown["parameters"]])
            assert shares == pytest.approx(values / np.abs(values).max(), abs=1e-4)


@pytest.mark.parametrize(("seed", "scale"), [*product(range(12), [1e-300, 1e-9, 30, 1e6])])
def test_extreme_numbers_are_said_in_words_and_sent_as_json(seed, scale):
    shown = graph_numbers.picture(drawn(seed, scale), 0)
    message = json.dumps(shown, allow_nan=False, ensure_ascii=False)
    for found in re.findall(r'"(?:value|z|a|p|delta|slope|fed|derivative)": "([^"]*)"', message):
        assert not re.search("nan|inf", found)
        assert len(found) <= 12


def test_numbers_that_are_none_are_said_in_words():
    assert [graph_numbers.said(value) for value in (float("nan"), float("inf"), -float("inf"))] == [
        "not a number", "∞", f"{MINUS}∞"]
    assert [graph_numbers.said(value) for value in (0.0, 1e6, 100_000.0, -12.3456, 0.00044)] == [
        "0", "1.0·10⁶", "100000", f"{MINUS}12.346", "4.4·10⁻⁴"]


@pytest.mark.parametrize(("ending", "half", "outputs", "size"), [*product(ENDINGS, *[[False, True]] * 2, [1, 2, 3])])
def test_the_derivative_that_the_loss_node_states_is_the_one_that_flows(ending, half, outputs, size):
    example = WorkedExample((((0.3, -1.2, 0.7)[:size], (0.5, 0.4, -2.0)[:size]),), ((0.1, 0.2, 0.3)[:size],),
                            ((1.0, 2.0),), ((1.0, 0.0, 0.0)[:size],), ending=ending, is_half=half,
                            sums_outputs=outputs)
    last, difference = example.sample(0).layers[-1], example.outputs()[0] - np.array(example.targets[0])
    above, below = re.search(r"= (\d*) ?\(?[op] - y\)?(?: / (\d))?$", graph_numbers.loss_lines(example)[-1]).groups()
    flows = last.output_gradient if example.end.loss == "mse" else last.delta
    assert flows == pytest.approx(difference * int(above or 1) / int(below or 1))


def test_small_numbers_have_two_digits_at_least():
    assert [graph_numbers.said(value) for value in (0.00088, 0.00104, 0.0021457)] == ["8.8·10⁻⁴", "0.00104", "0.00215"]


def test_the_loss_states_its_convention():
    mazur = drawn(0, ending="sigmoid", is_half=True, sums_outputs=True)
    mazur = replace(mazur, weights=(((1.0, 2.0),),), biases=((0.0, 0.0),), inputs=((1.0,),), targets=((0.01, 0.99),))
    assert graph_numbers.loss_lines(mazur) == ["½ Σ (o - y)²", "∂L/∂o = o - y"]
    assert graph_numbers.loss_lines(replace(mazur, is_half=False, sums_outputs=False)) == [
        "Σ (o - y)² / 2", "∂L/∂o = o - y"]
    assert graph_numbers.loss_lines(replace(mazur, is_half=False)) == ["Σ (o - y)²", "∂L/∂o = 2 (o - y)"]


@pytest.mark.parametrize("seed", range(20))
def test_a_typed_number_changes_that_one_alone(seed):
    example, sample = drawn(seed, ending="linear"), seed % 2
    keys = [*names.places(example), *(f"x{i + 1}" for i in range(example.sizes[0])),
            *(f"y{i + 1}" for i in range(example.sizes[-1]))]
    for key in keys:
        changed = graph_numbers.picture(graph_typed.with_number(example, sample, key, 0.123456789), sample)
        before = graph_numbers.picture(example, sample)
        for part in ("parameters", "inputs", "targets"):
            assert {one["key"]: one["typed"] for one in changed[part]} == {
                one["key"]: "0.123456789" if one["key"] == key else one["typed"] for one in before[part]}


@pytest.mark.parametrize("key", ["", "w", "w0", "w999", "b1x", "x0", "x9", "y9", "q1", "x" + "1" * 300])
def test_what_names_no_number_is_refused_in_a_sentence(key):
    with pytest.raises(ValueError, match=r"^The network has changed"):
        graph_typed.with_number(drawn(3, bias_kind="trained"), 0, key, 1.0)


def test_a_softmaxs_target_takes_the_others_along_where_that_can_only_be_done_in_one_way():
    example = drawn(5, ending="softmax")
    three = replace(example, weights=(((1.0, 2.0, 3.0),),), biases=((0.0,) * 3,), inputs=((1.0,),),
                    targets=((0.5, 0.25, 0.25),))
    assert graph_typed.with_number(three, 0, "y2", 1.0).targets == ((0.0, 1.0, 0.0),)
    with pytest.raises(ValueError, match=r"add up to 1"):
        graph_typed.with_number(three, 0, "y2", 0.3)
    two = replace(three, weights=(((1.0, 2.0),),), biases=((0.0,) * 2,), targets=((1.0, 0.0),))
    assert graph_typed.with_number(two, 0, "y2", 0.25).targets == ((0.75, 0.25),)


def typed_in(page, key: str, words: str):
    with page.session():
        graph_typed.take({"typed": {"key": key, "text": words}})
    page.run()
    return page


def shown(page) -> present.Shown:
    with page.session():
        return present.shown()


def test_a_number_that_is_typed_into_the_picture_reaches_its_field():
    page = opened("backprop")
    for key, words in (("w5", "1/2"), ("b3", "-,5"), ("x2", "3"), ("y1", ".25")):
        typed_in(page, key, words)
    with page.session():
        values = numbers.values(rows.NETWORK)
    assert values["own_weights"] == (((1.0, 1.0), (1.0, 1.0)), ((0.5,), (1.0,)))
    assert values["own_biases"] == ((0.0, 0.0), (-0.5,))
    assert values["own_inputs"] == ((-2.0, 3.0),)
    assert values["own_targets"] == ((0.25,),)


@pytest.mark.parametrize("words", ["abc", "nan", "1e400", "", "1, 2", "x" * 5_000])
def test_what_cannot_be_used_is_told_of_and_changes_nothing(words):
    page = opened("backprop")
    before = shown(page)
    typed_in(page, "w1", words)
    assert shown(page) == before
    with page.session():
        wrong = graph_typed.wrong()
    assert wrong["key"] == "w1"
    assert re.fullmatch(r"(?s)[“\dT].*\.", wrong["error"])
    typed_in(page, "w1", "2")
    with page.session():
        assert graph_typed.wrong() is None


def test_a_target_that_is_no_probability_is_told_of():
    page = opened("backprop", own_ending="sigmoid_entropy")
    typed_in(page, "y1", "2")
    with page.session():
        assert "from 0 to 1" in graph_typed.wrong()["error"]


@pytest.mark.parametrize("event", [{}, {"typed": None}, {"typed": {"key": 3}}, {"typed": {"text": 5, "key": "w1"}},
                                   {"typed": {"text": "5"}}, {"typed": []}])
def test_events_that_no_picture_sends_do_no_harm(event):
    page = opened("backprop")
    before = shown(page)
    with page.session():
        graph_typed.take(event)
    page.run()
    assert shown(page) == before


def test_alice_is_shown_with_the_tutorials_derivative():
    found = graph_numbers.picture(shown(opened("backprop")).example, 0)
    (w1,) = [one for one in found["parameters"] if one["key"] == "w1"]
    assert w1["derivative"] == "0.0215"  # the tutorial's 0.0214 is a product of rounded factors
    assert (w1["name"], graph_numbers.ends(found, w1)) == ("w₁", ("x₁", "h₁"))


def test_the_label_says_what_the_picture_shows():
    page = shown(opened("backprop"))
    assert graph.label(page, "0.2269") == ("Computational graph of a 2-2-1 network, loss 0.2269. Arrow keys choose a "
                                           "weight or a bias, Enter types another number for it.")


def test_the_graph_as_a_table_has_each_node_and_parameter_once():
    example = drawn(6)
    table = graph_numbers.tables(graph_numbers.picture(example, 0))
    rows_of = [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines() if line.startswith("| ")]
    assert len(rows_of) == len(set(rows_of)) == (2 + sum(example.sizes) + example.sizes[-1] + 1
                                                 + len(names.places(example)))
    assert len({line.count("|") for line in table.split("\n\n")[0].splitlines()}) == 1


def test_a_parameter_that_the_network_lacks_is_told_of():
    page = type_in(opened("backprop"), own_parameter="w77")
    assert menus.missing("w77", [*names.places(shown(page).example)]) == (
        "This network has no w77. It has w1 to w6 and b1 to b3.")
    with page.session():
        assert numbers.values([PARAMETER]) == {"own_parameter": "w77"}


def test_the_view_is_in_the_link():
    page = opened("backprop")
    page.app.session_state["principles.backprop_view"] = "backward"
    page.run()
    assert page.app.query_params["principles.backprop_view"] == "Backward"
    assert "Exercises" in text(page)


def test_a_sample_is_chosen_beside_the_graph_and_named_wherever_its_numbers_stand():
    page = type_in(opened("backprop"), own_inputs="0, 0; 0, 1; 1, 0; 1, 1", own_targets="0; 1; 1; 0")
    (menu,) = [each for each in page.app.selectbox if each.label == "Sample"]
    assert menu.options[1] == "sample 2 of 4: 0, 1 → 1"
    menu.select_index(1).run()
    assert shown(page).sample == 1
    assert graph.sample_in_words(shown(page)) == "Sample 2 of 4: 0, 1 → 1."
    said = text(page)
    assert "All numbers here are of sample 2 of 4: 0, 1 → 1." in said
    assert "The loss of sample 2 is" in said
    assert "The loss of sample 2 falls" in said


def test_a_sample_beyond_the_last_one_is_the_last_one_and_said_to_be():
    page = type_in(opened("backprop"), own_inputs="0, 0; 0, 1", own_targets="0; 1", own_sample="7")
    assert shown(page).sample == 1
    assert [each.value for each in page.app.warning] == ["There is no sample 7: the last one is shown, sample 2."]


def test_one_menu_chooses_the_parameter_and_stands_above_the_graph():
    page = opened("backprop")
    menus_there = [each for each in page.app.selectbox if each.label == "Weight or bias"]
    assert len(menus_there) == 1
    menus_there[0].select("b2").run()
    with page.session():
        assert numbers.values([PARAMETER]) == {"own_parameter": "b2"}
