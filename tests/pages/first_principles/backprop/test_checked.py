"""A derivative by nudging the parameter: the reference, the errors, and what is said of them."""
import json

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.inspection.worked_example import ENDINGS
from pages.ui.first_principles.backprop.check import picture
from pages.ui.first_principles.backprop.checked import check_words, difference
from pages.ui.first_principles.own.names import places
from tests.pages.first_principles.backprop.drawn_examples import ALICE, MAZUR, any_place, drawn
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_the_complex_step_finds_the_engines_derivative(hidden, ending):
    for seed in range(10):
        example = drawn(4 * seed + [*ENDINGS].index(ending), hidden=hidden)
        place, step = any_place(example, seed), example.sample(0)
        exact = step.layers[place.layer].gradient[place.row, place.column]
        assert difference.reference(example, 0, place) == pytest.approx(exact, rel=1e-6, abs=1e-12)


def test_an_activation_without_a_complex_formula_is_extrapolated(monkeypatch):
    exact = difference.reference(MAZUR, 0, places(MAZUR)["w1"])
    monkeypatch.delitem(difference.COMPLEX, "sigmoid")
    assert difference.reference(MAZUR, 0, places(MAZUR)["w1"]) == pytest.approx(exact, rel=1e-8)


def test_a_large_step_is_off_by_its_size_and_a_central_one_by_its_square():
    place = places(ALICE)["w1"]
    coarse, fine = (difference.difference(ALICE, 0, place, h) for h in (1e-2, 1e-3))
    assert coarse.error(coarse.forward) / fine.error(fine.forward) == pytest.approx(10, rel=0.1)
    assert coarse.error(coarse.central) / fine.error(fine.central) == pytest.approx(100, rel=0.1)
    assert fine.error(fine.backprop) < 1e-15


def test_a_tiny_step_is_mostly_rounding():
    place = places(ALICE)["w1"]
    forward, central = difference.errors(ALICE, 0, place, difference.reference(ALICE, 0, place))
    tiny, good = difference.POWERS < -13, np.abs(difference.POWERS + 5) < 1
    assert np.median(forward[tiny]) > 100 * forward[good].max()
    assert np.median(central[tiny]) > 100 * central[good].max()


@pytest.mark.parametrize(("power", "said"), [(-1, "**h is large:**"), (-5, "**About the best h**"),
                                             (-13, "**h is small:**")])
def test_what_a_step_size_does_is_said(power, said):
    place = places(ALICE)["w1"]
    found = difference.difference(ALICE, 0, place, difference.step_size(power))
    errors = difference.errors(ALICE, 0, place, found.reference)
    assert check_words.verdict(found, place, errors, []).startswith(said)


def test_a_kink_within_the_step_is_said():
    page = type_in(opened("backprop", own_hidden="relu"), own_inputs="-2, 2.0001", backprop_power="-3")
    assert "**A kink lies within ±h:** the weighted sum of h₁ changes its sign" in text(page)
    type_in(page, backprop_power="-6")
    assert "A kink" not in text(page)


@pytest.mark.parametrize("size", [1.5, 1e6])
def test_the_quotients_come_out_by_the_printed_losses(size):
    for seed in range(40):
        example = drawn(seed, size)
        place, h = any_place(example, seed), difference.step_size(-1 - seed % 15)
        found = difference.difference(example, 0, place, h)
        errors = difference.errors(example, 0, place, found.reference)
        shown = "\n\n".join([check_words.formulas(found, place), check_words.table(found, place),
                             check_words.verdict(found, place, errors, []), check_words.spoken(found, place)])
        assert disagreements(shown) == []
        assert "nan" not in shown
        assert "inf" not in shown.replace("inferred", "")
        json.dumps(picture(found, errors), allow_nan=False)


def test_step_sizes_have_two_digits_at_most():
    assert [difference.step_size(power) for power in (-5, -2.5, -1, 0)] == [1e-5, 0.0032, 0.1, 1]


def test_the_page_shows_the_same_derivative_three_times():
    page = opened("backprop")
    for row in ("backpropagation | 0.02146953", "forward difference | 0.02146934", "central difference | 0.02146953"):
        assert f"| {row}" in text(page)
