"""The playground's widgets for the visitor's own points."""
import streamlit as st

from engine.datasets import dataset_from_csv
from pages.ui import session
from pages.ui.controls_common import PAGE
from pages.ui.problems import EXAMPLE, Problem


def table() -> str:
    """The visitor's points as CSV text that can be read: the newest such text."""
    st.file_uploader("Upload a CSV file", key=f"{PAGE}.own_file", max_upload_size=1, on_change=_take_file)
    text = st.text_area("Your points", EXAMPLE, height=180, key=f"{PAGE}.own_text", persist_state="session",
                        on_change=session.put, args=(PAGE,), kwargs={"own_trouble": None},
                        help="A point a line: two numbers and a label, up to 2,000 lines and 6 labels, with a first "
                             "line of names or without. Numbers are scaled to a mean of 0 and a deviation of 1.")
    trouble = session.get(PAGE, "own_trouble")
    try:
        Problem("own", table=text or " ").plane()
        session.put(PAGE, own_table=text)
    except ValueError as error:
        trouble = str(error)
    if trouble:
        st.error(f"{trouble} The points from before stay in use.")
    return session.get(PAGE, "own_table", EXAMPLE)


def present() -> str:
    """The text of the points in use."""
    return session.get(PAGE, "own_table") or EXAMPLE


def draft() -> str:
    """What stands in the box, which may not be readable."""
    return session.get(PAGE, "own_text") or EXAMPLE


def replace(text: str, draft: str | None = None) -> None:
    """Put other points in their place, a text that can be read, and perhaps another draft of them into the box; from a
    callback, also when the widgets are not on the page."""
    session.put(PAGE, own_text=text if draft is None else draft, own_table=text, own_trouble=None)


def _take_file():
    """Put an uploaded file's text into the box, if it can be read. A callback."""
    file = session.get(PAGE, "own_file")
    session.put(PAGE, own_trouble=None)
    if file is None:
        return
    content = file.getvalue()
    try:
        dataset_from_csv(content)
        session.put(PAGE, own_text=content.decode("utf-8-sig", "replace"))
    except ValueError as error:
        session.put(PAGE, own_trouble=f"{file.name} cannot be used. {error}")
