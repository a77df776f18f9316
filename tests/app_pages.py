"""The app without a browser, for tests of its pages: every `run()` is one tick of a page's clock."""
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from pages.ui.shared import guard, session
from pages.ui.shared.hosting import turns
from pages.ui.shared.stage import stage
from pages.ui.shared.stage.staged_run import StagedRun

APP = Path(__file__).parents[1] / "app.py"
SECONDS = 60  # a run's limit, far above what any takes

# A server looks through all installed packages for components once, AppTest for each page: a third of its time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# AppTest looks a thousand times a second whether a run has ended, which takes the processor from that very run.
_look = local_script_runner.require_widgets_deltas


def _wait(runner: local_script_runner.LocalScriptRunner, timeout: float = SECONDS) -> None:
    runner._script_thread.join(timeout)
    _look(runner, 0.1)


local_script_runner.require_widgets_deltas = _wait


class Page:
    """A page opened in a session of its own, some of its widgets set beforehand."""

    def __init__(self, name: str, query: dict[str, str] | None = None, **settings):
        self.name = name
        self.expects_failure = False
        turns.TURNS = turns.Turns(turns.PLACES)  # nobody else is here, whoever trained in the test before
        self.app = AppTest.from_file(APP, default_timeout=SECONDS)
        self.app.query_params.update(query or {})
        self.visit(name)
        for key, value in settings.items():
            self.app.session_state[f"{name}.{key}"] = value
        if settings:
            self.run()

    @property
    def live(self):
        """What the page has on the go."""
        return self.app.session_state[f"{self.name}.live"]

    def run(self) -> None:
        """One tick, without a traceback."""
        self.app.run()
        assert not self.app.exception
        assert self.expects_failure == self.has_failed

    @property
    def has_failed(self) -> bool:
        """Whether the page says that something went wrong that nobody foresaw."""
        return any(error.value == guard.WORDS for error in self.app.error)

    def visit(self, name: str) -> None:
        """Go to a page."""
        self.app.switch_page(f"pages/{name}.py")
        self.run()
        live = _Proxy(self.app.session_state).get(f"{name}.live")
        if isinstance(live, StagedRun) and live.stage.away:  # the browser says, once the picture is there, that it is
            self.send(lambda key, event: stage._hear(live.stage, None, event), do="away", away=False)

    def click(self, *buttons: str) -> "Page":
        """Press buttons by their keys, one after the other."""
        for button in buttons:
            self.app.button(key=f"{self.name}.{button}").click()
            self.run()
        return self

    def bring(self, upload: str, name: str, content: bytes) -> "Page":
        """Give a file, of that name, to one of the page's uploads."""
        (uploader,) = (one for one in self.app.get("file_uploader") if one.key.startswith(f"{self.name}.{upload}_file"))
        uploader.upload(name, content)
        self.run()
        return self

    def send(self, take: Callable[[str, dict], None], **event) -> "Page":
        """Do what a picture's callback `take` does for an event in it, then one tick."""
        with self.session():
            take(self.name, event)
        self.run()
        return self

    def session(self) -> AbstractContextManager:
        """Around what asks for the session of the page, as its scripts do."""
        return patch.object(session.st, "session_state", _Proxy(self.app.session_state))

    def play_until_it_stops(self, button: str, most_ticks: int = 300) -> "Page":
        """Press the button that starts training and wait until training stops by itself."""
        self.click(button)
        for _ in range(most_ticks):
            if not self.live.playing:
                return self
            self.run()
        raise AssertionError(f"Training went on for {most_ticks} ticks.")


class _Proxy:
    """A session's state as scripts see it."""

    def __init__(self, state):
        self._state = state

    def get(self, key, otherwise=None):
        try:
            return self._state[key]
        except KeyError:
            return otherwise

    def __setitem__(self, key, value):
        self._state[key] = value

    def __delitem__(self, key):
        del self._state[key]
