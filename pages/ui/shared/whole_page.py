"""Runs of the whole page that a callback or a fragment asks for, because other parts of the page have changed, too."""
import streamlit as st

from pages.ui.shared import session

PAGE = "app"


def begin() -> None:
    """The whole page runs: nobody waits for that any more."""
    session.put(PAGE, whole_page=False)


def ask() -> None:
    """Have the whole page run next. A callback."""
    session.put(PAGE, whole_page=True)


def run_if_asked() -> None:
    """Run the whole page instead of the fragment that calls this, if that has been asked for."""
    if session.get(PAGE, "whole_page"):
        begin()
        st.rerun()
