"""`python -m tests.benchmarks.app`: how fast the app is for a person, measured in a real browser.

Prints one Markdown table. Linux only: processor time and memory come from /proc.
"""
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page

import pages  # noqa: F401  # gives the engine one thread, as in the app
from engine.datasets import mnist
from engine.training import RunConfig, TrainingRun
from pages.ui.shared.playback import SNAPSHOTS
from tests import browser

READY = "window.playgroundStage?.paints > 0 || window.playgroundAnswer"
ENDLESS = "playground.until_solved=false&playground.pause_every=1000000"  # or a quick run pauses while it is measured
HIDDEN = "".join(f"&playground.neurons{layer}=8" for layer in range(1, 7))
DEEPER = {"spiral, 2-8-8-1": f"playground?playground.dataset=Spiral&playground.layers=2{HIDDEN}",
          "spiral, six hidden layers of 8": f"playground?playground.dataset=Spiral&playground.layers=6{HIDDEN}"}
FURTHER_VISITORS = 3
FOLDERS, FILES = 5_000, 50_000  # beside the app: a .venv with the benchmark's requirements has as many
FINISHED = "document.querySelector('.stMain').textContent.includes('that it was not trained on')"
TRAINING = "document.querySelector('.stMain').textContent.includes('s left')"
EPOCHS, MANY_EPOCHS = 5, 50  # the tutorial asks for 50
ROUNDS = 10  # of everything that a person does many times

# Presses a button and waits, in the browser, for what it is to bring about, looking every so often; gives milliseconds.
PRESS = """async ([name, condition, every]) => {
  const button = [...document.querySelectorAll("button")].find((one) => one.innerText.trim().endsWith(name));
  const done = new Function(`return ${condition}`), start = performance.now();
  button.click();
  while (!done()) await new Promise((resolve) => setTimeout(resolve, every));
  return performance.now() - start;
}"""


def processor_seconds(*pids: int) -> float:
    """User and system time that these processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """All processes that a process has started, directly or not."""
    children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir()
                for child in (task / "children").read_text("utf-8").split()]
    return children + [grandchild for child in children for grandchild in descendants(child)]


def resident_megabytes(pid: int) -> float:
    """Memory that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def row(what: str, values: list[float], unit: str) -> None:
    print(f"| {what} | {statistics.median(values):.0f} {unit} | {max(values):.0f} {unit} |", flush=True)


def press(page: Page, name: str, condition: str, every: int = 5) -> float:
    return page.evaluate(PRESS, [name, condition, every])


def measure_opening(chromium, address: str) -> None:
    context = chromium.new_context()
    for name in ("", "playground", "digits"):
        times = []
        for _ in range(6):
            page = context.new_page()
            started = time.perf_counter()
            page.goto(f"{address}/{name}")
            page.wait_for_function(READY)
            times.append(1000 * (time.perf_counter() - started))
            page.close()
        row(f"{name or 'home'}: from its address to its first picture, in a browser that was here before", times[1:],
            "ms")
    context.close()


def measure_playground(chromium, address: str, server: int) -> None:
    page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{address}/playground?{ENDLESS}")
    page.wait_for_function(READY)
    page.wait_for_timeout(1500)
    press(page, "Play", "playgroundStage.playing")
    page.wait_for_timeout(1000)
    rates, browser_shares, ticks = painting(page, server)
    row("playground: painted frames a second while XOR plays", rates, "")
    row("playground: browser's share of one processor core meanwhile", browser_shares, "%")
    row("playground: server's processor time for a tick", ticks, "ms")
    measure_clicks(page, server)
    page.context.close()
    measure_deeper(chromium, address, server)


def measure_deeper(chromium, address: str, server: int) -> None:
    for name, address_of in DEEPER.items():
        page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.goto(f"{address}/{address_of}&{ENDLESS}")
        page.wait_for_function(READY)
        page.wait_for_timeout(1500)
        press(page, "Play", "playgroundStage.playing")
        page.wait_for_timeout(1000)
        row(f"playground: painted frames a second, {name}", painting(page, server)[0], "")
        page.context.close()


def painting(page: Page, server: int) -> tuple[list[float], list[float], list[float]]:
    """Three times: frames a second, the browser's share of a core in %, the server's milliseconds for a tick."""
    painters = [pid for pid in descendants(os.getpid()) if "chrom" in Path(f"/proc/{pid}/comm").read_text("utf-8")]
    rates, browser_shares, ticks = [], [], []
    for _ in range(3):
        before = page.evaluate("({...playgroundStage, now: performance.now()})")
        painted, served = processor_seconds(*painters), processor_seconds(server)
        page.wait_for_timeout(4000)
        after = page.evaluate("({...playgroundStage, now: performance.now()})")
        seconds = (after["now"] - before["now"]) / 1000
        rates.append((after["paints"] - before["paints"]) / seconds)
        browser_shares.append(100 * (processor_seconds(*painters) - painted) / seconds)
        ticked = (after["snapshots"] - before["snapshots"]) / SNAPSHOTS
        ticks.append(1000 * (processor_seconds(server) - served) / ticked)
    return rates, browser_shares, ticks


def measure_clicks(page: Page, server: int) -> None:
    pauses, steps, plays = [], [], []
    for i in range(ROUNDS):
        pauses.append(press(page, "Pause", "!playgroundStage.playing"))
        page.wait_for_timeout(400)
        epoch = page.evaluate("playgroundStage.epoch")
        steps.append(press(page, "1 epoch", f"playgroundStage.epoch !== {epoch}"))
        page.wait_for_timeout(300)
        plays.append(press(page, "Play", "playgroundStage.playing"))
        page.wait_for_timeout(600 + 37 * i)
    row("playground: Pause to the exact picture", pauses, "ms")
    row("playground: 1 epoch to the picture", steps, "ms")
    row("playground: Play to the first message", plays, "ms")
    press(page, "Pause", "!playgroundStage.playing")
    page.wait_for_timeout(500)
    idle = processor_seconds(server)
    page.wait_for_timeout(4000)
    used = 1000 * (processor_seconds(server) - idle) / 4
    print(f"| playground: server's processor time in a paused second | {used:.1f} ms | |")
    print(f"| playground: stages mounted in all that | {page.evaluate('playgroundStage.mounts')} | |")


def measure_rest(chromium) -> None:
    """What a page at rest costs the server where a large folder lies beside the app."""
    with tempfile.TemporaryDirectory() as name:
        folder = browser.copied(Path(name))
        for number in range(FOLDERS):
            (folder / ".venv" / str(number)).mkdir(parents=True)
        for number in range(FILES):
            (folder / ".venv" / str(number % FOLDERS) / f"{number}.py").touch()
        with browser.served(folder) as server:
            page = chromium.new_context().new_page()
            page.goto(f"{server.address}/playground")
            page.wait_for_function(READY)
            page.wait_for_timeout(3000)
            before = processor_seconds(server.pid)
            page.wait_for_timeout(20_000)
            share = 100 * (processor_seconds(server.pid) - before) / 20
            page.context.close()
    print(f"| playground: server's share of a processor core at rest, with {FOLDERS:,} folders beside the app | "
          f"{share:.1f} % | |", flush=True)


def engine_seconds(epochs: int) -> float:
    """What the engine alone takes for so many epochs of the tutorial's network."""
    config = RunConfig(dataset="mnist", hidden=(128,), activation="relu", loss="softmax_cross_entropy", init="he",
                       batch_size=32)
    run = TrainingRun.start(config, mnist("tutorial"))
    started = time.perf_counter()
    run.advance(epochs=epochs)
    return time.perf_counter() - started


def measure_digits(chromium, address: str, server: int) -> None:
    page = chromium.new_context(viewport={"width": 1280, "height": 800}).new_page()
    open_digits(page, address)
    page.get_by_role("button", name="Article", exact=True).click()
    page.wait_for_timeout(1500)
    engine_seconds(EPOCHS)  # loads the digits
    for epochs, rounds in ((EPOCHS, 5), (MANY_EPOCHS, 3)):
        plan(page, epochs)
        alone, took = [], []
        for _ in range(rounds):  # in turns, so that noise meets both alike
            alone.append(engine_seconds(epochs))
            took.append(press(page, "Train", FINISHED, every=25) / 1000)  # looking costs the browser time
            reset(page)
        row(f"digits: {epochs} epochs of the tutorial's network, from the click to the result",
            [1000 * seconds for seconds in took], "ms")
        ratio = statistics.median(took) / statistics.median(alone)
        print(f"| digits: the same as a share of what the engine takes alone | {100 * ratio:.0f} % | |")
        print(f"| digits: digits per second meanwhile, of the engine's own | {100 / ratio:.0f} % | |", flush=True)
    row("digits: pen-up to the answer", [stroke(page, i) for i in range(ROUNDS)], "ms")
    plan(page, 200)
    press(page, "Train", TRAINING)
    row("digits: pen-up to the answer while training", [stroke(page, i) for i in range(ROUNDS)], "ms")
    press(page, "Pause", FINISHED)
    reset(page)
    pauses = []
    for _ in range(ROUNDS):
        press(page, "Train", TRAINING)
        page.wait_for_timeout(400)
        pauses.append(press(page, "Pause", FINISHED))
        page.wait_for_timeout(300)
        reset(page)
    row("digits: Pause while training, to the result", pauses, "ms")
    print(f"| server's memory after all that | {resident_megabytes(server):.0f} MB | |")
    measure_memory(chromium, page, address, server)
    page.context.close()


def measure_memory(chromium, page: Page, address: str, server: int) -> None:
    """What looking at everything adds, and then every further visitor."""
    for view in ("Preprocessing", "Look inside"):
        page.get_by_text(view, exact=True).click()
        page.wait_for_timeout(4000)
    page.get_by_role("link", name="Evaluation").click()
    for view in ("Errors and uncertain digits", "Accuracy per digit", "Calibration", "Robustness",
                 "Hidden layer (PCA)"):
        page.get_by_text(view, exact=True).click()
        page.wait_for_timeout(2500)
    everything = resident_megabytes(server)
    print(f"| server's memory after every view of the digits and the evaluation | {everything:.0f} MB | |")
    for _ in range(FURTHER_VISITORS):
        visitor = chromium.new_context().new_page()
        open_digits(visitor, address)
        stroke(visitor, 0)
        press(visitor, "Train", TRAINING)
        visitor.wait_for_function(FINISHED)
    more = (resident_megabytes(server) - everything) / FURTHER_VISITORS
    print(f"| server's memory for each further visitor who draws and trains | {more:.0f} MB | |")


def open_digits(page: Page, address: str) -> None:
    page.goto(f"{address}/digits")
    page.wait_for_function(READY)
    page.wait_for_timeout(1500)


def plan(page: Page, epochs: int) -> None:
    """Set for how many epochs to train."""
    page.get_by_label("Epochs", exact=True).fill(str(epochs))
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)


def reset(page: Page) -> None:
    press(page, "Reset", f"!({FINISHED})")
    page.wait_for_timeout(500)


def stroke(page: Page, number: int) -> float:
    """Draw one more line; milliseconds from its end to the answer."""
    box = page.locator("canvas.upper-canvas").bounding_box()
    page.mouse.move(box["x"] + 60 + 15 * number, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 60 + 15 * number, box["y"] + 200, steps=8)
    count = page.evaluate("playgroundAnswer.count")
    page.evaluate("addEventListener('pointerup', () => { window.lifted = performance.now() }, true)")
    page.mouse.up()
    page.wait_for_function(f"playgroundAnswer.count > {count}")
    took = page.evaluate("playgroundAnswer.shown - lifted")
    page.wait_for_timeout(300)
    return took


def main() -> None:
    print("| what | median | worst |\n|---|--:|--:|")
    started = time.perf_counter()
    with browser.served() as server, browser.launched() as chromium:
        page = chromium.new_context().new_page()
        page.goto(server.address)
        page.wait_for_function(READY)
        print(f"| a new server to its first painted home page, browser's start included | "
              f"{time.perf_counter() - started:.1f} s | |")
        page.context.close()
        measure_opening(chromium, server.address)
        measure_playground(chromium, server.address, server.pid)
        measure_rest(chromium)
    with browser.served() as server, browser.launched() as chromium:
        measure_digits(chromium, server.address, server.pid)


if __name__ == "__main__":
    main()
