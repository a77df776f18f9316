"""A stub of a chapter."""
import streamlit as st

from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.code import questions
from pages.ui.first_principles.code.rows import FIELDS
from pages.ui.first_principles.own.rows import FIELDS as OWN


def show() -> None:
    """A stub."""
    st.markdown("A stub.")


CHAPTER = Chapter("The code", [*OWN, *FIELDS], questions.ask, show, [questions.first, questions.second])
