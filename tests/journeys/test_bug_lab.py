"""The bug lab in a browser: a case is chosen, a wrong line clicked, and the right one found by the keyboard."""
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from pages.ui.first_principles.bugs.mistakes import BUGS
from pages.ui.first_principles.parameters import PAGE
from tests import browser
from tests.journeys.conftest import PATIENCE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lab(server, chromium):
    """Opens the lab at a case, its question answered; at the end no script may have failed in it."""
    contexts, errors = [], []

    def open_case(name: str, **options) -> Page:
        contexts.append(chromium.new_context(**{"viewport": {"width": 1280, "height": 800}} | options))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        browser.note_failures(page, errors)
        query = {f"{PAGE}.chapter": "Bug lab", f"{PAGE}.bugs_bug": name}
        page.goto(f"{server.address}/first_principles?{urlencode(query)}")
        page.locator(f".st-key-{PAGE}-option0 button").click()
        page.locator(".listing").wait_for()
        page.wait_for_function(browser.RESTS)
        page.evaluate(browser.SETTLED)
        return page

    yield open_case
    for context in contexts:
        context.close()
    assert errors == []


def line(page: Page, number: int):
    return page.locator(f".listing [data-number='{number}'] button")


def test_a_wrong_line_gets_a_hint_and_the_right_one_is_found_by_the_keyboard(lab):
    page, bug = lab("sign"), BUGS["sign"]
    wrong, right = bug.lines[0] - 2, bug.lines[0]
    line(page, wrong).click()
    words = page.locator(".listing .words")
    expect(words).to_contain_text("Not this line: ")
    expect(line(page, wrong)).to_be_focused()
    for _ in range(right - wrong):
        page.keyboard.press("ArrowDown")
    expect(line(page, right)).to_be_focused()
    page.keyboard.press("Enter")
    expect(words).to_have_text(f"Found. {bug.why}")
    expect(page.locator(".listing .line.wrong")).to_contain_text(bug.wrong.strip())
    expect(page.locator(".listing .line.right")).to_contain_text(bug.right.strip())
    page.get_by_role("button", name="Corrected").click()
    expect(page.locator(".listing .line.wrong")).to_be_hidden()
    page.get_by_role("button", name="Next: Case 2").click()
    expect(line(page, BUGS["place"].lines[0])).to_contain_text("slope(h)")
    expect(page).to_have_url(re.compile(r"principles\.bugs_bug=Case"))
    expect(page.locator(f".st-key-{PAGE}-bugs_case")).to_be_in_viewport()
    expect(page.get_by_text(f"1 of {len(BUGS)} cases solved.")).to_have_count(1)  # the old page's is gone


def test_on_a_phone_each_line_is_as_large_as_a_finger(lab):
    page = lab("logarithm", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    heights = page.evaluate("""[...document.querySelectorAll("*")].flatMap((host) =>
        [...(host.shadowRoot?.querySelectorAll(".listing button") ?? [])]).map((one) => one.offsetHeight)""")
    assert len(heights) > 20
    assert min(heights) >= 44
    line(page, BUGS["logarithm"].lines[0]).tap()
    expect(page.locator(".listing .words")).to_contain_text("Found.")
