"""The page: a short course in chapters, each one idea, each opened by a link of its own."""
from functools import partial
from pathlib import Path

import streamlit as st

from pages.ui.first_principles import quiz
from pages.ui.first_principles.activations import activations
from pages.ui.first_principles.alone import follow, together
from pages.ui.first_principles.backprop import backprop
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.bugs import bugs
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.code import code
from pages.ui.first_principles.descent import descent
from pages.ui.first_principles.feedforward import feedforward
from pages.ui.first_principles.loss import loss
from pages.ui.first_principles.neuron import neuron
from pages.ui.first_principles.own import opening
from pages.ui.first_principles.parameters import CHAPTERS, PAGE, TABLE, widgets
from pages.ui.first_principles.progress import Progress
from pages.ui.shared import session, whole_page
from pages.ui.shared.address.table import Reading
from pages.ui.shared.component import Component
from pages.ui.shared.guard import guarded
from pages.ui.shared.keeping import keeper

SHOWN: dict[str, Chapter] = {"neuron": neuron.CHAPTER, "activations": activations.CHAPTER,
                             "feedforward": feedforward.CHAPTER, "loss": loss.CHAPTER, "descent": descent.CHAPTER,
                             "backprop": backprop.CHAPTER, "code": code.CHAPTER, "bugs": bugs.CHAPTER}
FIELDS = [*{field.name: field for chapter in SHOWN.values() for field in chapter.fields}.values()]
PROGRESS = Progress(SHOWN)
top = Component(Path(__file__).with_name("top.js"))


def show() -> None:
    """The whole page."""
    opening.open_brought()
    if session.get(PAGE, "asked") is None:
        session.put(PAGE, asked=_asked())
    if session.get(PAGE, "may_follow"):  # a link of another page's: Streamlit passes over one to the first chapter
        session.put(PAGE, may_follow=False)
        if asked := widgets.asked("chapter"):
            session.put(PAGE, chapter=asked)
    numbers.arrive(FIELDS)
    _complain()
    st.markdown("#### First principles")
    name = widgets.segmented_control("Chapter", "chapter", wrap=True, label_visibility="collapsed")
    with st.container(key="unseen-top"):
        top.draw({"chapter": name}, key=f"{PAGE}.top")
    chapter = SHOWN[name]
    numbers.keep(chapter.fields, every=FIELDS)
    if quiz.ask(name, chapter):
        st.fragment(_content)(name, chapter)
        return
    keeper.keep_here(PROGRESS.keeper)


def _asked() -> Reading:
    """What the address of a new visit asks for."""
    opens_old = opening.is_old(st.query_params.get_all(f"{PAGE}.chapter"), {
        name.removeprefix(f"{PAGE}.") for name in st.query_params})
    texts = TABLE.own({name: st.query_params.get_all(name) for name in st.query_params})
    read = TABLE.read(texts)
    for name in texts.keys() - TABLE.rows.keys():
        del st.query_params[f"{PAGE}.{name}"]  # told of once
    if opens_old:
        opening.open_old(read.values, CHAPTERS[opening.CHAPTER])
    return read


def _complain() -> None:
    """Say which parts of the address could not be used, but those that are told of at their fields."""
    asked: Reading = session.get(PAGE, "asked")
    chapter = SHOWN[asked.values.get("chapter", next(iter(SHOWN)))]  # that the link opens
    broken = [name for name in asked.broken
              if name not in PROGRESS.fields or not chapter.tells_of(PROGRESS.fields[name])]
    with st.container():  # always one place
        if words := TABLE.complaint(broken, asked.unknown):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.warning(words)
                st.button("OK", key=f"{PAGE}.complaint_read", on_click=guarded(session.put), args=(PAGE,),
                          kwargs={"asked": Reading({}, [], 0)})


def _content(name: str, chapter: Chapter) -> None:
    """A chapter below its question. A fragment: a change of its numbers runs nothing else."""
    numbers.keep(chapter.fields, every=FIELDS)
    with together(chapter.together):
        chapter.show()
        quiz.exercises(name, chapter)
        follow(keeper.keep_here, PROGRESS.keeper)
    if chapter.after is not None:
        chapter.after()
    if following := [*CHAPTERS][[*CHAPTERS].index(name) + 1:]:
        st.button(f"Next: {CHAPTERS[following[0]]}", key=f"{PAGE}.next_chapter", type="primary",
                  on_click=guarded(partial(_go_on, following[0])))


def _go_on(following: str) -> None:
    session.put(PAGE, chapter=following)
    whole_page.ask()
