"""The chapter Loss on its page: the tutorials' numbers, typed numbers, and what its links carry."""
import re

import pytest

from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements


def test_every_part_is_there_in_order():
    said = text(opened("loss"))
    places = [said.index(title) for title in ("##### One prediction", "##### Several predictions",
                                              "##### Why cross-entropy", "##### Softmax, number by number",
                                              "##### Safe with large scores", "##### Why p", "##### Exercises")]
    assert places == sorted(places)
    assert disagreements(said) == []


def test_who_predicts_0_for_all_four_people_has_the_tutorials_loss_of_one_half():
    said = text(opened("loss"))
    assert r"\frac{1 + 0 + 0 + 1}{4} = \boldsymbol{0.5}" in said
    assert "| **mean** | | | **0.5** | **infinite** |" in said
    assert re.search(r"Alice has the label 1, and \$p = 0\$ calls that impossible", said)


def test_the_four_peoples_predictions_can_be_typed():
    said = text(type_in(opened("loss"), loss_alice="0.9", loss_bob="10%", loss_charlie=".1", loss_diana="9/10"))
    assert "| **mean** | | | **0.01** | **0.105** |" in said


def test_mazurs_total_error_is_the_mean_of_his_two_outputs():
    said = text(opened("loss", loss_data="own"))
    assert r"= \boldsymbol{0.298371}" in said
    assert "0.29837110" in said
    assert "With two outputs, that is the same number." in said


def test_with_another_count_half_the_sum_is_another_number():
    said = text(type_in(opened("loss", loss_data="own"), loss_own="1, 0\n1, 0\n1, 0"))
    assert "In full: 1.0." in said
    assert "1.5. That is 3/2 times the mean, with the same minimum." in said


def test_cross_entropy_needs_probabilities_and_says_so():
    assert "would need predictions from 0 to 1" in text(type_in(opened("loss", loss_data="own"), loss_own="5, 3"))


def test_the_surely_wrong_neuron_learns_sooner_with_cross_entropy():
    said = text(opened("loss"))
    found = re.search(r"within 0.1 of the target after (\d+) steps; with mean squared error after (\d+) steps, "
                      r"([\d.]+) times as many", said)
    fast, slow, ratio = map(float, found.groups())
    assert fast < slow
    assert ratio == round(slow / fast, 1)


def test_softmax_of_a_known_example():
    said = text(type_in(opened("loss"), loss_scores="-2.85, 0.86, 0.28", loss_label="3"))
    assert "| 3 (correct) | 0.28 | 1.323 | 0.353 | 1 | \N{MINUS SIGN}0.647 |" in said
    assert r"= \boldsymbol{1.0402}" in said


def test_a_constant_that_makes_powers_overflow_leaves_the_safe_probabilities():
    said = text(type_in(opened("loss"), loss_c="1000"))
    assert "| 1 | 1002 | overflow | not a number | 0 | 1 | 0.659 |" in said
    assert "not a number" not in text(type_in(opened("loss"), loss_c="700"))


def test_a_hopeless_score_shows_where_the_added_number_ends():
    said = text(type_in(opened("loss"), loss_d="800"))
    assert r"-\ln 0 \rightarrow \infty" in said
    assert r"18.4207" in said
    assert r"\boldsymbol{800}" in said


@pytest.mark.parametrize(("field", "typed", "error"), [
    ("loss_p", "1.5", "too large"), ("loss_p", "nan", "not a number"), ("loss_alice", "-1", "too small"),
    ("loss_scores", "5", "1 given, and there have to be 2 to 10 scores"),
    ("loss_scores", "1 2 3 4 5 6 7 8 9 10 11", "11 given"),
    ("loss_scores", "1, 1e400", "too large"), ("loss_own", "1, 2, 3", "The shape is (1, 3)"),
    ("loss_label", "2.5", "2.5 is not a whole number"), ("loss_rate", "-1", "too small"),
    ("loss_w", "x", "not a number")])
def test_what_cannot_be_used_is_told_at_its_field_and_changes_nothing(field, typed, error):
    page = opened("loss")
    before = text(page)
    type_in(page, **{field: typed})
    assert error in page.app.session_state[f"principles.{field}.error"]
    assert text(page) == before


def test_a_label_beyond_the_classes_is_the_last_class():
    assert "| 3 (correct) |" in text(type_in(opened("loss"), loss_label="9"))


def test_a_link_opens_the_chapter_with_its_numbers():
    page = Page("first_principles", query={"principles.chapter": "Loss", "principles.loss_p": "0.25",
                                           "principles.loss_scores": "0, 0, 0, 0"})
    page.name = "principles"
    page.app.session_state["principles.loss.begun"] = True
    page.run()
    said = text(page)
    assert r"-\ln(0.25) = 1.3863" in said
    assert "| **sum** | | 4 | 1 | 1 | 0 |" in said


@pytest.mark.parametrize("target", [0, 1])
@pytest.mark.parametrize("tangent", [False, True])
def test_every_choice_can_be_made(target, tangent):
    page = opened("loss", loss_target=target, loss_tangent=tangent, loss_wanted=target,
                  loss_curves=["losses", "predictions"][target])
    assert disagreements(text(page)) == []
