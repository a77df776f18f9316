"""Makes sure that every page is entered through app.py.

Streamlit runs a file of pages/ by itself, without app.py, when a link straight to that page is among the first things
that a new server process is asked for. Calling `st.navigation` once ends that for the whole process, but not for the
visits that have begun by then: when a server restarts, all pages that are open come back at once.
"""
import streamlit as st

from pages.ui.shared import session

PAGE = "app"


def enter() -> None:
    """app.py is running: from now on, pages of this visit may."""
    session.put(PAGE, is_entered=True)


def require_app(page: str) -> None:
    """Start again through app.py if `page`, a script's path, runs without it."""
    if not session.get(PAGE, "is_entered"):
        st.navigation([_nothing, page], position="hidden")
        st.rerun()


def _nothing() -> None:
    """The default page, so that `page` keeps its own address until app.py takes over."""
