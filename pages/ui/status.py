"""The line above a page's picture: what to do first, what is happening, why it stopped."""
import streamlit as st

from pages.ui.session import Live


def show(live: Live, hint: str) -> None:
    """The run's notice, or `hint` while there is none. It always takes one place, so that nothing below mounts anew."""
    with st.container():
        if live.in_trouble:
            st.warning(live.notice)
        else:
            st.caption(live.notice or hint)
