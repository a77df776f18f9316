"""The strokes on a sheet as a few numbers and back. They come back from a browser, so nothing of them is trusted.

A stroke is what the sheet's component calls a path: here, all that tells it from another.
"""
import json
from typing import Any

from engine.exchange.json_text import check_marks, parsed

MOST_BYTES, MOST_STROKES, LONGEST = 400_000, 1_000, 20_000  # LONGEST: points of a stroke
MOST_MARKS = {b"{": MOST_STROKES, b"[": MOST_BYTES // 10, b":": 10 * MOST_STROKES, b'"': MOST_BYTES // 5}
POINTS = {"M": 2, "L": 2, "Q": 4}  # numbers behind a path's commands
NUMBERS = {"left": (-1e4, 1e4), "top": (-1e4, 1e4), "width": (0, 1e4), "height": (0, 1e4), "strokeWidth": (1, 100)}
SAME = {"type": "Path", "version": "7.4.0", "originX": "center", "originY": "center", "fill": None,
        "strokeLineCap": "round", "strokeLineJoin": "round"}  # of all strokes
BROKEN = "It is not what a sheet of this app had on it."


def written(strokes: list[dict[str, Any]]) -> bytes:
    """Strokes, as the sheet's component has them, as text; nothing if they are none, or too many to be read again."""
    if not strokes:
        return b""
    kept = [{name: stroke.get(name) for name in ("stroke", *NUMBERS, "path")} for stroke in strokes]
    content = json.dumps(kept, separators=(",", ":")).encode()
    try:
        read(content, {stroke.get("stroke") for stroke in strokes})
    except ValueError:
        return b""
    return content


def read(content: bytes, colors: set[Any]) -> list[dict[str, Any]]:
    """The inverse of `written`, of strokes in some colors. Raises ValueError."""
    if len(content) > MOST_BYTES:
        raise ValueError(BROKEN)
    check_marks(content, MOST_MARKS, "a sheet", "")
    kept = parsed(content.decode("utf-8", "replace"), "")
    if not isinstance(kept, list) or not len(kept) <= MOST_STROKES or not all(_is_stroke(each, colors)
                                                                               for each in kept):
        raise ValueError(BROKEN)
    return [SAME | each for each in kept]


def _is_stroke(stroke: object, colors: set[Any]) -> bool:
    return (isinstance(stroke, dict) and stroke.keys() == {"stroke", "path", *NUMBERS}
            and isinstance(stroke["stroke"], str) and stroke["stroke"] in colors
            and all(_is_number(stroke[name], *limits) for name, limits in NUMBERS.items()) and _is_path(stroke["path"]))


def _is_path(path: object) -> bool:
    return isinstance(path, list) and 0 < len(path) <= LONGEST and all(
        isinstance(part, list) and part and isinstance(part[0], str) and part[0] in POINTS
        and len(part) == 1 + POINTS[part[0]] and all(_is_number(number, -1e4, 1e4) for number in part[1:])
        for part in path)


def _is_number(value: object, low: float, high: float) -> bool:
    return type(value) in (int, float) and low <= value <= high  # type: ignore[operator]
