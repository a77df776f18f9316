"""The chapter Activations: its numbers are the engine's, its equations come out, its tasks can be done."""
import itertools
import json
import math
import re

import numpy as np
import pytest

from engine.activations import ACTIVATIONS, Activation
from engine.initializers import INITIALIZERS
from engine.network import Network
from pages.ui.first_principles.activations import activations, chain, flow, layers, questions, words
from pages.ui.first_principles.activations.curves import SMALL, derivative, derivatives, steepest, value, values, zones
from pages.ui.first_principles.activations.rows import FIELDS
from pages.ui.first_principles.functions import FORMULAS, formula
from pages.ui.shared.choices import ACTIVATION_NAMES
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements, equations

EXTREMES = [0.0, 1e6, -1e6, 1e-300, -1e-300, 40.0, -40.0, 710.0, -710.0, 1e-7, -0.001, 0.0005]
PLACES = [*EXTREMES, *np.random.default_rng(1).uniform(-8, 8, 120).round(2).tolist(),
          *np.random.default_rng(2).normal(0, 30, 30).tolist()]


@pytest.fixture
def page():
    return opened("activations")


def test_the_page_prints_f_and_its_derivative_at_the_typed_z(page):
    said = text(type_in(page, activations_z="-0,5"))
    assert r"\frac{1}{1 + e^{0.5}} = \boldsymbol{0.3775}" in said
    assert r"0.3775 \cdot (1 - 0.3775) = \boldsymbol{0.235}" in said
    assert "That agrees with $f'(z) = 0.235$." in said


def test_every_function_and_each_board_is_on_the_page(page):
    for name in ACTIVATIONS:
        for control in ("function", "between", "chain", "deep"):
            page.app.session_state[f"principles.activations_{control}"] = name
        page.run()
        assert f"**{ACTIVATION_NAMES[name]}** at z = 1.5" in text(page)
        assert disagreements(text(page)) == []


def test_ten_sigmoid_layers_leave_less_than_a_quarter_to_the_power_of_ten(page):
    said = text(page)
    assert r"0.25^{10} \cdot 1^{9} = \boldsymbol{9.5 \cdot 10^{-7}}" in said
    assert r"\partial a_{10} / \partial b_1 = 2.8 \cdot 10^{-7}$, the same number" in said


def test_two_linear_layers_are_one(page):
    said = text(type_in(page, activations_w1="3", activations_b1="-1", activations_w2="-2", activations_b2="1/2"))
    assert r"= (-2) \cdot 3 = \boldsymbol{-6}" in said
    assert r"= (-2) \cdot (-1) + 0.5 = \boldsymbol{2.5}" in said


def test_a_click_on_a_card_chooses_its_function(page):
    for chosen, expected in (("gelu", "gelu"), ("nonsense", "gelu"), (["tanh"], "gelu"), (None, "gelu")):
        with page.session():
            activations._choose({"choose": chosen})
        page.run()
        assert page.app.session_state["principles.activations_function"] == expected


@pytest.mark.parametrize("typed", ["abc", "nan", "1e400", "", "1,2,3"])
def test_what_is_no_number_gets_a_sentence_and_changes_nothing(page, typed):
    type_in(page, activations_z=typed, activations_depth=typed)
    state = page.app.session_state
    assert state["principles.activations_z.error"].endswith(".")
    assert state["principles.activations_depth.error"].endswith(".")
    assert "at z = 1.5" in text(page)


@pytest.mark.parametrize(("typed", "said"), [("2.5", "not a whole number"), ("0", "too small"), ("21", "too large")])
def test_a_chain_has_a_whole_number_of_layers(page, typed, said):
    type_in(page, activations_depth=typed)
    assert said in page.app.session_state["principles.activations_depth.error"]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_equation_of_a_function_comes_out(name):
    rough = 0
    for z in PLACES:
        said = f"{words.equations(name, z)}\n{words.check(name, z)}"
        assert disagreements(said) == []
        assert "nan" not in said
        assert "inf" not in said
        is_at_end = round(value(name, z), 4) in formula(name).ends
        rough += sum(sign != "=" for _, sign, _ in equations(said)) if abs(z) < 8 and not is_at_end else 0
    assert rough <= (20 if name == "gelu" else 5)  # its derivative subtracts numbers that are almost 1


def test_both_forms_of_the_sigmoids_derivative_come_out():
    for z in PLACES:
        assert disagreements(words.derivation(z)) == []


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_difference_quotient_agrees_but_at_kinks_and_jumps(name):
    for z in np.random.default_rng(4).uniform(-8, 8, 100).tolist():
        if abs(z) > words.H:
            assert "agrees" in words.check(name, z)
    at_zero = words.check(name, 0.0)
    assert ("has a kink here" in at_zero) == (name in ("relu", "leaky_relu"))
    assert ("jumps here" in at_zero) == (name == "step")


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("z", [0.0005, -0.0005, 0.0009, -0.0009, 1e-9, -1e-9, 1e-300])
def test_a_kink_or_jump_between_the_two_places_is_not_said_to_be_at_z(name, z):
    said = words.check(name, z)
    assert "here" not in said
    assert ("has a kink between" in said) == (name in ("relu", "leaky_relu"))
    assert ("jumps between" in said) == (name == "step")


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_zones_are_where_the_derivative_is_small_and_nowhere_else(name):
    z = np.random.default_rng(6).uniform(-30, 30, 2_000)
    inside = np.zeros(len(z), bool)
    for zone in zones(name):
        low, high = -np.inf if zone.low is None else zone.low, np.inf if zone.high is None else zone.high
        inside |= (z >= low) & (z <= high)
    np.testing.assert_array_equal(inside, np.abs(derivatives(name, z)) < (SMALL * steepest(name) or 1))


def test_each_kind_of_zone_is_named():
    kinds = {name: {zone.kind for zone in zones(name)} for name in FORMULAS}
    assert kinds == {"sigmoid": {"saturated"}, "tanh": {"saturated"}, "relu": {"dead"}, "leaky_relu": {"small"},
                     "gelu": {"saturated", "flat"}, "sine": {"flat"}, "identity": set(), "step": {"dead"}}
    assert f"for z < {MINUS}4.357 and for z > 4.357" in words.flatness("sigmoid")
    assert "**Dead zone** for z ≤ 0" in words.flatness("relu")
    assert "**Dead zone** everywhere" in words.flatness("step")
    assert "the derivative is 0.01" in words.flatness("leaky_relu")
    assert "**Never flat:**" in words.flatness("identity")


class Softsign(Activation):
    """f(z) = z / (1 + |z|), a function that nobody has written formulas for."""

    def __call__(self, z, out=None):
        return np.divide(z, 1 + np.abs(z), out=out)

    def slope(self, z, a, out=None):
        """f'(z) = 1 / (1 + |z|)^2"""
        return np.reciprocal((1 + np.abs(z)) ** 2, out=out)


def test_a_new_activation_appears_with_its_numbers_and_its_own_words(monkeypatch):
    monkeypatch.setitem(ACTIVATIONS, "softsign", Softsign())
    monkeypatch.setitem(ACTIVATION_NAMES, "softsign", "Softsign")
    said = words.equations("softsign", 3.0)
    assert "`f'(z) = 1 / (1 + |z|)^2`\n\n$$" in said  # a formula of its own, not one within a line
    assert r"\text{softsign}(3) = \boldsymbol{0.75}" in said
    assert r"f'(z) &= \boldsymbol{0.0625}" in said
    assert "softsign" in [each["name"] for each in activations.picture("softsign")["all"]]
    assert "Softsign" in words.here("softsign", 3.0)
    zones.cache_clear()
    steepest.cache_clear()


def chains(count: int):
    random = np.random.default_rng(3)
    for name, _ in itertools.product(ACTIVATIONS, range(count)):
        yield name, int(random.integers(1, 21)), *random.uniform(-4, 4, 3).round(1).tolist()
        yield name, 20, *(random.choice([1e6, -1e6, 1e-300, 0, 1], 3)).tolist()


def test_backpropagation_gives_the_product_of_derivatives():
    for name, depth, w, b, x in chains(12):
        found = chain.chain(name, depth, w, b, x)
        product = 1.0
        for layer in reversed(range(depth)):
            product *= found.slopes[layer] * (w if layer < depth - 1 else 1)
            for each in (found.products[layer], found.gradients[layer]):
                assert each == pytest.approx(product, rel=1e-9, abs=1e-300)


def test_every_equation_of_a_chain_comes_out_and_no_number_is_without_end():
    for name, depth, w, b, x in chains(12):
        found = chain.chain(name, depth, w, b, x)
        said = "\n\n".join([chain.product(found, w), chain.bound(name, found, w), chain.verdict(found),
                            chain.table(found, w)])
        assert disagreements(said) == []
        assert "the same number" in said
        assert "nan" not in said
        assert not re.search(r"\binf\b", said)


def test_a_chain_says_what_becomes_of_its_gradient():
    said = [chain.verdict(chain.chain(name, depth, w, b, 1.0)) for name, depth, w, b in (
        ("sigmoid", 10, 1, 0), ("identity", 10, 2, 0), ("identity", 10, 1, 0), ("step", 3, 1, 0), ("tanh", 1, 1, 0),
        ("sigmoid", 10, 4, -2))]
    assert ["vanishes" in said[0], "explodes" in said[1], "gets through" in said[2], "Nothing passes" in said[3],
            "One layer" in said[4]] == [True] * 5
    dead = chain.chain("relu", 3, 0.5, -0.4, -1.0)._replace(slopes=[0, 1, 1], products=[0, 0.5, 1])
    assert "Nothing gets past layer 1" in chain.verdict(dead)


def test_the_one_layer_answers_as_the_two_do():
    random = np.random.default_rng(8)
    for w1, b1, w2, b2 in [*random.uniform(-5, 5, (40, 4)).round(1).tolist(), [1e6, -1e6, 1e6, 1], [1e-300, 0, 1, 0]]:
        inputs = random.uniform(-4, 4, (100, 1))
        both, single = layers.two("identity", w1, b1, w2, b2), layers.one(w1, b1, w2, b2)
        np.testing.assert_allclose(both.forward(inputs), single.forward(inputs), rtol=1e-9, atol=1e-12)
        assert disagreements(layers.merged(w1, b1, w2, b2)) == []
        for name in ACTIVATIONS:
            expected = w2 * values(name, w1 * inputs + b1) + b2
            found = layers.two(name, w1, b1, w2, b2).forward(inputs)
            np.testing.assert_allclose(found, expected, rtol=1e-7, atol=1e-12)
            assert "nan" not in layers.compared(name, w1, b1, w2, b2)


@pytest.mark.parametrize("init", INITIALIZERS)
@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.filterwarnings("error")
def test_a_deep_networks_sizes_are_finite_and_so_is_all_that_is_said_of_them(name, init):
    for depth, width, scale in ((10, 64, 1.0), (20, 128, 100.0), (1, 1, 0.0), (20, 4, 1e-300)):
        found = flow.flow(name, init, depth, width, scale, 1)
        assert len(found.forward) == depth + 1
        assert len(found.backward) == depth
        json.dumps([found.forward, found.backward], allow_nan=False)
        said = "\n\n".join([flow.kept(name, width), flow.drawn(init, width, scale, found), flow.verdict(found)])
        assert disagreements(said) == []
        assert "nan" not in said
        assert not re.search(r"\binf\b", said)


def test_he_keeps_relus_signals_and_other_scales_do_not():
    def said(init: str, scale: float) -> str:
        return flow.verdict(flow.flow("relu", init, 20, 128, scale, 1))

    assert said("he", 1.0).count("keeps its order of magnitude") == 2
    assert said("he", 0.5).count("vanish") == 2
    assert said("he", 2.0).count("explode") == 2
    assert said("normal", 1.0).count("explode") == 2


@pytest.mark.parametrize(("init", "scale"), [("zeros", 1.0), ("he", 0.0), ("he", 0.1)])
def test_activations_that_are_all_alike_are_not_said_to_be_0(init, scale):
    said = flow.verdict(flow.flow("sigmoid", init, 10, 64, scale, 1))  # they are about 0.5
    assert said.startswith("**Activations:** the standard deviation vanishes, ")
    assert "all 0" not in said


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_mean_square_is_that_of_many_random_numbers(name):
    z = np.random.default_rng(0).standard_normal(200_000)
    assert flow.mean_square(name) == pytest.approx(np.mean(values(name, z) ** 2), abs=0.01)
    assert flow.mean_square(name, derivatives) == pytest.approx(np.mean(derivatives(name, z) ** 2), abs=0.01)


def test_he_is_what_keeps_relus_variance():
    for width in (1, 10, 64, 128):
        (wanted,) = set(re.findall(r"\\boldsymbol\{([\d.]+)\}", flow.kept("relu", width)))
        assert float(wanted) == pytest.approx(math.sqrt(2 / width), abs=5e-5)


@pytest.mark.parametrize("seed", range(80))
def test_the_question_has_one_right_answer_by_the_engine(seed):
    question = questions.ask(np.random.default_rng(seed))
    assert len(set(question.options)) == len(question.options)
    if "arrives" in question.text:
        n = int(re.search(r"through (\d+) layers", question.text)[1])
        network = Network.mlp((1,) * (n + 1), hidden="sigmoid", output="sigmoid", dtype=np.float64)
        network.load([1.0, -0.5] * n)  # from 0.5 on, every z is 0, where the sigmoid is steepest
        best = abs(np.prod([slope[0, 0] for slope in network.signals([[0.5]]).slopes()]))
        assert question.options[question.right] == f"1 part in {1 / best:,.0f}"
    else:
        names = {label: name for name, label in ACTIVATION_NAMES.items()}
        found = [derivative(names[label], float(z.replace(MINUS, "-")))
                 for label, _, z in (option.partition(" at z = ") for option in question.options)]
        assert found.index(max(found)) == question.right
        assert sorted(found)[-1] > 1.5 * sorted(found)[-2]


def test_both_questions_come_up():
    texts = {questions.ask(np.random.default_rng(seed)).text[:5] for seed in range(20)}
    assert len(texts) == 2


@pytest.mark.parametrize("seed", range(200))
def test_the_exercises_answer_is_the_engines(seed):
    exercise = questions.two_neurons(np.random.default_rng(seed))
    first, w, second = (float(each) for each in re.findall(r"= (-?[\d.]+)", exercise.text))
    network = Network.mlp((1, 1, 1), hidden="sigmoid", output="sigmoid", dtype=np.float64)
    z1, z2 = math.log(first / (1 - first)), math.log(second / (1 - second))
    network.load([1, 0, w, z2 - w * first])
    signals = network.signals([[z1]])
    assert [signals.outputs[0][0, 0], signals.outputs[1][0, 0]] == pytest.approx([first, second])
    by_first = np.prod([slope[0, 0] for slope in signals.slopes()]) * w
    assert exercise.answer == pytest.approx(by_first)
    assert disagreements(exercise.solution) == []
    assert any("sign of the weight" in slip.words for slip in exercise.slips) == (w < 0)


@pytest.mark.parametrize("seed", range(60))
def test_the_task_can_be_done_and_says_how_far_one_is(seed, monkeypatch):
    board = {"activations_z": 1.5}
    chosen = {}
    monkeypatch.setattr(questions.numbers, "values", lambda fields: board)
    monkeypatch.setattr(questions.widgets, "values", lambda: chosen)

    def task():
        return questions.steepness(np.random.default_rng(seed))

    label, said = re.search(r"choose \*\*(.*?)\*\* .* \*\*(.*?)\*\*", task().text).groups()
    name = {label: name for name, label in ACTIVATION_NAMES.items()}[label]
    if name != "sigmoid":
        assert not task().is_done
        assert "The board shows Sigmoid." in task().words
    chosen["activations_function"] = name
    target = float(said.replace(MINUS, "-"))
    assert not task().is_done, "it is there at first"
    done = []
    for z in np.arange(-60, 61) / 10:  # what arrow keys come to
        board["activations_z"] = float(z)
        assert task().is_done == (abs(derivative(name, float(z)) - target) <= questions.WITHIN)
        done.append(task().is_done)
    assert any(done)
    assert not all(done)


def test_the_picture_says_what_the_engine_says():
    for name in ACTIVATIONS:
        said = activations.spoken(name, 0.5)
        assert said.startswith(ACTIVATION_NAMES[name])
        json.dumps(activations.picture(name), allow_nan=False)
    assert f"{value('sigmoid', 0.5):.3f}" in activations.spoken("sigmoid", 0.5)


def test_all_fields_are_the_chapters_own():
    assert all(field.name.startswith("activations_") for field in FIELDS)
    assert len({field.name for field in FIELDS}) == len(FIELDS)
