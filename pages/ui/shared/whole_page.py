"""Runs of the whole page that a callback asks for, because more has changed than the fragment that it belongs to."""
from pages.ui.shared import session
from pages.ui.shared.streamlit_private import runs

PAGE = "app"


def ask() -> None:
    """Have the whole page run, whatever part of it would have. A guarded callback."""
    session.put(PAGE, whole_page=True)


def is_due() -> bool:
    """Whether, at the end of a callback, a run of the whole page has been asked for that does not come anyway. A
    fragment could not see to that itself: Streamlit leaves out one that is not there any more."""
    if not session.get(PAGE, "whole_page"):
        return False
    session.put(PAGE, whole_page=False)
    return runs.is_fragment()
