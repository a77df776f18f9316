"""The top of the chapter: where a network is chosen, typed, pasted or opened."""
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

import numpy as np
import streamlit as st

from pages.ui.first_principles.board import board, choices, numbers
from pages.ui.first_principles.own import convention, present, resizing, rows
from pages.ui.first_principles.own.bringing import bringing
from pages.ui.first_principles.own.examples import worked_examples
from pages.ui.first_principles.own.present import Shown
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.guard import guarded

PAGE = numbers.PAGE
LONG_ADDRESS = 7_500  # letters; beyond 8,000 some servers refuse an address, and some programs cut it
component = Component(Path(__file__).with_name("own_fields.js"))


def show() -> None:
    """The worked examples, and the network's own numbers."""
    shown = present.shown()
    worked_examples.show(shown.example)
    _whence()
    if shown.said:
        st.warning(shown.said)
        session.put(PAGE, own_typing=True)
    with st.expander("Your own network: sizes, weights, samples, loss", icon=":material/edit:",
                     expanded=bool(session.get(PAGE, "own_typing")), key=f"{PAGE}.own_network"):
        _sizes(shown)
        board.draw(component, rows.NETWORK, {}, "The network's weights, biases, inputs and targets.",
                   errors=shown.wrong)
        st.caption("Weights with a row for each neuron, as PyTorch has them, go into “Paste or open a network”.")
        _suit(shown)
        _loss(shown)
        bringing.show()
        _link()


def _whence() -> None:
    """The way back, for who comes from the playground. It always takes one place."""
    with st.container():
        if words := session.get(PAGE, "own_from_playground"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.caption(words, width="content")
                st.page_link("pages/playground.py", label="Back to the playground", icon=":material/arrow_back:")


def _sizes(shown: Shown) -> None:
    """The layers' sizes, and what they compute."""
    example = shown.example
    session.put(PAGE, own_sizes=session.get(PAGE, "own_sizes_text") or "-".join(map(str, example.sizes)))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input("Sizes, inputs first", key=f"{PAGE}.own_sizes", width=170, max_chars=60,
                      on_change=guarded(_resize), help="Up to 8 inputs, 6 hidden layers of up to 8 neurons and 8 "
                                                       "outputs. What overlaps stays; new weights are random.")
        st.button("Random weights", key=f"{PAGE}.own_random", icon=":material/casino:", disabled=not shown.is_settled,
                  help=None if shown.is_settled else present.UNSETTLED, on_click=guarded(partial(_draw, example.sizes)))
        if len(example.sizes) > 2:
            choices.selectbox(rows.HIDDEN, width=170)
        choices.selectbox(rows.ENDING, width=250)
        choices.segmented_control(rows.BIAS_KIND)
    for words in (session.get(PAGE, "own_sizes_error"), shown.wrong.get(rows.ENDING.name)):
        if words:
            st.error(words)


def _resize() -> None:
    text = str(session.get(PAGE, "own_sizes") or "")
    try:
        to = resizing.sizes(text)
        if present.unread_parts():
            raise ValueError(present.UNSETTLED)
    except ValueError as error:
        session.put(PAGE, own_sizes_error=str(error), own_sizes_text=text)
        return
    session.put(PAGE, own_sizes_error="", own_sizes_text="")
    ending = numbers.values([rows.ENDING])[rows.ENDING.name]
    present.put_parts(resizing.resized(present.typed_parts(), to, ending))


def _draw(sizes: tuple[int, ...]) -> None:
    if present.shown().is_settled:
        present.put_parts({"weights": resizing.random_weights(sizes, np.random.default_rng())})


def _suit(shown: Shown) -> None:
    """Targets that suit the loss, where those that are typed do not but have the right shape."""
    ending = numbers.values([rows.ENDING])[rows.ENDING.name]
    targets = present.typed_parts()["targets"]
    suited = resizing.suited(targets, ending)
    if rows.TARGETS.name in shown.wrong and suited != targets:
        st.button("Use targets that suit this loss", key=f"{PAGE}.own_suit", on_click=guarded(partial(
            present.put_parts, {"targets": suited})))


def _loss(shown: Shown) -> None:
    """The loss's convention, as far as there is one to choose, and what it comes to."""
    example = shown.example
    loss = example.end.loss
    offered = [rows.HALF] if loss == "mse" else []
    offered += [rows.OUTPUTS] if example.sizes[-1] > 1 and loss != "softmax_cross_entropy" else []
    offered += [rows.SAMPLES] if len(example.inputs) > 1 else []
    if offered:
        with st.container(horizontal=True, gap="medium"):
            for field in offered:
                choices.segmented_control(field)
    st.markdown(f"{convention.formula(example)}\n\n{convention.words(example)}")


def _link() -> None:
    """What to do where the page's address gets too long for some who carry it."""
    values = numbers.values(rows.FIELDS)
    letters = sum(len(quote_plus(field.in_address(values[field.name]))) + len(field.name) + len(PAGE) + 3
                  for field in rows.FIELDS if values[field.name] != field.default)
    if letters > LONG_ADDRESS:
        st.caption(f"This page's link has {letters:,} characters. Beyond some 8,000, servers and mail programs may cut "
                   "it: pass the network on as a file instead.")
