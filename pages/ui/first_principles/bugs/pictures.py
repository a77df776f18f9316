"""What the bug lab's pictures are told: the two programs' curves, and the listing. Knows nothing of Streamlit."""
import math
from collections.abc import Sequence
from typing import Any

from pages.ui.first_principles.bugs.hints import hint
from pages.ui.first_principles.bugs.laboratory import Pair
from pages.ui.first_principles.bugs.mistakes import FRESH, LOSS, TEST, Bug
from pages.ui.first_principles.bugs.problems import PROBLEMS
from pages.ui.first_principles.bugs.symptoms import said

MOST = 240  # points of a curve, about one a pixel or two
TITLES = {LOSS: "Loss", TEST: "Accuracy on the test set", FRESH: "Accuracy on fresh data"}


def curves(pair: Pair) -> dict[str, Any]:
    """Panels of two lines each: this program's, and the corrected one's. What is no finite number is null."""
    return {"unit": PROBLEMS[pair.bug.problem].unit, "panels": [
        {"title": TITLES[name], "share": name != LOSS, "count": len(pair.wrong.history[name]) - 1,
         "wrong": _thinned(pair.wrong.history[name]), "right": _thinned(pair.right.history[name]),
         "stops": _stops(pair.wrong.history[name])} for name in pair.bug.curves]}


def spoken(pair: Pair) -> str:
    """The curves in a sentence, for who cannot see them."""
    return " ".join(f"{TITLES[name]}: this program's goes from {said(pair.wrong.history[name][0])} to "
                    f"{said(pair.wrong.history[name][-1])}, the corrected program's from "
                    f"{said(pair.right.history[name][0])} to {said(pair.right.history[name][-1])}."
                    for name in pair.bug.curves)


def listing(bug: Bug, guessed: int | None, is_solved: bool) -> dict[str, Any]:
    """The program as it runs, line by line; once it is solved, beside the wrong lines the right ones, and why."""
    wrong, right = bug.wrong_text.splitlines(), bug.right_text.splitlines()
    lines: list[dict[str, Any]] = []
    for number, text in enumerate(wrong, 1):
        is_changed = is_solved and number in bug.lines
        lines.append({"number": number, "text": text, "kind": "wrong" if is_changed else "same"})
        if is_changed and number == max(bug.lines):
            lines += [{"number": i, "text": right[i - 1], "kind": "right"} for i in bug.lines]
    return {"name": bug.name, "lines": lines, "solved": is_solved, "guessed": guessed,
            "words": f"Found. {bug.why}" if is_solved else hint(wrong[guessed - 1]) if guessed else ""}


def _thinned(values: Sequence[float]) -> list[list[float | None]]:
    """(place, value) of as many values as a picture needs, the first and the last among them."""
    every = max(1, math.ceil(len(values) / MOST))
    places = [*dict.fromkeys([*range(0, len(values), every), len(values) - 1])]
    return [[place, float(f"{values[place]:.6g}") if math.isfinite(values[place]) else None] for place in places]


def _stops(values: Sequence[float]) -> int | None:
    """Where a curve first is no finite number."""
    return next((i for i, value in enumerate(values) if not math.isfinite(value)), None)
