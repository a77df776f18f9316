"""The network as a computational graph: every value forward, every derivative backward, and one parameter's paths."""
from pathlib import Path

import streamlit as st

from pages.ui.first_principles.backprop import graph_numbers, graph_typed
from pages.ui.first_principles.backprop.rows import VIEW
from pages.ui.first_principles.board import board, choices, numbers
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.own.parameter import PARAMETER
from pages.ui.first_principles.own.present import Shown
from pages.ui.shared.component import Component

component = Component(Path(__file__).with_name("boards") / "backprop_graph.js")


def show(shown: Shown) -> None:
    """The picture, and the same as a table."""
    view = choices.segmented_control(VIEW, label_visibility="collapsed")
    picture = graph_numbers.picture(shown.example, shown.sample)
    there = places(shown.example)
    asked = numbers.values([PARAMETER])[PARAMETER.name]
    key = asked if asked in there else "w1"
    said = {} if asked in there else {PARAMETER.name: missing(asked, [*there])}
    board.draw(component, [PARAMETER], picture | {"view": view, "chosen": key, "wrong": graph_typed.wrong()},
               label(shown, picture["loss"]["value"]), graph_typed.take, errors=said)
    with st.expander("The graph as a table", key=f"{PAGE}.graph_table", on_change="rerun") as table:
        if table.open:
            st.markdown(graph_numbers.tables(picture))


def label(shown: Shown, loss: str) -> str:
    """The picture in a sentence."""
    sizes = "-".join(map(str, shown.example.sizes))
    return (f"Computational graph of a {sizes} network, loss {loss}. Arrow keys choose a weight or a bias, Enter types "
            "another number for it.")


def missing(asked: str, there: list[str]) -> str:
    """Why a parameter that was asked for is not shown."""
    weights, biases = ([name for name in there if name[0] == letter] for letter in "wb")
    ranges = [f"{names[0]} to {names[-1]}" for names in (weights, biases) if names]
    return f"This network has no {asked}. It has {' and '.join(ranges)}."
