"""What every file of journeys starts."""
import pytest

from tests import browser


@pytest.fixture(scope="module")
def chromium():
    with browser.launched() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def server():
    with browser.served() as server:
        yield server
