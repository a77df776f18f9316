"""The strokes on a sheet, as a browser tells them and keeps them. They come from a browser, so nothing of them is
trusted.

A stroke is its points, x and y in turn, the width of its brush, and whether it erases.
"""
import json
from typing import Any

from engine.exchange.json_text import check_marks, parsed

MOST_BYTES, MOST_STROKES, LONGEST = 400_000, 1_000, 20_000  # LONGEST: numbers of a stroke
MOST_MARKS = {b"{": MOST_STROKES, b"[": 1 + MOST_STROKES, b":": 3 * MOST_STROKES, b'"': 6 * MOST_STROKES}
WIDTHS, PLACES = (1, 100), (-1e4, 1e4)  # pixels
BROKEN = "It is not what a sheet of this app had on it."


def written(strokes: list[dict[str, Any]]) -> bytes:
    """Strokes as text; nothing if they are none, or too many to be read again."""
    content = json.dumps(strokes, separators=(",", ":")).encode() if strokes else b""
    return content if len(content) <= MOST_BYTES else b""


def read(content: bytes) -> list[dict[str, Any]]:
    """The inverse of `written`. Raises ValueError."""
    if len(content) > MOST_BYTES:
        raise ValueError(BROKEN)
    check_marks(content, MOST_MARKS, "a sheet", "")
    return checked(parsed(content.decode("utf-8", "replace"), ""))


def checked(strokes: Any) -> list[dict[str, Any]]:
    """Strokes that may be anything. Raises ValueError where they are no strokes."""
    if not isinstance(strokes, list) or len(strokes) > MOST_STROKES or not all(map(_is_stroke, strokes)):
        raise ValueError(BROKEN)
    return strokes


def _is_stroke(stroke: object) -> bool:
    return (isinstance(stroke, dict) and stroke.keys() == {"points", "width", "erases"}
            and isinstance(stroke["erases"], bool) and _is_number(stroke["width"], *WIDTHS)
            and isinstance(stroke["points"], list) and 0 < len(stroke["points"]) <= LONGEST
            and len(stroke["points"]) % 2 == 0 and all(_is_number(number, *PLACES) for number in stroke["points"]))


def _is_number(value: object, low: float, high: float) -> bool:
    return type(value) in (int, float) and low <= value <= high  # type: ignore[operator]
