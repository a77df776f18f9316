"""What every file of journeys starts."""
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.ui.first_principles.parameters import CHAPTERS, PAGE
from tests import browser

PATIENCE = 30_000  # milliseconds; far above what anything takes


@pytest.fixture(scope="module")
def chromium():
    with browser.launched() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def server():
    with browser.served() as server:
        yield server


@pytest.fixture
def visit(server, chromium):
    """Opens a page of the app that has a stage, by its address; at the end no script may have failed in it."""
    contexts, errors = [], []

    def open_page(address: str, **options) -> Page:
        contexts.append(chromium.new_context(**{"viewport": {"width": 1280, "height": 800}} | options))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        browser.note_failures(page, errors)
        page.goto(f"{server.address}/{address}")
        page.wait_for_function("window.playgroundStage?.paints > 0")
        page.wait_for_function(browser.RESTS)
        page.evaluate(browser.SETTLED)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@contextmanager
def opened_chapter(server: browser.Server, chromium: Browser, name: str, texts: dict[str, str] | None = None,
                   **options) -> Iterator[Page]:
    """A chapter of First principles with its question answered; at the end no script may have failed in it.

    texts: settings of its link, by their names without the page's. options: of the browser's context.
    """
    errors, context = [], chromium.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    browser.note_failures(page, errors)
    query = "".join(f"&{PAGE}.{setting}={text}" for setting, text in (texts or {}).items())
    page.goto(f"{server.address}/first_principles?{PAGE}.chapter={CHAPTERS[name]}{query}")
    page.locator(f".st-key-{PAGE}-option0 button").click()
    expect(page.get_by_text("Exercises", exact=True)).to_be_visible()
    page.wait_for_function(browser.RESTS)
    page.evaluate(browser.SETTLED)
    yield page
    context.close()
    assert errors == []
