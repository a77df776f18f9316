"""The walk: what a person does on each page, once, and what is to be seen then.

A step is a function that does something at a page, waits for what is to be seen, and returns in words what it found;
where that does not come, it raises. It opens its page anew, so that each can be read, and fail, by itself. To add one,
write it here, below `@step(...)` with its page.
"""
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.datasets import mnist
from tests.other_browsers.visitor import CONTROL, ENTER, Untried, Visitor
from tests.photos import photo

SEVEN = [(90, 60), (140, 60), (190, 60), (170, 110), (150, 160), (130, 220)]
RING = [(140, 50), (80, 140), (140, 230), (200, 140), (140, 50)]
ONE = [(142, 50), (138, 230)]
SHEET = "all('canvas.upper-canvas')[0]"
TABLE = "length,weight,kind\n1,9,ash\n2,8,ash\n3,8,ash\n7,2,elm\n8,1,elm\n9,3,elm\n"
PAGES = ("home", "playground", "lessons", "first_principles", "digits", "handwriting", "evaluation")
START = "Start here: watch a small network learn"
FRAMES_LOOKED_AT = 2  # seconds
KEEP = """async () => {
  sessionStorage.setItem("walk", "session");
  localStorage.setItem("walk", "local");
  const opening = indexedDB.open("walk");
  opening.onupgradeneeded = () => opening.result.createObjectStore("kept").put("database", "walk");
  await new Promise((done, failed) => { opening.onsuccess = done; opening.onerror = failed; });
  opening.result.close();
}"""
FOUND = """async () => {
  const opening = indexedDB.open("walk");
  await new Promise((done, failed) => { opening.onsuccess = done; opening.onerror = failed; });
  const reading = opening.result.transaction("kept").objectStore("kept").get("walk");
  await new Promise((done, failed) => { reading.onsuccess = done; reading.onerror = failed; });
  opening.result.close();
  return [sessionStorage.getItem("walk"), localStorage.getItem("walk"), reading.result];
}"""


@dataclass(frozen=True)
class Step:
    """hardened: whether it is also taken in the second visit, in the dark, by a browser that refuses storage."""

    page: str
    take: Callable[[Visitor], str]
    hardened: bool


STEPS: list[Step] = []


def step(page: str, *, hardened: bool = False) -> Callable[[Callable[[Visitor], str]], Callable[[Visitor], str]]:
    """Adds a function to the walk."""
    def add(take: Callable[[Visitor], str]) -> Callable[[Visitor], str]:
        STEPS.append(Step(page, take, hardened))
        return take

    return add


@step("home", hardened=True)
def learns_while_one_reads(visitor: Visitor) -> str:
    visitor.open("home")
    visitor.see("playgroundStage.epoch > 20")
    return "a network learns while one reads"


@step("home")
def leads_to_the_playground_and_back_and_forward(visitor: Visitor) -> str:
    visitor.open("home")
    visitor.press(START)
    visitor.see("location.pathname === '/playground' && named('Play')")
    visitor.look("history.back()")
    visitor.see(f"location.pathname === '/' && named('{START}')")
    visitor.look("history.forward()")
    visitor.see("location.pathname === '/playground' && named('Play')")
    return "leads to the playground, Back to home and Forward again"


@step("playground", hardened=True)
def plays_pauses_and_steps(visitor: Visitor) -> str:
    visitor.open("playground")
    visitor.press("Play")
    visitor.see("playgroundStage.epoch > 100")
    paints, start = visitor.look("playgroundStage.paints"), time.monotonic()
    time.sleep(FRAMES_LOOKED_AT)
    rate = (visitor.look("playgroundStage.paints") - paints) / (time.monotonic() - start)
    epoch = pause(visitor)
    visitor.press("1 epoch")
    visitor.see(f"playgroundStage.epoch === {epoch + 1}")
    return f"plays at {rate:.0f} frames a second, pauses, and goes on by one epoch"


@step("playground")
def a_weight_is_clicked_and_changed(visitor: Visitor) -> str:
    visitor.open("playground")
    loss, box = visitor.look("playgroundStage.loss"), visitor.box("all('canvas.network')[0]")
    visitor.stroke([(box["x"] + box["width"] - 130, box["y"] + box["height"] / 2 + 17)])  # as in hands.py
    visitor.write("weight hidden 1, neuron 2 → output, number", "4")
    visitor.type(ENTER)
    visitor.see(f"playgroundStage.loss > {loss} + 0.1")
    visitor.press("Undo")
    visitor.see(f"playgroundStage.loss === {loss} && named('Undo').disabled")
    return "a clicked weight takes a number, and Undo takes it back"


@step("playground")
def the_timeline_is_dragged(visitor: Visitor) -> str:
    visitor.open("playground")
    visitor.press("Play")
    visitor.see("playgroundStage.epoch > 500")
    newest = pause(visitor)
    box = visitor.box("named('Moment of the run')")
    x, y, width = box["x"], box["y"] + box["height"] / 2, box["width"]
    visitor.stroke([(x + width - 8, y), (x + width / 2, y), (x + width / 5, y)])
    visitor.see(f"playgroundStage.epoch < {newest / 2}")
    visitor.press("Back to the newest")
    visitor.see(f"playgroundStage.epoch === {newest}")
    return "the timeline is dragged back and comes to the newest moment again"


@step("playground")
def a_link_shows_the_same_moment(visitor: Visitor) -> str:
    visitor.open("playground")
    visitor.press("1 epoch")
    visitor.see("playgroundStage.epoch === 1")
    visitor.press("Share and save")
    visitor.press("Make a link to this moment")
    link, loss = visitor.see("all('[data-testid=stCode] code')[0]?.innerText"), visitor.look("playgroundStage.loss")
    visitor.open(link)
    visitor.see(f"playgroundStage.epoch === 1 && playgroundStage.loss === {loss}")
    return "a link to a moment shows the same loss there"


@step("playground")
def a_reload_comes_back_to_the_moment(visitor: Visitor) -> str:
    visitor.open("playground")
    visitor.press("1 epoch")
    visitor.see("playgroundStage.epoch === 1 && location.search.includes('moment=1')")
    loss = visitor.look("playgroundStage.loss")
    visitor.reload()
    visitor.see(f"playgroundStage.epoch === 1 && playgroundStage.loss === {loss}")
    return "a reload comes back to the moment"


@step("playground")
def a_reload_in_mid_play_loses_little(visitor: Visitor) -> str:
    visitor.open("playground?playground.speed=10+epochs%2Fs")
    visitor.press("Play")
    visitor.see("playgroundStage.epoch > 60")
    visitor.reload()
    visitor.read("This is where this tab was: epoch")
    epoch = visitor.see("playgroundStage.epoch")
    return f"a reload in mid-play after epoch 60 comes back to epoch {epoch}"


@step("playground")
def own_points_are_uploaded(visitor: Visitor) -> str:
    visitor.open("playground?playground.dataset=Your+own+points")
    visitor.press("File")
    file = visitor.driver.downloads.parent / "trees.csv"
    file.write_text(TABLE, "utf-8")
    visitor.upload("own_file", file)
    visitor.read("weight: minus")
    return "own points are uploaded as a CSV file"


@step("playground")
def own_points_are_pasted(visitor: Visitor) -> str:
    visitor.open("playground?playground.dataset=Your+own+points")
    visitor.press("Text")
    visitor.write("Your points", TABLE)
    visitor.type(CONTROL + "a", CONTROL + "x", CONTROL + "v", CONTROL + ENTER)
    visitor.read("weight: minus")
    return "own points are written, cut and pasted as text"


@step("playground")
def points_are_added_on_the_map(visitor: Visitor) -> str:
    visitor.open("playground")
    visitor.press("Edit points")
    visitor.see("location.search.includes('dataset=Your')")
    visitor.click("all('canvas.map')[0]", 0.4, 0.4)
    visitor.see("named('Undo')?.title === 'Take back: add a point of “0”'")
    return "a click on the map adds a point"


@step("playground")
def a_picture_and_weights_are_downloaded(visitor: Visitor) -> str:
    visitor.open("playground")
    picture = visitor.download("Save picture", ".png").name
    visitor.press("Share and save")
    weights = visitor.download("Weights, .npz", ".npz").name
    return f"saves {picture} and {weights}"


@step("playground")
def charts_are_drawn(visitor: Visitor) -> str:
    visitor.open("playground?playground.dataset=Circle")
    visitor.press("1 epoch")
    for chart, kind in {"Weights": "bar", "Confusion matrix": "heatmap", "Loss surface": "surface"}.items():
        visitor.press(chart)
        visitor.see(f"document.querySelector('.js-plotly-plot')?.data?.[0].type === '{kind}'")
    return "charts of weights, confusion and the loss landscape are drawn"


@step("lessons")
def a_lesson_opens_and_back_leads_out_of_it(visitor: Visitor) -> str:
    visitor.open("lessons")
    visitor.press("Open lesson 8")
    visitor.read("Lesson 8 of")
    visitor.press("1 epoch")
    visitor.see("window.playgroundStage?.epoch === 1")
    visitor.look("history.back()")
    visitor.see("location.pathname === '/lessons' && named('Open lesson 8')")
    return "a lesson opens, and Back leads out of it"


@step("first principles", hardened=True)
def a_worked_example_opens(visitor: Visitor) -> str:
    visitor.open("first_principles?principles.chapter=Backpropagation")
    visitor.click("all('.st-key-principles-option0 button')[0]")
    visitor.press("Mazur: 2-2-2")
    visitor.click("all('summary').find((one) => one.innerText.includes('Printed there and computed here'))")
    visitor.read("0.298371109")
    visitor.see("all('.katex').length > 0 && all('.katex-error').length === 0")
    return "a worked example opens with the numbers in print, and formulas are set"


@step("digits", hardened=True)
def the_mouse_draws(visitor: Visitor) -> str:
    visitor.open("digits")
    draw(visitor, SEVEN)
    visitor.see("playgroundAnswer.digit === 7")
    return "a 7 drawn by mouse is read as 7"


@step("digits")
def a_finger_draws(visitor: Visitor) -> str:
    if not visitor.driver.touches:
        raise Untried("its driver has no touch screen")
    visitor.open("digits")
    draw(visitor, SEVEN, "touch")
    visitor.see("playgroundAnswer.digit === 7")
    return "a 7 drawn by a finger is read as 7"


@step("digits")
def a_drawing_is_taken_back_and_cleared(visitor: Visitor) -> str:
    visitor.open("digits")
    draw(visitor, SEVEN)
    visitor.see("playgroundAnswer.digit === 7")
    draw(visitor, RING)
    visitor.see("playgroundAnswer.digit !== 7 || playgroundAnswer.doubted")
    visitor.press("Undo")
    visitor.see("playgroundAnswer.digit === 7 && !playgroundAnswer.doubted")
    visitor.press("Clear")
    visitor.see("playgroundAnswer.digit === -1")
    return "Undo takes a stroke back, and Clear all of them"


@step("digits")
def a_network_is_trained_saved_and_loaded(visitor: Visitor) -> str:
    visitor.open("digits?digits.epochs=1&digits.rows=1000")
    visitor.press("Train")
    visitor.read("digits that it was not trained on")
    visitor.press("Your files")
    weights = visitor.download("Weights (.npz)", ".npz")
    visitor.open("digits")
    visitor.press("Your files")
    visitor.upload("weights_file", weights)
    visitor.read("Loaded network")
    return f"trains, saves {weights.name} ({weights.stat().st_size:,} bytes) and loads it in another visit"


@step("digits")
def a_network_is_kept_by_the_browser(visitor: Visitor) -> str:
    visitor.open("digits?digits.epochs=1&digits.rows=1000")
    visitor.press("Train")
    visitor.read("digits that it was not trained on")
    visitor.see("globalThis.playgroundKept?.own")
    visitor.open("digits")
    visitor.press("Bring it back")
    visitor.read("This is your network at epoch 1 again")
    return "a trained network comes back from the browser in another visit"


@step("digits")
def a_photo_is_read(visitor: Visitor) -> str:
    visitor.open("digits")
    visitor.press("Read a photo instead")
    file = visitor.driver.downloads.parent / "five.jpg"
    file.write_bytes(photo(mnist().test_inputs[8].reshape(28, 28), np.random.default_rng(3), rules="checked"))
    visitor.upload("photo", file)
    visitor.see("playgroundAnswer.digit === 5")
    return "a photo of a 5 is read as 5"


@step("digits")
def the_inside_is_shown(visitor: Visitor) -> str:
    visitor.open("digits")
    draw(visitor, SEVEN)
    visitor.see("playgroundAnswer.digit === 7")
    visitor.press("Look inside")
    visitor.see("window.playgroundInside?.answer === 7")
    visitor.press("Preprocessing")
    visitor.see("window.playgroundXray?.source === 'drawing'")
    return "the steps to the answer and the network's inside are shown"


@step("your handwriting", hardened=True)
def drawings_are_kept_saved_and_loaded(visitor: Visitor) -> str:
    visitor.open("handwriting")
    for digit, points in enumerate((RING, ONE)):
        stroke(visitor, points)
        visitor.press(f"Keep it as a {digit}")
        visitor.read(f"{digit + 1} drawing")
    drawings = visitor.download("Download the drawings", ".json")
    labels = [drawing["label"] for drawing in json.loads(drawings.read_text("utf-8"))["drawings"]]
    assert labels == [0, 1], f"saved drawings are of {labels}"
    visitor.open("handwriting")
    visitor.upload("handwriting-drawings", drawings)
    visitor.read("2 drawings")
    return "two drawings are kept, saved, and loaded in another visit"


@step("your handwriting")
def drawings_are_kept_by_the_browser(visitor: Visitor) -> str:
    visitor.open("handwriting")
    stroke(visitor, RING)
    visitor.press("Keep it as a 0")
    visitor.see("globalThis.playgroundKept?.drawings")
    visitor.open("handwriting")
    visitor.read("0 drawings")
    visitor.press("Bring them back")
    visitor.see("named('Remove the last')?.disabled === false")
    return "a drawing comes back from the browser in another visit"


@step("evaluation", hardened=True)
def errors_and_the_hidden_layer_are_shown(visitor: Visitor) -> str:
    visitor.open("evaluation")
    visitor.click("all('button').find((part) => part.ariaLabel?.endsWith('times a 4 was predicted as a 9'))")
    visitor.read("True 4, predicted 9")
    visitor.press("Hidden layer (PCA)")
    visitor.see("all('canvas').some((part) => part.ariaLabel?.includes('PCA of the last hidden layer'))")
    return "a cell shows its digits, and the hidden layer is drawn"


@step("every page", hardened=True)
def the_colors_are_the_systems(visitor: Visitor) -> str:
    for page in PAGES:
        visitor.open(page)
        dark = visitor.look("matchMedia('(prefers-color-scheme: dark)').matches")
        color = visitor.look("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
        red = int(re.search(r"\d+", color)[0])
        assert (red < 128) == dark, f"{page} is {color}"
    return f"is {'dark' if dark else 'light'}, as the system is"


@step("storage", hardened=True)
def what_is_kept_is_there_after_a_reload(visitor: Visitor) -> str:
    visitor.open("home")
    if visitor.hardened:
        refusal = visitor.look("(() => { try { return localStorage.length } catch (error) { return error.name } })()")
        assert refusal == "SecurityError", f"localStorage answers {refusal}"
        return "is refused, as it should be here"
    visitor.look(f"await ({KEEP})()")
    visitor.open("playground")
    visitor.reload()
    kept = visitor.look(f"await ({FOUND})()")
    assert kept == ["session", "local", "database"], f"kept {kept}"
    return "sessionStorage, localStorage and IndexedDB keep what they are given"


def pause(visitor: Visitor) -> int:
    """The epoch at which the playground stands still."""
    visitor.press("Pause")
    return visitor.rest("!playgroundStage.playing && still && playgroundStage.epoch")


def draw(visitor: Visitor, points: list[tuple[int, int]], kind: str = "mouse") -> None:
    """A stroke on the sheet, and the page's answer to it."""
    answers = visitor.look("playgroundAnswer.count")
    stroke(visitor, points, kind)
    visitor.see(f"playgroundAnswer.count > {answers}")


def stroke(visitor: Visitor, points: list[tuple[int, int]], kind: str = "mouse") -> None:
    """A stroke on the sheet to draw on."""
    box = visitor.box(SHEET)
    visitor.stroke([(box["x"] + x, box["y"] + y) for x, y in points], kind)
