"""A journey through building the network in its picture, by mouse, while it trains and by touch."""
import re

import pytest
from playwright.sync_api import Page, expect

from tests import browser
from tests.hands import press

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(visit):
    """Opens the playground with settings of its address."""
    return lambda query="", **options: visit(f"playground{query}", **options)


def rest(page: Page) -> None:
    page.wait_for_function(browser.RESTS)
    page.evaluate(browser.SETTLED)


def expect_layers(page: Page, *sizes: int) -> None:
    """That the page's widgets say so many neurons in each hidden layer."""
    expect(page.get_by_label("Hidden layers", exact=True)).to_have_value(f"{len(sizes)}")
    for layer, size in enumerate(sizes, 1):
        expect(page.get_by_label(f"Neurons in layer {layer}", exact=True)).to_have_value(f"{size}")


def test_a_network_is_built_in_the_picture_and_the_widgets_say_the_same(visit):
    page = visit()
    expect_layers(page, 3)
    press(page, "Add a neuron to hidden layer 1")
    expect_layers(page, 4)
    press(page, "Add a hidden layer before the output")
    expect_layers(page, 4, 3)
    press(page, "Remove a neuron from hidden layer 2")
    expect_layers(page, 4, 2)
    expect(page).to_have_url(re.compile("layers=2.*neurons2=2|neurons2=2.*layers=2"))
    page.get_by_role("button", name="Input x1 · x2").click()
    expect(page.get_by_role("button", name="Input x1 · x2")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("features="))
    press(page, "Circle")
    expect_layers(page, 8)
    expect(page.get_by_role("button", name="Circle", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("dataset=Circle"))
    expect(page.get_by_role("button", name="Input x1 · x2")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("plays", [False, True])
def test_fast_clicks_all_count(visit, plays):
    page = visit("?playground.neurons1=1&playground.speed=1+epoch%2Fs")
    if plays:
        press(page, "Play")
        page.wait_for_function("playgroundStage.playing")
    more = page.get_by_role("button", name="Add a neuron to hidden layer 1")
    more.evaluate("button => { for (let i = 0; i < 10; i++) button.click(); }")
    expect_layers(page, 8)
    expect(more).to_have_attribute("aria-disabled", "true")
    assert page.evaluate("playgroundStage.playing") is plays
    for _ in range(3):
        press(page, "Remove a neuron from hidden layer 1")
    expect_layers(page, 5)


def test_by_keyboard_a_layer_is_taken_away_and_the_keyboard_stays_in_the_picture(visit):
    page = visit("?playground.layers=2&playground.neurons2=1")
    page.get_by_role("button", name="Remove hidden layer 2").last.focus()
    page.keyboard.press("Enter")
    expect_layers(page, 3)
    expect(page.get_by_role("button", name="Add a hidden layer before the output")).to_be_focused()


def test_pointing_at_an_input_shows_it_large_also_one_that_is_not_used(visit):
    page = visit()
    for name in ("x1", "x2²"):
        page.get_by_role("button", name=f"Input {name}", exact=True).hover()
        expect(page.locator(".tip")).to_contain_text(f"input {name}")


def test_a_finger_hits_each_button_with_room_around_it(visit):
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    more = page.get_by_role("button", name="Add a neuron to hidden layer 1")
    more.evaluate("button => button.scrollIntoView({block: 'center'})")
    box = more.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2 + 20, box["y"] + box["height"] / 2 + 20)
    expect_layers(page, 4)


def test_a_lesson_shows_only_what_it_lets_people_build(visit):
    page = visit("?playground.hide=data")
    expect(page.get_by_role("button", name="Add a neuron to hidden layer 1")).to_be_visible()
    expect(page.locator(".datasets")).to_be_hidden()
    expect(page.locator(".builder .input")).to_have_count(0)
    press(page, "Show everything")
    expect(page.locator(".datasets button")).to_have_count(11)
    expect(page.locator(".builder .input")).to_have_count(7)
