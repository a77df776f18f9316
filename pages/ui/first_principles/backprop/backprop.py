"""The chapter Backpropagation: a network that people bring, its graph, one derivative at a time, and the update."""
import streamlit as st

from pages.ui.first_principles.alone import follow
from pages.ui.first_principles.backprop import check, derivation, graph, questions, update
from pages.ui.first_principles.backprop.rows import FIELDS, VIEW
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.own import exports, panel, present
from pages.ui.first_principles.own.parameter import PARAMETER
from pages.ui.first_principles.own.rows import FIELDS as OWN
from pages.ui.first_principles.own.rows import SAMPLE
from pages.ui.shared.glossary import term


def show() -> None:
    """The chapter's content, from the network to its update."""
    st.markdown(f"{term('backpropagation', 'Backpropagation')} finds, for every weight, how fast the loss "
                "grows with it.")
    panel.show()
    shown = present.shown()
    follow(graph.show, shown)
    derivation.show(shown)
    check.show(shown)
    update.show(shown)
    exports.show(shown)


CHAPTER = Chapter("Backpropagation", [*OWN, *FIELDS], questions.ask, show, [questions.first, questions.second],
                  together=[PARAMETER, VIEW], unshown=[SAMPLE])
