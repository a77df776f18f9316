"""The evaluation page, without a browser."""
import pytest

from pages.ui.evaluation import results
from pages.ui.evaluation.parameters import VIEWS
from pages.ui.shared import session
from pages.ui.shared.drawing.gallery import sheet
from tests.app_pages import Page


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_on_the_pretrained_network(view):
    page = Page("evaluation", view=view)
    assert "99.30%" in page.app.markdown[1].value


def test_a_network_trained_on_the_digits_page_can_be_evaluated_beside_the_other():
    page = Page("digits", rows=1_000, hidden=16, epochs=1)
    page.play_until_it_stops("train")
    page.visit("evaluation")
    page.app.segmented_control(key="evaluation.network").set_value("own").run()
    text = page.app.markdown[1].value
    assert not text.startswith("**99.30%**")
    assert "Pretrained network: 99.30%" in text


@pytest.mark.parametrize("event", [{}, {"truth": 4}, {"truth": "x", "answer": 1}, {"truth": 10, "answer": 0},
                                  {"truth": None, "answer": -1}])
def test_a_click_that_makes_no_sense_chooses_nothing(event, monkeypatch):
    put = []
    monkeypatch.setattr(session, "put", lambda page, **values: put.append(values))
    results._choose_cell(event)
    assert put == []
    results._choose_cell({"truth": 4, "answer": 9})
    assert put == [{"cell": [4, 9]}]


def test_a_sheet_of_digits_is_a_png():
    assert sheet(results.test_digits().test_inputs[:41]).startswith("iVBORw0KGgo")
