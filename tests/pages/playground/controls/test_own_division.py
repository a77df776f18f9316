"""Which of the visitor's own points are kept for the test: none of a few, unless somebody asks."""
import pytest

from engine.datasets.problems import NAMES
from pages.ui.playground import edits
from pages.ui.shared.address.packed import packed
from tests.app_pages import Page

TABLES = {"XOR": "0,0,no\n0,1,yes\n1,0,yes\n1,1,no", "AND": "0,0,no\n0,1,no\n1,0,no\n1,1,yes",
          "OR": "0,0,no\n0,1,yes\n1,0,yes\n1,1,yes"}


def own_points(text: str) -> Page:
    """The page of somebody who has chosen to use points of their own and typed them."""
    page = Page("playground")
    page.app.selectbox(key="playground.dataset").set_value("own").run()
    page.app.text_area(key="playground.own_text").set_value(text).run()
    return page


def of(rows: int) -> str:
    return "\n".join(f"{i},{i % 3},{'ab'[i % 2]}" for i in range(rows))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_four_rows_is_learned_and_solved_on_all_four(name):
    page = own_points(TABLES[name])
    page.app.select_slider(key="playground.speed").set_value("max")
    page.play_until_it_stops("play")
    assert page.app.caption[0].value.startswith("Solved at epoch")
    assert "all 4 training points are classified correctly" in page.app.caption[0].value
    assert len(page.live.run.dataset.test_inputs) == 0


@pytest.mark.parametrize(("rows", "tests"), [(2, 0), (19, 0), (20, 6), (100, 30)])
def test_few_own_points_are_all_for_training_and_of_many_some_are_for_the_test(rows, tests):
    page = own_points(of(rows))
    assert len(page.live.run.dataset.test_inputs) == tests
    page.app.text_area(key="playground.own_text").set_value(of(25 - rows % 3)).run()
    assert page.app.slider(key="playground.test").value == 30
    page.app.text_area(key="playground.own_text").set_value(of(3)).run()
    assert page.app.slider(key="playground.test").value == 0


def test_whoever_asks_for_a_share_of_few_points_keeps_it():
    page = own_points(of(10))
    page.app.slider(key="playground.test").set_value(40).run()
    assert len(page.live.run.dataset.test_inputs) == 4
    page.app.text_area(key="playground.own_text").set_value(of(8)).run()
    assert len(page.live.run.dataset.test_inputs) == 3
    page.app.slider(key="playground.test").set_value(0).run()
    page.app.text_area(key="playground.own_text").set_value(of(50)).run()
    assert len(page.live.run.dataset.test_inputs) == 0


@pytest.mark.parametrize(("asked", "tests"), [({"playground.test": "30"}, 1), ({}, 2), ({"playground.test": "0"}, 0)])
def test_a_link_keeps_the_division_that_it_was_made_with(asked, tests):
    table = {"playground.dataset": NAMES["own"], "playground.own_points": packed(TABLES["XOR"])}
    page = Page("playground", query=table | asked)
    assert len(page.live.run.dataset.test_inputs) == tests
    page.app.text_area(key="playground.own_text").set_value(TABLES["AND"]).run()
    assert len(page.live.run.dataset.test_inputs) == tests


def test_a_click_that_leaves_too_few_points_takes_those_for_the_test_back_and_undo_brings_them():
    page = own_points(of(20))
    x, y, label = 0, 0, "a"
    page.send(edits.take, do="remove", points=[{"x": x, "y": y, "label": label}], id=1)
    page.run()
    assert [len(page.live.run.dataset.inputs), len(page.live.run.dataset.test_inputs)] == [19, 0]
    page.send(edits.take, do="undo", id=2)
    page.run()
    assert len(page.live.run.dataset.test_inputs) == 6
