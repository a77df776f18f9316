"""The loss over two parameters: a grid for a contour plot, and gradient descent on it."""
import base64

import numpy as np

from pages.ui.first_principles.descent.curve import STEPS
from pages.ui.first_principles.descent.problem import Problem, varied

SIDE = 81  # places along each parameter
TRIED = np.array([float(f"{0.01 * 2**k:.2g}") for k in range(15)])  # learning rates, up to 160
ZIGZAG = 6  # turns
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


def turns(values: np.ndarray) -> np.ndarray:
    """How many steps go back by more than a right angle on what the step before has done, of ways (steps + 1, ...,
    parameters)."""
    steps = np.diff(values, axis=0)
    return np.asarray(((steps[1:] * steps[:-1]).sum(axis=-1) < 0).sum(axis=0))


def rates(problem: Problem, params: np.ndarray, indices: list[int]) -> tuple[float, float] | None:
    """A rate that goes straight and one that zigzags, from the present place; None where there is no such one."""
    at, ways, losses = np.tile(params, (len(TRIED), 1)), [], []
    for _ in range(STEPS + 1):
        ways.append(at[:, indices])
        loss, gradients = problem.at(at)
        losses.append(loss)
        at[:, indices] -= TRIED[:, None] * gradients[:, indices]
    turned = turns(np.array(ways))
    found = np.flatnonzero(turned >= ZIGZAG)
    straight = np.flatnonzero((turned == 0) & (losses[-1] < losses[0]))
    straight = straight[straight < found[0]] if len(found) else found
    return (float(TRIED[straight[-1]]), float(TRIED[found[0]])) if len(straight) else None
