"""The digits page's sheet, photos and way of reading, without a browser: strokes lie where the sheet leaves them."""
import base64
import io
from functools import partial

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engine.datasets import mnist
from engine.handwriting.drawings import drawings
from engine.handwriting.photo import opened
from engine.handwriting.preparation import STEPS
from engine.recognition import read_digits
from pages.ui.digits import number, photos, xray
from pages.ui.shared.drawing import canvas, readers
from tests.app_pages import Page
from tests.photos import photo

PEN = {"points": [90, 60, 190, 60, 130, 220], "width": 20, "erases": False}
ERASED = {"points": [60, 60, 165, 60], "width": 30, "erases": True}
FIVE = photo(mnist().test_inputs[8].reshape(28, 28), np.random.default_rng(3), rules="checked")
INK = next(drawings(mnist().test_inputs[:1]))
EVERY = frozenset(STEPS)
OBEY = partial(canvas._obey, read=readers.recognizer().in_ink)


def kept(page: Page, name: str):
    try:
        return page.app.session_state[f"digits.{name}"]
    except KeyError:
        return None


def drawn(*strokes) -> Page:
    page = Page("digits")
    page.app.session_state["digits.strokes"] = list(strokes)
    page.run()
    return page


def told(*strokes, **others) -> dict:
    """What a browser tells of a sheet with these strokes."""
    picture = Image.new("RGBA", (canvas.SIDE, canvas.SIDE), "white")
    for stroke in strokes:
        points = list(zip(stroke["points"][::2], stroke["points"][1::2]))
        ImageDraw.Draw(picture).line(points, "white" if stroke["erases"] else "black", stroke["width"])
    file = io.BytesIO()
    picture.save(file, "PNG")
    content = canvas.DATA + base64.b64encode(file.getvalue()).decode()
    return {"change": 1, "strokes": [*strokes], "cleared": [], "touched": True, "picture": content} | others


def with_photo(file: bytes, page: Page | None = None) -> Page:
    return (page or Page("digits")).bring("photo", "digit.png", file)


def test_undo_takes_one_stroke_back_and_then_another():
    page = drawn(PEN, ERASED, PEN).click("undo")
    assert kept(page, "strokes") == [PEN, ERASED]
    assert kept(page.click("undo", "undo", "undo"), "strokes") == []


def test_undo_after_clear_brings_the_drawing_back():
    page = drawn(PEN, ERASED).click("clear")
    assert kept(page, "strokes") == []
    assert kept(page, "found") is None
    assert kept(page.click("clear", "undo"), "strokes") == [PEN, ERASED]


def test_the_sheet_is_laid_anew_by_undo_and_clear():
    page = drawn(PEN)
    before = kept(page, "laid")["revision"]
    page.click("clear")
    assert kept(page, "laid")["strokes"] == []
    assert kept(page, "laid")["revision"] > before


def test_what_is_laid_replaces_only_what_was_known():
    page = drawn(PEN).send(OBEY, **told(PEN, ERASED, change=7)).click("clear")
    assert kept(page, "laid")["basis"] == 7
    assert kept(page, "laid")["cleared"] == [PEN, ERASED]


def test_what_the_browser_tells_is_what_lies_on_the_sheet():
    page = drawn(ERASED).send(OBEY, **told(PEN))
    assert kept(page, "strokes") == [PEN]
    assert [each.pixels.shape for each in kept(page, "found")] == [(28, 28)]
    assert kept(page, "known") == 1
    page.send(OBEY, **told(change=2, cleared=[PEN]))
    assert (kept(page, "strokes"), kept(page, "found")) == ([], None)
    assert kept(page.click("undo"), "strokes") == [PEN]


@pytest.mark.parametrize("touched", [True, False])
def test_a_sheet_that_is_only_told_anew_leaves_the_photo(touched):
    page = with_photo(FIVE).send(OBEY, **told(PEN, touched=touched))
    assert (kept(page, "photo") is None) == touched


def test_clear_puts_the_eraser_away():
    page = Page("digits", tool="eraser").click("clear")
    assert page.app.segmented_control(key="digits.tool").value == "pen"


def test_a_photo_is_read_instead_of_the_drawing_until_it_is_removed():
    page = with_photo(FIVE)
    (five,), (expected,) = kept(page, "photo")["digits"], read_digits(FIVE)
    np.testing.assert_array_equal(five.pixels, expected.pixels)
    assert page.app.file_uploader(key="digits.photo_file1").value is None
    assert kept(page.send(lambda _, event: number._heed(event), remove=True), "photo") is None


@pytest.mark.parametrize("button", ["undo", "clear"])
def test_who_goes_back_to_the_sheet_leaves_the_photo(button):
    assert kept(with_photo(FIVE).click(button), "photo") is None


def test_a_bad_file_gets_a_sentence_and_the_next_one_is_read():
    page = with_photo(b"no picture")
    assert "not a PNG, JPEG or WebP" in page.app.error[0].value
    assert not kept(page, "photo")
    with_photo(FIVE, page)
    assert not page.app.error


def test_the_photo_is_shown_small_and_whole():
    shown = np.asarray(Image.open(io.BytesIO(kept(with_photo(FIVE), "photo")["view"])))
    height, width = opened(FIVE).shape[:2]
    assert max(shown.shape) == photos.SIDE
    assert shown.shape[0] / shown.shape[1] == pytest.approx(height / width, rel=0.01)


def test_the_way_of_reading_opens_with_an_example_and_switches_steps():
    page = Page("digits", view="reading")
    assert kept(page, "steps") is None
    for _ in range(2):
        page.send(lambda _, event: xray._switch(event), step="crop")
    assert kept(page, "steps") == EVERY
    page.send(lambda _, event: xray._switch(event), step="mass")
    assert kept(page, "steps") == EVERY - {"mass"}
    page.send(lambda _, event: xray._switch(event), step="nonsense")
    assert kept(page, "steps") == EVERY - {"mass"}


def test_the_way_of_reading_shows_what_every_step_is_worth(monkeypatch):
    monkeypatch.setattr(xray, "TESTS", 40)
    xray.usual_digits.clear()
    network = readers.ready_made()
    told = xray.explanation(INK, "drawing", EVERY, network)
    assert told["said"] == 7
    assert told["accuracy"] == told["with_all"] == xray.accuracy(network, EVERY) > 0.9
    assert [row["on"] for row in told["rows"]] == [True] * 6
    for row in told["rows"]:
        assert row["without"] == xray.accuracy(network, EVERY - {row["step"]})
    assert xray.accuracy(network, frozenset()) < min(row["without"] for row in told["rows"])
    xray.usual_digits.clear()
    xray.unusual_digits.clear()


def test_a_network_that_has_learned_nothing_gives_pictures_but_no_numbers():
    told = xray.explanation(INK, "drawing", EVERY, None)
    assert told["said"] is None
    assert all(row["without"] is None and row["picture"] for row in told["rows"])
