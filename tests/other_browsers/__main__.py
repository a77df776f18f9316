"""`python -m tests.other_browsers`: walks each page of the app once in Firefox and in WebKit, Safari's engine.

Twice in each: all steps in a usual browser, and those marked so in a dark one that refuses pages to keep anything. Says
in a line what every step found. With words as arguments, takes only the steps that have one of them in their page or
name. --pictures FOLDER: saves what is to be seen at the end of every step.
"""
import argparse
import importlib.util
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests import browser
from tests.other_browsers import firefox, webkit
from tests.other_browsers.steps import STEPS, Step
from tests.other_browsers.visitor import Untried, Visitor

BROWSERS = {"Firefox": firefox, "WebKit": webkit}
REQUIREMENTS = "tests/other_browsers/requirements.txt"
HARMLESS = "ResizeObserver loop"  # what could not be laid out at once is, in the next frame


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.other_browsers")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    steps = [step for step in STEPS if not arguments.words
             or any(word in f"{step.page} {step.take.__name__}" for word in arguments.words)]
    counts: Counter[str] = Counter()
    for name, kind in BROWSERS.items():
        if missing := what_is_missing(kind):
            print(f"{name}: not tried, since it is not installed: {missing}")
            continue
        for hardened in (False, True):
            if chosen := [step for step in steps if step.hardened or not hardened]:
                counts += walk(kind, chosen, hardened, arguments.pictures)
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['untried']} not tried")
    return int(counts["failed"] > 0)


def what_is_missing(kind) -> str | None:
    """How to install what a browser needs and is not here, if there is something."""
    if importlib.util.find_spec("selenium") is None:
        return f"pip install -r {REQUIREMENTS}"
    return None if kind.installed() else kind.HOW_TO_INSTALL


def walk(kind, steps: list[Step], hardened: bool, pictures: Path | None) -> Counter[str]:
    """Take the steps in one browser, print what each found, and count how they ended."""
    counts: Counter[str] = Counter()
    with (browser.served() as server, tempfile.TemporaryDirectory() as folder,
          kind.started(Path(folder), dark=hardened, refuses_storage=hardened) as driver):
        visitor = Visitor(driver, server.address, hardened)
        for step in steps:
            ended, words = outcome(step, visitor)
            counts[ended] += 1
            where = f"{driver.name}{', dark, without storage' if hardened else ''}: {step.page}"
            print(f"{where}: {'' if ended == 'passed' else f'{ended}: '}{words}", flush=True)
            if pictures:
                pictures.mkdir(parents=True, exist_ok=True)
                name = f"{where}-{step.take.__name__}".replace(": ", "-").replace(" ", "_")
                (pictures / f"{name}.png").write_bytes(driver.screenshot())
    return counts


def outcome(step: Step, visitor: Visitor) -> tuple[str, str]:
    """How a step ended, "passed", "failed" or "untried", and what is to be said about it."""
    try:
        visitor.begin_anew()
        found = step.take(visitor)
        troubles = [trouble for trouble in visitor.troubles() if HARMLESS not in trouble]
        return ("failed", f"{step.take.__name__}: on the console: {troubles}") if troubles else ("passed", found)
    except Untried as untried:
        return "untried", f"{step.take.__name__}: {untried}"
    except Exception as error:  # whatever it is, the other steps are still to be taken
        return "failed", f"{step.take.__name__}: {error}"


if __name__ == "__main__":
    sys.exit(main())
