"""A network that people bring from elsewhere: a text that they paste, or a file; and the page's own as a file."""
from typing import Any

import streamlit as st

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import present, resizing
from pages.ui.first_principles.own.bringing import files, pasted
from pages.ui.shared import session
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import markdown
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
        st.download_button("Save as a file", files.written, "network.json", "application/json", on_click="ignore",
                           key=f"{PAGE}.own_save", icon=":material/download:")
    FILE.show_outcome()
    with st.container():
        words, is_wrong = session.get(PAGE, "own_pasted") or ("", False)
        if words:
            (st.error if is_wrong else st.success)(markdown(words))


def _paste() -> None:
    st.text_area("Weights, with or without biases", key=f"{PAGE}.own_pasting", height=150, placeholder=HINT,
                 on_change=guarded(_take), help="Nested Python lists, np.array(…), a PyTorch state_dict, Keras's "
                 "get_weights(), scikit-learn's coefs_ and intercepts_, or JSON.")
    st.button("Take it", key=f"{PAGE}.own_take", on_click=guarded(_take))
    if session.get(PAGE, "own_rows_open"):
        session.put(PAGE, own_rows=session.get(PAGE, "own_rows_are", pasted.INPUTS))
        st.segmented_control("A matrix's rows are", [*ROWS], format_func=ROWS.__getitem__, key=f"{PAGE}.own_rows",
                             required=True, on_change=guarded(_turn))


def _turn() -> None:
    session.put(PAGE, own_rows_are=session.get(PAGE, "own_rows"))
    _take()


def _take() -> None:
    """Take what is in the box. A callback."""
    text = str(session.get(PAGE, "own_pasting") or "").strip()
    if not text:
        return
    try:
        with session.all_or_nothing():
            session.put(PAGE, own_pasted=(taken(text), False))
    except ValueError as error:
        session.put(PAGE, own_pasted=(f"{error} The network from before stays.", True))


def taken(text: str) -> str:
    """Show the network of a text; what was made of it, in words. Raises ValueError, in a sentence."""
    if files.is_ours(text):
        _put_file(text)
        return "The network is open, with its samples and its loss."
    shown = present.shown()
    typed = present.typed_parts()
    read = pasted.read(text, session.get(PAGE, "own_rows_are", pasted.INPUTS), len(typed["inputs"][0]))
    sizes = (len(read.weights[0]), *(len(matrix[0]) for matrix in read.weights))
    is_other = sizes != shown.example.sizes
    biases = read.biases or (shown.example.biases if not is_other else tuple((0.0,) * size for size in sizes[1:]))
    parts = {part: getattr(shown.example, part) for part in present.PARTS} | {"weights": read.weights, "biases": biases}
    present.put_parts(resizing.resized(parts, sizes, shown.example.ending))
    session.put(PAGE, own_rows_open=read.is_open, own_rows_are=read.rows if read.is_open else pasted.INPUTS)
    return _said(read, sizes, shown.example.sizes)


def _said(read: pasted.Pasted, sizes: tuple[int, ...], before: tuple[int, ...]) -> str:
    words = [f"The weights of a network {'-'.join(map(str, sizes))} are taken."]
    if read.rows == pasted.NEURONS:
        words.append("Each row was read as a neuron's weights, as PyTorch and many textbooks have them.")
    elif read.is_open:
        words.append("Each row was read as an input's weights; if it is a neuron's, say so where you pasted it.")
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
