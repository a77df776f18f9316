"""What our pictures tell of: what hands can do in them, and what only a browser that wants harm would send."""
import base64
import copy
import io
import json
import struct
from functools import cache
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from pages.ui.shared.drawing import canvas
from tests.walk.supplies import ODD_TEXTS, ODD_VALUES

STEPS = ("crop", "stroke", "aspect", "size", "smooth", "center", "slant")
DATASETS = ("xor", "circle", "spiral", "own", "gender", "moons", "slope")
WORDS = ("do", "index", "value", "gesture", "layer", "by", "at", "name", "on", "points", "of", "set", "line", "choose",
         "typed", "walk", "how", "content", "records", "token", "change", "strokes", "picture", "taken", "select",
         "neuron", "atlas", "alike", "step", "header", "rows", "truth", "answer", "label", "id")


def event(random: Random, key: str, data: dict[str, Any], kept: dict[str, bytes]) -> Any:
    """Something that a picture may tell, most of the time what hands can do.

    key: the picture's; data: what it shows, as far as that is JSON; kept: what the browser keeps, by its keepers' keys.
    """
    told = _by_hand(random, key, data, kept)
    return _spoiled(random, told) if random.random() < 0.25 else told


def _by_hand(random: Random, key: str, data: dict[str, Any], kept: dict[str, bytes]) -> dict[str, Any]:
    if key.startswith("keeping."):
        return _of_browser(random, kept.get(key, b""))
    if data.get("fields") and random.random() < 0.7:
        fields = random.sample(data["fields"], min(len(data["fields"]), random.randint(1, 3)))
        return {"set": {field["name"]: _typed(random, field) for field in fields}}
    make = _OF_PICTURES.get(key) or _OF_PICTURES.get(key.partition(".")[2]) or _of_board
    return make(random)


def _typed(random: Random, field: dict[str, Any]) -> Any:
    low, high = field.get("low", -3), field.get("high", 3)
    if random.random() < 0.25:
        return random.choice(ODD_TEXTS)
    if field.get("kind") == "table":
        rows, columns = random.choice(((1, 2), (2, 2), (3, 2), (2, 1), (4, 2), (1, 1)))
        return "\n".join(" ".join(f"{random.uniform(-3, 3):.2g}" for _ in range(columns)) for _ in range(rows))
    return random.choice((low, high, random.uniform(low, high), round(random.uniform(low, high)), 0, 1, "1e4", "-0.5"))


def _of_browser(random: Random, content: bytes) -> dict[str, Any]:
    record = {"key": "k", "since": "just now", "words": random.choice(("", "test accuracy 97.9 %", "<b>", "x" * 3_000))}
    return random.choice((
        {"how": "found", "records": [record] * random.randint(0, 3), "refused": False, "off": random.random() < 0.3},
        {"how": "found", "records": [], "missing": True}, {"how": "refused"}, {"how": "awake"},
        {"how": random.choice(("brought", "reload", "back", "lost")), "token": random.randint(1, 9),
         "gone": random.choice(("", "a moment")), "content": base64.b64encode(content).decode() if content else None}))


def _of_stage(random: Random) -> dict[str, Any]:
    point = {"x": random.uniform(-2, 2), "y": random.uniform(-2, 2), "label": random.choice(("0", "1", "a", "b"))}
    number = str(random.choice((0, 1, -1, 0.25, 5, 1e6, 1e7, "x", *ODD_TEXTS[:8])))
    return random.choice((
        {"do": "edit", "index": random.randint(0, 30), "value": number, "gesture": random.randint(0, 3)},
        {"do": "cancel", "gesture": random.randint(0, 3)}, {"do": "undo"},
        {"do": "look", "layer": random.randint(0, 3), "index": random.randint(0, 4)}, {"do": "look"},
        {"do": "away", "away": random.random() < 0.5}, {"do": "pace", "slow": random.random() < 0.5},
        {"do": "moment", "index": random.randint(0, 40), "of": random.randint(0, 40), "held": random.random() < 0.5},
        {"do": "own"}, {"do": "add", "points": [point] * random.randint(1, 3)}, {"do": "remove", "points": [point]},
        {"do": "neurons", "layer": random.randint(1, 3), "by": random.choice((1, -1, 2, -2))},
        {"do": "layer", "at": random.randint(1, 3), "by": random.choice((1, -1))},
        {"do": "input", "name": random.choice(("x1", "x2", "x1_squared", "sin_x1")), "on": random.random() < 0.5},
        {"do": "dataset", "name": random.choice(DATASETS)}))


@cache
def _sheet(points: tuple[int, ...], width: int) -> str:
    """How a sheet with one stroke looks, as a browser sends it."""
    picture = Image.new("RGBA", (canvas.SIDE, canvas.SIDE), "white")
    ImageDraw.Draw(picture).line([*zip(points[::2], points[1::2])], "black", width)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return canvas.DATA + base64.b64encode(file.getvalue()).decode()


def _of_pen(random: Random) -> dict[str, Any]:
    points = random.choice(((90, 60, 190, 60, 130, 220), (140, 40, 140, 240), (60, 60, 60, 200, 200, 200, 210, 60),
                            (50, 50, 50, 51), (140, 60, 80, 220), (90, 90, 200, 90, 200, 200, 90, 200, 90, 90)))
    width = random.choice((8, 20, 40))
    stroke = {"points": [*points], "width": width, "erases": random.random() < 0.1}
    drawn = {"change": random.randint(0, 99), "strokes": [stroke] * random.randint(0, 2), "cleared": [],
             "touched": True, "picture": _sheet(points, width)}
    return drawn | random.choice(({}, {}, {"taken": drawn, "value": random.randint(-1, 10)}))


def _of_any(random: Random) -> dict[str, Any]:
    return {random.choice(WORDS): random.choice(ODD_VALUES)}


_OF_PICTURES = {
    "stage": _of_stage, "pen": _of_pen,
    "number": lambda random: random.choice(({"select": random.randint(-1, 9)}, {"remove": True})),
    "xray": lambda random: {"step": random.choice(STEPS)},
    "picker": lambda random: {"refused": random.choice(ODD_TEXTS)},
    "inside": lambda random: random.choice((
        {"neuron": [random.randint(0, 2), random.randint(0, 12)]}, {"neuron": None}, {"atlas": random.randint(0, 3)},
        {"atlas": None}, {"alike": random.choice(("ink", "network", None))})),
    "table": lambda random: {"truth": random.randint(-1, 10), "answer": random.randint(0, 9)},
    "own_sheet": lambda random: {"header": random.choice(([], ["a", "b", "c"])), "rows": [
        [str(random.choice((1, 2.5, "x", ""))), str(random.randint(-9, 9)), random.choice("ab")]
        for _ in range(random.randint(0, 6))]},
}
_BESIDE = (
    lambda random: {"line": random.randint(-1, 40)},
    lambda random: {"choose": random.choice(("relu", "tanh", "sigmoid", "gelu", "identity"))},
    lambda random: {"wants": "weights"},
    lambda random: {"typed": {"key": random.choice(("w1", "w3", "b1", "x1", "x2", "y1", "z1")),
                              "text": random.choice(("0.5", "-1", "1e3", *ODD_TEXTS))}},
    lambda random: {"walk": [random.choice(("w1", "own", "b")), random.uniform(-3, 3)]},
    lambda random: {"index": random.randint(-1, 60)},
    lambda random: {"truth": random.randint(0, 9), "answer": random.randint(0, 9)},
)


def _of_board(random: Random) -> dict[str, Any]:
    return random.choice(_BESIDE)(random)


def _spoiled(random: Random, told: dict[str, Any]) -> Any:
    """The same with something else in one place of it, which no hand could do."""
    spoiled = copy.deepcopy(told)
    place: Any = spoiled
    while isinstance(place, dict | list) and place:
        keys = [*place] if isinstance(place, dict) else [*range(len(place))]
        key = random.choice(keys)
        if not isinstance(place[key], dict | list) or not place[key] or random.random() < 0.4:
            place[key] = random.choice(ODD_VALUES)
            break
        place = place[key]
    return random.choice((spoiled, spoiled, spoiled, random.choice(ODD_VALUES), _of_any(random)))


def shown(content: bytes) -> dict[str, Any]:
    """What a picture is given, as far as it is JSON: Python's words, which browsers read strictly."""
    if content[:2] != b'{"':
        return {}
    return dict(json.loads(content[:-12], parse_constant=_refused))


def header(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What a keeper hands the browser: what it says of it, and the content to keep."""
    (length,) = struct.unpack("<I", content[:4])
    return json.loads(content[4 : 4 + length], parse_constant=_refused), content[4 + length : -12]


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no JSON.")
