"""A real Chromium and a running app for the tests that a person's eyes and hands would do."""
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """The path of the system's own Chromium or Chrome, if it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


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


@dataclass(frozen=True)
class Server:
    """The running app: its address and the process that serves it."""

    address: str
    pid: int


@contextmanager
def served() -> Iterator[Server]:
    """The app on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
               "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONUNBUFFERED": "1"},
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, server)
        yield Server(address, server.pid)
    finally:
        server.terminate()
        server.wait()


def _wait_until_healthy(address, server):
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
