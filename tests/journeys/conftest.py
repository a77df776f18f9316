"""What every file of journeys starts."""
import pytest
from playwright.sync_api import Page

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
