"""The strokes on a sheet as a browser keeps them, and what is no such thing."""
import json

import pytest

from pages.ui.shared.drawing import strokes
from pages.ui.shared.drawing.strokes import LONGEST, MOST_STROKES, read, written
from tests.app_pages import Page

COLORS = {"#101820", "#ffffff"}
STROKE = {"stroke": "#101820", "strokeWidth": 20, "left": 139.2, "top": 144, "width": 118.5, "height": 170,
          "path": [["M", 79.98, 59], ["Q", 80, 59, 87.5, 59], ["L", 119.98, 229]]}


def text(*kept) -> bytes:
    return json.dumps([*kept]).encode()


def test_strokes_come_back_without_what_is_the_same_for_all():
    drawn = strokes.SAME | STROKE | {"opacity": 1, "lockMovementX": False}
    content = written([drawn, drawn])
    assert read(content, COLORS) == [strokes.SAME | STROKE] * 2
    assert len(content) < 500
    assert written([]) == b""


@pytest.mark.parametrize("content", [
    b"", b"\xff", b"7", b"{}", b"[7]", b"[" * 1_000_000, text(STROKE | {"stroke": "x"}), text(STROKE | {"src": "x"}),
    text(STROKE | {"stroke": ["#101820"]}), text(STROKE | {"left": 1e9}), text(STROKE | {"left": "1"}),
    text(STROKE | {"left": True}), b'[{"left": NaN}]', text(STROKE | {"strokeWidth": 0}), text(STROKE | {"path": []}),
    text(STROKE | {"path": "M"}), text(STROKE | {"path": [["Z"]]}), text(STROKE | {"path": [["M", 1]]}),
    text(STROKE | {"path": [["M", 1, None]]}), text(STROKE | {"path": [[["M"], 1, 1]]}), text(STROKE | {"path": [[]]}),
    text(*[STROKE] * (MOST_STROKES + 1)), text(STROKE | {"path": [["M", 1, 1]] * (LONGEST + 1)})])
def test_what_no_sheet_had_on_it_is_refused(content):
    with pytest.raises(ValueError):  # noqa: PT011 - with words of several readers
        read(content, COLORS)


@pytest.mark.parametrize("page", ["digits", "handwriting"])
def test_strokes_that_come_back_are_laid_on_the_sheet_and_can_be_undone(page):
    there = Page(page)
    from pages.ui.shared.drawing import canvas  # which only a running app can import

    with there.session():
        canvas.kept(page).take(written([STROKE, STROKE]), "reload")
    there.run()
    assert len(there.app.session_state[f"{page}.laid"]["objects"]) == 2
    with there.session():
        assert canvas.kept(page).present().content == written([STROKE, STROKE])
    assert len(there.click("undo").app.session_state[f"{page}.laid"]["objects"]) == 1
