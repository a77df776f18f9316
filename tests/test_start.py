"""Starting the app as a person does, by the README's first command, on a machine that has never seen Streamlit."""
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import expect

from tests import browser

pytestmark = pytest.mark.browser
PATIENCE = 60  # seconds; far above what anything takes
HEADING = "document.querySelector('h1')?.innerText"


@pytest.fixture(scope="module")
def chromium():
    with browser.launched() as chromium:
        yield chromium


@contextmanager
def started(folder: Path, keyboard: int):
    """(the app's address, the file that gets a line for each address that a browser is asked to open)"""
    opened, port = folder / "opened", browser.free_port()
    home = {"HOME": str(folder), "USERPROFILE": str(folder)}
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen(browser.starting("--server.port", str(port)), cwd=browser.ROOT,
                                  env=os.environ | home | browser_that_writes_to(opened, folder),
                                  stdin=keyboard, stdout=said, stderr=subprocess.STDOUT)
    try:
        browser.wait_until_healthy(f"http://localhost:{port}", server)
        yield f"http://localhost:{port}", opened
    finally:
        server.kill()
        server.communicate()


def browser_that_writes_to(opened: Path, folder: Path) -> dict[str, str]:
    """The environment in which every way that Streamlit has to open a browser leads to a line in a file instead."""
    script = folder / "browser.py"
    script.write_text(f"import sys\nprint(sys.argv[1], file=open({str(opened)!r}, 'a'))\n", "utf-8")
    command = f'"{Path(sys.executable).as_posix()}" "{script.as_posix()}"'
    for name in ("xdg-open", "open"):  # of Linux and of macOS
        (folder / name).write_text(f'#!/bin/sh\nexec {command} "$1"\n', "utf-8")
        (folder / name).chmod(0o755)
    return {"PATH": os.pathsep.join([str(folder), os.environ["PATH"]]), "DISPLAY": ":9", "BROWSER": f"{command} %s"}


def lines_of(file: Path) -> list[str]:
    """A file's lines, once it has any."""
    deadline = time.monotonic() + PATIENCE
    while not (file.exists() and file.read_text("utf-8").endswith("\n")) and time.monotonic() < deadline:
        time.sleep(0.05)
    return file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("keyboard", [subprocess.PIPE, subprocess.DEVNULL], ids=["silent keyboard", "no keyboard"])
def test_the_app_asks_for_nothing_and_opens_a_browser_once(tmp_path, chromium, keyboard):
    (tmp_path / ".agents").mkdir()  # the sign of an AI agent, by which Streamlit recommends more software on the page
    with started(tmp_path, keyboard) as (address, opened):
        assert lines_of(opened) == [address]
        page = chromium.new_context().new_page()
        page.goto(address)
        expect(page.get_by_role("link", name="Start here")).to_be_visible(timeout=1000 * PATIENCE)
        expect(page.locator(".stSkillsNudge")).to_be_hidden()
        page.context.close()
        assert lines_of(opened) == [address]
    said = (tmp_path / "said").read_text("utf-8")
    assert re.search(f"Local URL: {address}$", said, re.MULTILINE)
    assert "email" not in said.lower()


def test_no_folder_is_watched_and_a_saved_file_is_noticed(tmp_path, chromium):
    folder = browser.copied(tmp_path)
    for number in range(300):
        (folder / ".venv" / str(number)).mkdir(parents=True)
    assert streamlit.get_option("server.fileWatcherType") == "poll"
    with browser.served(folder) as server:
        page = chromium.new_context().new_page()
        page.goto(f"{server.address}/lessons")
        expect(page.get_by_role("heading", name="Lessons")).to_be_visible(timeout=1000 * PATIENCE)
        if sys.platform == "linux":
            assert inotify_watches(server.pid) == 0
        lessons = folder / "pages" / "lessons.py"
        lessons.write_text(lessons.read_text("utf-8") + "\n", "utf-8")
        expect(page.get_by_role("button", name="Rerun", exact=True)).to_be_visible(timeout=1000 * PATIENCE)
        page.context.close()


def inotify_watches(pid: int) -> int:
    """How many folders and files a process has Linux watch for it."""
    files = [file.read_text("utf-8") for file in Path(f"/proc/{pid}/fdinfo").iterdir() if file.exists()]
    return sum(line.startswith("inotify") for file in files for line in file.splitlines())
