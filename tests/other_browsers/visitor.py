"""What a person does with a page, in words of the page, whatever the browser."""
import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.other_browsers.driver import Driver

PATIENCE = 60  # seconds; far above what anything takes
PAUSE = 0.05  # seconds between two looks
LOOKS_AT_REST = 5  # that are the same, then something has come to rest
ENTER = "\ue007"
CONTROL = "\ue009"
BEGINNING = """
if (!window.troubles) {
  window.troubles = [];
  addEventListener("error", (event) => troubles.push(event.message));
  addEventListener("unhandledrejection", (event) => troubles.push(String(event.reason)));
  const say = console.error;
  console.error = (...words) => { troubles.push(words.join(" ")); say(...words); };
}
const parts = (root) => [...root.querySelectorAll("*")].flatMap(
  (part) => [part, ...(part.shadowRoot ? parts(part.shadowRoot) : [])]);
const all = (selector) => parts(document).filter((part) => part.matches(selector) && part.checkVisibility());
const words = (part) => {
  const copy = part.cloneNode(true);
  for (const icon of copy.querySelectorAll("[aria-hidden=true], [data-testid*=Icon]")) icon.remove();
  return part.ariaLabel || copy.textContent.trim();
};
const named = (name, kinds = "button, a, summary, label, input, textarea, [role]") =>
  all(kinds).find((part) => words(part) === name);
const says = (text) => document.body.innerText.includes(text);
const asText = (_, value) => (value instanceof Node ? value.nodeName : value);
const still = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "running";
const box = (part) => {
  part.scrollIntoView({ block: "nearest", behavior: "instant" });
  const { x, y, width, height } = part.getBoundingClientRect();
  return { x, y, width, height };
};
const spot = (part, across, down) => {  // null as long as something else would get the click
  const { x, y, width, height } = box(part), place = [x + across * width, y + down * height];
  const hit = part.getRootNode().elementFromPoint(...place);
  return part.contains(hit) || hit?.contains(part) ? place : null;
};
"""
FORGETTING = """async () => {
  try {
    sessionStorage.clear();
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  } catch { /* refused, so nothing was kept */ }
}"""
OPENED = ("still && (window.playgroundStage?.paints > 0 || window.playgroundAnswer || window.playgroundGallery "
          "|| all('.st-key-handwriting-keep, .st-key-lesson-cards a, .st-key-principles-question').length > 0)")


class Untried(Exception):
    """Why this browser's driver cannot try a step; nobody's fault."""


class Visitor:
    """Somebody with a browser at one page of the app after another.

    hardened: in the dark, by a browser that refuses pages to keep anything.
    """

    def __init__(self, driver: Driver, address: str, hardened: bool = False) -> None:
        self.driver, self.address, self.hardened = driver, address, hardened

    def begin_anew(self) -> None:
        """Leave the app, and have the browser forget what pages kept in it."""
        self.driver.open(f"{self.address}/_stcore/health")
        self.look(f"await ({FORGETTING})()")

    def open(self, page: str) -> None:
        """Have a page, by its name or a whole address, with all that it shows at once."""
        self.driver.open(page if ":" in page else f"{self.address}/{'' if page == 'home' else page}")
        self.see(OPENED)

    def reload(self) -> None:
        """Have the page anew, as its address says."""
        self.driver.reload()
        self.see(OPENED)

    def look(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""
        return json.loads(self.driver.run(f"{BEGINNING} return JSON.stringify({expression}, asText) ?? 'null'"))

    def see(self, expression: str) -> Any:
        """Wait until a JavaScript expression is true, and have its value. Raises TimeoutError."""
        return wait_for(lambda: self.look(expression), expression)

    def read(self, text: str) -> None:
        """Wait until the page says so. Raises TimeoutError."""
        self.see(f"says({json.dumps(text)})")

    def box(self, part: str) -> dict[str, float]:
        """Where a part of the page, a JavaScript expression, is once it has come to rest: x, y, width, height."""
        return self.rest(f"{part} && box({part})")

    def rest(self, expression: str) -> Any:
        """Wait until a JavaScript expression is true and the same for some looks, and have its value."""
        looks: list[Any] = [None] * LOOKS_AT_REST

        def rested() -> Any:
            looks.append(self.look(expression))
            return looks[-1] if all(look == looks[-1] for look in looks[-LOOKS_AT_REST:]) else None

        return wait_for(rested, f"{expression} to rest")

    def press(self, name: str) -> None:
        """Click a button, a link or whatever else has this name, once it can be clicked."""
        self.click(f"named({json.dumps(name)})")

    def click(self, part: str, across: float = 0.5, down: float = 0.5) -> None:
        """Click a part of the page, a JavaScript expression, at such a share of its width and height."""
        self.see(f"still && {part} && !{part}.disabled")
        self.stroke([self.rest(f"{part} && spot({part}, {across}, {down})")])

    def stroke(self, points: list[tuple[float, float]], kind: str = "mouse") -> None:
        """Move the pointer, "mouse" or "touch", to the first point, press it, and lift it at the last one."""
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y), "duration": 20} for x, y in points]
        actions = [moves[0], {"type": "pointerDown", "button": 0}, *moves[1:], {"type": "pointerUp", "button": 0}]
        self.driver.perform([{"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": actions}])

    def type(self, *chords: str) -> None:
        """Press keys, one chord after the other; those of a chord together, the last of them first to be lifted."""
        actions = [{"type": kind, "value": key} for chord in chords
                   for kind, keys in (("keyDown", chord), ("keyUp", chord[::-1])) for key in keys]
        self.driver.perform([{"type": "key", "id": "keyboard", "actions": actions}])

    def write(self, name: str, text: str) -> None:
        """Click a field for text and replace what is in it."""
        self.click(f"named({json.dumps(name)}, 'input, textarea')")
        self.type(CONTROL + "a", *text.replace("\n", ENTER))

    def upload(self, key: str, file: Path) -> None:
        """Choose a file for the uploader whose key has this in it."""
        selector = f"[class*={key}] input[type=file]"
        self.see(f"still && document.querySelector('{selector}')")
        self.driver.give(selector, file)

    def download(self, name: str, ending: str) -> Path:
        """Press a button that saves a file, and have the file, once all of it is there."""
        for old in self.driver.downloads.glob("*"):
            old.unlink()
        self.press(name)
        return wait_for(lambda: saved(self.driver.downloads, ending), f"a file that ends with {ending}")

    def troubles(self) -> list[str]:
        """What the page's scripts have complained about since they were last asked, or since the page was loaded."""
        return self.look("troubles.splice(0)")


def wait_for(look: Callable[[], Any], what: str) -> Any:
    """What `look` returns once it is true. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if value := look():
            return value
        time.sleep(PAUSE)
    raise TimeoutError(f"waited {PATIENCE} s for {what}")


def saved(folder: Path, ending: str) -> Path | None:
    """The one file of a folder, once all of it is there: until then browsers have it under another name, too."""
    with suppress(FileNotFoundError):
        sizes = {file: file.stat().st_size for file in folder.iterdir()}
        if len(sizes) == 1 and all(file.suffix == ending and size for file, size in sizes.items()):
            return next(iter(sizes))
    return None
