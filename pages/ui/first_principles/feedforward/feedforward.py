"""The chapter Feedforward."""
import numpy as np
import streamlit as st

from pages.ui.first_principles.chapter import Chapter, Exercise, Question
from pages.ui.first_principles.feedforward.rows import FIELDS


def ask(random: np.random.Generator) -> Question:
    """What the chapter begins with."""
    a, b = random.integers(1, 9, 2).tolist()
    return Question(f"{a} + {b}?", [str(a + b), str(a + b + 1)], 0, "It adds up.")


def show() -> None:
    """The chapter's content."""
    st.markdown("Soon.")


def exercise(random: np.random.Generator) -> Exercise:
    """Find a sum."""
    a, b = random.integers(1, 9, 2).tolist()
    return Exercise(f"{a} + {b}?", a + b, 0.005, f"${a} + {b} = {a + b}$")


CHAPTER = Chapter("Feedforward", FIELDS, ask, show, [exercise, exercise])
