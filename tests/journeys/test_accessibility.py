"""What people with other eyes and hands need of every page: axe finds nothing serious, whatever there is to press has a
finger's size, and every canvas has a name."""
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.ui.first_principles.course import SHOWN
from pages.ui.first_principles.parameters import CHAPTERS
from pages.ui.playground import lessons
from tests import browser
from tests.hands import press, stroke

pytestmark = pytest.mark.browser
FINGER = 44  # pixels
WIDTHS = (1280, 390)
# Every element within our components, whose insides stand in shadow roots, that a selector fits and that is seen.
OURS = """(selector) => [...document.querySelectorAll("*")].flatMap((host) =>
  host.shadowRoot ? [...host.shadowRoot.querySelectorAll(selector)] : []).filter((part) => part.checkVisibility())"""
# What stands on a button has the button's name.
NAMELESS = f"""() => ({OURS})("canvas:not([aria-hidden=true])")
  .filter((canvas) => !canvas.closest("button[aria-label]") && (!canvas.ariaLabel || !canvas.role))
  .map((canvas) => canvas.outerHTML)"""
# A cell of the table of mistakes can be chosen in the list below it, too: eleven such columns are wider than a phone.
SMALL = f"""(finger) => ({OURS})(
    "button:enabled, input:enabled, select, summary, a, [role=option], [role=button], [role=radio]")
  .filter((part) => !part.closest("td"))
  .map((part) => [part.outerHTML.slice(0, 100), part.getBoundingClientRect()])
  .filter(([, {{ width, height }}]) => Math.min(width, height) < finger - 0.1)
  .map(([html, {{ width, height }}]) => `${{Math.round(width)}}x${{Math.round(height)}} ${{html}}`)"""


def draw(page: Page) -> None:
    stroke(page, (75, 60), (205, 55), (130, 235))
    page.wait_for_function("playgroundAnswer.digit >= 0")


def draw_and_look_inside(page: Page) -> None:
    draw(page)
    page.get_by_role("radio", name="Look inside").click()
    page.wait_for_function("window.playgroundInside?.answer >= 0")


def keep_a_drawing(page: Page) -> None:
    stroke(page, (75, 60), (205, 55), (130, 235))
    page.locator(".st-key-handwriting-keep button:enabled").click()
    page.wait_for_function("window.playgroundGallery?.count === 1")


def edit_points(page: Page) -> None:
    press(page, "Edit points")
    page.locator(".choices button").first.wait_for()


def chapter(name: str, **choices: str) -> str:
    query = {"chapter": CHAPTERS[name]} | choices
    return f"first_principles?{urlencode({f'principles.{key}': text for key, text in query.items()})}"


def answer(page: Page) -> None:
    page.locator(".st-key-principles-option0 button").click()
    page.get_by_text("Exercises", exact=True).wait_for()
    settle(page)


# Addresses, and what people do there before we look.
VISITS = {
    "home": ("home", None),
    "playground": ("playground", edit_points),
    "a lesson": (f"playground?{urlencode(lessons.address(next(iter(lessons.LESSONS))), doseq=True)}", None),
    "lessons": ("lessons", None),
    **{f"chapter {name}": (chapter(name, descent_part="2 Two weights"), answer) for name in SHOWN},
    "digits": ("digits", draw_and_look_inside),
    "handwriting": ("handwriting", keep_a_drawing),
    "evaluation": ("evaluation", None),
}


@pytest.fixture(scope="module", params=VISITS)
def page(request, server, chromium):
    """A page as somebody with a touch screen has come to see it."""
    address, do = VISITS[request.param]
    context = chromium.new_context(viewport={"width": WIDTHS[0], "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(f"{server.address}/{address}")
    page.locator(".stBidiComponent, .st-key-lesson-cards a").first.wait_for(state="attached")
    settle(page)
    if do:
        do(page)
        page.mouse.move(1, 799)  # off what was pressed
        settle(page)
    yield page
    context.close()


def settle(page: Page) -> None:
    page.wait_for_function(browser.RESTS)
    page.evaluate(browser.SETTLED)


def findings(page: Page) -> list[str]:
    """What axe finds that keeps somebody from using the page. Streamlit's own parts are none of it so far."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']} {node['target']} {node['html']}"
            for rule in found if rule["impact"] in ("serious", "critical") for node in rule["nodes"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(page, theme, width):
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_function(f"getComputedStyle(document.querySelector('.stApp')).colorScheme === '{theme}'")
    settle(page)
    assert findings(page) == []


def test_every_canvas_has_a_name_and_a_role(page):
    assert page.evaluate(NAMELESS) == []


def test_what_there_is_to_press_has_a_fingers_size(page):
    page.set_viewport_size({"width": 390, "height": 844})
    settle(page)
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    assert page.evaluate(SMALL, FINGER) == []


def test_a_stages_canvases_have_names_before_anything_is_painted(server, chromium):
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script("window.requestAnimationFrame = () => 1")
        page.goto(f"{server.address}/playground")
        page.wait_for_function(f"({OURS})('canvas.map').length === 1", polling=100)  # others poll by frames
        assert page.evaluate("playgroundStage.paints") == 0
        assert page.evaluate(NAMELESS) == []


def test_canvases_have_names_while_the_network_learns_and_axe_sees_inside_components(server, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/playground")
    press(page, "Play")
    page.wait_for_function("window.playgroundStage?.playing")
    assert page.evaluate(NAMELESS) == []
    assert findings(page) == []
    page.evaluate(f"({OURS})('canvas.map')[0].after(Object.assign(document.createElement('i'), {{ role: 'img' }}))")
    assert [finding.partition(" ")[0] for finding in findings(page)] == ["role-img-alt"]
    context.close()
