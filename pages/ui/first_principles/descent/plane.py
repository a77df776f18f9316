"""The loss over two parameters: a grid for a contour plot, and gradient descent on it."""
import base64

import numpy as np

from pages.ui.first_principles.descent.curve import Path
from pages.ui.first_principles.descent.problem import Problem, varied

SIDE = 81  # places along each parameter
LEVELS = 65_535  # of a loss in a message: its largest number of two bytes


def grid(problem: Problem, params: np.ndarray, across: int, up: int, end: float) -> np.ndarray:
    """The losses (SIDE, SIDE) from -end to end of two parameters, a row for each value of `up`."""
    places = np.linspace(-end, end, SIDE)
    spread = varied(params, across, np.tile(places, SIDE))
    spread[:, up] = np.repeat(places, SIDE)
    return problem.losses(spread).reshape(SIDE, SIDE)


def packed(losses: np.ndarray) -> dict[str, object]:
    """A grid for a message: its lowest and its highest loss, and how far each lies between them, in two bytes."""
    low, high = float(losses.min()), float(losses.max())
    shares = (losses - low) / (high - low) if high > low else np.zeros_like(losses)
    return {"side": SIDE, "low": low, "high": high,
            "shares": base64.b64encode((shares * LEVELS).round().astype("<u2").tobytes()).decode()}


def turns(path: Path) -> int:
    """How many steps go back by more than a right angle on what the step before has done."""
    steps = np.diff(path.values, axis=0)
    return int(((steps[1:] * steps[:-1]).sum(axis=1) < 0).sum())
