"""Numbers that are typed into the picture of the graph: each is one number of the network's."""
from dataclasses import replace
from typing import Any

from engine.inspection.worked_example import Matrix, WorkedExample
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own import present
from pages.ui.first_principles.own.names import places
from pages.ui.shared import session, whole_page
from pages.ui.shared.address import typed


def take(event: dict[str, Any]) -> None:
    """Set the number that was typed, or note what is wrong with it. A callback."""
    session.put(PAGE, backprop_wrong=None)
    given = event.get("typed")
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        return
    key, text, shown = str(given.get("key")), given["text"][:2_000], present.shown()
    try:
        if not shown.is_settled:
            raise ValueError(present.UNSETTLED)
        present.put(with_number(shown.example, shown.sample, key, typed.number(text)), shown.sample)
        whole_page.ask()
    except ValueError as error:
        session.put(PAGE, backprop_wrong={"key": key, "text": text, "error": str(error)})


def wrong() -> dict[str, str] | None:
    """What was typed last, if it could not be used: where, what, and why not."""
    found: dict[str, str] | None = session.get(PAGE, "backprop_wrong")
    return found


def with_number(example: WorkedExample, sample: int, key: str, value: float) -> WorkedExample:
    """The example with another number at a weight w1, a bias b1, an input x1 or a target y1. Raises ValueError for a
    number that does not fit there, and for a key that names nothing."""
    place, kind, index = places(example).get(key), key[:1], int(key[1:]) - 1 if key[1:].isdecimal() else -1
    if place is not None and place.is_bias:
        return replace(example, biases=_with(example.biases, place.layer, place.column, value))
    if place is not None:
        layer = _with(example.weights[place.layer], place.row, place.column, value)
        weights = (*example.weights[:place.layer], layer, *example.weights[place.layer + 1:])
        return replace(example, weights=weights)
    if kind == "x" and 0 <= index < example.sizes[0]:
        return replace(example, inputs=_with(example.inputs, sample, index, value))
    if kind == "y" and 0 <= index < example.sizes[-1]:
        targets = _with(example.targets, sample, index, value)
        if example.ending == "softmax":
            targets = _adding_up(targets, sample, index)
        return replace(example, targets=targets)
    raise ValueError("The network has changed meanwhile. Choose a number in the picture again.")


def _with(rows: Matrix, row: int, column: int, value: float) -> Matrix:
    changed = (*rows[row][:column], value, *rows[row][column + 1:])
    return (*rows[:row], changed, *rows[row + 1:])


def _adding_up(targets: Matrix, row: int, column: int) -> Matrix:
    """The targets with the others of the row such that it adds up to 1, where that can be done in one way."""
    value, outputs = targets[row][column], len(targets[row])
    if value != 1 and outputs != 2:
        return targets
    changed = tuple(value if j == column else 1 - value for j in range(outputs))
    return (*targets[:row], changed, *targets[row + 1:])
