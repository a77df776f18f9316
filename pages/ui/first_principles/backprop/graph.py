"""The network as a computational graph: every value forward, every derivative backward, and one parameter's paths."""
from pathlib import Path

import streamlit as st

from pages.ui.first_principles.backprop import graph_numbers, graph_typed
from pages.ui.first_principles.backprop.rows import VIEW
from pages.ui.first_principles.board import board, choices
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own import menus
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.own.parameter import PARAMETER, chosen
from pages.ui.first_principles.own.present import Shown
from pages.ui.shared.component import Component
from pages.ui.shared.plain import markdown

component = Component(Path(__file__).with_name("boards") / "backprop_graph.js")


def show(shown: Shown) -> None:
    """What is taken apart, the picture, and the same as a table."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        menus.sample(shown)
        menus.parameter(shown)
        view = choices.segmented_control(VIEW)
    for words in menus.wrong(shown):
        st.warning(markdown(words))
    picture = graph_numbers.picture(shown.example, shown.sample)
    place = chosen(shown.example)
    key = next(name for name, each in places(shown.example).items() if each == place)
    board.draw(component, [], picture | {"view": view, "chosen": key, "wrong": graph_typed.wrong(),
                                         "sample": sample_in_words(shown)},
               label(shown, picture["loss"]["value"]), graph_typed.take, quiet=[PARAMETER])
    with st.expander("The graph as a table", key=f"{PAGE}.graph_table", on_change="rerun") as table:
        if table.open:
            st.markdown(graph_numbers.tables(picture))


def sample_in_words(shown: Shown) -> str:
    """Which sample it is, as a sentence; nothing if there is no other one."""
    if len(shown.example.inputs) == 1:
        return ""
    return f"{menus.sample_name(shown, shown.sample).capitalize()}."


def label(shown: Shown, loss: str) -> str:
    """The picture in a sentence."""
    sizes = "-".join(map(str, shown.example.sizes))
    of = f" for {menus.sample_name(shown, shown.sample)}" if len(shown.example.inputs) > 1 else ""
    return (f"Computational graph of a {sizes} network{of}, loss {loss}. Arrow keys choose a weight or a bias, Enter "
            "types another number for it.")
