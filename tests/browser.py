"""A real Chromium and a running app for the tests that a person's eyes and hands would do."""
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = {"darwin": (["/Applications", "~/Applications"],
                           ["Chromium.app/Contents/MacOS/Chromium", "Google Chrome.app/Contents/MacOS/Google Chrome"]),
                "win32": (["%ProgramFiles%", "%ProgramFiles(x86)%", "%LocalAppData%"],
                          ["Chromium/Application/chrome.exe", "Google/Chrome/Application/chrome.exe"])}

VISIT = "globalThis.playground?.kept.visit?.visit"  # what an open page says that the server knows its visit by
QUIET = {"STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}  # which, headless, asks the internet for our address
# No call of the page's script is running.
RESTS = "document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'running'"
# Waits until nothing on the page has moved for a third of a second: it comes bit by bit, and what a pointer is to hit
# would be elsewhere when it gets there.
SETTLED = """() => new Promise((settled) => {
  let before = "", same = 0, frames = 0;
  const look = () => {
    const now = [...document.querySelectorAll(".stElementContainer, .stBidiComponent")].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    }).join();
    same = now === before ? same + 1 : 0;
    before = now;
    if (same > 20 || ++frames > 600) settled(); else requestAnimationFrame(look);
  };
  look();
})"""


def installed() -> str | None:
    """The path of the system's own Chromium or Chrome, if it has one: by name, or where macOS and Windows put it."""
    folders, programs = APPLICATIONS.get(sys.platform, ([], []))
    places = [str(Path(os.path.expandvars(folder)).expanduser() / program)
              for program in programs for folder in folders]
    return next(filter(None, map(shutil.which, [*NAMES, *places])), None)


def install_if_missing() -> None:
    """Have Playwright fetch its Chromium where the system has none."""
    if installed() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=installed(), args=FLAGS)
        yield chromium
        chromium.close()


def note_failures(page: Page, errors: list[str]) -> None:
    """Add to `errors` what scripts of a page fail with, components' included, which Streamlit catches and logs."""
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.text.startswith("BidiComponent Error") else None)


@dataclass
class Server:
    """The running app: its address and the process that serves it, from a folder that holds the app, with options."""

    folder: Path
    port: int
    options: tuple[str, ...] = ()
    process: subprocess.Popen | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        return self.process.pid

    def start(self) -> None:
        """Serve, from now on. Raises RuntimeError where the app does not."""
        options = "--server.port", str(self.port), "--server.headless", "true"
        self.process = subprocess.Popen(starting(*options, *self.options), cwd=self.folder, env=os.environ | QUIET,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_healthy(self.address, self.process)

    def stop(self) -> None:
        """End at once: asked to end, it would first look at every watched file once more, for each visitor."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def restart(self) -> None:
        """Be another process at the same address, which knows nothing of any visit."""
        self.stop()
        self.start()

    def restart_under(self, *pages: Page) -> None:
        """Restart while pages are open; returns once each of them knows."""
        before = [page.evaluate(VISIT) for page in pages]
        self.restart()
        for page, visit in zip(pages, before, strict=True):
            page.wait_for_function(f"{VISIT} !== {visit!r}", polling=100)  # pages behind others paint no frames


def readme_command(number: int) -> str:
    """The README's nth shell command."""
    blocks = re.findall(r"^```sh\n(.+?)\n```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return blocks[number - 1]


def starting(*options: str) -> list[str]:
    """The end of the README's first command, which starts the app, with more options: the arguments of a process."""
    script, *arguments = readme_command(1).split(" && ")[-1].removeprefix(".venv/bin/").split()
    return [shutil.which(script, path=sysconfig.get_path("scripts")), *arguments, *options]


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def copied(folder: Path) -> Path:
    """A copy of all that runs the app, in a folder that may be changed."""
    for name in ("engine", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    return folder


@contextmanager
def served(folder: Path = ROOT, *options: str) -> Iterator[Server]:
    """The app as the README starts it, but for its port, without a browser and with more options; `folder` holds it, or
    a copy."""
    server = Server(folder, free_port(), options)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def wait_until_healthy(address: str, server: subprocess.Popen) -> None:
    """Return once the server answers. Raises RuntimeError if it ends before, or takes more than a minute."""
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"The app ended with exit code {server.returncode} before it served a page.")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health") as response:
                if response.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The app did not start within a minute.")
