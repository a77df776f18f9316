"""What the visitor has chosen for the chapter, as numbers to compute with."""
from typing import Any, NamedTuple

import numpy as np

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.descent import rows
from pages.ui.first_principles.descent.problem import ALL, NAMES, Problem, problem
from pages.ui.first_principles.parameters import widgets
from pages.ui.shared import session
from pages.ui.shared.address.table import Parameter

PAGE = numbers.PAGE


class Present(NamedTuple):
    """The problem, the network's parameters (9,) and which one varies: its name and its place among them. second: the
    one that varies beside it on the plane."""

    problem: Problem
    params: np.ndarray
    name: str
    place: int
    second: str
    rate: float
    nudge: float


def present() -> Present:
    """As the session has it."""
    chosen: dict[str, Any] = {row.name: _chosen(row) for row in rows.ROWS}
    dataset, along, across = chosen["descent_data"], chosen["descent_along"], chosen["descent_across"]
    values = numbers.values([*rows.PARAMS, rows.RATE, rows.NUDGE])
    params = np.array([values[field.name] for field in rows.PARAMS], np.float64)
    if across == along:
        across = NAMES[(NAMES.index(along) + 1) % len(NAMES)]
    found = problem(dataset, chosen["descent_sample"], _is_raw(chosen))
    return Present(found, params, along, NAMES.index(along), across, values["descent_rate"],
                   values["descent_nudge"])


def _chosen(row: Parameter) -> Any:
    value = session.get(PAGE, row.name)
    if value is None and row.name == "descent_along":  # two parts have no widget for it, and the exercise needs it
        value = widgets.asked(row.name)
    return row.default if value is None else value


def _is_raw(chosen: dict[str, Any]) -> bool:
    return chosen["descent_data"] == "gender" and bool(chosen["descent_raw"])


def everything() -> Problem:
    """The present data set with all of its samples."""
    chosen = session.get(PAGE, "descent_data") or "gender"
    return problem(chosen, ALL, chosen == "gender" and bool(session.get(PAGE, "descent_raw")))


def set_params(params: np.ndarray | tuple[float, ...]) -> None:
    """Put parameters (9,) into the fields."""
    for field, value in zip(rows.PARAMS, params):
        session.put(PAGE, **{field.name: float(value), f"{field.name}.error": "", f"{field.name}.text": ""})
