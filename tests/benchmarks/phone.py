"""`python -m tests.benchmarks.phone`: how a phone paints the playground while it plays, beside a desktop.

A phone is a small screen with three pixels to one, and a page's processor that is slowed four times; and once more, a
slow link. Prints one Markdown table; another checkout's folder as an argument is measured in turn with this one. Linux
only, as app.py.
"""
import argparse
import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from tests import browser, cable
from tests.benchmarks.app import DEEPER, READY, descendants, press, processor_seconds
from tests.benchmarks.slow_links import LINKS

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
ENDLESS = "playground.until_solved=false&playground.pause_every=1000000"
XOR, SPIRAL = f"playground?{ENDLESS}", f"{DEEPER['spiral, 2-8-8-1']}&{ENDLESS}"
SLOWED = 4  # times, on a phone
SLOWEST = min(LINKS, key=lambda name: LINKS[name][0])
PATIENCE = 120_000  # milliseconds, for the first picture
SETTLING = 7.0  # seconds in which a browser finds out whether it keeps up
WINDOW = 2.5  # seconds that are looked at at once
NOW = "({...playgroundStage, now: performance.now()})"
# From a finger's touch on: when nothing moves any more, and when a frame is painted after the last one that was seen
# while it played.
PAUSED = """() => {
  window.paused = {};
  document.addEventListener("click", (event) => {
    let painted = playgroundStage.paints;
    const look = () => {
      const { held, playing, paints } = playgroundStage, now = performance.now() - event.timeStamp;
      if (held || !playing) paused.stands ??= now;
      if (playing) painted = paints;
      else if (paints > painted) return void (paused.exact = now);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true, once: true });
}"""


class Device(NamedTuple):
    """A screen, how much slower than this machine its processor is, and its link: bits a second, and seconds there and
    back; None for this machine's own."""

    screen: dict
    slowed: int = 1
    link: tuple[float, float] | None = None


DEVICES = {f"a phone, slowed {SLOWED} times": Device(PHONE, SLOWED), "a phone's screen": Device(PHONE),
           "a desktop": Device(DESKTOP), f"a phone's screen, {SLOWEST}": Device(PHONE, link=LINKS[SLOWEST])}
UNITS = {"painted frames a second": "", "snapshots dropped a second": "", "browser's share of a core": " %",
         "Pause to a picture that stands": " ms", "Pause to the exact picture": " ms"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.phone", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[browser.ROOT], help="checkouts; this one, if none")
    parser.add_argument("--rounds", type=int, default=3, help="visits of each, of which the median counts")
    arguments = parser.parse_args()
    print("| where, what | of | median | worst |\n|---|---|--:|--:|")
    with ExitStack() as stack:
        chromium = stack.enter_context(browser.launched())
        servers = {folder: stack.enter_context(browser.served(folder.resolve())) for folder in arguments.folders}
        for device in DEVICES:
            for name, page in (("XOR", XOR), ("spiral 2-8-8-1", SPIRAL)):
                found = {folder: {what: [] for what in UNITS} for folder in servers}
                for _ in range(arguments.rounds):  # in turns, so that noise meets all alike
                    for folder, server in servers.items():
                        with reached(server, DEVICES[device]) as address:
                            for what, value in visit(chromium, f"{address}/{page}", DEVICES[device]):
                                found[folder][what].append(value)
                for folder, values in found.items():
                    report(f"{device}, {name}", folder.resolve().name, values)


@contextmanager
def reached(server: browser.Server, device: Device) -> Iterator[str]:
    """The server's address, for that device."""
    if device.link is None:
        yield server.address
    else:
        rate, delay = device.link
        with cable.laid(server.port, delay / 2, rate / 8) as line:
            yield line.address


def visit(chromium: Browser, address: str, device: Device) -> Iterator[tuple[str, float]]:
    """What one visit that plays measures, by the names in UNITS."""
    with playing(chromium, address, device) as page:
        for _ in range(2):
            yield from painting(page)
        for i in range(3):
            yield from pausing(page)
            page.locator(".st-key-playground-play").wait_for()
            page.wait_for_timeout(400 + 37 * i)
            press(page, "Play", "playgroundStage.playing")
            page.wait_for_timeout(800)


@contextmanager
def playing(chromium: Browser, address: str, device: Device) -> Iterator[Page]:
    page = chromium.new_context(**device.screen).new_page()
    page.goto(address, timeout=PATIENCE)
    page.wait_for_function(READY, timeout=PATIENCE)
    page.wait_for_timeout(1500)
    press(page, "Play", "playgroundStage.playing")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": device.slowed})
    page.wait_for_timeout(1000 * SETTLING)
    yield page
    page.context.close()


def pausing(page: Page) -> Iterator[tuple[str, float]]:
    """How long it takes from a tap on Pause until nothing moves, and until exactly that state is shown."""
    page.evaluate(PAUSED)
    page.locator(".st-key-playground-pause button").click(no_wait_after=True)
    page.wait_for_function("paused.exact")
    found = page.evaluate("paused")
    yield "Pause to a picture that stands", found["stands"]
    yield "Pause to the exact picture", found["exact"]


def painting(page: Page) -> Iterator[tuple[str, float]]:
    painters = [pid for pid in descendants(os.getpid()) if "chrom" in Path(f"/proc/{pid}/comm").read_text("utf-8")]
    before, used = page.evaluate(NOW), processor_seconds(*painters)
    page.wait_for_timeout(1000 * WINDOW)
    after, used = page.evaluate(NOW), processor_seconds(*painters) - used
    seconds = (after["now"] - before["now"]) / 1000
    yield "painted frames a second", (after["paints"] - before["paints"]) / seconds
    yield "snapshots dropped a second", (after["dropped"] - before["dropped"]) / seconds
    yield "browser's share of a core", 100 * used / seconds


def report(where: str, whose: str, values: dict[str, list[float]]) -> None:
    """The table's rows of one device and one page."""
    for what, measured in values.items():
        worst: Callable = min if what.startswith("painted") else max
        print(f"| {where}: {what} | {whose} | {statistics.median(measured):.0f}{UNITS[what]} | "
              f"{worst(measured):.0f}{UNITS[what]} |", flush=True)


if __name__ == "__main__":
    main()
