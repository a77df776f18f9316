"""The evaluation page, without a browser."""
import base64
import io

import numpy as np
import pytest
from PIL import Image

from pages.ui.evaluation import results
from pages.ui.evaluation.parameters import VIEWS
from pages.ui.shared import session
from pages.ui.shared.drawing import readers
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


@pytest.mark.parametrize(("digits", "height"), [(0, 28), (1, 28), (40, 28), (41, 56)])
def test_a_sheet_of_digits_is_a_png_of_rows_of_40(digits, height):
    picture = Image.open(io.BytesIO(base64.b64decode(sheet(results.test_digits().test_inputs[:digits]))))
    assert (picture.format, picture.size) == ("PNG", (40 * 28, height))


def test_a_cell_that_is_empty_for_another_network_says_so():
    """It was chosen where it was not empty."""
    evaluation = results.answers_of(readers.networks()["ready"])
    truth, answer = np.argwhere(evaluation.confusion == 0)[0].tolist()
    page = Page("evaluation", cell=[truth, answer])
    assert f"**True {truth}, predicted {answer}**: 0 digits" in [text.value for text in page.app.markdown]
