"""The course of First principles in a browser: its picture follows a slider by itself, typed numbers are checked at
their field, a link carries them, and each chapter begins at its top."""
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.ui.first_principles.board.fields import Field
from pages.ui.first_principles.course import SHOWN
from pages.ui.first_principles.parameters import CHAPTERS, PAGE
from pages.ui.shared.plain import MINUS
from tests import browser, cable
from tests.journeys.conftest import PATIENCE

pytestmark = pytest.mark.browser
SIZES = ((390, 844), (820, 1180), (1280, 800), (1920, 1080))
CONNECTION = "document.querySelector('[data-testid=stApp]').dataset.testConnectionState"


@pytest.fixture(scope="module")
def chapter(server, chromium):
    """Opens a chapter, its question answered; at the end no script may have failed in it."""
    contexts, errors = [], []

    def open_chapter(name: str, address: str = server.address, **options) -> Page:
        numbers = {key: options.pop(key) for key in [*options] if key.startswith(name)}
        contexts.append(chromium.new_context(**{"viewport": {"width": 1280, "height": 800}} | options))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        browser.note_failures(page, errors)
        query = {"chapter": CHAPTERS[name]} | numbers
        page.goto(f"{address}/first_principles?{urlencode({f'{PAGE}.{key}': text for key, text in query.items()})}")
        answer(page)
        return page

    yield open_chapter
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="module", params=SHOWN)
def any_chapter(request, chapter):
    """Each chapter, opened once."""
    return request.param, chapter(request.param)


def answer(page: Page) -> None:
    page.locator(f".st-key-{PAGE}-option0 button").click()
    expect(page.get_by_text("Exercises", exact=True)).to_be_visible()
    rest(page)


def rest(page: Page) -> None:
    page.wait_for_function(browser.RESTS)
    page.evaluate(browser.SETTLED)


def slider(page: Page, name: str) -> Locator:
    """A number's first slider: further boards of a chapter may have it, too."""
    return page.locator(f"input[type=range][data-name={name}]").first


def box(page: Page, name: str) -> Locator:
    return page.locator(f"#field-{name}").first


def press(page: Page, name: str, key: str, times: int = 1) -> None:
    slider(page, name).focus()
    for _ in range(times):
        page.keyboard.press(key)


def test_a_slider_moves_the_picture_at_once_and_the_equation_follows(chapter):
    page = chapter("neuron")
    press(page, "neuron_b", "ArrowRight", times=5)
    expect(box(page, "neuron_b")).to_have_value("4.5")
    expect(page.locator(".katex-mathml annotation").filter(has_text=re.compile("4.5")).first).to_be_attached()
    expect(page.locator(".katex-error")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"principles\.neuron_b=4\.5"))


def test_a_link_opens_the_numbers_that_it_carries(chapter):
    page = chapter("neuron")
    box(page, "neuron_w1").fill(f"{MINUS}1/2")
    box(page, "neuron_w1").press("Enter")
    expect(page).to_have_url(re.compile(r"principles\.neuron_w1=-0\.5"))
    again = page.context.new_page()
    again.goto(page.url)
    answer(again)
    expect(box(again, "neuron_w1")).to_have_value("-0.5")


def test_what_is_no_number_is_told_at_its_field_and_is_forgotten_with_the_next_number(any_chapter):
    name, page = any_chapter
    fields = [each for each in SHOWN[name].fields
              if isinstance(each, Field) and box(page, each.name).count() and box(page, each.name).is_visible()]
    assert fields or name == "code"  # whose numbers are typed in Backpropagation
    for field in fields[:1]:
        _refuses_what_is_no_number(page, field)


def _refuses_what_is_no_number(page: Page, field: Field) -> None:
    place = box(page, field.name)
    for text in ("abc", "NaN", "1e400"):
        place.fill(text)
        place.press("Enter")
        told = page.locator(f"#error-{field.name}").first
        expect(told).to_contain_text(text)
        expect(place).to_have_value(text)
        expect(place).to_have_attribute("aria-invalid", "true")
    place.fill(field.written(field.high))
    place.press("Enter")
    expect(told).to_be_empty()
    expect(place).to_have_attribute("aria-invalid", "false")


def test_the_next_chapter_begins_at_its_top(chapter):
    page = chapter("neuron")
    page.get_by_role("radio", name="Activations").click()
    answer(page)
    page.get_by_role("radio", name="One neuron").click()
    page.get_by_role("button", name="Next: Activations").click()
    expect(page.get_by_role("radio", name="Activations", checked=True)).to_be_visible()
    expect(page.get_by_role("heading", name="First principles")).to_be_in_viewport()


def test_a_picture_goes_on_without_a_connection_and_its_numbers_outlive_even_the_server(chromium, chapter):
    with browser.served(browser.ROOT, "--client.allowedOrigins", "http://127.0.0.1:*") as server, \
            cable.laid(server.port) as line:
        page = chapter("neuron", line.address)
        line.pull()
        page.wait_for_function(f"{CONNECTION} !== 'CONNECTED'")
        paints = page.locator(".board").first.get_attribute("data-paints")
        press(page, "neuron_b", "ArrowLeft", times=20)
        expect(box(page, "neuron_b")).to_have_value("2")
        expect(page.locator(".board").first).not_to_have_attribute("data-paints", paints)
        line.plug_in()
        expect(page).to_have_url(re.compile(r"principles\.neuron_b=2"), timeout=PATIENCE)
        box(page, "neuron_b").fill("3.25")  # not even entered
        server.restart_under(page)
        expect(page).to_have_url(re.compile(r"principles\.neuron_b=3\.25"), timeout=PATIENCE)
        page.context.close()


def test_who_hears_the_page_gets_every_equation_and_the_picture_in_words(any_chapter):
    _, page = any_chapter
    assert page.evaluate("""[...document.querySelectorAll(".katex")].filter((one) =>
        !one.querySelector(".katex-mathml:not([aria-hidden=true]) math")).length""") == 0
    assert page.locator(".katex").count() > 0
    for board in page.locator(".board .picture").all():
        assert len(board.get_attribute("aria-label")) > 20


def test_the_picture_is_said_when_it_has_come_to_rest(chapter):
    page = chapter("neuron")
    said = page.locator(".board .said").first
    expect(said).to_be_empty()
    press(page, "neuron_b", "ArrowRight")
    expect(said).not_to_be_empty()
    assert said.text_content() == page.locator(".board .picture").first.get_attribute("aria-label")


def test_a_chapter_fits_every_window(any_chapter):
    (_, page), cut = any_chapter, []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        rest(page)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
        cut += [(width, wide)] if wide > 0 else []
        cut += [(width, part) for part in page.evaluate(REACHES_OUT)]
    assert cut == []


# What of our pictures reaches beyond the window.
REACHES_OUT = """() => [...document.querySelectorAll("*")].flatMap((host) =>
    [...(host.shadowRoot?.querySelectorAll(".board *") ?? [])])
  .filter((part) => (part instanceof HTMLElement || part.matches("text")) && part.checkVisibility()
    && !part.closest("[class*=scroll]"))
  .filter((part) => { const box = part.getBoundingClientRect();
                      return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1); })
  .map((part) => part.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("size", SIZES)
def test_no_line_of_code_is_cut_off(chapter, size):
    page = chapter("code", viewport={"width": size[0], "height": size[1]})
    page.locator("[data-testid=stCode] pre").first.wait_for()
    cut = """[...document.querySelectorAll("[data-testid=stCode] pre")].filter(
        (box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent)"""
    assert page.evaluate(cut) == []
