"""The update, line by line. Knows nothing of Streamlit."""
from typing import Any

import numpy as np

from engine.examples import own_network_loop as loop
from engine.exchange.worked_script import UPDATE_FORMULAS
from engine.optimizers import OPTIMIZERS, Optimizer
from pages.ui.first_principles.code.passed import Pass
from pages.ui.first_principles.code.source import whole
from pages.ui.first_principles.code.step import Step, difference


def update(of: Pass, i: int) -> Step:
    """The step of all parameters."""
    kind, textbook = OPTIMIZERS[of.example.optimizer], loop.UPDATES.get(of.example.optimizer)
    lines = whole(kind.step_scaled)
    optimizer, before, found, known = of.optimizer(), of.network.params.copy(), *(
        of.network.params.copy() for _ in range(2))
    scaled = of.gradient * optimizer.gradient_scale
    given = scaled.copy()
    lines.call(optimizer, found, given)
    of.optimizer().step(known, of.gradient.copy())
    shown = [lines]
    if kind.gradient_scale is not Optimizer.gradient_scale:
        shown.insert(0, whole(kind.gradient_scale))
    formula = UPDATE_FORMULAS.get(of.example.optimizer, r"\theta \leftarrow \theta - \ldots")
    return Step("Update", formula.replace(r", \qquad", r" \\[4pt]"), shown,
                [("params", "θ", before), ("gradient", "g" if len(shown) == 1 else "η g", scaled),
                 ("params, after", "θ", found)], difference(found, known),
                [whole(textbook)] if textbook else [], _textbook_update(of, known) if textbook else None,
                "All weights and biases of all layers stand in one vector.")


def _textbook_update(of: Pass, known: np.ndarray) -> float:
    optimizer, found = of.optimizer(), of.network.params.copy()
    kept: list[Any] = [*(part.copy() for part in optimizer.state if part.ndim), 0.0, 0.0]
    steps = next((int(part) for part in optimizer.state if not part.ndim), 0)
    settings = type(optimizer).defaults() | dict(of.example.settings)
    whole(loop.UPDATES[of.example.optimizer]).call(found, of.gradient, kept[:2], steps + 1, of.example.rate, **settings)
    return difference(found, known)
