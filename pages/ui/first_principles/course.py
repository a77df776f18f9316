"""The page: a short course in chapters, each one idea, each opened by a link of its own."""
from functools import partial

import streamlit as st

from pages.ui.first_principles import quiz
from pages.ui.first_principles.activations import activations
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.descent import descent
from pages.ui.first_principles.feedforward import feedforward
from pages.ui.first_principles.loss import loss
from pages.ui.first_principles.neuron import neuron
from pages.ui.first_principles.one_step import principles
from pages.ui.first_principles.parameters import CHAPTERS, PAGE, STEP, widgets
from pages.ui.shared import session
from pages.ui.shared.guard import guarded

SHOWN: dict[str, Chapter] = {"neuron": neuron.CHAPTER, "activations": activations.CHAPTER,
                             "feedforward": feedforward.CHAPTER, "loss": loss.CHAPTER, "descent": descent.CHAPTER}
FIELDS = [field for chapter in SHOWN.values() for field in chapter.fields]


def show() -> None:
    """The whole page."""
    numbers.arrive(FIELDS)
    if session.get(PAGE, "chapter") is None and _is_old_link():
        session.put(PAGE, chapter=STEP)
    st.markdown("#### First principles")
    name = widgets.segmented_control("Chapter", "chapter", wrap=True, label_visibility="collapsed")
    chapter = SHOWN.get(name)
    numbers.keep(chapter.fields if chapter else [], every=FIELDS)
    if chapter is None:
        principles.show()
    elif quiz.ask(name, chapter):
        st.fragment(_content)(name, chapter)
        _onward(name)


def _is_old_link() -> bool:
    """Whether an address that names no chapter has settings of the page of old, which was the last one alone."""
    settings = {"dataset", "start", "activation", "rate", "stage", "row"}
    return any(st.query_params.get_all(f"{PAGE}.{name}") for name in settings) and not st.query_params.get_all(
        f"{PAGE}.chapter")


def _content(name: str, chapter: Chapter) -> None:
    """A chapter below its question. A fragment: a change of its numbers runs nothing else."""
    numbers.keep(chapter.fields, every=FIELDS)
    chapter.show()
    quiz.exercises(name, chapter)


def _onward(name: str) -> None:
    following = [*CHAPTERS][[*CHAPTERS].index(name) + 1]
    st.button(f"Next: {CHAPTERS[following]}", key=f"{PAGE}.next_chapter", type="primary",
              on_click=guarded(partial(session.put, PAGE, chapter=following)))
