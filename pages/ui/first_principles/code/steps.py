"""All steps of a training step, in order. Knows nothing of Streamlit.

Their lines are found by how they start, so that none is written twice; source.py says which one is missing if the
engine has changed.
"""
from collections.abc import Callable

import numpy as np

from pages.ui.first_principles.code.backward import delta_below, gradient, last_delta
from pages.ui.first_principles.code.forward import activation, loss, weighted_sum
from pages.ui.first_principles.code.passed import Pass
from pages.ui.first_principles.code.step import Step
from pages.ui.first_principles.code.update import update

STEPS: list[Callable[[Pass, int], Step | None]] = [weighted_sum, activation, loss, last_delta, delta_below, gradient,
                                                   update]


def steps(of: Pass, i: int) -> list[Step]:
    """All steps, those of one layer for layer i, from 0."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore"):
        return [step for make in STEPS if (step := make(of, i))]
