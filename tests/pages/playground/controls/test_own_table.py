"""The table for the visitor's own points, which says the same as the text box."""
import pytest

from engine.datasets import dataset_from_csv
from pages.ui.playground.controls import own_table
from tests.app_pages import Page

LEAVES = "length cm,width,kind\n1,10,a\n3,10,b\n5,40,a\n7,40,b\n"


@pytest.fixture
def stored(monkeypatch) -> dict:
    """What a callback has put into the session."""
    values = {}
    monkeypatch.setattr(own_table.session, "put", lambda page, **event: values.update(event))
    return values


def test_the_table_writes_its_cells_into_the_text_box(stored):
    own_table.take_sheet({"header": ["a", "b", "kind"], "rows": [["1", "2", "x"], ["3", "4", "y"]]})
    assert stored == {"own_text": "a,b,kind\n1,2,x\n3,4,y\n", "own_outcome": "", "own_trouble": ""}
    own_table.take_sheet({"header": [], "rows": [["1", " 2\n3 ", "a\tb"]]})
    assert stored["own_text"] == "1,2 3,a b\n"


@pytest.mark.parametrize("event", [{}, {"rows": "1,2"}, {"rows": [1]}, {"rows": [["1", 2, "a"]]},
                                  {"rows": [], "header": 5}, {"rows": [["1", "2", "a" * 2**20]]}])
def test_a_table_that_makes_no_sense_or_is_too_long_changes_nothing(stored, event):
    own_table.take_sheet(event)
    assert stored == {}


def test_the_scaling_is_told_in_words():
    words = own_table.scaling(dataset_from_csv(LEAVES))
    assert "length cm: minus 4, divided by 2.236; width: minus 25, divided by 15." in words
    assert "x1: plus 2, divided by 1" in own_table.scaling(dataset_from_csv("-1,1,a\n-3,1,b"))
    assert "a\\_\\*" in own_table.scaling(dataset_from_csv("a_*,b,kind\n-1,1,a\n-3,1,b"))


@pytest.mark.parametrize(("text", "trouble"), [
    (LEAVES, None), ("1,2,a\n3,four,b\n", [2, 2]), ("a,b,c\n\n1,2,a\n3,4\n", [4, 0])])
def test_the_table_marks_the_cell_that_an_error_names(text, trouble):
    page = Page("playground", dataset="own", own_text=text)
    error = page.app.error[0].value if page.app.error else ""
    assert own_table._sheet(text, LEAVES, error)["trouble"] == trouble


def test_what_is_no_text_leaves_the_table_on_the_points_in_use():
    assert own_table._sheet("\0", LEAVES, "This is not plain text.")["rows"] == [
        ["1", "10", "a"], ["3", "10", "b"], ["5", "40", "a"], ["7", "40", "b"]]


def test_the_page_says_how_the_points_in_use_are_scaled_while_the_text_cannot_be_read():
    page = Page("playground", dataset="own", own_text=LEAVES)
    page.app.text_area(key="playground.own_text").set_value("1,2,a\n3,four,b\n").run()
    assert "Row 2, column 2" in page.app.error[0].value
    assert any("length cm: minus 4" in caption.value for caption in page.app.caption)
