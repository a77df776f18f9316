"""The strokes on a sheet, as a browser tells them and keeps them. They come from a browser, so nothing of them is
trusted.

A stroke is its points, x and y in turn, the width of its brush, and whether it erases.
"""
import json
from typing import Any

from engine.exchange.json_text import check_marks, parsed
from pages.ui.shared.colors import COLORS

MOST_BYTES, MOST_STROKES, LONGEST = 400_000, 1_000, 20_000  # LONGEST: numbers of a stroke
MOST_MARKS = {b"{": MOST_STROKES, b"[": MOST_BYTES // 10, b":": 10 * MOST_STROKES, b'"': MOST_BYTES // 5}
WIDTHS, PLACES = (1, 100), (-1e4, 1e4)  # pixels
PAPERS = {COLORS[theme]["sheet"]["paper"] for theme in ("light", "dark")}
BROKEN = "It is not what a sheet of this app had on it."


def written(strokes: list[dict[str, Any]]) -> bytes:
    """Strokes as text; nothing if they are none, or too many to be read again."""
    content = json.dumps(strokes, separators=(",", ":")).encode() if strokes else b""
    return content if len(content) <= MOST_BYTES else b""


def read(content: bytes) -> list[dict[str, Any]]:
    """The inverse of `written`, also of strokes as tabs of an earlier version keep them. Raises ValueError."""
    if len(content) > MOST_BYTES:
        raise ValueError(BROKEN)
    check_marks(content, MOST_MARKS, "a sheet", "")
    kept = parsed(content.decode("utf-8", "replace"), "")
    if not isinstance(kept, list):
        raise ValueError(BROKEN)
    try:
        return checked([_of_path(each) if "path" in each else each for each in kept])
    except (TypeError, KeyError):
        raise ValueError(BROKEN) from None


def checked(strokes: Any) -> list[dict[str, Any]]:
    """Strokes that may be anything. Raises ValueError where they are no strokes."""
    if not isinstance(strokes, list) or len(strokes) > MOST_STROKES or not all(map(_is_stroke, strokes)):
        raise ValueError(BROKEN)
    return strokes


def _of_path(stroke: dict[str, Any]) -> dict[str, Any]:
    """A stroke that an earlier version kept: a path in a color, which is a paper's where it erases."""
    points = [number for part in stroke["path"] for number in part[1:3]]
    return {"points": points, "width": stroke["strokeWidth"], "erases": stroke["stroke"] in PAPERS}


def _is_stroke(stroke: object) -> bool:
    return (isinstance(stroke, dict) and stroke.keys() == {"points", "width", "erases"}
            and isinstance(stroke["erases"], bool) and _is_number(stroke["width"], *WIDTHS)
            and isinstance(stroke["points"], list) and 0 < len(stroke["points"]) <= LONGEST
            and len(stroke["points"]) % 2 == 0 and all(_is_number(number, *PLACES) for number in stroke["points"]))


def _is_number(value: object, low: float, high: float) -> bool:
    return type(value) in (int, float) and low <= value <= high  # type: ignore[operator]
