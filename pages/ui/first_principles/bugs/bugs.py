"""The chapter Bug lab: programs with one classic mistake each, run live, checked, and their wrong line to be found."""
import secrets
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.first_principles.board import board, choices, numbers
from pages.ui.first_principles.bugs import laboratory, pictures, questions, solving, verdicts
from pages.ui.first_principles.bugs.mistakes import BUGS, Bug
from pages.ui.first_principles.bugs.problems import PROBLEMS
from pages.ui.first_principles.bugs.rows import BUG, FIELDS, MOST_SEED, SEED
from pages.ui.first_principles.bugs.symptoms import symptom
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.parameters import PAGE
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded

plot = Component(Path(__file__).with_name("bugs_curves.js"))
NAMED = {"test": f" It has a name: {term('data leakage')}."}
listing = Component(Path(__file__).with_name("bugs_listing.js"))


def show() -> None:
    """The chapter's content."""
    st.markdown("Each case is a short program in plain NumPy with **one mistake**. It runs here as you read it, beside "
                "the corrected program, from the same random numbers. Look at the symptom and at the gradient check, "
                "then find the line.")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=f"{PAGE}.bugs_case"):
        bug = BUGS[choices.selectbox(BUG, width=320)]
        st.button("Other random numbers", key=f"{PAGE}.bugs_draw", icon=":material/casino:", on_click=guarded(_draw))
    pair = laboratory.pair(bug.name, int(numbers.values([SEED])[SEED.name]))
    _symptom(pair)
    _check(pair)
    _find(bug)


def _draw() -> None:
    """Another seed. A callback."""
    numbers.put(SEED, str(secrets.randbelow(MOST_SEED + 1)))


def _symptom(pair: laboratory.Pair) -> None:
    """What goes wrong, in words and as curves."""
    found = symptom(pair)
    words = found.words if found.is_shown else (
        f"{found.words} These random numbers do not show what usually happens here: draw others.")
    st.markdown(f"**What happens.** {words} {verdicts.warned(pair)}")
    board.draw(plot, [SEED], pictures.curves(pair), pictures.spoken(pair))
    st.caption(PROBLEMS[pair.bug.problem].text)


def _check(pair: laboratory.Pair) -> None:
    """The gradient check of both programs."""
    st.markdown("##### Gradient check")
    st.markdown(verdicts.when(pair))
    left, right = st.columns([3, 2], gap="medium", vertical_alignment="center")
    left.markdown(verdicts.table(pair))
    right.markdown(verdicts.FORMULA)
    st.markdown(verdicts.summary(pair))


def _find(bug: Bug) -> None:
    """The program, to point at its wrong line."""
    is_solved = solving.is_solved(bug)
    st.markdown("##### Find the line")
    st.markdown(_found(bug) if is_solved else
                "Which line is wrong? Choose it by a click or a tap, or by arrow keys and Enter.")
    listing.draw(pictures.listing(bug, solving.guessed(bug), is_solved), key=f"{PAGE}.bugs_listing",
                 on_event=partial(_take, bug))
    count, following = len(solving.solved()), solving.following(bug)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if is_solved and following:
            st.button(f"Next: {BUG.written(following.name)}", key=f"{PAGE}.bugs_next",
                      on_click=guarded(partial(numbers.put, BUG, following.name)))
        st.caption(f"{count} of {len(BUGS)} cases solved." if following else "All cases are solved.")


def _found(bug: Bug) -> str:
    """What would have given the answer away before."""
    places = " Two lines have changed places: either one counts." if len(bug.lines) > 1 else ""
    return f"This case is solved.{places}{NAMED.get(bug.name, '')}"


def _take(bug: Bug, event: dict[str, Any]) -> None:
    """A line was chosen. A callback."""
    solving.guess(bug, event.get("line"))


CHAPTER = Chapter("Bug lab", FIELDS, questions.ask, show, [questions.error, questions.case],
                  places=[*solving.PLACES.values()])
