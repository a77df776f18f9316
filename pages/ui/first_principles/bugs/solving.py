"""Which line a visitor has taken for the wrong one, and which cases that has solved: kept like an exercise's answer."""
from collections.abc import Iterable
from typing import Any

from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.bugs.mistakes import BUGS, Bug
from pages.ui.shared import session

PLACES = {name: f"case_{name}" for name in BUGS}
MOST_TRIES = 999


def guess(bug: Bug, line: Any) -> None:
    """Take a line, by its number, for the wrong one. A callback's part: a browser may send anything."""
    lines = bug.wrong_text.splitlines()
    if type(line) is not int or not 1 <= line <= len(lines) or not lines[line - 1].strip() or is_solved(bug):
        return
    session.put(PAGE, **{_key(bug): {"seed": 0, "text": f"{line}", "tries": min(tries(bug) + 1, MOST_TRIES)}})


def guessed(bug: Bug) -> int | None:
    """The line that was chosen last."""
    text = _state(bug).get("text", "")
    return int(text) if text.isdecimal() and 1 <= int(text) <= bug.wrong_text.count("\n") else None


def tries(bug: Bug) -> int:
    """How many lines have been chosen."""
    return int(_state(bug).get("tries", 0))


def is_solved(bug: Bug) -> bool:
    """Whether the wrong line has been found."""
    return guessed(bug) in bug.lines


def solved(bugs: Iterable[Bug] = BUGS.values()) -> list[Bug]:
    """The cases whose line has been found."""
    return [bug for bug in bugs if is_solved(bug)]


def following(bug: Bug) -> Bug | None:
    """The next case after this one that is not solved, from the first on again; None where none is left."""
    names = [*BUGS]
    place = names.index(bug.name)
    return next((BUGS[name] for name in names[place + 1:] + names[:place] if not is_solved(BUGS[name])), None)


def _state(bug: Bug) -> dict[str, Any]:
    return session.get(PAGE, _key(bug)) or {}


def _key(bug: Bug) -> str:
    return f"quiz.bugs.{PLACES[bug.name]}"
