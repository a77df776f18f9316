"""How pages use the window that they have, from a phone to a projector."""
import pytest
from playwright.sync_api import Page

from tests import browser
from tests.hands import stroke

pytestmark = pytest.mark.browser
PAGES = ("home", "lessons", "first_principles", "digits", "handwriting", "evaluation")
# What reaches beyond the window, labels that are cut off, and labels with a letter or two a line.
CUT = """() => [...document.querySelectorAll("[data-testid=stMain] *")]
  .filter((part) => part.checkVisibility() && part.textContent.trim()
    && !part.closest("[class*=st-key-unseen], .katex, style"))
  .filter((part) => {
    const { left, right, width, height } = part.getBoundingClientRect(), { overflowX } = getComputedStyle(part);
    const isCut = part.scrollWidth > part.clientWidth + 1 && ["hidden", "clip"].includes(overflowX);
    const isBroken = part.matches("p, label") && part.textContent.length > 5 && width > 0 && width < 30 && height > 60;
    return width > 1 && (right > innerWidth + 1 || left < -1 || isCut || isBroken);
  }).map((part) => part.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module")
def page(server, chromium):
    context = chromium.new_context()
    page = context.new_page()
    yield page
    context.close()


def visit(page: Page, address: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.locator(".stBidiComponent, .st-key-lesson-cards a").first.wait_for(state="attached")
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_function(browser.RESTS)
    page.evaluate(browser.SETTLED)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_at_any_width(server, page, name):
    visit(page, f"{server.address}/{name}", 390, 844)
    cut = []
    for width, height in ((390, 844), (700, 900), (844, 390), (1000, 800), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        cut += [(width, part) for part in page.evaluate(CUT)]
    assert cut == []


def draw(page: Page) -> None:
    """A 7 on a sheet of any size."""
    scale = page.locator("canvas.upper-canvas").bounding_box()["width"] / 280
    stroke(page, *[(scale * x, scale * y) for x, y in ((75, 60), (205, 55), (130, 235))])
    page.wait_for_function("playgroundAnswer.digit === 7")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180), (1280, 800)])
def test_one_screen_has_the_sheet_and_the_answer(server, page, width, height):
    visit(page, f"{server.address}/digits", width, height)
    draw(page)
    for part in ("canvas.upper-canvas", ".answer .digit", ".answer .words"):
        box = page.locator(part).bounding_box()
        assert box["y"] >= 60, "below the navigation"
        assert box["y"] + box["height"] <= height


def test_settings_stand_beside_the_sheet_where_there_is_room(server, page):
    visit(page, f"{server.address}/digits", 1280, 800)
    box = page.locator(".st-key-digits-rate").bounding_box()
    assert box["y"] + box["height"] <= 800


def test_pictures_grow_with_the_window_and_are_drawn_on_where_the_pointer_is(server, page):
    visit(page, f"{server.address}/digits", 1280, 800)
    usual = page.locator("canvas.upper-canvas").bounding_box()["width"]
    visit(page, f"{server.address}/digits", 2560, 1440)
    grown = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize) / 16")
    assert page.locator("canvas.upper-canvas").bounding_box()["width"] == pytest.approx(grown * usual, abs=1)
    draw(page)
