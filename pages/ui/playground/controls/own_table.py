"""The playground's widgets for the visitor's own points: a table, a text box and a file that all say the same.

The text is what counts; the table is another way to write it, and a file replaces it.
"""
import re
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine.datasets import Dataset, csv_from_rows, dataset_from_csv, rows_from_csv
from engine.datasets.problems import EXAMPLE, Problem, usual_test
from engine.datasets.table import MOST_BYTES, PLANE_TABLE
from engine.inspection.contradictions import contradictions
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import guard, plain, session
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded
from pages.ui.shared.uploads import Upload

component = Component(Path(__file__).with_name("own_table.js"))
STAY = "The points from before stay in use."
PLACE = re.compile(r"Row (\d+)(?:, column (\d))?")  # of what an error is about


def table() -> str:
    """The visitor's points as CSV text that can be read: the newest such text."""
    as_table, as_text, as_file = st.tabs(["Table", "Text", "File"])
    with as_file:
        FILE.by_file("Upload a CSV file",
                     help=f"Replaces your points by those of a file: two columns of numbers, one of "
                          f"{term('label', 'labels')}. Try one that a spreadsheet has saved as CSV.")
    with as_text:
        text = st.text_area("Your points", EXAMPLE, height=240, key=f"{PAGE}.own_text", persist_state="session",
                            on_change=guarded(_take_text),
                            help="One point per line: two numbers and a label, up to 2,000 lines and 6 labels; a first "
                                 "line of names is optional. Try pasting three columns of a spreadsheet.")
    trouble = ""
    try:
        Problem("own", table=text or " ").plane()
        session.put(PAGE, own_table=text)
    except Exception as error:
        trouble = guard.reason(error, "the reading of one's own points")
    in_use = present()
    with as_table:
        component.draw(_sheet(text, in_use, trouble), key=f"{PAGE}.own_sheet", on_event=take_sheet)
    if trouble:
        st.error(plain.markdown(f"{trouble} {STAY}"))
    else:
        FILE.show_outcome()
    plane = Problem("own", table=in_use).plane()
    st.caption(f"{scaling(plane)} {conflict(plane)}".strip())
    return in_use


def scaling(plane: Dataset) -> str:
    """How the features of a dataset were scaled, in Markdown."""
    words = []
    for feature, says in zip(plane.features, np.any(plane.inputs, axis=0)):
        sign = "plus" if feature.offset < 0 else "minus"
        words.append(f"{feature.name}: {sign} {abs(feature.offset):.4g}, divided by {feature.scale:.4g}" if says else
                     f"{feature.name}: the same for all points, so it carries no information")
    return (f"{term('normalization', 'Normalized')} to mean 0 and standard deviation 1: "
            f"{plain.markdown('; '.join(words))}.")


def conflict(plane: Dataset) -> str:
    """How many points contradict each other, so that no network can predict them all; nothing if none do."""
    count = contradictions(plane).rows.sum()
    return (f"{count:,} points contradict each other: the same numbers with different labels. No network can predict "
            "them all correctly.") if count else ""


def take_sheet(event: dict[str, Any]) -> None:
    """Write the table's cells into the text box. A callback; event is what a browser sends, so it may be anything."""
    header, rows = event.get("header") or [], event.get("rows")
    if not isinstance(rows, list) or not all(map(_is_row, [header, *rows])):
        return
    text = csv_from_rows([[" ".join(cell.split()) for cell in row] for row in rows], header)
    if len(text) <= MOST_BYTES:
        session.put(PAGE, own_text=text.encode(errors="replace").decode())  # halves of letters, which no text holds
        _take_text()


def _take_text() -> None:
    """Think no more of an old file's trouble, and divide the points as usual. A callback."""
    FILE.set_outcome()
    divide_as_usual()


def divide_as_usual() -> None:
    """Keep the usual share of the points in the box as the test set, unless somebody chose another share. A callback.

    A link has chosen one, and so has a data set whose points became the visitor's own.
    """
    if session.get(PAGE, "test_is_usual") and (share := usual_share()) is not None:
        session.put(PAGE, test=share)


def usual_share() -> int | None:
    """The share of the points in the box, in percent, that is usually kept for the test; None for unreadable ones."""
    try:
        return usual_test(len(dataset_from_csv(draft(), PLANE_TABLE).inputs))
    except ValueError:
        return None


def _is_row(row: object) -> bool:
    return isinstance(row, list) and all(isinstance(cell, str) for cell in row)


def _sheet(text: str, in_use: str, trouble: str) -> dict[str, Any]:
    """What the table shows: the cells of the text, or of the points in use where it is no text of cells."""
    try:
        header, rows, numbers = rows_from_csv(text, PLANE_TABLE) if text.strip() else ([], [], [])
    except Exception:  # of which the page tells
        header, rows, numbers = rows_from_csv(in_use, PLANE_TABLE)
    place = PLACE.search(trouble)
    return {"header": header, "rows": rows, "numbers": numbers,
            "trouble": [int(place[1]), int(place[2] or 0)] if place else None}


def present() -> str:
    """The text of the points in use."""
    return session.get(PAGE, "own_table") or EXAMPLE


def draft() -> str:
    """What stands in the box, which may not be readable."""
    return session.get(PAGE, "own_text") or EXAMPLE


def replace(text: str, draft: str | None = None) -> None:
    """Put other points in their place, a text that can be read, and perhaps another draft of them into the box; from a
    callback, also when the widgets are not on the page."""
    session.put(PAGE, own_text=text if draft is None else draft, own_table=text)
    FILE.set_outcome()


def _take(file: Any) -> None:
    """Put an uploaded file's text into the box, if it can be read. Raises ValueError."""
    content = file.getvalue()
    dataset_from_csv(content, PLANE_TABLE)
    session.put(PAGE, own_text=content.decode("utf-8-sig", "replace"))
    divide_as_usual()


FILE = Upload(PAGE, "own", 1, _take, STAY)
