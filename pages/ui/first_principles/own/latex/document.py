"""One sample's step of a worked example as a LaTeX document: every formula, with its numbers put in.

Each equation can be reckoned again by its printed digits, see printed.py. Knows nothing of Streamlit.
"""
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.formulas import number
from pages.ui.first_principles.own.latex.backward import of_deltas, of_gradients
from pages.ui.first_principles.own.latex.case import Case
from pages.ui.first_principles.own.latex.forward import of_forward, of_loss, of_network
from pages.ui.first_principles.own.latex.update import of_update
from pages.ui.first_principles.own.names import nodes, places
from pages.ui.first_principles.own.settled import settled
from pages.ui.first_principles.printed import NONE

BEYOND = ("\n\\noindent Some numbers are larger than a float can hold: they stand as $\\infty$, and what comes of "
          "$\\infty - \\infty$ or $0 \\cdot \\infty$ as ``not a number''.\n")
OPENING = r"""\documentclass{article}
\usepackage{amsmath}
\usepackage[margin=2cm]{geometry}
\allowdisplaybreaks
\begin{document}
"""


class Part(NamedTuple):
    """A section: its title, what it says first, and its equations, groups of lines that are aligned."""

    title: str
    text: str
    groups: list[list[str]]


def document(example: WorkedExample, row: int) -> str:
    """The document of an example's sample, from 0."""
    sections = [rf"\section*{{{part.title}}}" + f"\n{part.text}\n" + "\n".join(map(_align, part.groups))
                for part in parts(example, row)]
    said = BEYOND if any(sign in section for section in sections for sign, _ in NONE.values()) else ""
    return OPENING + said + "\n\n".join(sections) + "\n\\end{document}\n"


@np.errstate(all="ignore")  # what is too large for a float is said to be
def parts(example: WorkedExample, row: int) -> list[Part]:
    """The document's sections."""
    named = {(place.layer, place.row, place.column): place.name for place in places(example).values()}
    case = Case(example, row, settled(example, row), nodes(example.sizes), named)
    penalty = (f" The loss leaves out L2, which adds {number(example.l2)} times the weight to its derivative."
               if example.l2 else "")
    return [
        Part("The network", f"A {'-'.join(map(str, example.sizes))} network and sample {row + 1} of "
             f"{len(example.inputs)}.", of_network(case)),
        Part("Forward pass", "", [*of_forward(case)]),
        Part("Loss", "", [of_loss(case)]),
        Part("Deltas", r"The derivative of the loss with respect to each weighted sum, $\delta = \partial L / "
             r"\partial z$, from the last layer to the first.", [*of_deltas(case)]),
        Part("Gradient", f"Each derivative is $\\delta$ times what the weight multiplies.{penalty}",
             [*of_gradients(case)]),
        Part("Update", "One step from this sample alone, by a fresh optimizer.",
             [*of_update(example, row, [named[key] for key in case.trained()])])]


def _align(lines: Sequence[str]) -> str:
    return "\\begin{align*}\n" + " \\\\\n".join(lines) + "\n\\end{align*}"
