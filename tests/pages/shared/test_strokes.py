"""The strokes on a sheet as a browser keeps them, and what is no such thing."""
import json

import pytest

from pages.ui.shared.drawing import canvas
from pages.ui.shared.drawing.strokes import LONGEST, MOST_STROKES, read, written
from tests.app_pages import Page

STROKE = {"points": [79.98, 59, 120, 59.5, 119.98, 229], "width": 20, "erases": False}


def text(*kept) -> bytes:
    return json.dumps([*kept]).encode()


def test_strokes_come_back():
    eraser = STROKE | {"erases": True, "width": 30}
    assert read(written([STROKE, eraser])) == [STROKE, eraser]
    assert written([]) == b""


def test_strokes_that_an_earlier_version_kept_are_read():
    path = [["M", 79.98, 59], ["Q", 80, 59, 87.5, 59], ["L", 119.98, 229]]
    kept = {"stroke": "#101820", "strokeWidth": 20, "left": 139.2, "width": 118, "path": path}
    drawn = {"points": [79.98, 59, 80, 59, 119.98, 229], "width": 20, "erases": False}
    assert read(text(kept, kept | {"stroke": "#0b0e12"})) == [drawn, drawn | {"erases": True}]


def test_more_than_can_be_read_again_is_not_kept():
    assert written([STROKE | {"points": [100.25, 100.25] * 10_000}] * 10) == b""


@pytest.mark.parametrize("content", [
    b"", b"\xff", b"7", b"{}", b"[7]", b"[" * 1_000_000, text(STROKE | {"src": "x"}), text({"points": [1, 2]}),
    text(STROKE | {"width": 0}), text(STROKE | {"width": 1e9}), text(STROKE | {"width": "20"}),
    text(STROKE | {"width": True}), text(STROKE | {"erases": 1}), text(STROKE | {"points": []}),
    text(STROKE | {"points": [1]}), text(STROKE | {"points": "M"}), text(STROKE | {"points": [1, None]}),
    text(STROKE | {"points": [[1], [2]]}), text(STROKE | {"points": [1, 1e5]}),
    b'[{"points": [1, NaN], "width": 20, "erases": false}]', text(*[STROKE] * (MOST_STROKES + 1)),
    text(STROKE | {"points": [1] * (LONGEST + 2)}),
    text({"path": 7}), text({"path": [7], "strokeWidth": 20, "stroke": "x"}), text({"path": [["M", 1, 1]]}),
    text({"path": [["M", "x", 1]], "strokeWidth": 20, "stroke": []})], ids=range(26))
def test_what_no_sheet_had_on_it_is_refused(content):
    with pytest.raises(ValueError):  # noqa: PT011 - with words of several readers
        read(content)


@pytest.mark.parametrize("page", ["digits", "handwriting"])
def test_strokes_that_come_back_are_laid_on_the_sheet_and_can_be_undone(page):
    there = Page(page)
    with there.session():
        canvas.kept(page).take(written([STROKE, STROKE]), "reload")
    there.run()
    assert len(there.app.session_state[f"{page}.laid"]["strokes"]) == 2
    with there.session():
        assert canvas.kept(page).present().content == written([STROKE, STROKE])
    assert len(there.click("undo").app.session_state[f"{page}.laid"]["strokes"]) == 1
