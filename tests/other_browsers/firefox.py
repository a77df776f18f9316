"""Firefox by WebDriver BiDi, which it speaks itself: no other program stands between."""
import base64
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HOW_TO_INSTALL = "apt-get install firefox-esr"
PREFERENCES = {"browser.download.folderList": 2, "dom.w3c_touch_events.enabled": 1,
               "datareporting.policy.dataSubmissionEnabled": False, "app.normandy.enabled": False}
REFUSED_STORAGE = 2  # of "network.cookie.cookieBehavior": no page may keep anything


def installed() -> bool:
    return _program() is not None


def _program() -> str | None:
    return shutil.which("firefox") or shutil.which("firefox-esr")


@contextmanager
def started(folder: Path, *, dark: bool = False, refuses_storage: bool = False) -> Iterator["Firefox"]:
    """A headless Firefox with its profile and downloads in a folder, which is empty at first."""
    from selenium.webdriver.remote.websocket_connection import WebSocketConnection

    firefox = Firefox(folder / "downloads")
    preferences = PREFERENCES | {"browser.download.dir": str(firefox.downloads), "ui.systemUsesDarkTheme": int(dark)}
    if refuses_storage:
        preferences["network.cookie.cookieBehavior"] = REFUSED_STORAGE
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
    (folder / "user.js").write_text("\n".join(lines), "utf-8")
    process = subprocess.Popen([_program(), "--headless", "--width=1280", "--height=1000", "--remote-debugging-port=0",
                                "--profile", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        listening = next(line for line in process.stderr if "BiDi listening on" in line)
        threading.Thread(target=process.stderr.read, daemon=True).start()  # or it would wait for a reader one day
        firefox.connect(WebSocketConnection(f"{listening.split()[-1]}/session", timeout=60, interval=0.005))
        yield firefox
    finally:
        process.terminate()
        process.wait()


class Firefox:
    """See driver.py."""

    touches = True

    def __init__(self, downloads: Path) -> None:
        self.downloads = downloads

    def connect(self, connection) -> None:
        self._connection = connection
        self.name = f"Firefox {self._ask('session.new', capabilities={})['capabilities']['browserVersion']}"
        self._tab = {"context": self._ask("browsingContext.getTree")["contexts"][0]["context"]}

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        answer = self._connection.send_cmd(method, parameters)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def open(self, address: str) -> None:
        self._ask("browsingContext.navigate", **self._tab, url=address, wait="complete")

    def reload(self) -> None:
        self._ask("browsingContext.reload", **self._tab, wait="complete")

    def run(self, body: str) -> Any:
        answer = self._ask("script.evaluate", expression=f"(async () => {{ {body} }})()", target=self._tab,
                           awaitPromise=True)
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]

    def perform(self, actions: list[dict[str, Any]]) -> None:
        self._ask("input.performActions", **self._tab, actions=actions)

    def give(self, selector: str, file: Path) -> None:
        [element] = self._ask("browsingContext.locateNodes", **self._tab,
                              locator={"type": "css", "value": selector})["nodes"]
        self._ask("input.setFiles", **self._tab, element={"sharedId": element["sharedId"]}, files=[str(file)])

    def screenshot(self) -> bytes:
        return base64.b64decode(self._ask("browsingContext.captureScreenshot", **self._tab)["data"])
