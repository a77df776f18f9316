"""The curves, grids and steps of Gradient descent: those of the engine, everywhere."""
import json

import numpy as np
import pytest

from engine.losses import LOSSES
from pages.ui.first_principles.descent import pictures, plane
from pages.ui.first_principles.descent.curve import REACHES, curve, descent, minimum, reach
from pages.ui.first_principles.descent.present import Present
from pages.ui.first_principles.descent.problem import NAMES, ONES, drawn, network, problem, varied
from pages.ui.first_principles.descent.rates import rates
from pages.ui.first_principles.descent.rows import FIRST
from pages.ui.first_principles.descent.training import trained
from pages.ui.first_principles.descent.verdict import verdict
from tests.js.test_javascript import node

PROBLEMS = {"alice": problem("gender", 0), "people": problem("gender"), "xor": problem("xor"),
            "one of xor": problem("xor", 2), "raw": problem("gender", raw=True)}
STARTS = [np.array(ONES), drawn(1), drawn(7), 50 * drawn(3), np.full(9, 1e6)]


def test_the_first_weights_are_those_that_seed_1_draws():
    assert drawn(1).tolist() == list(FIRST)


def test_the_tutorials_derivative_comes_out():
    losses, gradients = PROBLEMS["alice"].at(np.array([ONES]))
    assert losses[0] == pytest.approx(0.2269, abs=5e-5)
    assert gradients[0, NAMES.index("w1")] == pytest.approx(0.0215, abs=5e-5)


@pytest.mark.parametrize("name", PROBLEMS)
def test_gradients_are_what_central_differences_say(name):
    one, random = PROBLEMS[name], np.random.default_rng(0)
    for params in random.normal(0, 0.5, (20, 9)) / (10 if name == "raw" else 1):
        gradient = one.at(params[None])[1][0]
        for i in range(9):
            around = varied(params, i, params[i] + np.array([-1e-6, 1e-6]))
            low, high = one.at(around)[0]
            assert gradient[i] == pytest.approx((high - low) / 2e-6, rel=1e-4, abs=1e-8)


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_browsers_curve_is_the_engines_at_a_hundred_random_places(name, tmp_path):
    random, sent, expected = np.random.default_rng(1), [], []
    for params in STARTS:
        for i in range(9):
            end = reach(float(params[i]))
            found, at = curve(PROBLEMS[name], params, i, end), random.uniform(-end, end, 100)
            now = Present(PROBLEMS[name], params, NAMES[i], i, "b3", 1.0, 1.0)
            path = descent(PROBLEMS[name], params, [i], 1.0, 2)
            picture = pictures.curve(now, found, path, rates(PROBLEMS[name], params, i, None), end)
            sent.append({"known": {key: picture[key] for key in ("places", "losses", "slopes")}, "at": at.tolist()})
            losses, gradients = PROBLEMS[name].at(varied(params, i, at))
            expected.append((losses, gradients[:, i], found))
    file = tmp_path / "curves.json"
    file.write_text(json.dumps(sent, allow_nan=False), "utf-8")
    answer = node("tests/js/boards/descent_interpolated.mjs", file)
    assert answer.returncode == 0, answer.stderr
    for values, (losses, slopes, found) in zip(json.loads(answer.stdout), expected, strict=True):
        assert np.abs([each["value"] for each in values] - losses).max() < 2e-6
        steepest = max(np.abs(found.slopes).max(), 1e-5)
        assert np.abs([each["slope"] for each in values] - slopes).max() < 0.01 * steepest


def test_the_grids_losses_are_the_engines():
    one, params, random = PROBLEMS["people"], drawn(2), np.random.default_rng(0)
    losses, places = plane.grid(one, params, 5, 8, 6.0), np.linspace(-6, 6, plane.SIDE)
    for row, column in random.integers(0, plane.SIDE, (100, 2)):
        at = params.copy()
        at[5], at[8] = places[column], places[row]
        assert losses[row, column] == pytest.approx(LOSSES["mse"](network(at).forward(one.inputs), one.targets))


def test_a_grid_is_packed_to_two_bytes_and_a_flat_one_too():
    losses = plane.grid(PROBLEMS["people"], drawn(2), 5, 8, 6.0)
    packed = plane.packed(losses)
    assert (packed["low"], packed["high"]) == (losses.min(), losses.max())
    assert plane.packed(np.full((plane.SIDE, plane.SIDE), 0.5))["shares"].strip("A=") == ""


def test_a_descent_takes_the_steps_of_its_formula():
    one, params = PROBLEMS["xor"], drawn(4)
    path = descent(one, params, [0, 8], 3.0, 10)
    at = params.copy()
    for values, loss, slopes in zip(path.values, path.losses, path.slopes):
        losses, gradients = one.at(at[None])
        assert values.tolist() == at[[0, 8]].tolist()
        assert (loss, slopes.tolist()) == (losses[0], gradients[0, [0, 8]].tolist())
        at[[0, 8]] -= 3.0 * gradients[0, [0, 8]]


def test_a_descent_that_would_leave_what_can_be_typed_ends_before():
    path = descent(PROBLEMS["people"], drawn(1), [5], 1e6, 50)
    assert path.has_left or np.abs(path.values).max() <= 1e6
    assert np.isfinite(path.losses).all()


def test_a_minimum_is_where_the_derivative_changes_its_sign():
    found = 0
    for one in PROBLEMS.values():
        for params in STARTS[:3]:
            for i in range(9):
                lowest = minimum(one, params, i, curve(one, params, i, 6.0))
                if lowest is None:
                    continue
                found += 1
                around = np.array([-1e-3, 0, 1e-3]) + lowest.place
                losses, gradients = one.at(varied(params, i, around))
                assert gradients[0, i] < 0 < gradients[2, i]
                assert losses[1] == pytest.approx(lowest.loss)
    assert found > 20


@pytest.mark.parametrize("rate", [0.0, 1e-9, 1.0, 1e3, 1e6])
def test_whatever_happens_is_said_in_words_and_never_as_nan(rate):
    for one in PROBLEMS.values():
        for params in STARTS:
            for i in range(9):
                path = descent(one, params, [i], rate, 10)
                lowest = minimum(one, params, i, curve(one, params, i, reach(float(params[i]))))
                words = verdict("w", rate, path, lowest)
                assert words.startswith("**")
                assert not {"nan", "inf"} & set(words.lower().replace(".", " ").split())


def test_raw_pounds_and_inches_make_the_curve_flat():
    params = np.array(ONES)
    path = descent(PROBLEMS["raw"], params, [0], 1.0, 5)
    assert verdict("w₁", 1.0, path, None) == (
        "**Flat:** the derivative is 0 here, so a step changes nothing.")
    assert rates(PROBLEMS["raw"], params, 0, None) == (None, None, None)


def test_an_axis_has_few_sizes_and_shows_what_it_must():
    for value in (0.0, 5.9, -6.1, 1e5, 1e6):
        assert reach(value) in REACHES
        assert reach(value) >= abs(value)


def test_the_zigzag_turns_and_the_straight_way_does_not():
    one, params = PROBLEMS["people"], drawn(1)
    straight, zigzag = plane.rates(one, params, [5, 8])
    assert plane.turns(descent(one, params, [5, 8], straight).values) == 0
    assert plane.turns(descent(one, params, [5, 8], zigzag).values) >= plane.ZIGZAG
    assert plane.rates(PROBLEMS["raw"], np.array(ONES), [0, 1]) is None


def test_training_sample_by_sample_is_the_tutorials_loop():
    one, params = PROBLEMS["people"], drawn(1)
    found = trained(one, params, 0.1, by_sample=True, epochs=50)
    at = params.copy()
    for _ in range(50):
        for row in range(4):
            at -= 0.1 * one.alone(row).at(at[None])[1][0]
    np.testing.assert_allclose(found.params, at, atol=6e-5)
    assert len(found.losses) == 6


def test_a_batchs_gradient_is_the_mean_of_its_samples():
    one, params = PROBLEMS["people"], drawn(5)
    each = [one.alone(row).at(params[None])[1][0] for row in range(4)]
    np.testing.assert_allclose(one.at(params[None])[1][0], np.mean(each, axis=0), atol=1e-12)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shifted_inputs_learn_emily_and_frank_and_raw_ones_learn_nothing(seed):
    for raw in (False, True):
        one = problem("gender", raw=raw)
        after = trained(one, drawn(seed), 0.1, by_sample=True)
        emily, frank = one.predictions(after.params, np.array([[128.0, 63], [155, 68]]) - one.offsets)
        if raw:
            assert abs(emily - frank) < 0.01
        else:
            assert emily > 0.9
            assert frank < 0.1


def test_training_at_a_rate_of_0_leaves_every_digit():
    params = drawn(1) + 1e-6
    assert trained(PROBLEMS["people"], params, 0.0, by_sample=True, epochs=3).params.tolist() == params.tolist()
