"""`python -m tests.benchmarks.derivation`: how soon Backpropagation shows the derivative of another weight.

Prints a Markdown table with a row a network: from an arrow key in the graph to the graph's own picture, to the last of
the derivation's equations, and to the last change of the page. The networks take turns, so that noise meets all alike.
The last row is what a fragment with one equation takes on a page of its own: what no page of Streamlit is below.
"""
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests import browser
from tests.benchmarks.sliders import QUIET, opened

ROUNDS = 24
NETWORKS = {
    "2-2-1, Alice": {},
    "2-2-2, Mazur": {"own_weights": ".15, .25; .2, .3 | .4, .5; .45, .55", "own_biases": ".35, .35 | .6, .6",
                     "own_inputs": ".05, .1", "own_targets": ".01, .99"},
    "3-8-8-2": {"own_weights": "|".join(";".join(",".join(f"{((7 * i + 3 * j + a) % 11 - 5) / 10}" for j in range(b))
                                                 for i in range(a)) for a, b in ((3, 8), (8, 8), (8, 2))),
                "own_biases": "|".join(",".join("0" * count) for count in (8, 8, 2)), "own_inputs": "1, 2, 3",
                "own_targets": "0, 1"}}
LEAST = '''import streamlit as st


@st.fragment
def equation():
    st.button("Next", key="next", on_click=lambda: st.session_state.update(n=st.session_state.get("n", 0) + 1))
    st.markdown(f"$$x = {st.session_state.get('n', 0)}$$")


equation()
'''
# Gives the milliseconds to the last new equation above the heading that follows it, and to the last change of all.
WATCH = """const end = [...document.querySelectorAll("h5")].find(
  (one) => one.textContent.startsWith("The same without"));
const above = (node) => !end || node.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_FOLLOWING;
let equations = 0, last = 0;
const observer = new MutationObserver((changes) => {
  last = performance.now();
  for (const { target, addedNodes } of changes) {
    const at = target.nodeType === 1 ? target : target.parentElement;
    const isEquation = at?.closest(".katex") || [...addedNodes].some((one) => one.querySelector?.(".katex"));
    if (isEquation && above(at)) equations = last;
  }
});
observer.observe(document.querySelector("[data-testid=stMain]"),
                 { subtree: true, childList: true, characterData: true });
const start = performance.now();
const settled = async () => {
  while (!equations || performance.now() - last < quiet) await new Promise((resolve) => setTimeout(resolve, 20));
  observer.disconnect();
  return [equations - start, last - start];
};"""
CHOOSE = f"""async ([key, quiet]) => {{
  const graph = [...document.querySelectorAll("*")].flatMap(
    (one) => [...(one.shadowRoot?.querySelectorAll(".graph[role=listbox]") ?? [])])[0];
  const board = graph.closest(".board"), paints = Number(board.dataset.paints);
  {WATCH}
  graph.focus();
  graph.dispatchEvent(new KeyboardEvent("keydown", {{ key, bubbles: true }}));
  while (Number(board.dataset.paints) <= paints) await new Promise((resolve) => requestAnimationFrame(resolve));
  const painted = performance.now() - start;
  return [painted, ...await settled()];
}}"""
PRESS = f"""async (quiet) => {{
  const button = document.querySelector(".st-key-next button");
  {WATCH}
  button.click();
  return settled();
}}"""


def least(chromium, folder: str) -> list[float]:
    """What an empty page takes."""
    (path := Path(folder) / "app.py").write_text(LEAST, "utf-8")
    with browser.served(path.parent) as server:
        page: Page = chromium.new_page()
        page.goto(server.address)
        page.locator(".st-key-next button").wait_for()
        page.wait_for_timeout(3000)
        return [page.evaluate(PRESS, QUIET)[0] for _ in range(ROUNDS)]


def main() -> None:
    with browser.launched() as chromium, tempfile.TemporaryDirectory() as folder:
        with browser.served() as server:
            pages = {name: opened(chromium, server.address, "backprop", own) for name, own in NETWORKS.items()}
            found: dict[str, list[list[float]]] = {name: [] for name in pages}
            for i in range(ROUNDS):
                for name, page in pages.items():
                    page.bring_to_front()
                    found[name].append(page.evaluate(CHOOSE, ["ArrowUp" if i % 2 else "ArrowDown", QUIET]))
        floor = least(chromium, folder)
    print("| network | to the graph, median | worst | to the derivation, median | worst | to all else, median | worst "
          "|\n|---|--:|--:|--:|--:|--:|--:|")
    for name, each in found.items():
        print(f"| {name} | " + " | ".join(f"{statistics.median(times):.0f} ms | {max(times):.0f} ms"
                                          for times in zip(*each)) + " |")
    print(f"| one equation, nothing else | | | {statistics.median(floor):.0f} ms | {max(floor):.0f} ms | | |")


if __name__ == "__main__":
    main()
