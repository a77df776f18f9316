"""A step of a training step: a formula, and the lines that compute it, run just now. Knows nothing of Streamlit."""
from typing import Any, NamedTuple

import numpy as np

from pages.ui.first_principles.code.source import Lines
from pages.ui.first_principles.formulas import written

Values = list[tuple[str, str, np.ndarray | float]]  # a variable's name, what it is in the formula, and its value


class Step(NamedTuple):
    """formula: TeX. lines: the engine's; values: of the variables in them; textbook: lines of the forty-line loop.
    difference: the largest one of what the lines just gave from what the engine had; textbook_difference: of what the
    textbook's lines gave, if they can be run alone. note: what is special here."""

    title: str
    formula: str
    lines: list[Lines]
    values: Values
    difference: float
    textbook: list[Lines]
    textbook_difference: float | None
    note: str = ""


def difference(found: Any, known: Any) -> float:
    """The largest one between two arrays' numbers; 0 only if they are the same to the last bit."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(np.subtract(found, known, dtype=float))
    return float(np.where(np.equal(found, known), 0, apart).max(initial=0))


def sub(i: int) -> str:
    """The number of layer i, counted from 1, as it stands behind a letter."""
    return written(f"_{i + 1}")


def input_of(i: int) -> str:
    return f"a_{i}" if i else "x"


def plain_input(i: int) -> str:
    return f"a{sub(i - 1)}" if i else "x"
