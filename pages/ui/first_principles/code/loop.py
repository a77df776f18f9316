"""The textbook loop, shown and run beside the engine. Knows nothing of Streamlit."""
from functools import cache

import numpy as np

from engine.examples import own_network_loop as loop
from pages.ui.first_principles.code.passed import Pass
from pages.ui.first_principles.code.source import Lines, between
from pages.ui.first_principles.code.step import difference
from pages.ui.first_principles.code.update import update


@cache
def source() -> Lines:
    """Its forty lines."""
    return between(loop, "def softmax", "UPDATES")


def compared(of: Pass) -> tuple[float, float | None]:
    """How far its gradient is from the engine's at most, and its parameters after one step, if it has the optimizer."""
    with np.errstate(over="ignore", invalid="ignore"):
        gradient = loop.flat(loop.gradients(of.layers, of.x, of.y, **of.kind))
        return difference(gradient, of.gradient), update(of, 0).textbook_difference
