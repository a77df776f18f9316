"""The computational graph in a browser: a parameter is chosen by a click, a tap and arrow keys, and numbers are typed
into the picture."""
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.ui.shared.plain import MINUS
from tests.journeys.conftest import opened_chapter

pytestmark = pytest.mark.browser
TWO_OUTPUTS = {"own_weights": "1, -2; .3, 4 | 1, .5; -1, 2", "own_biases": "0, .1 | .2, .3", "own_targets": "1, 0"}

# A click asks for a run at once.
ANSWERED = "document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"


@pytest.fixture(scope="module")
def page(server, chromium):
    with opened_chapter(server, chromium, "backprop", viewport={"width": 1280, "height": 900}) as page:
        yield page


@pytest.fixture(scope="module")
def phone(server, chromium):
    with opened_chapter(server, chromium, "backprop", TWO_OUTPUTS, viewport={"width": 390, "height": 844},
                        has_touch=True, is_mobile=True) as page:
        yield page


def part(page: Page, key: str) -> Locator:
    return page.locator(f"#graph-{key}")


def account(page: Page) -> Locator:
    return page.locator(".account:visible").first


def test_a_click_chooses_a_weight_and_the_link_has_it(page):
    part(page, "w5").locator(".name").click()
    expect(part(page, "w5")).to_have_attribute("aria-selected", "true")
    expect(account(page)).to_contain_text(f"w₅ = 1, from h₁ to o. ∂L/∂w₅ = {MINUS}0.0113")
    expect(page).to_have_url(re.compile("own_parameter=w5"))


def test_all_that_depends_on_the_chosen_parameter_follows_it(page):
    exercise = page.locator(".st-key-principles-exercise1")
    while not exercise.get_by_text("Choose").count():  # the one exercise that looks at the choice
        exercise.get_by_role("button", name="New numbers").click()
        page.wait_for_function(ANSWERED)
    for name, said in (("w6", "w₆"), ("b1", "b₁")):
        part(page, name).locator(".name").click()
        expect(exercise).to_contain_text(f"You have chosen {said}")
        for begin, end in pairwise(("One derivative", "The same without", "The update", "Export")):
            formulas = page.locator(f".katex-html:below(h5:has-text('{begin}')):above(h5:has-text('{end}'))")
            expect(formulas.filter(has_text=re.compile(rf"∂{name}\b")).first).to_be_visible()


def test_arrow_keys_go_from_one_to_the_next_and_to_the_layer_before(page):
    part(page, "w1").locator(".name").click()
    page.locator(".graph").focus()
    for key, name in (("ArrowDown", "w2"), ("ArrowRight", "w5"), ("Home", "b3"), ("ArrowLeft", "b1"),
                      ("ArrowRight", "b3"), ("ArrowRight", "y1"), ("ArrowLeft", "w5")):
        page.keyboard.press(key)
        expect(page.locator(".graph")).to_have_attribute("aria-activedescendant", f"graph-{name}")
    expect(part(page, "w5")).to_have_attribute("aria-label", f"weight w5 from h1 to o, 1, derivative {MINUS}0.0113")
    expect(page).to_have_url(re.compile("own_parameter=w5"))


def test_a_weight_is_typed_into_the_picture_and_what_is_no_number_is_said_there(page):
    part(page, "w6").locator(".value").click()
    box = page.locator("#graph-typed")
    expect(box).to_be_focused()
    for text, words in (("abc", "not a number"), ("1e400", "too large")):
        box.fill(text)
        box.press("Enter")
        expect(page.locator("#graph-typed-error")).to_contain_text(words)
    box.fill("-1/2")
    box.press("Enter")
    expect(box).to_be_hidden()
    expect(part(page, "w6").locator(".value")).to_have_text(f"{MINUS}0.5")
    expect(page.locator(".graph")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_have_value("-0.5")
    box.press("Escape")
    expect(box).to_be_hidden()


def test_what_is_typed_while_a_choice_is_on_its_way_is_answered_for_itself(page):
    part(page, "w2").locator(".value").click()  # chooses it, too
    page.keyboard.type("2 2")
    page.keyboard.press("Enter")
    expect(page.locator("#graph-typed-error")).to_contain_text("“2 2” is not a number")
    page.keyboard.press("Escape")
    expect(page.locator("#graph-typed")).to_be_hidden()


def test_the_backward_pass_comes_layer_by_layer(page):
    page.get_by_role("button", name="Forward only").click()
    backward = part(page, "w5").locator(".back")
    expect(backward).to_be_hidden()
    expect(page.get_by_text("∂L/∂o = 2 (o")).to_be_hidden()
    expect(part(page, "w5")).not_to_have_attribute("aria-label", re.compile("derivative"))
    expect(account(page)).not_to_contain_text("∂L")
    page.get_by_role("button", name="Step back one layer").click(click_count=2, delay=30)
    expect(backward).to_be_visible()
    expect(part(page, "w1").locator(".back")).to_be_hidden()
    page.get_by_role("button", name="Step back one layer").click()
    expect(part(page, "w1").locator(".back")).to_be_visible()
    expect(page.locator(".steps p")).to_contain_text("Layer 1: ∂L/∂a = Σ w · δ of the layer above")


def test_on_a_phone_a_small_graph_fits_and_no_two_numbers_touch(phone):
    widths = phone.locator(".scroller").evaluate("(place) => [place.scrollWidth, place.clientWidth]")
    assert widths[0] == widths[1]
    assert phone.locator(".graph svg").evaluate("""(svg) => {
      const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
      return boxes.flatMap(([one, a], i) => boxes.slice(0, i)
        .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                           && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
        .map(([other]) => `${one} on ${other}`));
    }""") == []


def test_on_a_phone_a_tap_chooses_and_another_one_types(phone):
    label = part(phone, "w7").locator(".name")
    label.tap()
    expect(account(phone)).to_contain_text("w₇ = 0.5, from h₁ to o₂.")
    expect(phone.locator("#graph-typed")).to_be_hidden()
    label.tap()
    phone.locator("#graph-typed").fill("3")
    phone.locator("#graph-typed").press("Enter")
    expect(account(phone)).to_contain_text("w₇ = 3")
    expect(phone).to_have_url(re.compile(r"own_weights=1%2C.*\+3"))


def test_a_number_that_is_typed_into_the_picture_stands_in_the_network_s_own_field_too(page):
    page.get_by_text("Your own network").first.click()
    weights = page.get_by_role("textbox", name="Weights").first
    part(page, "w3").locator(".value").click()
    page.locator("#graph-typed").fill("3.25")
    page.keyboard.press("Enter")
    expect(weights).to_have_value(re.compile(r"3\.25"))
    page.get_by_text("Your own network").first.click()
