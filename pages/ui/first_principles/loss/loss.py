"""The chapter Loss: what a prediction costs, and how a network is told so."""
import streamlit as st

from pages.ui.first_principles.alone import alone
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.loss import curve, people, questions, race, safe, scores
from pages.ui.first_principles.loss.rows import FIELDS
from pages.ui.shared.glossary import term


def show() -> None:
    """The chapter's content."""
    st.markdown(f"A {term('loss')} is one number for how wrong predictions are. Training makes it small by following "
                f"its {term('derivative')}: so it matters how large it is, and how steep.")
    for part in (curve.show, people.show, race.show):
        alone(FIELDS, part)
    scores.show()
    safe.show()
    scores.check()


CHAPTER = Chapter("Loss", FIELDS, questions.ask, show, [questions.squared_errors, questions.probability])
