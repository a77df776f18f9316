"""`python -m tests.benchmarks.sliders`: how soon First principles shows what a slider is set to, in a real browser.

Prints a Markdown table with a row a chapter: from a slider's change to the painted picture, which follows by itself,
and to the last of the engine's numbers on the page; and the pictures painted a second while a slider is dragged. The
chapters take turns, so that noise meets all alike.
"""
import statistics
from collections.abc import Mapping
from urllib.parse import urlencode

from playwright.sync_api import Page

from pages.ui.first_principles.board.fields import Field
from pages.ui.first_principles.course import SHOWN
from pages.ui.first_principles.parameters import CHAPTERS, PAGE
from tests import browser

ROUNDS, SLIDERS, PATIENCE = 8, 4, 60_000
QUIET = 400  # milliseconds without any change on the page, after which an answer is complete
FIND = """const boards = [...document.querySelectorAll("*")].flatMap((one) =>
  [...(one.shadowRoot?.querySelectorAll(".board") ?? [])]);
const ranges = boards.flatMap((board) => [...board.querySelectorAll("input[type=range]")]);
const range = ranges.find((one) => one.dataset.name === name), board = range.closest(".board");
const set = (value) => { range.value = value; range.dispatchEvent(new Event("input", { bubbles: true })); };
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));"""
# Moves a slider by a step and gives the milliseconds to the picture and to the last change of the page.
CHANGE = f"""async ([name, up, quiet]) => {{
  {FIND}
  const paints = Number(board.dataset.paints), answers = Number(board.dataset.answers ?? 0);
  let last = 0;
  const observer = new MutationObserver(() => {{ last = performance.now(); }});
  observer.observe(document.querySelector("[data-testid=stMain]"), {{ subtree: true, childList: true,
                                                                    characterData: true }});
  const start = performance.now();
  set(Number(range.value) + (up ? 1 : -1) * Number(range.step));
  while (Number(board.dataset.paints) <= paints) await frame();
  const painted = performance.now() - start;
  while (Number(board.dataset.answers ?? 0) <= answers) await frame();
  await frame();
  let complete = performance.now();
  while (performance.now() - Math.max(last, complete) < quiet)
    await new Promise((resolve) => setTimeout(resolve, 20));
  observer.disconnect();
  return [painted, Math.max(last, complete) - start];
}}"""
# Drags a slider for two seconds and gives how many pictures were painted in each.
DRAG = f"""async (name) => {{
  {FIND}
  const paints = Number(board.dataset.paints), start = performance.now();
  const low = Number(range.min), high = Number(range.max);
  for (let i = 0; performance.now() - start < 2000; i++) {{
    set(low + (high - low) * (0.5 + 0.4 * Math.sin(i / 20)));
    await frame();
  }}
  return (Number(board.dataset.paints) - paints) / (performance.now() - start) * 1000;
}}"""


def opened(chromium, address: str, name: str, numbers: Mapping[str, str] | None = None) -> Page:
    """A chapter whose question has been answered. numbers: of its fields, by name."""
    asked = {f"{PAGE}.chapter": CHAPTERS[name], **{f"{PAGE}.{each}": text for each, text in (numbers or {}).items()}}
    page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/first_principles?{urlencode(asked)}")
    page.locator(f".st-key-{PAGE}-option0 button").click()
    page.locator(".board:visible, code:visible").first.wait_for()
    page.wait_for_timeout(3000)
    return page


def sliders(page: Page, name: str) -> list[str]:
    """The names of a chapter's first sliders that are seen on the page."""
    return [field.name for field in SHOWN[name].fields if isinstance(field, Field)
            and page.locator(f"input[type=range][data-name={field.name}]:visible").count()][:SLIDERS]


def main() -> None:
    with browser.served() as server, browser.launched() as chromium:
        pages = {name: opened(chromium, server.address, name) for name in SHOWN}
        pages = {name: page for name, page in pages.items() if sliders(page, name)}
        pictures: dict[str, list[float]] = {name: [] for name in pages}
        answers: dict[str, list[float]] = {name: [] for name in pages}
        rates: dict[str, list[float]] = {name: [] for name in pages}
        for i in range(ROUNDS):
            for name, page in pages.items():
                page.bring_to_front()
                for slider in sliders(page, name):
                    painted, answered = page.evaluate(CHANGE, [slider, i % 2 == 0, QUIET])
                    pictures[name].append(painted)
                    answers[name].append(answered)
        for _ in range(3):
            for name, page in pages.items():
                page.bring_to_front()
                rates[name] += [page.evaluate(DRAG, slider) for slider in sliders(page, name)[:2]]
                page.wait_for_timeout(1000)
        print("| chapter | to the picture, median | worst | to the engine's numbers, median | worst "
              "| pictures a second while dragged |\n|---|--:|--:|--:|--:|--:|")
        for name in pages:
            print(f"| {CHAPTERS[name]} | {statistics.median(pictures[name]):.0f} ms | {max(pictures[name]):.0f} ms "
                  f"| {statistics.median(answers[name]):.0f} ms | {max(answers[name]):.0f} ms "
                  f"| {statistics.median(rates[name]):.0f} |")


if __name__ == "__main__":
    main()
