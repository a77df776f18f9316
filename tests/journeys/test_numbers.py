"""A number on the sheet and on a photo, in a real browser: every digit is seen, and each can be looked at."""
import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests import browser
from tests.found_digits import pixels_of
from tests.hands import press, stroke

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # milliseconds; far above what anything takes
FOUR = [[(45, 60), (25, 150), (95, 150)], [(80, 70), (76, 225)]]
TWO = [[(170, 100), (185, 68), (220, 64), (240, 95), (215, 150), (168, 222), (250, 222)]]
HEIC = b"\0\0\0\x18ftypheic" + bytes(60)


@pytest.fixture
def page(server, chromium):
    """The digits page; at the end, no script may have failed in it."""
    errors: list[str] = []
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    browser.note_failures(page, errors)
    page.goto(f"{server.address}/digits")
    page.wait_for_function("window.playgroundAnswer")
    page.locator("canvas.upper-canvas").wait_for()
    page.wait_for_function(browser.RESTS)
    yield page
    page.context.close()
    assert errors == []


def draw(page: Page, *strokes: list[tuple[int, int]]) -> None:
    """Strokes on the sheet, one after the other as the page has read them."""
    for points in strokes:
        before = page.evaluate("playgroundAnswer.count")
        stroke(page, *points)
        page.wait_for_function(f"playgroundAnswer.count > {before}")


def show(page: Page, view: str) -> None:
    page.get_by_role("radio", name=view).click()


def bring(page: Page, name: str, content: bytes) -> None:
    """Give a file to the place for photos, which must be open."""
    chooser = page.locator("[class*=st-key-digits-photo_file] input[type=file]")
    chooser.set_input_files({"name": name, "mimeType": "image/heic", "buffer": content})


def picture(*labels: int) -> bytes:
    """Digits side by side, dark on light paper, as a PNG file."""
    inks = [Image.fromarray((pixels_of(label) * 255).astype(np.uint8)).resize((112, 112)) for label in labels]
    paper = np.pad(np.concatenate([np.pad(ink, ((0, 0), (12, 12))) for ink in inks], axis=1), 60)
    file = io.BytesIO()
    Image.fromarray((240 - paper * (200 / 255)).astype(np.uint8)).save(file, "PNG")
    return file.getvalue()


def test_both_digits_of_a_drawn_42_are_read_and_the_one_that_is_clicked_is_shown_in_every_view(page):
    draw(page, *FOUR)
    page.wait_for_function("playgroundAnswer.digit === 4 && !playgroundNumber.text")
    draw(page, *TWO)
    page.wait_for_function("playgroundNumber.text === '42' && playgroundAnswer.digit === 4")
    page.get_by_role("button", name="Digit 2 of 2: 2").click()
    page.wait_for_function("playgroundAnswer.digit === 2 && playgroundNumber.selected === 1")
    expect(page.locator(".words")).to_contain_text("Digit 2 of 2. ")
    show(page, "Preprocessing")
    page.wait_for_function("window.playgroundXray?.said === 2 && playgroundXray.source === 'one of several'")
    show(page, "Look inside")
    page.wait_for_function("window.playgroundInside?.answer === 2")

    first = page.get_by_role("button", name="Digit 1 of 2: 4")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("playgroundInside.answer === 4 && playgroundNumber.selected === 0")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-pressed", "true")

    show(page, "Prediction")
    press(page, "Undo")
    page.wait_for_function("!playgroundNumber.text && playgroundAnswer.digit === 4")


def test_a_selected_digit_stays_so_while_a_network_of_ones_own_learns_to_read_it(page):
    draw(page, *FOUR, *TWO)
    page.get_by_role("button", name="Digit 2 of 2: 2").click()
    page.wait_for_function("playgroundAnswer.digit === 2")
    press(page, "Train")
    expect(page.get_by_text("digits that it was not trained on")).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("playgroundNumber.selected === 1 && playgroundNumber.text.length === 2")
    expect(page.locator(".other")).to_contain_text("Pretrained network: 42.")


def test_both_digits_of_a_photo_are_framed_and_a_bad_file_leaves_none_of_it(page):
    page.get_by_text("Read a photo instead").click()
    expect(page.get_by_text("PNG, JPEG and WebP are read.")).to_be_visible()
    chooser = page.locator("[class*=st-key-digits-photo_file] input[type=file]")
    expect(chooser).to_have_attribute("accept", ".jpg,.jpeg,.png,.webp")
    bring(page, "number.png", picture(7, 2))
    page.wait_for_function("playgroundNumber.text === '72' && playgroundNumber.source === 'photo'")
    expect(page.get_by_role("img", name="Your photo, each digit that was found in a frame")).to_be_visible()
    page.locator(".box").nth(1).click()
    page.wait_for_function("playgroundAnswer.digit === 2")

    bring(page, "IMG_0042.HEIC", HEIC)
    expect(page.get_by_text("Save or send it as JPEG")).to_be_visible()
    page.wait_for_function("!playgroundNumber.source && playgroundAnswer.digit === -1")
    expect(page.get_by_text("This photo is read")).to_be_hidden()
    expect(chooser).to_have_attribute("accept", ".jpg,.jpeg,.png,.webp")

    bring(page, "number.png", picture(7, 2))
    page.wait_for_function("playgroundNumber.text === '72'")
    bring(page, "huge.png", bytes(20 * 2**20 + 1))
    expect(page.get_by_text("File must be 20")).to_be_visible()
    page.wait_for_function("!playgroundNumber.source")

    bring(page, "number.png", picture(7, 2))
    page.wait_for_function("playgroundNumber.text === '72'")
    press(page, "Remove the photo")
    page.wait_for_function("!playgroundNumber.source && playgroundAnswer.digit === -1")
