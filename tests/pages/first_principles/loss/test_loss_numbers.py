"""The chapter Loss: what it prints and draws is the engine's, for all numbers that can be typed."""
import json
import math
import re

import numpy as np
import pytest

from engine.losses import LOSSES
from engine.network import Network
from pages.ui.first_principles.loss import curve, people, race, safe, scores
from pages.ui.first_principles.loss.measured import (
    STEPS,
    cross_entropy,
    learned,
    mean_cross_entropy,
    naive_softmax,
    numerical_gradient,
    softmax,
    softmax_loss,
    squared_error,
    steps_until_near,
)
from pages.ui.first_principles.loss.people import Sample
from tests.js.test_javascript import node
from tests.pages.first_principles.reckoned import disagreements, equations

FUNCTIONS = "./pages/ui/first_principles/loss/loss_functions.js"
EDGES = [0.0, 1.0, 5e-324, 1e-300, 1e-17, 1e-9, 0.5, 1 - 1e-9, 1 - 2.0 ** -53]
WILD_SCORES = [[1e6, -1e6], [-1e6, -1e6, -1e6], [710.0, 0.0, -745.0], [0.0] * 10, [1000.0, 1000.0], [1e-300, 0.0]]


def by_javascript(expression: str, given: list) -> list:
    """What the picture's own functions make of each of these."""
    code = (f"import {{ LOSSES, softmax, twoClassLoss }} from '{FUNCTIONS}'; "
            f"console.log(JSON.stringify({json.dumps(given)}.map(({expression}))));")
    found = node("--input-type=module", "-e", code)
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.parametrize("y", [0, 1])
def test_both_curves_and_their_tangents_are_the_engines_at_100_random_places(y):
    places = np.random.default_rng(y).uniform(0, 1, 100).tolist()
    found = by_javascript(f"(p) => [LOSSES.mse.f(p, {y}), LOSSES.mse.slope(p, {y}), LOSSES.crossEntropy.f(p, {y}), "
                          f"LOSSES.crossEntropy.slope(p, {y})]", places)
    np.testing.assert_allclose(found, [[*squared_error(p, y), *cross_entropy(p, y)] for p in places], rtol=1e-9)


def test_the_bars_of_probabilities_are_the_engines_at_100_random_places():
    random = np.random.default_rng(0)
    given = [random.normal(0, 5, random.integers(2, 11)).tolist() for _ in range(100)]
    for found, row in zip(by_javascript("softmax", given), given):
        np.testing.assert_allclose(found, LOSSES["softmax_cross_entropy"].probabilities(np.array([row]))[0], rtol=1e-12)


def test_the_loss_of_a_hopeless_score_is_the_engines_at_100_random_places():
    given = np.random.default_rng(0).uniform(0, 1000, 100).tolist()
    np.testing.assert_allclose(by_javascript("twoClassLoss", given), [safe.hopeless(d).engine for d in given],
                               rtol=1e-12)


def test_the_lines_of_three_losses_are_the_engines_at_100_random_places():
    picture = safe.picture([0.0, 1.0])
    for d in np.random.default_rng(0).uniform(0, 1000, 100):
        found = safe.hopeless(float(d))
        assert np.interp(d, picture["behind"], picture["engine"]) == pytest.approx(found.engine, abs=0.1)
        assert np.interp(d, picture["behind"], picture["withTiny"]) == pytest.approx(found.with_tiny, abs=0.1)


@pytest.mark.parametrize("loss", race.LOSS_NAMES)
def test_the_curves_of_the_saturated_neuron_are_steps_by_hand(loss):
    run, w, b = learned(loss, 2.0, 2.0, 0, 0.15), 2.0, 2.0
    for step in range(STEPS + 1):
        p = 1 / (1 + math.exp(-(w + b)))
        assert run.sums[step] == pytest.approx(w + b, abs=1e-9)
        assert run.predictions[step] == pytest.approx(p, rel=1e-9)
        assert run.losses[step] == pytest.approx(p * p if loss == "mse" else -math.log(1 - p), rel=1e-9)
        slope = 2 * p * p * (1 - p) if loss == "mse" else p
        w, b = w - 0.15 * slope, b - 0.15 * slope
    assert run.slope == pytest.approx(2 * run.predictions[0] ** 2 * (1 - run.predictions[0]) if loss == "mse"
                                      else run.predictions[0])


def test_the_neurons_prediction_is_the_networks():
    network = Network.mlp((1, 1), output="sigmoid", dtype=np.float64)
    network.load([-1.5, 0.25])
    assert learned("mse", -1.5, 0.25, 1, 0.5).predictions[0] == network.forward([[1.0]])[0, 0]


def test_near_means_staying_near():
    assert steps_until_near(np.array([1, 0.05, 0.5, 0.09, 0.01]), 0) == 3
    assert steps_until_near(np.array([0.01, 0.02]), 0) == 0
    assert steps_until_near(np.array([0.01, 0.2]), 0) is None


def test_the_derivatives_by_small_changes_are_p_minus_y():
    random = np.random.default_rng(0)
    for _ in range(100):
        row = random.normal(0, 3, random.integers(2, 11)).tolist()
        label = int(random.integers(len(row)))
        y = np.eye(len(row))[label]
        np.testing.assert_allclose(softmax_loss(row, label)[1], softmax(row) - y, atol=1e-15)
        np.testing.assert_allclose(numerical_gradient(row, label), softmax(row) - y, atol=1e-8)


def test_naive_softmax_is_right_until_it_overflows():
    assert naive_softmax([2, 1, 0.1]).quotients == pytest.approx(softmax([2, 1, 0.1]))
    assert np.isinf(naive_softmax([1000, 0]).powers[0])
    assert np.isnan(naive_softmax([1000, 0]).quotients[0])
    assert np.isnan(naive_softmax([-1000, -1000]).quotients).all()


@pytest.mark.parametrize(("row", "c", "said"), [
    ([2.0, 1.0, 0.1], 0.0, "Both forms agree"), ([2.0, 1.0, 0.1], 707.3, "Both forms agree"),
    ([0.0, 0.0], 709.5, "their sum is larger"), ([0.0, 0.0], 709.78, "their sum is larger"),
    ([0.0, 0.0], 710.0, "Infinite divided by infinite"), ([2.0, 1.0, 0.1], -745.0, "loses digits"),
    ([0.0, -700.0], -100.0, "loses digits"), ([0.0, -800.0], 0.0, "Both forms agree"),
    ([0.0, 0.0], -800.0, "zero divided by zero")], ids=str)
def test_both_forms_are_said_to_agree_only_where_they_do(row, c, said):
    assert said in safe.shifted_words(row, c)


def test_wherever_both_forms_are_said_to_agree_the_table_shows_the_same_numbers():
    random = np.random.default_rng(0)
    for edge in [*np.arange(-760, -690, 2.5), *np.arange(690, 712, 0.25)]:
        row = random.normal(0, random.choice([1, 5]), random.integers(2, 11)).round(2).tolist()
        if "Both forms agree" in safe.shifted_words(row, edge):
            cells = [line.split(" | ") for line in safe.shifted_table(row, edge).splitlines()[2:]]
            assert [each[3] for each in cells] == [each[6].removesuffix(" |") for each in cells]


@pytest.mark.parametrize(("behind", "said"), [(700.0, r"-\ln p_{2}"), (744.0, "loses digits"),
                                              (800.0, "rounds to 0"), (50.0, r"-\ln p_{2}")])
def test_a_probability_is_said_to_round_to_0_only_if_it_does(behind, said):
    text = scores.words([0.0, -behind], 1)
    assert said in text
    assert (r"-\ln 0$ is infinite" in text) == (softmax([0.0, -behind])[1] == 0)


@pytest.mark.parametrize("row", [[0.0, 0.0], [2.0, 1.0, 0.1], [-5.0] * 10, [300.0, -300.0]], ids=str)
def test_the_other_form_overflows_from_the_c_that_is_named(row):
    (named,) = re.findall(r"From about \$c = ([\d.]+)\$ on", safe.shifted_words(row, 0.0))
    assert naive_softmax(np.array(row) + float(named) - 0.01).quotients.sum() == pytest.approx(1)
    assert naive_softmax(np.array(row) + float(named) + 0.01).total == math.inf


@pytest.mark.parametrize(("start", "said"), [((2, 2, 0), "confidently wrong"), ((2, 2, 1), "near its target"),
                                             ((0, 0, 0), "not sure"), ((0, 0, 1), "not sure"),
                                             ((-2, -2, 1), "confidently wrong")])
def test_a_neuron_is_surely_wrong_at_the_start_only_if_it_is(start, said):
    w, b, y = start
    runs = {loss: learned(loss, w, b, y, 0.15) for loss in race.LOSS_NAMES}
    assert race.words(runs, w, b, y).startswith(f"At the start, the prediction is {said}:")


def words_of(random: np.random.Generator) -> list[str]:
    """All equations of the chapter, of random numbers."""
    p, w, b = round(float(random.uniform()), 2), *random.normal(0, 3, 2).round(1).tolist()
    y, rate, size = int(random.integers(2)), float(random.uniform(0.01, 2)), int(random.integers(1, 10))
    samples = [Sample(f"{i}", float(random.integers(2)), round(float(random.uniform()), int(random.integers(1, 9))))
               for i in range(size)]
    row = random.normal(0, random.choice([1, 5, 300]), random.integers(2, 11)).round(3).tolist()
    label, runs = int(random.integers(len(row))), {loss: learned(loss, w, b, y, rate) for loss in race.LOSS_NAMES}
    return [curve.words(p, y), people.words(samples), race.words(runs, w, b, y), scores.words(row, label),
            safe.shifted_words(row, float(random.uniform(-1000, 1000))),
            safe.hopeless_words(float(random.choice([random.integers(0, 1001), random.uniform(0, 40)])))]


def test_every_equation_comes_out_by_its_printed_digits():
    random, count, rough = np.random.default_rng(0), 0, 0
    for _ in range(200):
        text = "\n\n".join(words_of(random))
        assert disagreements(text) == []
        found = equations(text)
        count, rough = count + len(found), rough + sum(sign != "=" for _, sign, _ in found)
    assert count > 2_000
    assert rough < 0.02 * count


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("p", EDGES)
def test_predictions_at_the_ends_are_told_in_words_and_numbers_that_come_out(p, y):
    text = curve.words(p, y)
    assert disagreements(text) == []
    assert_readable(text)
    assert ("rightarrow" in text) == (p in (0, 1) and p != y)


@pytest.mark.parametrize("row", WILD_SCORES, ids=str)
@pytest.mark.parametrize("c", [0.0, 1000.0, 1e6, -1e6])
def test_any_scores_are_told_in_words_and_finite_numbers(row, c):
    for label in range(2):
        text = "\n\n".join([scores.table(row, label), scores.words(row, label), scores.checked(row, label),
                            safe.shifted_table(row, c), safe.shifted_words(row, c), scores.spoken(row, label)])
        assert disagreements(text) == []
        assert_readable(text)
        json.dumps([scores.picture(row, label), safe.picture(row)], allow_nan=False)


@pytest.mark.parametrize("d", [0, 1e-300, 1, 18, 744, 746, 1000, 1e6])
def test_however_far_behind_a_score_lies_its_loss_is_told(d):
    text = safe.hopeless_words(float(d))
    assert disagreements(text) == []
    assert_readable(text)


@pytest.mark.parametrize("start", [(1e6, 1e6, 0, 0.15), (-1e6, 0, 1, 1e6), (30, 30, 0, 0.1), (2, 2, 1, 0.15),
                                   (2, 2, 0, 0), (-20, -20, 1, 0.15), (0, 0, 0, 1e6)], ids=str)
def test_any_start_of_the_neuron_is_told_in_words_and_finite_numbers(start):
    w, b, y, rate = start
    runs = {loss: learned(loss, w, b, y, rate) for loss in race.LOSS_NAMES}
    text = f"{race.verdict(runs, y)}\n\n{race.words(runs, w, b, y)}"
    assert disagreements(text) == []
    assert_readable(text)
    json.dumps(race.picture(runs, y), allow_nan=False)


@pytest.mark.parametrize("rows", [[(1e6, -1e6)], [(1e-300, 0)], [(0.5, 1)] * 20, [(0, 1), (1, 0)], [(-5, 3)] * 9],
                         ids=str)
def test_any_table_is_told_in_words_and_finite_numbers(rows):
    samples = [Sample(f"{i}", target, prediction) for i, (prediction, target) in enumerate(rows)]
    text = f"{people.table(samples)}\n\n{people.words(samples)}"
    assert disagreements(text) == []
    assert_readable(text)
    json.dumps(people.picture(samples), allow_nan=False)


def assert_readable(text: str) -> None:
    """Neither a computer's words for what is no number, nor its powers of ten."""
    for word in ("nan", "inf ", "inf}", "e+"):
        assert word not in text.lower(), text


def test_a_prediction_that_calls_a_label_impossible_makes_the_mean_infinite():
    assert mean_cross_entropy([0, 0.5], [1, 1]) == math.inf
    assert mean_cross_entropy([0, 1], [0, 1]) == 0
