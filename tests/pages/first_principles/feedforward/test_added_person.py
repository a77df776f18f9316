"""The person of one's own, added to X: to the rows that are typed, whatever the picture shows."""
import numpy as np
import pytest

from pages.ui.first_principles.feedforward import questions, typed_matrices
from tests.pages.first_principles.chapters import opened, text, type_in

PERSON = (15, 2)  # of 150 lb and 68 in
THREE, FOUR = "1 1\n2 2\n3 3", "1 1\n2 2\n3 3\n4 4"


def rows(page) -> tuple:
    return page.app.session_state["principles.feedforward_inputs"]


def add_button(page):
    return page.app.button(key="principles.feedforward_add")


def test_a_person_is_added_to_the_rows_typed_while_another_matrix_does_not_fit():
    page = type_in(opened("feedforward"), feedforward_inputs=THREE)
    type_in(page, feedforward_weights2="1\n2\n3")
    type_in(page, feedforward_inputs=FOUR).click("feedforward_add")
    assert rows(page) == ((1, 1), (2, 2), (3, 3), (4, 4), PERSON)


def test_a_person_is_added_to_the_rows_of_a_link_whose_other_matrices_do_not_fit():
    eight = tuple((float(i), 1.0) for i in range(7))
    page = opened("feedforward", feedforward_inputs=eight, feedforward_weights2=((1.0,),) * 3)
    assert rows(page.click("feedforward_add")) == (*eight, PERSON)


def test_a_full_batch_takes_nobody_and_says_so():
    page = type_in(opened("feedforward"), feedforward_inputs="1 1\n" * 8)
    assert add_button(page).disabled
    assert "X is full: it takes 8 rows." in text(page)


def test_rows_that_cannot_be_read_take_nobody_and_it_is_said():
    page = type_in(opened("feedforward"), feedforward_inputs="1 1\n2")
    assert add_button(page).disabled
    assert "X cannot be read: the board says why." in text(page)
    type_in(page, feedforward_inputs="1 1")
    assert rows(page.click("feedforward_add")) == ((1, 1), PERSON)


@pytest.mark.parametrize("given", ["1 1\n" * 8, "1 1\n2"])
def test_a_click_that_was_on_its_way_leaves_what_is_typed(given):
    page = type_in(type_in(opened("feedforward"), feedforward_inputs=FOUR), feedforward_inputs=given)
    before = rows(page), page.app.session_state["principles.feedforward_inputs.text"]
    with page.session():
        typed_matrices.ask_to_add()
    page.run()
    assert (rows(page), page.app.session_state["principles.feedforward_inputs.text"]) == before


def test_a_person_is_added_to_what_was_typed_just_before_the_click_though_it_comes_after():
    page = opened("feedforward")
    with page.session():
        typed_matrices.ask_to_add()
    type_in(page, feedforward_inputs=THREE)
    assert rows(page) == ((1, 1), (2, 2), (3, 3), PERSON)
    assert page.app.query_params["principles.feedforward_inputs"] == "1, 1; 2, 2; 3, 3; 15, 2"
    page.run()
    assert rows(page)[3:] == (PERSON,)  # once


def test_a_task_is_not_done_by_what_a_field_no_longer_holds(monkeypatch):
    monkeypatch.setattr(questions, "judged", lambda *_: (True, "All rows are correct."))
    page = type_in(opened("feedforward"), feedforward_weights1="a b\nc d")
    with page.session():
        task = questions.gate(np.random.default_rng(1))
    assert not task.is_done
    assert task.words == "A matrix cannot be read; its field says why."
