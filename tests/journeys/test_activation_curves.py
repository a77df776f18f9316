"""The chapter Activations in a browser: its point is dragged by a mouse, a finger and arrow keys, its cards choose, its
layers are looked at."""
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import opened_chapter

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(server, chromium):
    with opened_chapter(server, chromium, "activations", viewport={"width": 1280, "height": 900}) as page:
        yield page


@pytest.fixture(scope="module")
def phone(server, chromium):
    with opened_chapter(server, chromium, "activations", viewport={"width": 390, "height": 844}, has_touch=True,
                        is_mobile=True) as page:
        yield page


def point(page: Page) -> Locator:
    return page.locator(".handle").first


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_arrow_keys_move_the_point_and_say_what_it_shows(page):
    point(page).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(point(page)).to_have_attribute("aria-valuetext", "z is 0.4, f(z) is 0.5987, the derivative is 0.2403")


def test_a_mouse_drags_the_point_along_the_curve_and_the_equations_follow(page):
    before = float(page.locator("#field-activations_z").input_value())
    x, y = middle(point(page))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 100, y + 300, steps=10)
    page.mouse.up()
    z = page.locator("#field-activations_z").input_value()
    assert 1 < float(z) - before < 2
    expect(point(page)).to_have_attribute("aria-valuenow", z)
    expect(page).to_have_url(re.compile(rf"activations_z={re.escape(z)}\b"))
    expect(page.locator(".katex-mathml annotation").filter(has_text=rf"e^{{-{z}}}").first).to_be_attached()


def swipe(page: Page, x: float, y: float, by: int) -> None:
    """A finger put down and moved sideways, as long as a page needs to take it for scrolling."""
    hand = page.context.new_cdp_session(page)
    step = by // 10
    for kind, places in (("touchStart", [0]), ("touchMove", range(step, by + step, step)), ("touchEnd", [None])):
        for place in places:
            touched = [] if place is None else [{"x": x + place, "y": y}]
            hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
            page.wait_for_timeout(20)


def test_a_finger_drags_the_point(phone):
    point(phone).scroll_into_view_if_needed()
    swipe(phone, *middle(point(phone)), by=-60)
    expect(phone.locator("#field-activations_z")).not_to_have_value("1.5")
    assert float(phone.locator("#field-activations_z").input_value()) < 0.5


def test_a_finger_runs_over_the_layers(phone):
    layers = phone.locator(".picker").first
    layers.scroll_into_view_if_needed()
    x, y = middle(layers)
    swipe(phone, x - 100, y, by=200)
    expect(phone.locator(".readout").first).to_contain_text(re.compile(r"^Layer (8|9|10):"))


def test_a_card_chooses_its_function(page):
    page.get_by_role("button", name="GELU").click()
    expect(page.get_by_role("radiogroup", name="Activation function").get_by_role("radio", name="GELU")).to_be_checked()
    expect(page.get_by_role("button", name="GELU")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("activations_function=GELU"))


def test_each_layer_of_the_chain_is_said_in_numbers(page):
    layers = page.get_by_role("slider", name="Layer", exact=True).first
    layers.focus()
    page.keyboard.press("End")
    expect(layers).to_have_attribute("aria-valuetext", re.compile(r"^Layer 10: .*∂a₁₀/∂z₁₀ = .* = 0\.2247$"))
    expect(page.locator(".readout").first).to_contain_text("Layer 10")
