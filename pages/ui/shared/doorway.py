"""Makes sure that every page is entered through app.py.

Streamlit runs a file of pages/ by itself, without app.py, when a link straight to that page is the first thing that a
new server process is asked for. Calling `st.navigation` once ends that for the whole process.
"""
import streamlit as st

_entered_by_app = False


def enter() -> None:
    """app.py is running: pages may."""
    global _entered_by_app
    _entered_by_app = True


def require_app(page: str) -> None:
    """Start again through app.py if `page`, a script's path, runs without it."""
    if not _entered_by_app:
        st.navigation([_nothing, page], position="hidden")
        st.rerun()


def _nothing() -> None:
    """The default page, so that `page` keeps its own address until app.py takes over."""
