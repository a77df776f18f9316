"""A stub: where a network is chosen and typed."""
import streamlit as st

from pages.ui.first_principles.board import choices
from pages.ui.first_principles.own import rows


def show() -> None:
    """A stub."""
    with st.container(horizontal=True):
        choices.selectbox(rows.HIDDEN, width=180)
        choices.selectbox(rows.ENDING, width=220)
