"""The chapter Backpropagation's question and exercises."""
import numpy as np

from pages.ui.first_principles.chapter import Exercise, Question


def ask(random: np.random.Generator) -> Question:
    """A stub."""
    a = int(random.integers(2, 99))
    return Question(f"What is {a} + 1?", [f"{a}", f"{a + 1}", f"{a + 2}"], 1, f"{a} + 1 is {a + 1}.", in_order=False)


def first(random: np.random.Generator) -> Exercise:
    """A stub."""
    a = int(random.integers(2, 99))
    return Exercise(f"What is {a} + 1?", a + 1, 0, f"{a + 1}")


def second(random: np.random.Generator) -> Exercise:
    """A stub."""
    return first(random)
