"""A worked example to take away: as LaTeX, a script, a check by PyTorch, a notebook, and as lists to copy."""
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import streamlit as st

from engine.exchange.worked_notebook import notebook_of, worked_notebook
from engine.exchange.worked_script import matrix, vector, worked_script
from engine.exchange.worked_torch import can_check, worked_torch
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own.latex.document import document
from pages.ui.first_principles.own.present import Shown
from pages.ui.shared import guard

FAILED = ("This file could not be made of these numbers: something unforeseen happened, and it has been logged. The "
          "other files may work.")


class File(NamedTuple):
    """What a button gives: its label, the file's name and kind, its content, made when it is asked for, and a help."""

    label: str
    name: str
    kind: str
    content: Callable[[], str]
    help: str


def files(example: WorkedExample, sample: int) -> dict[str, File]:
    """All files of an example."""
    found = {
        "tex": File("LaTeX", "network.tex", "application/x-tex", partial(document, example, sample),
                    "One step from this sample: every formula with its numbers put in."),
        "script": File("Python (NumPy)", "network.py", "text/x-python", partial(worked_script, example),
                       "Forward pass, loss, backpropagation and training as one script. It needs only NumPy."),
        "torch": File("Python (PyTorch)", "network_torch.py", "text/x-python", partial(worked_torch, example),
                      "PyTorch's autograd checks the gradient and the training."),
        "notebook": File("Jupyter notebook", "network.ipynb", "application/x-ipynb+json",
                         partial(worked_notebook, example), "The script, with its formulas, in cells.")}
    return {name: file for name, file in found.items() if name != "torch" or can_check(example)}


def made(file: File) -> str:
    """A file's content; a sentence in its place where making it fails unexpectedly, as nothing else of the page is run
    at a download."""
    try:
        return file.content()
    except Exception:
        guard.log(f"the export {file.name}")
        kind = file.name.rpartition(".")[2]
        return notebook_of(FAILED) if kind == "ipynb" else f"{'%' if kind == 'tex' else '#'} {FAILED}\n"


def show(shown: Shown) -> None:
    """The part of a chapter."""
    st.markdown("##### Export")
    buttons(shown)
    with st.expander("Copy as Python lists"):
        st.caption("Weights, a matrix for each layer; then biases, a row for each layer.")
        for text in lists(shown.example):
            st.code(text, wrap_lines=True)


def buttons(shown: Shown) -> None:
    """A button for each file."""
    with st.container(horizontal=True, gap="small"):
        for name, file in files(shown.example, shown.sample).items():
            st.download_button(file.label, partial(made, file), file.name, file.kind, key=f"{PAGE}.export_{name}",
                               on_click="ignore", icon=":material/download:", help=file.help)


def lists(example: WorkedExample) -> list[str]:
    """All weights, and all biases if there are any, as Python writes them."""
    found = [[matrix(layer, indent=" ") for layer in example.weights]]
    found += [] if example.bias_kind == "absent" else [[vector(layer) for layer in example.biases]]
    return [",\n ".join(layers).join("[]") for layers in found]
