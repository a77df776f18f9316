"""A stub of a chapter."""
import streamlit as st

from pages.ui.first_principles.bugs import questions
from pages.ui.first_principles.bugs.rows import FIELDS
from pages.ui.first_principles.chapter import Chapter


def show() -> None:
    """A stub."""
    st.markdown("A stub.")


CHAPTER = Chapter("Bug lab", FIELDS, questions.ask, show, [questions.first, questions.second])
