"""The walk through other browsers as far as no browser is needed: it would rot where none is installed."""
import subprocess
import sys

import pytest

from tests.other_browsers.__main__ import BROWSERS, outcome, what_is_missing
from tests.other_browsers.driver import Driver
from tests.other_browsers.firefox import Firefox
from tests.other_browsers.steps import PAGES, STEPS, Step
from tests.other_browsers.visitor import Untried, Visitor, saved
from tests.other_browsers.webkit import WebKit


class Silent:
    """A browser in which nothing is to be seen and nothing is wrong."""

    def open(self, address: str) -> None:
        pass

    def run(self, body: str) -> str:
        return "[]" if "troubles.splice" in body else "null"


class Complaining(Silent):
    def run(self, body: str) -> str:
        return '["boom", "ResizeObserver loop completed with undelivered notifications."]'


def ended(take, driver=Silent):
    return outcome(Step("home", take, hardened=False), Visitor(driver(), "http://nowhere"))


def test_every_page_has_steps_with_names_of_their_own():
    assert {step.page.split()[-1] for step in STEPS} >= {page.split("_")[-1] for page in PAGES}
    assert len({step.take for step in STEPS}) == len({step.take.__name__ for step in STEPS}) == len(STEPS)


@pytest.mark.parametrize("driver", [Firefox, WebKit])
def test_every_browser_can_do_what_the_walk_asks_for(driver):
    assert {name for name in vars(Driver) if not name.startswith("_")} <= {*vars(driver), "name", "downloads"}


def test_a_step_passes_fails_or_is_not_tried():
    def finds(visitor):
        return "a network learns"

    def misses(visitor):
        raise TimeoutError("waited for Play")

    def cannot(visitor):
        raise Untried("no touch screen")

    assert ended(finds) == ("passed", "a network learns")
    assert ended(misses) == ("failed", "misses: waited for Play")
    assert ended(cannot) == ("untried", "cannot: no touch screen")
    assert ended(finds, Complaining) == ("failed", "finds: on the console: ['boom']")


def test_a_browser_that_is_not_there_is_a_line_that_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "requirements.txt" in what_is_missing(BROWSERS["Firefox"])
    monkeypatch.setattr("importlib.util.find_spec", lambda name: "here")
    assert what_is_missing(BROWSERS["Firefox"]) == "apt-get install firefox-esr"
    assert what_is_missing(BROWSERS["WebKit"]) == "apt-get install webkit2gtk-driver xvfb"


def test_the_walk_is_a_command_that_says_what_it_does():
    ended = subprocess.run([sys.executable, "-m", "tests.other_browsers", "no step has this name"], check=True,
                           capture_output=True, text=True)
    assert ended.stdout.splitlines()[-1] == "0 passed, 0 failed, 0 not tried"


def test_a_download_is_there_once_no_part_of_it_is(tmp_path):
    (tmp_path / "digits.npz").touch()
    assert saved(tmp_path, ".npz") is None
    (tmp_path / "digits.npz.part").write_bytes(b"half")
    assert saved(tmp_path, ".npz") is None
    (tmp_path / "digits.npz.part").rename(tmp_path / "digits.npz")
    assert saved(tmp_path, ".npz") == tmp_path / "digits.npz"
