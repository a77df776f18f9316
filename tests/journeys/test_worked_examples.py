"""A worked example in a browser: opened by a click, there again after a reload; and the playground's network taken
apart and left again."""
import re

import pytest
from playwright.sync_api import expect

from tests import browser

pytestmark = pytest.mark.browser
CHAPTER = "first_principles?principles.chapter=Backpropagation"


@pytest.fixture
def page(server, chromium):
    """A page whose scripts may not fail."""
    context, errors = chromium.new_context(viewport={"width": 1280, "height": 800}), []
    page = context.new_page()
    browser.note_failures(page, errors)
    yield page
    context.close()
    assert errors == []


def test_a_click_opens_mazurs_network_and_a_reload_has_it_again(server, page):
    page.goto(f"{server.address}/{CHAPTER}")
    page.locator(".st-key-principles-option0 button").click()
    page.get_by_role("radio", name="Mazur: 2-2-2").click()
    page.get_by_text("Printed there and computed here").click()
    expect(page.get_by_text("0.298371109", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(r"own_targets=0\.01%2C\+0\.99"))
    page.reload()
    page.get_by_text("Printed there and computed here").click()
    expect(page.get_by_text("0.298371109", exact=True)).to_be_visible()
    expect(page.locator(".katex-error")).to_have_count(0)


def test_the_playgrounds_network_is_taken_apart_and_there_is_a_way_back(server, page):
    page.goto(f"{server.address}/playground?playground.dataset=Gender")
    page.wait_for_function("window.playgroundStage?.paints > 0")
    page.get_by_role("button", name="1 epoch", exact=True).click()
    page.wait_for_function("window.playgroundStage?.epoch === 1")
    page.get_by_role("link", name="Take it apart: backpropagation").click()
    expect(page.get_by_text("From the playground, after 1 step:")).to_be_visible()
    expect(page).to_have_url(re.compile(r"principles\.chapter=Backpropagation.*own_weights="))
    page.get_by_role("link", name="Back to the playground").click()
    page.wait_for_function("window.playgroundStage?.epoch === 1")


def test_the_browsers_back_from_a_network_taken_apart_has_the_playgrounds_run_again(server, page):
    page.goto(f"{server.address}/playground?playground.activation=ReLU&playground.neurons1=5")
    page.wait_for_function("window.playgroundStage?.paints > 0")
    page.get_by_role("button", name="1 epoch", exact=True).click()
    expect(page).to_have_url(re.compile("playground.params="))
    address = page.url
    page.get_by_role("link", name="Take it apart: backpropagation").click()
    expect(page.get_by_text("From the playground, after 1 step:")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    page.wait_for_function("window.playgroundStage?.epoch === 1")
