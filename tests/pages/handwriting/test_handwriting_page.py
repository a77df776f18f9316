"""The handwriting page, without a browser: drawings are put where the sheet leaves them."""
import numpy as np
import pytest

from engine.datasets import mnist
from engine.models import tuning
from tests.app_pages import Page

KEY = "handwriting.{}".format


def handwriting(count: int = 0) -> Page:
    """The page with the first test digits as drawings, `count` of each digit."""
    page = Page("handwriting")
    digits = mnist()
    labels = digits.test_targets.argmax(axis=1)
    chosen = np.concatenate([np.flatnonzero(labels == digit)[:count] for digit in range(10)])
    page.app.session_state[KEY("drawings")] = [(digits.test_inputs[row], int(labels[row])) for row in chosen]
    page.run()
    return page


def drawings(page: Page) -> list:
    return page.app.session_state[KEY("drawings")]


def draw(page: Page) -> None:
    page.app.session_state[KEY("found")] = np.ones((28, 28), np.float32)
    page.run()


def test_it_opens_empty_and_asks_for_a_zero():
    page = handwriting()
    assert page.app.button(key=KEY("keep")).disabled
    assert page.app.button(key=KEY("tune")).disabled
    assert page.app.button(key=KEY("keep")).label == "Keep it as a 0"


def test_a_kept_drawing_joins_the_others_and_the_next_digit_is_asked_for():
    page = handwriting()
    draw(page)
    page.click("keep")
    (image, label), = drawings(page)
    assert label == 0
    assert image.shape == (784,)
    assert page.app.button(key=KEY("keep")).label == "Keep it as a 1"
    assert page.app.button(key=KEY("keep")).disabled


def test_even_the_only_drawing_can_be_brought_back():
    page = handwriting()
    draw(page)
    page.click("keep", "remove")
    assert drawings(page) == []
    assert page.app.button(key=KEY("remove")).disabled
    page.click("bring_back")
    assert len(drawings(page)) == 1


def test_a_removed_drawing_can_be_brought_back():
    page = handwriting(1)
    before = drawings(page)
    page.app.session_state[KEY("chosen")] = 4
    page.run()
    page.click("remove")
    assert [label for _, label in drawings(page)] == [0, 1, 2, 3, 5, 6, 7, 8, 9]
    page.click("remove", "bring_back", "bring_back")
    assert drawings(page) == before


def test_fine_tuning_makes_a_network_that_answers_beside_the_others(monkeypatch):
    monkeypatch.setattr(tuning, "STEPS", 2)
    page = handwriting(3)
    page.click("tune")
    assert page.app.segmented_control(key=KEY("reader")).value == "tuned"
    (table,) = [block.value for block in page.app.markdown if block.value.startswith("| network")]
    assert "Fine-tuned network" in table
    assert "Pretrained network" in table
    assert "of 10)" in table  # a third of the 30 is the test set
    page.visit("digits")
    assert "Fine-tuned network" in page.app.segmented_control(key="digits.reader").options


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_third_drawing_of_a_digit_is_in_the_test_set(count):
    page = handwriting(count)
    (table,) = [block.value for block in page.app.markdown if block.value.startswith("| network")]
    assert ("none yet" in table) == (count < 3)


def keeper(page: Page):
    return next(each for each in page.app.session_state["keeping.keepers"] if each.name == "drawings")


def kept(page: Page):
    with page.session():
        return keeper(page).present()


def test_drawings_that_come_back_stand_before_those_that_are_there_by_now():
    content, page = kept(handwriting(count=2)).content, handwriting()
    assert kept(page).content == b""
    draw(page)
    page.click("keep")
    with page.session():
        assert keeper(page).take(content, "brought") == "your 20 drawings"
        keeper(page).take(content, "brought")
    page.run()
    assert [label for _, label in drawings(page)] == [*np.repeat(range(10), 2), 0]
    assert kept(page).words == "21 of them"
    assert kept(page).content is kept(page).content


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\x00"])
def test_drawings_that_are_none_are_refused(content):
    page = handwriting()
    with page.session(), pytest.raises(ValueError, match=r"^It is damaged\.$"):
        keeper(page).take(content, "brought")
