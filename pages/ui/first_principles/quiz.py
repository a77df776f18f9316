"""A chapter's question and its exercises: made of fresh random numbers, answered by the engine, checked at once.

What is kept of each is the seed of its numbers and what the visitor has answered.
"""
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from pages.ui.first_principles.alone import follow
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.chapter import Chapter, Exercise, Question, Task
from pages.ui.shared import session
from pages.ui.shared.address import typed
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import markdown

TRIES = 2  # after which the solution is on offer
EXACT = 1e-9
DRAWS = 20  # of a task, at most, until the board does not do it already
Make = Callable[[np.random.Generator], Exercise | Task]


def ask(name: str, chapter: Chapter) -> bool:
    """The chapter's question; whether it has been answered, so that the rest may be told."""
    place = f"{name}.question"
    question, answered = asked(chapter, _random(place)), _state(place).get("answer")
    if answered is not None and answered >= len(question.options):  # kept of another version's question
        answered = None
    has_begun = session.get(PAGE, f"{name}.begun", False)
    with st.container(key=f"{PAGE}.question", border=True, gap="small"):
        st.markdown(f"**Before you read on.** {question.text}")
        if answered is None:
            with st.container(horizontal=True, gap="small"):
                for i, option in enumerate(question.options):
                    st.button(option, key=f"{PAGE}.option{i}", on_click=guarded(partial(_answer, name, i)))
            if not has_begun:
                st.caption("Choose an answer, or guess: the chapter opens either way.")
        else:
            _verdict(question, answered)
            st.button("Ask me another", key=f"{PAGE}.ask_again", icon=":material/refresh:", type="tertiary",
                      on_click=guarded(partial(_renew, place)))
    return has_begun


def asked(chapter: Chapter, random: np.random.Generator) -> Question:
    """A question of the chapter's. Its options stand in any order, so that no place says which is right."""
    question = chapter.ask(random)
    if question.in_order:
        return question
    order = random.permutation(len(question.options)).tolist()
    return question._replace(options=[question.options[i] for i in order], right=order.index(question.right))


def _answer(name: str, choice: int) -> None:
    _note(f"{name}.question", answer=choice)
    session.put(PAGE, **{f"{name}.begun": True})


def _verdict(question: Question, answered: int) -> None:
    correct = question.options[question.right]
    if answered == question.right:
        st.markdown(f":green[:material/check:] **Correct: {correct}.** {question.because}")
    else:
        st.markdown(f":blue[:material/lightbulb:] You chose “{question.options[answered]}”. **The answer is "
                    f"{correct}.** {question.because}")


def exercises(name: str, chapter: Chapter) -> None:
    """The chapter's exercises, side by side where there is room."""
    st.markdown("##### Exercises")
    for i, (column, make) in enumerate(zip(st.columns(len(chapter.exercises)), chapter.exercises)):
        place = f"{name}.exercise{i}"
        with column, st.container(key=f"{PAGE}.exercise{i}", border=True, gap="small"):
            if session.get(PAGE, f"quiz.{place}") is None:
                _draw(place, make)
            exercise = make(_random(place))
            if isinstance(exercise, Task):
                follow(_task, i, place, make)
            else:
                st.markdown(f"**{i + 1}.** {exercise.whole_text}")
                _check_number(i, place, exercise)
            st.button("New numbers", key=f"{PAGE}.new{i}", icon=":material/refresh:",
                      on_click=guarded(partial(_draw, place, make)))


def _task(i: int, place: str, make: Make) -> None:
    """What is to be done with the board, as it is now."""
    task = make(_random(place))
    if isinstance(task, Task):
        st.markdown(f"**{i + 1}.** {task.text}")
        _check_task(task)


def _draw(place: str, make: Make) -> None:
    """Fresh numbers for an exercise; a task is none that the board does already. A callback, too."""
    for _ in range(DRAWS):
        _renew(place)
        drawn = make(_random(place))
        if not (isinstance(drawn, Task) and drawn.is_done):
            break


def _check_task(task: Task) -> None:
    if task.is_done:
        st.markdown(f":green[:material/check:] **Done.** {task.words}")
    else:
        st.markdown(f":blue[:material/target:] **Not yet.** {task.words}")


def _check_number(i: int, place: str, exercise: Exercise) -> None:
    state = _state(place)
    key = f"answer{i}.{state['seed']}"  # new numbers, an empty box
    if state.get("text") and session.is_new(f"{PAGE}.{key}"):  # after a reload the answer stands there again
        session.put(PAGE, **{key: state["text"]})
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input("Your answer", key=f"{PAGE}.{key}", max_chars=60, width=160,
                      on_change=guarded(partial(_take_answer, place, key)))
        st.button("Check", key=f"{PAGE}.check{i}", on_click=guarded(partial(_take_answer, place, key)))
    text = state.get("text")
    is_solved = text is not None and _judge(exercise, text)
    if is_solved or state.get("tries", 0) >= TRIES:
        with st.expander("Solution"):
            st.markdown(exercise.solution)


def _judge(exercise: Exercise, text: str) -> bool:
    """Say whether an answer is correct; whether it is."""
    try:
        given = typed.number(text)
    except ValueError as error:
        st.error(markdown(str(error)))
        return False
    if not exercise.takes(given):
        st.markdown(f":blue[:material/lightbulb:] **Not yet.** {exercise.hint(given)}")
        return False
    more = "" if abs(given - exercise.answer) < EXACT else f" With more digits, it is {exercise.answer:.6g}."
    st.markdown(f":green[:material/check:] **Correct.**{more}")
    return True


def _take_answer(place: str, key: str) -> None:
    text, state = (session.get(PAGE, key) or "").strip(), _state(place)
    if text != state.get("text", ""):
        _note(place, text=text or None, tries=state.get("tries", 0) + _is_number(text))


def _is_number(text: str) -> bool:
    try:
        typed.number(text)
    except ValueError:
        return False
    return True


def _random(place: str) -> np.random.Generator:
    return np.random.default_rng(_state(place)["seed"])


def _state(place: str) -> dict[str, Any]:
    """The seed of a question or an exercise, and what the visitor has done with it."""
    state: dict[str, Any] | None = session.get(PAGE, f"quiz.{place}")
    if state is None:
        _renew(place)
        state = session.get(PAGE, f"quiz.{place}")
    return state or {}


def _note(place: str, **news: Any) -> None:
    session.put(PAGE, **{f"quiz.{place}": _state(place) | news})


def _renew(place: str) -> None:
    """Fresh numbers for a question or an exercise. A callback, too."""
    session.put(PAGE, **{f"quiz.{place}": {"seed": secrets.randbelow(2**32)}})
