"""WebKit, Safari's engine, as WebKitGTK's MiniBrowser by WebDriver, on a screen of its own (Xvfb)."""
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import ImageGrab

HOW_TO_INSTALL = "apt-get install webkit2gtk-driver xvfb"
# Driven, it takes no setting for this, so storage fails as it does in a frame without rights, right after loading.
REFUSE_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });"""


def installed() -> bool:
    return None not in (shutil.which("WebKitWebDriver"), shutil.which("Xvfb"))


@contextmanager
def started(folder: Path, *, dark: bool = False, refuses_storage: bool = False) -> Iterator["WebKit"]:
    """A WebKit whose home is a folder, which is empty at first."""
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    downloads = folder / "downloads"
    downloads.mkdir()
    (folder / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"\n', "utf-8")
    screen = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1100x24"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    options = Options()
    options.add_argument("--automation")
    environment = {"DISPLAY": f":{screen.stdout.readline().strip()}", "HOME": str(folder),
                   "XDG_CONFIG_HOME": str(folder), "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
                   "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}  # no graphics card is there for it: five times as slow
    try:
        selenium = webdriver.WebKitGTK(options, Service(env=os.environ | environment))
        selenium.set_window_size(1280, 1100)
        yield WebKit(selenium, environment["DISPLAY"], downloads, refuses_storage)
        selenium.quit()
    finally:
        screen.terminate()
        screen.wait()


class WebKit:
    """See driver.py."""

    touches = False  # WebKitGTK's driver makes a mouse of a finger

    def __init__(self, selenium, screen: str, downloads: Path, refuses_storage: bool) -> None:
        self._selenium, self._screen = selenium, screen
        self.downloads, self._refuses_storage = downloads, refuses_storage
        self.name = f"WebKit {selenium.capabilities['browserVersion']}"

    def open(self, address: str) -> None:
        self._selenium.get(address)
        self._refuse()

    def reload(self) -> None:
        self._selenium.refresh()
        self._refuse()

    def _refuse(self) -> None:
        if self._refuses_storage:
            self._selenium.execute_script(REFUSE_STORAGE)

    def run(self, body: str) -> Any:
        return self._selenium.execute_script(f"return (async () => {{ {body} }})()")

    def perform(self, actions: list[dict[str, Any]]) -> None:
        self._selenium.execute("actions", {"actions": actions})

    def give(self, selector: str, file: Path) -> None:
        self._selenium.find_element("css selector", selector).send_keys(str(file))

    def screenshot(self) -> bytes:
        png = io.BytesIO()
        ImageGrab.grab(xdisplay=self._screen).save(png, "PNG")  # the driver's own does not return beside a tooltip
        return png.getvalue()
