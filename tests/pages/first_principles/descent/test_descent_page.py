"""The chapter Gradient descent as the page shows it: the tutorial's numbers, and equations that come out."""
import re

import numpy as np
import pytest

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.descent import plane, present, words
from pages.ui.first_principles.descent.curve import descent
from pages.ui.first_principles.descent.problem import NAMES, drawn, problem, varied
from pages.ui.first_principles.descent.rows import FIELDS, PARTS
from pages.ui.first_principles.parameters import TABLE
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import as_typed, disagreements, equations


def params(page: Page) -> np.ndarray:
    with page.session():
        return present.present().params


def said(page: Page) -> str:
    return as_typed(text(page))


def test_alices_derivative_is_the_tutorials():
    page = opened("descent", descent_sample=0, descent_along="w1").click("descent_ones")
    assert r"\frac{\partial L}{\partial w_1} &= \boldsymbol{0.0215}" in text(page)
    assert "The loss falls from 0.2269 to 0.226" in text(page) or "0.227" in text(page)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("data", ["gender", "xor"])
def test_every_part_opens_and_its_equations_come_out(part, data):
    page = opened("descent", descent_part=part, descent_data=data)
    assert disagreements(text(page)) == []
    assert not re.search(r"\bnan\b|\binf\b", text(page))


def test_equations_come_out_by_their_printed_digits():
    random, found, rough = np.random.default_rng(0), 0, 0
    for seed in range(60):
        one, at = problem(("gender", "xor")[seed % 2]), drawn(seed)
        rate, nudge = 10 ** random.uniform(-2, 2), float(random.choice([1, 0.1, 0.01, 0.001]))
        for i, name in enumerate(NAMES):
            path = descent(one, at, [i], rate, 2)
            nudged = float(one.at(varied(at, i, np.array([at[i] + nudge])))[0][0])
            printed = "\n\n".join([
                words.update(name, rate, path), words.mean(one, at, name),
                words.secant(name, nudge, (path.losses[0], nudged), path.slopes[0, 0]),
                words.gradient_step((name, NAMES[i - 1]), rate, descent(one, at, [i, i - 1], rate, 1))])
            assert disagreements(printed) == []
            found += len(equations(printed))
            rough += sum(sign != "=" for _, sign, _ in equations(printed))
    assert found > 1500
    assert rough < 0.2 * found


def test_a_mean_is_that_of_its_printed_terms():
    for seed in range(40):
        printed = words.mean(problem("gender"), drawn(seed), "w3")
        first, second, last = re.findall(r"&(.*?)(?: \\\\|\n\\end)", printed.replace("\n", " ") + r" \\")[:3]
        terms = [float(each.strip("()")) for each in re.findall(r"\(?-?\d[\d.]*\)?(?: \\cdot 10\^\{-?\d+\})?",
                 re.sub(r"\\tfrac\{1\}\{4\}", "", first + second)) if "cdot" not in each]
        if "cdot" in first + second + last or not last.startswith("="):
            continue
        result = re.search(r"\\boldsymbol\{(.*?)\}", last)[1]
        half = 0.5 * 10.0 ** -len(result.partition(".")[2])
        assert abs(sum(terms) / 4 - float(result)) <= half


@pytest.mark.parametrize("seed", range(20))
def test_a_way_over_two_weights_is_told_as_it_went(seed):
    random, count = np.random.default_rng(seed), 50
    for _ in range(5):
        one, at = problem(("gender", "xor")[seed % 2]), drawn(int(random.integers(10_000)))
        indices = random.choice(9, 2, replace=False).tolist()
        for rate in (0.0, *10 ** random.uniform(-2, 3, 2), *(plane.rates(one, at, indices) or ())):
            path = descent(one, at, indices, rate)
            told = words.way(path)
            if gone := re.search(r"has gone from (\S+) to (\S+)\.(?: |$)", told):
                before, after = (float(as_typed(each)) for each in gone.groups())
                assert (after > before) == (path.losses[-1] > path.losses[0])
            else:
                assert f"After {count} steps the loss is still" in told
                assert path.losses[-1] == pytest.approx(path.losses[0], rel=1e-9)


def test_straight_falls_without_a_turn_and_zigzag_is_called_so():
    found = 0
    for seed in range(30):
        one, at, indices = problem(("gender", "xor")[seed % 2]), drawn(seed), [5, 8]
        if rates := plane.rates(one, at, indices):
            found += 1
            straight, zigzag = (descent(one, at, indices, rate) for rate in rates)
            assert words.way(straight).startswith("After")
            assert straight.losses[-1] < straight.losses[0]
            assert words.way(zigzag).startswith("**Zigzag")
    assert found > 10


def test_random_weights_are_those_of_their_seed():
    page = opened("descent").click("descent_random")
    seed = page.app.session_state["principles.descent_seed"]
    assert params(page).tolist() == drawn(seed).tolist()


def test_training_predicts_emily_and_frank_and_ones_own_person():
    page = opened("descent", descent_part="training").click("descent_train")
    assert "After 1,000 epochs the mean loss has fallen from 0.261 to 0.002" in text(page)
    assert re.search(r"\| Emily \| 128, 63 \| -7, -3 \| 0\.95\d \| female", said(page))
    assert re.search(r"\| Frank \| 155, 68 \| 20, 2 \| 0\.04\d \| male", said(page))
    page = type_in(page, descent_pounds="100", descent_inches="60")
    assert re.search(r"\| your person \| 100, 60 \| -35, -6 \| 0\.9\d\d \| female", said(page))
    page.click("descent_train")
    assert "After 2,000 epochs" in text(page)
    page = type_in(page, descent_w1="0.5")
    assert "Not trained yet from these weights" in text(page)


@pytest.mark.parametrize("method", ["sgd", "batch"])
def test_training_at_a_rate_of_0_is_not_said_to_change_the_loss(method):
    page = opened("descent", descent_part="training", descent_training_rate=0.0, descent_method=method)
    page = type_in(page, descent_w1="0.123456").click("descent_train")
    assert re.search(r"After 1,000 epochs the mean loss is still 0\.\d+\.", text(page))
    with page.session():
        assert present.present().params[0] == 0.123456


def test_training_that_diverges_says_so():
    page = opened("descent", descent_part="training", descent_training_rate=1000.0, descent_raw=True)
    for _ in range(3):
        page.click("descent_train")
    assert not re.search(r"\bnan\b|\binf\b", text(page))
    assert np.isfinite(params(page)).all()


def test_a_weighted_sum_is_written_as_in_the_other_chapters():
    assert r"$\sigma'(z_{h_1})$" in text(opened("descent", descent_part="training"))


def test_raw_inputs_have_no_gradient_at_the_tutorials_weights():
    page = opened("descent", descent_along="w1", descent_raw=True).click("descent_ones")
    assert "**Flat:** the derivative is 0 here" in text(page)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("texts", [
    {"descent_w1": "1e6", "descent_b3": "-1e6"}, {"descent_w6": "1e-300"}, {"descent_rate": "1e6"},
    {"descent_rate": "0"}, {"descent_nudge": "1e-6"}, {"descent_w6": "1e6", "descent_rate": "1e6"},
    {"descent_pounds": "0", "descent_inches": "0"}], ids=str)
def test_extreme_numbers_are_shown_without_nan(part, texts):
    page = type_in(opened("descent", descent_part=part), **texts)
    assert not re.search(r"\bnan\b|\binf\b", text(page))
    assert disagreements(text(page)) == []


@pytest.mark.parametrize(("name", "typed"), [("descent_w1", "abc"), ("descent_w1", "NaN"), ("descent_w1", "1e400"),
                                             ("descent_rate", "-1"), ("descent_nudge", "0"), ("descent_pounds", "-5")])
def test_what_cannot_be_used_leaves_the_number_and_says_why(name, typed):
    page = opened("descent")
    type_in(page, **{name: typed})
    assert page.app.session_state[f"principles.{name}.error"]
    with page.session():
        assert numbers.values(FIELDS)[name] == next(field.default for field in FIELDS if field.name == name)


def test_a_link_chooses_the_curve_from_the_first_run_on():
    page = Page("first_principles", query={"principles.chapter": "Gradient descent", "principles.descent_along": "w₁"})
    page.app.session_state["principles.descent.begun"] = True
    page.run()
    with page.session():
        assert present.present().name == "w1"


def test_both_weights_of_the_plane_are_never_the_same():
    page = opened("descent", descent_part="two", descent_along="b3", descent_across="b3")
    with page.session():
        assert present.present().second == "w1"


def test_each_choice_has_a_row():
    assert {f"descent_{name}" for name in ("part", "data", "sample", "raw", "along", "across", "method", "seed")} <= {
        *TABLE.rows}


def test_the_end_leads_on():
    page = text(opened("descent"))
    assert all(word in page for word in ("CNN", "RNN", "PyTorch", "scikit-learn", "Keras", "Nielsen", "3Blue1Brown"))
