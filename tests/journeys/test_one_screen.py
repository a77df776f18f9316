"""Everything that moves is on one screen: on a laptop's all of it, on a phone's the map and what starts it."""
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.ui.playground.lessons import LESSONS
from tests import browser
from tests.hands import press

pytestmark = pytest.mark.browser
PATIENCE = 30_000  # milliseconds; far above what anything takes
PARTS = (".st-key-playground-transport", ".numbers", ".st-key-panel-rate", ".st-key-status", "canvas.network",
         "canvas.map", "canvas.curve", ".timeline input")
NAVIGATION = "[data-testid=stHeader]"


@pytest.fixture(scope="module")
def page(chromium: Browser, server):
    """One page for all: its window changes its size."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    errors = []
    browser.note_failures(page, errors)
    yield page
    assert errors == []


def opened(page: Page, server: browser.Server, width: int, height: int, query: str = "") -> Page:
    """The playground in a window of that size: the page that is open, if it has what is asked for and nobody played."""
    page.set_viewport_size({"width": width, "height": height})
    untouched = "window.playgroundStage?.asked === {query!r} && playgroundStage.epoch === 0"
    if not page.evaluate(untouched.format(query=query)):
        page.goto(f"{server.address}/playground{query}")
        page.wait_for_function("window.playgroundStage?.paints > 0")
        page.evaluate(f"playgroundStage.asked = {query!r}")
    page.wait_for_function(browser.RESTS)
    page.evaluate(browser.SETTLED)
    return page


def box(page: Page, selector: str) -> dict[str, float]:
    return page.locator(selector).locator("visible=true").first.bounding_box()


def bottom(page: Page, selector: str) -> float:
    there = box(page, selector)
    return there["y"] + there["height"]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 768)])
@pytest.mark.parametrize("query", ["", "?playground.lesson=dead-relus", "?playground.dataset=Spiral"])
def test_on_a_laptop_all_that_moves_is_visible_at_once(page, server, width, height, query):
    opened(page, server, width, height, query)
    for part in PARTS:
        there = box(page, part)
        assert there["x"] >= 0, part
        assert there["x"] + there["width"] <= width, part
        assert there["y"] >= 56, part
        assert bottom(page, part) <= height, part
    assert box(page, "canvas.map")["width"] >= 320


@pytest.mark.parametrize("name", ["hidden-layer", "saturation", "features"])
def test_a_lesson_s_card_stands_beside_the_stage_with_the_control_that_it_needs(page, server, name):
    opened(page, server, 1280, 800, f"?playground.lesson={name}")
    card, network = box(page, ".st-key-lesson"), box(page, "canvas.map")
    assert card["x"] > network["x"] + network["width"]
    assert card["width"] >= 330
    expect(page.locator(".st-key-lesson")).to_contain_text(LESSONS[name].title)
    asked = {"hidden-layer": "layers", "saturation": "init_scale", "features": "features"}[name]
    expect(page.locator(f".st-key-playground-{asked}")).to_be_visible()
    assert bottom(page, f".st-key-playground-{asked}") <= 800
    expect(page.locator(".st-key-playground-optimizer")).to_be_hidden()


@pytest.mark.parametrize(("height", "query"), [(844, ""), (740, ""), (844, "?playground.lesson=hidden-layer"),
                                               (844, "?playground.lesson=saturation")])
def test_on_a_phone_play_and_the_map_share_the_screen_and_the_network_is_below(page, server, height, query):
    opened(page, server, 390, height, query)
    assert bottom(page, ".st-key-playground-transport") == height
    assert bottom(page, "canvas.map") <= box(page, ".st-key-playground-transport")["y"]
    assert box(page, "canvas.network")["y"] >= bottom(page, "canvas.map")
    page.locator("[data-testid=stMain]").hover()
    page.mouse.wheel(0, 600)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_in_viewport()


@pytest.mark.parametrize("width", [641, 700, 820, 1000])
def test_on_a_tablet_no_label_is_broken_within_a_word(page, server, width):
    opened(page, server, width, 900, "?playground.layers=2")
    labels = page.locator("[data-testid=stWidgetLabel]").locator("visible=true")
    assert labels.count() > 6
    for label in labels.all():
        text, there = label.inner_text().strip(), label.bounding_box()
        longest = max(map(len, text.split()), default=0)
        assert there["width"] >= 5 * longest, text


@pytest.mark.parametrize("width", [820, 1000, 1024, 1100, 1101, 1180])
@pytest.mark.parametrize("query", ["", "?playground.lesson=features"])
def test_on_a_tablet_the_network_stands_beside_the_map(page, server, width, query):
    opened(page, server, width, 820, query)
    network, answer = box(page, "canvas.network"), box(page, "canvas.map")
    assert network["x"] + network["width"] <= answer["x"]
    assert network["width"] >= 300


def test_the_stage_grows_with_the_window_and_so_does_what_is_written_in_it(page, server):
    found = []
    for width, height in ((1280, 800), (1920, 1080), (2560, 1440)):
        opened(page, server, width, height)
        map_, page_ = box(page, "canvas.map"), box(page, ".st-key-playground-page")
        assert bottom(page, ".timeline input") <= height
        assert page_["width"] > 0.93 * width
        size = page.locator(".timeline").evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
        found.append((map_["width"], size))
    (small, little), (larger, more), (largest, most) = found
    assert larger > 1.3 * small
    assert largest > 1.8 * small
    assert more > 1.2 * little
    assert most > 1.5 * little


def test_no_tooltip_covers_the_pages_names(page, server):
    opened(page, server, 1280, 800)
    navigation = bottom(page, NAVIGATION)
    buttons, questions = ".st-key-playground-bar button", ".st-key-playground-settings [data-testid=stTooltipIcon]"
    things = [*page.locator(buttons).locator("visible=true").all(),
              *page.locator(questions).locator("visible=true").all()[:3]]
    assert len(things) >= 8
    for thing in things:
        thing.hover()
        page.wait_for_timeout(350)  # after which a tooltip would be there
        for tip in page.locator("[role=tooltip]").locator("visible=true").all():
            assert tip.bounding_box()["y"] >= navigation


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)])
def test_on_a_phone_every_button_of_the_bar_shows_its_name(page, server, width, height):
    opened(page, server, width, height)
    for name in ("Play", "1 batch", "1 epoch", "Reset", "New weights"):
        there = page.locator(".st-key-playground-transport").get_by_text(name, exact=True).bounding_box()
        assert there["width"] >= 4 * len(name), name
        assert there["y"] + there["height"] <= height
        assert 0 <= there["x"] <= width - there["width"]


def test_play_by_key_leaves_the_focus_on_pause(page, server):
    opened(page, server, 1280, 800)
    page.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()


def test_the_line_names_the_epoch_that_the_bar_shows(page, server):
    opened(page, server, 1280, 800, "?playground.lesson=too-high-a-rate")
    press(page, "Play")
    expect(page.locator(".st-key-status")).to_contain_text("Training stopped")
    said = re.search(r"[Ee]poch ([\d,.]*\d)", page.locator(".st-key-status").inner_text())
    expect(page.locator(".numbers .epoch").locator("visible=true")).to_have_text(said[1])
