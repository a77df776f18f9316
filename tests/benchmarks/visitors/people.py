"""What each kind of visitor does: how it arrives, and then one thing after the other for as long as it stays."""
import asyncio
import base64
import io
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from engine.exchange import About, to_npz
from engine.network import Network
from pages.ui.shared.colors import COLORS
from tests.benchmarks.visitors.visitor import Condition, Heard, Visitor

XOR = "playground.until_solved=false&playground.pause_every=1000000"  # nobody's run ends by itself
_EIGHTS = "".join(f"&playground.neurons{layer}=8" for layer in range(1, 7))
SPIRAL, DEEP_SPIRAL = (f"playground.dataset=Spiral&playground.layers={layers}{_EIGHTS}&playground.speed=max&"
                       f"playground.activation=Tanh&{XOR}" for layers in (2, 6))
SIDE, BRUSH = 280, 20  # of the sheet, in pixels
STROKES = 4  # on a sheet, until it is cleared
RATES = ("0.1", "0.3", "1", "3")
Act = Callable[[Visitor, Random], Awaitable[None]]


@dataclass(frozen=True)
class Kind:
    """arrive: what such a visitor does first; act: what it does again and again; waits: what its clicks wait for."""

    name: str
    arrive: Act
    act: Act
    waits: str = ""


def plays(heard: Heard) -> bool:
    """A stage that plays."""
    return heard.stage is not None and heard.stage["playing"]


def rests(heard: Heard) -> bool:
    """The stage as the visitor's click has stopped it."""
    return heard.stage is not None and not heard.stage["playing"]


def shows(heard: Heard) -> bool:
    """The next picture of the stage."""
    return heard.stage is not None


def is_away(heard: Heard) -> bool:
    """A stage that rests because nobody sees it."""
    return heard.stage is not None and heard.stage["away"]


def is_seen(heard: Heard) -> bool:
    """A stage that goes on because somebody sees it."""
    return heard.stage is not None and not heard.stage["away"]


def runs(heard: Heard) -> bool:
    """The whole page has run."""
    return heard.what == "end" and not heard.fragments


def picture(key: str) -> Condition:
    """The next picture of this key."""
    return lambda heard: heard.key == key


async def pause_for(chance: Random, low: float, high: float) -> None:
    """Look, and think."""
    await asyncio.sleep(chance.uniform(low, high))


def at_play(query: str) -> Act:
    """Opens the playground and presses Play."""
    async def arrive(visitor: Visitor, chance: Random) -> None:
        await visitor.open("playground", query)
        await pause_for(chance, 0.2, 1)
        await visitor.click("playground.play", plays)

    return arrive


async def watch(visitor: Visitor, chance: Random) -> None:
    """Watch for a while, press Pause, look at it, and go on."""
    await pause_for(chance, 4, 8)
    await visitor.click("playground.pause", rests)
    await pause_for(chance, 0.6, 1)
    await visitor.click("playground.play", plays)


async def change(visitor: Visitor, chance: Random) -> None:
    """Turn every knob, while it plays and while it does not."""
    await pause_for(chance, 1, 2)
    await visitor.set("playground.rate", [chance.choice(RATES)], shows)
    await pause_for(chance, 1, 2)
    await visitor.set("playground.neurons1", chance.randint(1, 8), shows)
    await pause_for(chance, 1, 2)
    await visitor.click("playground.pause", rests)
    for key in ("step_batch", "step"):
        await pause_for(chance, 0.5, 1)
        await visitor.click(f"playground.{key}", rests)
    await pause_for(chance, 0.5, 1)
    await visitor.click("playground.new_start", rests)
    await pause_for(chance, 0.5, 1)
    await visitor.click("playground.play", plays)


async def to_digits(visitor: Visitor, chance: Random) -> None:
    """Open the digits page."""
    await visitor.open("digits")


async def draw(visitor: Visitor, chance: Random) -> None:
    """Draw one more stroke, or take a new sheet where it is full."""
    sheet = visitor.__dict__.setdefault("sheet", {"strokes": [], "change": 0})
    await pause_for(chance, 1, 3)
    sheet["strokes"] = [] if len(sheet["strokes"]) >= STROKES else [*sheet["strokes"], stroke(chance)]
    sheet["change"] += 1
    await visitor.post("digits.pen", {
        "strokes": sheet["strokes"], "cleared": [], "change": sheet["change"], "touched": True,
        "picture": painted(sheet["strokes"])}, picture("digits.answer"))


def stroke(chance: Random) -> dict:
    """An arc somewhere on the sheet, of as many points as a hand leaves."""
    x, y, radius = chance.uniform(80, 200), chance.uniform(80, 200), chance.uniform(30, 70)
    start, turn = chance.uniform(0, 6), chance.choice((1, -1)) * chance.uniform(1, 5)
    angles = [start + turn * i / 40 for i in range(41)]
    return {"points": [round(value, 2) for angle in angles
                       for value in (x + radius * math.cos(angle), y + radius * math.sin(angle))],
            "width": BRUSH, "erases": False}


def painted(strokes: list[dict]) -> str:
    """The sheet as a browser tells it: a PNG, in an address."""
    sheet = Image.new("RGB", (SIDE, SIDE), COLORS["light"]["sheet"]["paper"])
    pen = ImageDraw.Draw(sheet)
    for each in strokes:
        points = [*zip(each["points"][::2], each["points"][1::2], strict=True)]
        pen.line(points, COLORS["light"]["sheet"]["ink"], each["width"], "curve")
    file = io.BytesIO()
    sheet.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


async def train_long(visitor: Visitor, chance: Random) -> None:
    """Have the tutorial's network learn for 200 epochs."""
    await to_digits(visitor, chance)
    await pause_for(chance, 0.2, 1)
    await visitor.click("digits.preset_tutorial", runs)
    await visitor.set("digits.epochs", 200, runs)
    await visitor.click("digits.train", picture("digits.curves"))


async def look(visitor: Visitor, chance: Random) -> None:
    """Do nothing."""
    await asyncio.sleep(1)


async def upload(visitor: Visitor, chance: Random) -> None:
    """Bring a network to the playground, see it, and play on from it."""
    await pause_for(chance, 2, 4)
    hidden = chance.randint(2, 8)
    network = Network.mlp([2, hidden, 1], hidden="tanh", seed=hidden)
    [key] = [key for key in visitor.elements if key.startswith("playground.weights_file")]
    about = About("binary_cross_entropy", ("0", "1"), inputs=("x1", "x2"))
    await visitor.upload(key, "network.npz", to_npz(network, about), shows)
    await pause_for(chance, 1, 2)
    if visitor.has("playground.play"):
        await visitor.click("playground.play", plays)


async def come_and_go(visitor: Visitor, chance: Random) -> None:
    """One whole visit: home, playing, away and back, digits, a drawing, a little training, and gone."""
    await visitor.open("")
    await visitor.post("home.stage", {"do": "away", "away": False}, is_seen)
    await pause_for(chance, 1, 3)
    await visitor.go_to("playground")
    await visitor.click("playground.play", plays)
    await pause_for(chance, 2, 5)
    await visitor.close()
    await pause_for(chance, 1, 4)
    await visitor.come_back()
    await pause_for(chance, 1, 3)
    await visitor.go_to("digits")
    visitor.__dict__.pop("sheet", None)
    await draw(visitor, chance)
    await visitor.click("digits.train", picture("digits.curves"))
    await pause_for(chance, 2, 4)
    await visitor.close()
    await pause_for(chance, 1, 3)


async def arrive_nowhere(visitor: Visitor, chance: Random) -> None:
    """Begin with what is done again and again."""


async def to_lessons(visitor: Visitor, chance: Random) -> None:
    """Open a page that only has words."""
    await visitor.open("lessons")


async def stop_playing(visitor: Visitor, chance: Random) -> None:
    """Play for a moment, then pause."""
    await at_play(XOR)(visitor, chance)
    await pause_for(chance, 1, 2)
    await visitor.click("playground.pause", rests)


async def play_unseen(visitor: Visitor, chance: Random) -> None:
    """Play, and put another tab in front."""
    await at_play(XOR)(visitor, chance)
    await pause_for(chance, 0.5, 1)
    visitor.hide()
    await visitor.post("playground.stage", {"do": "away", "away": True}, is_away)


async def open_digits(visitor: Visitor, chance: Random) -> None:
    """Open the digits page, once."""
    if not visitor.clicks:
        loop = asyncio.get_running_loop()
        started = loop.time()
        await to_digits(visitor, chance)
        visitor.clicks.append(loop.time() - started)
    await asyncio.sleep(1)


_PLAY = "Pause, Play to the stage"
KINDS = {kind.name: kind for kind in (
    Kind("XOR", at_play(XOR), watch, _PLAY),
    Kind("spiral at max", at_play(SPIRAL), watch, _PLAY),
    Kind("deep spiral at max", at_play(DEEP_SPIRAL), watch, _PLAY),
    Kind("changing", at_play(XOR), change, "any change to the stage"),
    Kind("drawing", to_digits, draw, "pen-up to the answer"),
    Kind("training", train_long, look),
    Kind("uploading", at_play(XOR), upload, "the file to the stage"),
    Kind("coming and going", arrive_nowhere, come_and_go, "all of these"),
    Kind("idle", to_lessons, look),
    Kind("paused", stop_playing, look),
    Kind("hidden", play_unseen, look),
    Kind("opening digits", arrive_nowhere, open_digits, "the address to the last element"),
)}
