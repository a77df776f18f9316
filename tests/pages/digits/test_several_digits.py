"""Several digits on the digits page's sheet or photo, without a browser: what is shown of each, which is selected."""
import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from engine.datasets.digit_format import LABELS
from engine.network import Network
from engine.recognition import Photo, Recognizer
from pages.ui.digits import number, photos, reading, xray
from pages.ui.digits.answer import DOUBTED, answer
from pages.ui.digits.reading import Reading
from pages.ui.shared.drawing import readers
from tests.app_pages import Page
from tests.found_digits import number as found
from tests.found_digits import sheet_of

READY = {"ready": readers.ready_made()}
PICTURE = np.full((120, 200, 3), 240, np.uint8)
FILE = io.BytesIO()
Image.fromarray(PICTURE).save(FILE, "PNG")


def read(*lines: str, selected: int = 0, doubted: tuple[int, ...] = (), **networks) -> Reading:
    digits = found(*lines, doubted=doubted)
    return Reading(digits, READY | networks, selected, sheet_of(digits))


def drawn(*lines: str, **settings) -> Page:
    digits = found(*lines)
    return Page("digits", found=digits, ink=sheet_of(digits), **settings)


def shown(page: Page) -> Reading:
    with page.session():
        return reading.current(page.app.session_state["digits.found"])


def selected(page: Page, place: object) -> Page:
    return page.send(lambda _, event: number._heed(event), select=place)


def with_photo(page: Page, monkeypatch, *lines: str) -> Page:
    """The page after an upload of a photo that the recognizer finds these digits on."""
    monkeypatch.setattr(Recognizer, "in_photo", lambda self, file: Photo(PICTURE, found(*lines)))
    return page.bring("photo", "number.png", FILE.getvalue())


def test_one_drawn_digit_needs_no_number_and_none_neither():
    assert number.message(read("7"), "ready") == number.message(Reading([], READY), "ready") == {}


def test_a_number_is_told_digit_by_digit_with_its_frames_and_pictures():
    told = number.message(read("42", "170", doubted=(3,)), "ready")
    assert told["said"] == [4, 2, 1, 7, 0]
    assert told["lines"] == [[0, 1], [2, 3, 4]]
    assert told["doubted"] == [False, False, False, True, False]
    assert all(0.5 < sure <= 1 for sure in told["sure"])
    pictures = np.asarray(Image.open(io.BytesIO(base64.b64decode(told["sheet"]))))
    np.testing.assert_array_equal(pictures[:28, 28:56], found("42")[1].ink)


def test_the_frames_lie_around_the_ink_of_the_picture_that_is_sent():
    told = number.message(read("42"), "ready")
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(told["file"].split(",")[1]))))
    outside = picture.copy()
    for box in told["boxes"]:
        top, left, bottom, right = (round(share * side) for share, side in zip(box, picture.shape * 2))
        assert picture[top:bottom, left:right].any()
        outside[top:bottom, left:right] = 0
    assert not outside.any()


def test_a_long_number_stays_a_small_message():
    assert len(json.dumps(number.message(read("314159", "265358", "979323"), "ready"))) < 20_000


def test_a_network_that_has_learned_nothing_says_no_number():
    told = number.message(read("42"), "own")
    assert told["said"] is told["sure"] is None


def test_the_answer_is_about_the_selected_digit_and_the_others_say_the_whole_number():
    other = Network.mlp((784, 4, 10), seed=1)
    reply = answer(read("42", "17", selected=1, loaded=other), "ready")
    assert reply["words"].startswith("Digit 2 of 4. The network ")
    assert int(np.argmax(reply["probabilities"])) == 2
    assert reply["several"]
    digits = "".join(str(other.forward(digit.pixels.reshape(1, -1)).argmax()) for digit in found("42", "17"))
    assert reply["other"] == f"Loaded network: {digits[:2]} / {digits[2:]}."


def test_each_network_is_asked_once_for_all_digits(monkeypatch):
    other = Network.mlp((784, 4, 10), seed=1)
    asked = []
    forward = other.forward
    monkeypatch.setattr(other, "forward", lambda inputs: asked.append(len(inputs)) or forward(inputs))
    several = read("4217", loaded=other)
    number.message(several, "loaded")
    answer(several, "loaded")
    assert asked == [4]


def test_only_a_doubted_digit_is_doubted_in_words():
    assert DOUBTED in answer(read("42", selected=1, doubted=(1,)), "ready")["words"]
    assert answer(read("42", doubted=(1,)), "ready")["doubt"] == ""


@pytest.mark.parametrize("label", LABELS)
def test_words_have_the_article_that_belongs_to_the_digit(label):
    for doubted in ((), (0,)):
        words = answer(read(label, doubted=doubted), "ready")["words"]
        assert f" {'an' if label == '8' else 'a'} {label}" in words


def test_a_selected_digit_is_so_in_every_view_and_through_ticks():
    page = selected(drawn("427"), 2)
    for view in ("answer", "reading", "inside"):
        page.app.segmented_control(key="digits.view").set_value(view)
        page.run()
        page.run()
        assert shown(page).digit.digit == 7
    assert page.app.session_state["digits.inside_message"][1]["answer"] == 7


def test_a_selected_digit_stays_so_while_a_network_trains(glances):
    page = selected(drawn("42", rows=1_000, hidden=16, epochs=200).click("train"), 1)
    page.run()
    assert page.live.playing
    assert shown(page).digit.digit == 2


@pytest.mark.parametrize(("after", "expected"), [("4271", 7), ("42", 2), ("4", 4)])
def test_a_new_stroke_keeps_the_selected_place_or_the_last(after, expected):
    page = selected(drawn("427"), 2)
    page.app.session_state["digits.found"] = found(after)
    page.run()
    assert shown(page).digit.digit == expected


@pytest.mark.parametrize("place", [-1, True, "1", None, 1.0, [1]])
def test_what_is_no_place_selects_nothing(place):
    assert shown(selected(drawn("42"), place)).selected == 0


def test_the_way_of_reading_leaves_the_other_digits_out_and_this_one_where_it_is():
    several = read("42", selected=1)
    top, left, bottom, right = several.digit.box
    np.testing.assert_array_equal(several.ink[top:bottom, left:right], several.digit.ink)
    assert several.ink.shape == several.sheet.shape
    assert np.count_nonzero(several.ink) == np.count_nonzero(several.digit.ink)


def test_the_way_of_reading_says_whose_ink_it_shows(monkeypatch):
    told = []
    monkeypatch.setattr(xray.component, "draw", lambda data, **_: told.append(data["source"]))
    monkeypatch.setattr(xray, "accuracy", lambda *_: 0.9)
    with Page("digits").session():
        for several in (read("42"), read("4"), Reading([], READY)):
            xray.show(several, "ready")
    assert told == ["one of several", "drawing", "example"]


def test_a_photos_digits_are_all_framed_and_one_can_be_selected(monkeypatch):
    page = selected(with_photo(drawn("1"), monkeypatch, "420"), 1)
    several = shown(page)
    told = number.message(several, "ready")
    assert (told["source"], told["said"], several.digit.digit) == ("photo", [4, 2, 0], 2)
    top, left, bottom, right = several.digit.box
    np.testing.assert_allclose(told["boxes"][1], (top / 120, left / 200, bottom / 120, right / 200), atol=1e-4)


def test_one_digit_on_a_photo_is_framed_without_a_number(monkeypatch):
    told = number.message(shown(with_photo(Page("digits", found=[]), monkeypatch, "5")), "ready")
    assert len(told["boxes"]) == 1
    assert told["sheet"] == ""


def test_a_photo_is_removed_where_it_is_shown(monkeypatch):
    page = selected(with_photo(drawn("17"), monkeypatch, "420"), 2)
    page.send(lambda _, event: number._heed(event), remove=True)
    assert [digit.digit for digit in shown(page).digits] == [1, 7]
    assert shown(page).selected == 0


def test_a_file_that_cannot_be_read_takes_the_photo_before_it_away(monkeypatch):
    page = with_photo(drawn("17"), monkeypatch, "420")
    assert shown(page).photo
    monkeypatch.undo()
    page.bring("photo", "IMG_0042.HEIC", b"\0\0\0\x18ftypheic" + bytes(60))
    assert not shown(page).photo
    (error,) = page.app.error
    assert "Save or send it as JPEG" in error.value
    assert error.value.endswith("Until then, the sheet is read.")


def test_a_file_that_streamlit_itself_refuses_takes_the_photo_before_it_away(monkeypatch):
    page = with_photo(drawn("17"), monkeypatch, "420")
    page.send(photos._refused, refused=True)
    assert [digit.digit for digit in shown(page).digits] == [1, 7]
    assert not page.app.error


def test_a_new_number_begins_with_its_first_digit():
    page = selected(drawn("427"), 2)
    for digits in ([], found("4271")):
        page.app.session_state["digits.found"] = digits
        page.run()
    assert shown(page).digit.digit == 4


def test_beside_the_upload_stands_what_can_be_read():
    captions = [caption.value for caption in Page("digits").app.caption]
    assert photos.KINDS in captions
    assert all(kind in photos.KINDS for kind in ("PNG", "JPEG", "WebP"))


def test_a_photo_of_several_comes_back_with_all_of_them(monkeypatch):
    then, page = with_photo(Page("digits"), monkeypatch, "420"), Page("digits")
    with then.session():
        content = photos.kept("digits").present().content
    with page.session():
        photos.kept("digits").take(content, "reload")
        assert [digit.digit for digit in reading.current([]).digits] == [4, 2, 0]
