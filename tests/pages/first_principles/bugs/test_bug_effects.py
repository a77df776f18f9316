"""Each classic mistake does what its case claims, in at least 19 of 20 draws; the corrected program always learns."""
import math
import re
from functools import cache

import numpy as np
import pytest

from pages.ui.first_principles.bugs.laboratory import ALIKE, Pair, pair
from pages.ui.first_principles.bugs.mistakes import BUGS, FRESH, LOSS, TEST
from pages.ui.first_principles.bugs.symptoms import SYMPTOMS, symptom
from pages.ui.first_principles.bugs.verdicts import factor, summary, table
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.reckoned import as_typed

SEEDS, ENOUGH = range(1, 21), 19
LEARNED = {"shuffle": 0.6, "test": 0.7}  # of its first value, that the corrected program's loss falls below


@cache
def runs(name: str) -> list[Pair]:
    return [pair(name, seed) for seed in SEEDS]


def last(one: Pair, curve: str = LOSS) -> float:
    return one.wrong.history[curve][-1]


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_shows_the_effect_that_its_case_claims(name):
    assert sum(symptom(one).is_shown for one in runs(name)) >= ENOUGH


@pytest.mark.parametrize("name", BUGS)
def test_the_gradient_check_is_red_exactly_where_it_is_said_to_be(name):
    assert sum(one.red == BUGS[name].red for one in runs(name)) >= ENOUGH


@pytest.mark.parametrize("name", BUGS)
def test_the_corrected_program_passes_the_check_and_learns_with_every_seed(name):
    for one in runs(name):
        assert all(group.is_right for group in (*one.right.first, *one.right.last))
        assert all(map(math.isfinite, one.right.history[LOSS]))
        assert one.right.warned == []
        assert one.right.history[LOSS][-1] < LEARNED.get(name, 0.2) * one.right.history[LOSS][0]


@pytest.mark.parametrize("name", BUGS)
def test_a_correct_gradient_is_right_by_far(name):
    for one in runs(name)[:5]:
        assert all(group.error < ALIKE / 100 or group.away < ALIKE / 1_000 for group in one.right.first)


def test_a_wrong_gradient_is_wrong_by_far():
    for name, bug in BUGS.items():
        if bug.red:
            wrong = [group.error for one in runs(name) for group in one.checks[0] if group.name in one.red]
            assert all(not error < 50 * ALIKE for error in wrong), name


def test_a_flipped_sign_makes_every_derivative_its_opposite():
    assert all(factor(one) == -1 for one in runs("sign"))
    assert all(group.error == pytest.approx(2) for one in runs("sign") for group in one.wrong.first)
    assert f"All derivatives are {MINUS}1 times" in summary(runs("sign")[0])


def test_a_sum_instead_of_a_mean_is_too_large_by_the_number_of_samples():
    assert all(factor(one) == 200 for one in runs("sums"))


def test_a_factor_too_many_shortens_the_gradient():
    for one in runs("twice"):
        lengths = [sum(np.square(getattr(group, side)).sum() for group in one.wrong.first) ** 0.5
                   for side in ("backprop", "differences")]
        assert lengths[0] < 0.5 * lengths[1]


def test_a_bias_that_is_left_out_has_no_effect_on_the_loss_and_still_a_gradient():
    for one in runs("bias"):
        group = one.wrong.first[1]
        assert (group.name, group.differences.any()) == ("b1", False)
        assert group.backprop.any()


def test_weights_that_begin_at_0_stay_copies_of_each_other():
    for one in runs("zeros"):
        for group in one.wrong.last:
            assert np.ptp(group.backprop, axis=group.backprop.ndim - 1 if group.name != "W2" else 0).max() < 1e-9


def test_raw_pounds_leave_almost_no_gradient_for_the_first_layer():
    small = [abs(one.wrong.last[0].backprop).max() < 1e-3 for one in runs("scale")]
    assert sum(small) >= ENOUGH


def test_an_overflow_is_told_by_numpy_and_makes_no_number_of_the_loss():
    for one in runs("overflow"):
        assert "overflow" in one.wrong.warned
        assert math.isnan(last(one))


def test_a_logarithm_of_0_spoils_the_loss_and_nothing_else():
    for one in runs("logarithm"):
        assert "divide by zero" in one.wrong.warned
        assert not math.isfinite(last(one))
        assert one.wrong.history[TEST] == one.right.history[TEST]
        assert last(one, TEST) > 0.9


def test_a_layer_that_is_updated_too_early_leaves_the_one_above_right():
    for one in runs("order"):
        right = {group.name: group.is_right for group in one.wrong.first}
        assert right == {"W1": False, "b1": False, "W2": True, "b2": True}


def test_rows_in_order_make_the_loss_swing():
    for one in runs("shuffle"):
        swing, calm = (max(late) - min(late) for late in (
            each.history[LOSS][-60:] for each in (one.wrong, one.right)))
        assert swing > 2 * calm


def test_a_test_set_that_was_trained_on_is_predicted_far_better_than_fresh_data():
    gaps = [(last(one, TEST) - last(one, FRESH), one.right.history[TEST][-1] - one.right.history[FRESH][-1])
            for one in runs("test")]
    assert sum(wrong > 0.3 > abs(right) for wrong, right in gaps) >= ENOUGH


def test_a_comparison_of_other_shapes_spoils_the_accuracy_and_nothing_else():
    for one in runs("shapes"):
        assert one.wrong.history[LOSS] == one.right.history[LOSS]
        assert last(one, TEST) < 0.7 < 0.9 < one.right.history[TEST][-1]


@pytest.mark.parametrize("name", BUGS)
def test_what_is_said_has_no_number_that_is_none(name):
    for one in runs(name):
        said = f"{symptom(one).words} {table(one)} {summary(one)}".lower()
        assert "nan" not in said
        assert "inf " not in said
        assert ("not a number" in said) == (not math.isfinite(last(one)))


def test_the_same_seed_draws_the_same_numbers_again():
    from pages.ui.first_principles.bugs.laboratory import outcome
    bug = BUGS["sign"]
    before = outcome(bug.wrong_text, bug.problem, 3).history
    outcome.cache_clear()
    assert outcome(bug.wrong_text, bug.problem, 3).history == before
    assert outcome(bug.wrong_text, bug.problem, 4).history != before


def test_every_bug_has_a_symptom():
    assert BUGS.keys() == SYMPTOMS.keys()


def first_number(text: str) -> float:
    return float(re.search(r"[\d,]*\.?\d+", as_typed(text))[0].replace(",", ""))


@pytest.mark.parametrize("name", ["place", "twice"])
def test_how_many_times_as_much_follows_from_the_printed_losses(name):
    for one in runs(name):
        words = symptom(one).words
        last, best = (float(as_typed(part)) for part in re.findall(r"to (\S+?)[;.](?= |$)", words)[:2])
        times = first_number(words.partition("That is ")[2])
        assert float(f"{last / best:.3g}") == times, words


@pytest.mark.parametrize("name", BUGS)
def test_how_many_times_what_it_should_be_follows_from_the_printed_derivatives(name):
    for one in runs(name):
        if "All derivatives are" in (said := summary(one)):
            times = float(as_typed(re.search(r"All derivatives are (\S+) times", said)[1]))
            for row in table(one).split("\n")[2:]:
                g, d = (float(as_typed(cell)) for cell in row.split(" | ")[1:3])
                assert g / d == pytest.approx(times, rel=0.0025), row
