"""The parts of the playground that a lesson can hide, by its address or by itself.

A hidden part is still on the page, only not to be seen: its settings count and stay in the address.
"""
from contextlib import AbstractContextManager

import streamlit as st

from pages.ui.playground.choices import PANELS
from pages.ui.playground.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.guard import guarded

SECTION = {"training", "regularization", "pauses"}  # these three stand in one section


def panel(name: str) -> AbstractContextManager[object]:
    """The place of a panel, to be filled with `with`. Raises ValueError for one that is no row of PANELS."""
    if name not in PANELS:
        raise ValueError(f"There is no panel {name!r}: give it a row of PANELS, so that lessons can hide it.")
    return st.container(key=f"panel-{name}")


def hidden() -> list[str]:
    """The panels that are hidden now; as the address has them, before the widget comes that says so."""
    known = session.get(PAGE, "hide")
    return (widgets.asked("hide") or []) if known is None else known


def hide() -> None:
    """Hide what is hidden now, with a way back to it. It always takes one place."""
    with st.container():
        if names := hidden():
            places = ", ".join(f".st-key-panel-{name}" for name in names)
            if set(names) >= SECTION:
                places += f", .st-key-{PAGE}-training_section"
            st.html(f"<style>{places} {{ display: none !important }}</style>")
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key="hidden"):
                st.caption(f"Hidden here: {', '.join(PANELS[name].lower() for name in names)}.", width="content")
                st.button("Show everything", key=f"{PAGE}.show_all", icon=":material/visibility:", type="tertiary",
                          on_click=guarded(session.put), args=(PAGE,), kwargs={"hide": []})
