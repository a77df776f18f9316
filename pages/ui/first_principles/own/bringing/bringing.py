"""A network that people bring from elsewhere: a text that they paste, or a file; and the page's own as a file."""
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import present, resizing, rows
from pages.ui.first_principles.own.bringing import files, pasted
from pages.ui.shared import session
from pages.ui.shared.address import typed
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import MINUS, markdown
from pages.ui.shared.uploads import Upload

PAGE = numbers.PAGE
ROWS = {pasted.INPUTS: "inputs", pasted.NEURONS: "neurons"}
HINT = "[[[0.15, 0.25], [0.2, 0.3]], [[0.4, 0.5], [0.45, 0.55]]]"


def show() -> None:
    """The box to paste into, the place for a file, and the file to save."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.popover("Paste or open a network", icon=":material/content_paste:"):
            _paste()
            FILE.by_file("Or open a file", help="One saved here, or weights that the playground saved.")
        st.download_button("Save as a file", partial(files.written, numbers.values(files.KEPT)), "network.json",
                           "application/json", on_click="ignore", key=f"{PAGE}.own_save", icon=":material/download:")
    FILE.show_outcome()
    with st.container():
        words, is_wrong = session.get(PAGE, "own_pasted") or ("", False)
        if words:
            (st.error if is_wrong else st.success)(markdown(words))


def _paste() -> None:
    st.text_area("Weights, with or without biases", key=f"{PAGE}.own_pasting", height=150, placeholder=HINT,
                 help="Nested Python lists, np.array(…), a PyTorch state_dict, Keras's get_weights(), scikit-learn's "
                 "coefs_ and intercepts_, or JSON.")
    with st.container():  # always one place
        _preview(_pasted_text())
    st.button("Take it", key=f"{PAGE}.own_take", on_click=guarded(_take))


def _preview(text: str) -> None:
    """What a text's rows are taken for, where it leaves that open for people to choose, and which weights that gives.
    What cannot be read is told of when it is taken."""
    if not text or files.is_ours(text):
        return
    try:
        read = _read(text, _chosen_rows())
    except ValueError:
        return
    if read.is_open:
        session.put(PAGE, own_rows=read.rows)
        st.segmented_control("A row is for each of the", [*ROWS], format_func=ROWS.__getitem__, key=f"{PAGE}.own_rows",
                             required=True, on_change=guarded(_turn))
    st.caption(preview(read))


def preview(read: pasted.Pasted) -> str:
    """Where a text's first weights will be."""
    first = read.weights[0]
    named = ", ".join(f"$w_{i}$ = {typed.written(row[0])}".replace("-", MINUS) for i, row in enumerate(first[:2], 1))
    return (f"A row for each of the {ROWS[read.rows]}{'' if read.is_open else ': no other way fits'}. Into the first "
            f"neuron: {named}{', …' if len(first) > 2 else ''}.")


def _pasted_text() -> str:
    return str(session.get(PAGE, "own_pasting") or "").strip()


def _chosen_rows() -> str:
    rows_are: str = session.get(PAGE, "own_rows_are", pasted.INPUTS)
    return rows_are


def _read(text: str, prefer: str) -> pasted.Pasted:
    """Raises ValueError, in a sentence."""
    return pasted.read(text, prefer, len(present.typed_parts()["inputs"][0]))


def _turn() -> None:
    session.put(PAGE, own_rows_are=session.get(PAGE, "own_rows"))


def _take() -> None:
    """Take what is in the box. A callback."""
    text = _pasted_text()
    if not text:
        return
    try:
        with session.all_or_nothing():
            session.put(PAGE, own_pasted=(taken(text, _chosen_rows()), False))
    except ValueError as error:
        session.put(PAGE, own_pasted=(f"{error} The network from before stays.", True))


def taken(text: str, prefer: str = pasted.INPUTS) -> str:
    """Show the network of a text; what was made of it, in words. prefer: what its rows are, if that is open.

    Raises ValueError, in a sentence.
    """
    if files.is_ours(text):
        _put_file(text)
        return "The network is open, with its samples and its loss."
    before, read = present.typed_parts(), _read(text, prefer)
    sizes = _sizes(read.weights)
    old = (len(before["inputs"][0]), *_sizes(before["weights"])[1:-1], len(before["targets"][0]))
    given = {"weights": read.weights, "biases": read.biases or (
        before["biases"] if sizes == _sizes(before["weights"]) else tuple((0.0,) * size for size in sizes[1:]))}
    unread = {*present.unread_parts()} - {*given}
    ending = numbers.values([rows.ENDING])[rows.ENDING.name]
    present.put_parts({part: value for part, value in resizing.resized(before | given, sizes, ending).items()
                       if part not in unread})
    return _said(read, sizes, old)


def _sizes(weights: Sequence[pasted.Matrix]) -> tuple[int, ...]:
    return (len(weights[0]), *(len(matrix[0]) for matrix in weights))


def _said(read: pasted.Pasted, sizes: tuple[int, ...], before: tuple[int, ...]) -> str:
    words = [f"The weights of a network {'-'.join(map(str, sizes))} are taken."]
    if read.rows == pasted.NEURONS:
        words.append("Each row was read as a neuron's weights, as PyTorch and many textbooks have them.")
    elif read.is_open:
        words.append("Each row was read as an input's weights; if it is a neuron's, choose that where you pasted it "
                     "and take it again.")
    if read.biases is None:
        words.append("There are no biases in it: they stay as they are." if sizes == before else
                     "There are no biases in it: they are 0.")
    if (sizes[0], sizes[-1]) != (before[0], before[-1]):
        words.append(f"Each sample has {sizes[0]} inputs and {sizes[-1]} targets now: check them.")
    return " ".join(words)


def _put_file(text: str) -> None:
    by_name = {field.name: field for field in files.KEPT}
    for name, value in files.read(text).items():
        present.put_value(by_name[name], value)
    session.put(PAGE, own_memory=None)


def _take_file(file: Any) -> str:
    return taken(files.as_text(file.getvalue()))


FILE = Upload(PAGE, "own", 1, _take_file, "The network from before stays.")
