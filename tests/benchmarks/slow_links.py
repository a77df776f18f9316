"""`python -m tests.benchmarks.slow_links`: how long a phone waits for each page the first time, on slow links.

A phone is 390x844 at three pixels to one, with an empty cache and a processor slowed four times. All its bytes, the
WebSocket's too, come through a cable of a link's rate and delay; and beside our pages, as the floor, a page of one
`st.write`. "Behind nginx" is .github/nginx.conf, where nginx is installed. Prints one Markdown table.
"""
import argparse
import shutil
import statistics
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession

from tests import browser, cable

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "has_touch": True, "is_mobile": True}
SLOWED = 4
LINKS = {"9 Mbit/s, 85 ms": (9e6, 0.085), "1.6 Mbit/s, 150 ms": (1.6e6, 0.15)}  # bits a second, there and back
EMPTY = "an empty Streamlit page"
STAGE = "window.playgroundStage?.paints > 0"
# What a page's first picture is. Its words are a heading or, where there is none, the first text.
PICTURES = {EMPTY: "word", "home": STAGE, "playground": STAGE, "lessons": "word", "first_principles": "word",
            "digits": "window.playgroundAnswer", "handwriting": "window.playgroundSheet", "evaluation": "here('td')"}
# Notes, in the page, when its first word, its first picture and its icons were there, in milliseconds from the start.
NOTE = """window.seen = {};
const here = (selector, root = document.querySelector(".stMain")) => root && (root.querySelector(selector) ||
  [...root.querySelectorAll(".stBidiComponent *")].some((one) => one.shadowRoot?.querySelector(selector)));
const look = () => {
  const word = here("[data-testid=stMarkdownContainer], [data-testid=stHeading]");
  if (word) seen.word ??= performance.now();
  if (PICTURE) seen.picture ??= performance.now();
  if (!seen.picture) setTimeout(look, 25);
};
look();"""
TEMPORARY = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"  # files of nginx that would lie in the system's folders
PATIENCE, QUIET = 120_000, 5_000  # milliseconds: for a picture, and after it, for what comes later


class Visit(NamedTuple):
    """Seconds to the first word and to the first picture, and kilobytes by their kind until it and after it."""

    word: float
    picture: float
    before: Counter[str]
    after: Counter[str]
    late: tuple[tuple[float, str], ...]  # files that came after the picture: bytes and name


class Traffic:
    """What has come to a page so far, in bytes as they were on the link."""

    def __init__(self, session: CDPSession, line: cable.Cable) -> None:
        self.files: list[tuple[float, str]] = []
        self._line, self._begun = line, line.down.passed
        self._bytes = Counter[str]()
        self._kinds: dict[str, tuple[str, str]] = {}
        session.on("Network.responseReceived", self._note_kind)
        session.on("Network.loadingFinished", self._note_bytes)

    def _note_kind(self, said: dict) -> None:
        self._kinds[said["requestId"]] = said["type"], said["response"]["url"].rpartition("/")[2]

    def _note_bytes(self, said: dict) -> None:
        kind, name = self._kinds.get(said["requestId"], ("Other", ""))
        self._bytes[kind if kind in ("Script", "Font") else "Other"] += said["encodedDataLength"]
        self.files.append((said["encodedDataLength"], name))

    def so_far(self) -> Counter[str]:
        """Bytes by kind. What is no whole file, or not yet, counts as the WebSocket's."""
        passed = self._line.down.passed - self._begun
        return self._bytes + Counter(WebSocket=round(passed - self._bytes.total()))


def visit(chromium: Browser, page_name: str, line: cable.Cable) -> Visit:
    """Open a page with an empty cache."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    traffic = Traffic(session, line)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.add_init_script(NOTE.replace("PICTURE", PICTURES[page_name]))
    path = "" if page_name in (EMPTY, "home") else page_name
    page.goto(f"{line.address}/{path}", wait_until="commit", timeout=PATIENCE)
    page.wait_for_function("window.seen?.picture", polling=50, timeout=PATIENCE)
    before, files = traffic.so_far(), len(traffic.files)
    page.wait_for_timeout(QUIET)
    seen = page.evaluate("window.seen")
    context.close()
    return Visit(seen["word"] / 1000, seen["picture"] / 1000, before, traffic.so_far() - before,
                 tuple(traffic.files[files:]))


@contextmanager
def empty_app() -> Iterator[browser.Server]:
    """An app of one line, with our settings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(browser.ROOT / ".streamlit", folder / ".streamlit")
        (folder / "app.py").write_text('import streamlit as st\n\nst.write("Hello")\n', "utf-8")
        with browser.served(folder) as server:
            yield server


@contextmanager
def behind_nginx(port: int) -> Iterator[int]:
    """The port of an nginx in front of what is served at a port, with an empty cache."""
    with tempfile.TemporaryDirectory() as folder:
        listening = browser.free_port()
        ours = (browser.ROOT / ".github" / "nginx.conf").read_text("utf-8")
        for theirs, here in (("listen 80;", f"listen 127.0.0.1:{listening};"), (":8501", f":{port}"),
                             ("/var/cache/nginx", folder)):
            ours = ours.replace(theirs, here)
        places = "access_log off; " + "".join(f"{use}_temp_path {folder}/{use}; " for use in TEMPORARY)
        around = f"pid {folder}/pid; events {{}} http {{ include /etc/nginx/mime.types; {places}{ours} }}"
        Path(folder, "nginx.conf").write_text(around, "utf-8")
        Path(folder).chmod(0o755)  # nginx's own user reads and writes below it
        process = subprocess.Popen(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/errors",
                                    "-g", "daemon off;"])
        try:
            browser.wait_until_healthy(f"http://127.0.0.1:{listening}", process)
            yield listening
        finally:
            process.terminate()
            process.wait()


def measured(only: str, rounds: int, ports: dict[tuple[str, str], int]) -> Iterator[list[str]]:
    """The table's rows. ports: where an app is served, by how ("", "nginx") and which ("ours", "empty")."""
    for link, (rate, delay) in LINKS.items():
        for way in dict.fromkeys(way for way, _ in ports):
            visits: dict[str, list[Visit]] = {page: [] for page in PICTURES if only in page or page == EMPTY}
            for _ in range(rounds):  # in turns, so that noise meets all alike
                for page, list_ in visits.items():
                    with browser.launched() as chromium, \
                            cable.laid(ports[way, "empty" if page == EMPTY else "ours"], delay / 2, rate / 8) as line:
                        list_.append(visit(chromium, page, line))
            for page, list_ in visits.items():
                yield row(page, f"{link}{way}", list_, visits[EMPTY])


def row(page: str, link: str, visits: list[Visit], floor: list[Visit]) -> list[str]:
    """One row of the table: medians of all visits, bytes of the last."""
    word, picture = (statistics.median(getattr(one, part) for one in visits) for part in ("word", "picture"))
    lowest = statistics.median(one.picture for one in floor)
    last = visits[-1]
    kilobytes = [f"{last.before[kind] / 1000:.0f}" for kind in ("Script", "Font", "WebSocket", "Other")]
    size, name = max(last.late, default=(0, ""))
    return [page, link, f"{word:.1f} s", f"{picture:.1f} s", f"{picture / lowest:.2f}", *kilobytes,
            f"{last.after.total() / 1000:.0f}", f"{name} ({size / 1000:.0f} kB)" if name else ""]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.slow_links", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="visits of each page, of which the median counts")
    parser.add_argument("--only", default="", help="pages whose names contain this")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        ports = {("", "ours"): stack.enter_context(browser.served()).port,
                 ("", "empty"): stack.enter_context(empty_app()).port}
        if shutil.which("nginx"):
            ports |= {(", behind nginx", app): stack.enter_context(behind_nginx(ports["", app]))
                      for app in ("ours", "empty")}
        else:
            print("nginx is not installed: nothing is measured behind it.\n")
        print("| page | link | first words | first picture | times empty | kB until then: scripts | fonts | WebSocket "
              "| other | kB in the 5 s after | the largest file then |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|")
        for cells in measured(arguments.only, arguments.rounds, ports):
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
