"""The popover behind each term of the glossary, by mouse, by keyboard and by touch."""
import pytest
from playwright.sync_api import expect

from pages.ui.shared.glossary import TERMS

pytestmark = pytest.mark.browser
FOCUS = "document.activeElement.getAttribute('href')"


def test_a_click_on_a_term_opens_its_explanation_and_a_click_elsewhere_closes_it(visit):
    page = visit("playground")
    before, link, popover = page.url, page.get_by_role("link", name="confusion matrix"), page.get_by_role("dialog")
    expect(popover).to_have_count(0)
    link.click()
    expect(popover).to_have_text(f"Confusion matrix{TERMS['confusion matrix']}")
    expect(link).to_have_attribute("aria-expanded", "true")
    assert page.url == before
    popover.click()
    expect(popover).to_be_visible()
    page.get_by_role("heading", name="A closer look").click()
    expect(popover).to_have_count(0)
    expect(link).to_have_attribute("aria-expanded", "false")
    link.click()
    expect(popover).to_be_visible()
    link.click()
    expect(popover).to_have_count(0)


def test_by_keyboard_a_term_opens_with_enter_and_escape_leads_back_to_it(visit):
    page = visit("playground")
    popover = page.get_by_role("dialog", name="Loss surface")
    page.get_by_role("link", name="loss surface").focus()
    page.keyboard.press("Enter")
    expect(popover).to_be_focused()
    page.keyboard.press("Escape")
    expect(popover).to_have_count(0)
    assert page.evaluate(FOCUS) == "#term-loss-surface"


def test_a_term_in_a_tooltip_is_explained_although_the_tooltip_goes(visit):
    page = visit("playground")
    page.locator("summary", has_text="Training").click()
    icon = page.locator("[data-testid=stSelectbox]", has_text="Optimizer").get_by_test_id("stTooltipIcon")
    icon.hover()
    page.get_by_test_id("stTooltipContent").get_by_role("link", name="gradient").click()
    page.mouse.move(5, 400)
    expect(page.get_by_test_id("stTooltipContent")).to_have_count(0)
    expect(page.get_by_role("dialog", name="Gradient")).to_be_visible()


def test_an_explanation_closes_when_its_term_leaves_the_window(visit):
    page = visit("playground", viewport={"width": 1280, "height": 600})
    page.get_by_role("link", name="loss surface").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.move(300, 300)
    page.mouse.wheel(0, -3_000)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_terms_are_explained_on_every_page_that_is_gone_to_and_once(visit):
    page = visit("playground")
    page.get_by_role("link", name="Lessons").first.click()
    page.get_by_role("heading", name="Glossary").wait_for()
    page.get_by_role("link", name="Playground").first.click()
    page.get_by_role("link", name="confusion matrix").click()
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_a_term_that_is_clicked_before_its_page_s_terms_have_come_is_explained_then(visit):
    page = visit("playground")
    page.evaluate("""() => {
      const { glossary } = playground, { terms } = glossary;
      glossary.terms = {};
      document.querySelector('a[href^="#term-"]').click();
      glossary.show({ terms });
    }""")
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_on_a_phone_an_explanation_is_within_the_window(visit):
    page = visit("playground", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.get_by_role("link", name="loss surface").tap()
    box = page.get_by_role("dialog").bounding_box()
    assert min(box["x"], box["y"]) >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
