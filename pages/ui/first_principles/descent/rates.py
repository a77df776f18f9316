"""Learning rates for a curve, found by trying them: too small, about right, too large. Each is offered only if what is
then said of it agrees."""
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from pages.ui.first_principles.descent.curve import Minimum, descent
from pages.ui.first_principles.descent.problem import Problem, varied
from pages.ui.first_principles.descent.verdict import ARRIVED, FLAT, SOON, verdict

SEEN, SETTLED = 8, 0.95  # steps in which one about right gets such a part of the way: enough of them to be watched
NEAR = 8  # times the rate above which nothing settles
SMALL = ("**Too small", "**No minimum")
RIGHT = ("**Converging", "**No minimum")
LARGE = ("**Overshooting", "**Too large", "**Diverging")
SMALL_SHARE = 0.1  # of the way down that a rate which is too small gets in the steps that it is judged by
MOST_RATE = 1e6


class Rates(NamedTuple):
    """Rates from a place on a curve; None where none is found: no rate is too large for a curve without a minimum, and
    from a plateau none may be right."""

    small: float | None
    right: float | None
    large: float | None


def rates(problem: Problem, params: np.ndarray, index: int, lowest: Minimum | None) -> Rates:
    """Rates for gradient descent from the present value of a parameter."""
    slope = float(problem.at(params[None])[1][0, index])
    if abs(slope) < FLAT:
        return Rates(None, None, None)
    top = 2 / lowest.curvature if lowest else 2 / abs(slope)
    tried = np.array([rate for k in range(30) if 0 < (rate := _rounded(top * 2 ** (-k / 2))) <= MOST_RATE])
    losses = _race(problem, params, index, tried, SOON)
    falling: np.ndarray = np.all(np.diff(losses, axis=0) <= 0, axis=0)
    drops = np.where(falling, losses[0] - losses[-1], 0)
    way = losses[0, 0] - lowest.loss if lowest else drops.max(initial=0)
    quick = falling & (losses[0] - losses[min(SEEN, len(losses) - 1)] >= SETTLED * way)
    best = np.argsort(-drops)
    best = best[drops[best] >= (ARRIVED * way if lowest else 0)]
    right = _first(problem, params, index, lowest, [*tried[quick][::-1], *tried[best]], RIGHT)
    small = _first(problem, params, index, lowest, tried[
        falling & (drops < SMALL_SHARE * way) & (tried < (right or np.inf))], SMALL)
    large = _large(problem, params, index, max(top, 2 * (right or 0)), lowest) if lowest else None
    return Rates(small, right, large)


def _large(problem: Problem, params: np.ndarray, index: int, top: float, lowest: Minimum) -> float | None:
    """A rate whose first step leads to a higher loss, or if there is none near, whose steps end beyond the minimum."""
    tried = np.array([rate for k in range(17) if (rate := _rounded(top * 2 ** (k / 2))) <= MOST_RATE])
    if not len(tried):
        return None
    before, after = _race(problem, params, index, tried, 1)
    rising = after > before
    if near := _first(problem, params, index, lowest, tried[rising & (tried <= NEAR * top)], LARGE):
        return near
    losses = _race(problem, params, index, tried, SOON)
    ending = losses[-1] - lowest.loss > (1 - SETTLED) * (losses[0] - lowest.loss)
    return _first(problem, params, index, lowest, [*tried[ending], *tried[rising]], LARGE)


def _first(problem: Problem, params: np.ndarray, index: int, lowest: Minimum | None, tried: Iterable[float],
           said: tuple[str, ...]) -> float | None:
    """The first rate of which the verdict begins like one of these words."""
    return next((float(rate) for rate in tried if verdict(
        "", rate, descent(problem, params, [index], rate), lowest).startswith(said)), None)


def _race(problem: Problem, params: np.ndarray, index: int, tried: np.ndarray, steps: int) -> np.ndarray:
    """The losses (steps + 1, rates) on the way from the same place with each of some rates."""
    at, losses = varied(params, index, np.full(len(tried), params[index])), []
    for _ in range(steps + 1):
        found, gradients = problem.at(at)
        losses.append(found)
        at[:, index] -= tried * gradients[:, index]
    return np.array(losses)


def _rounded(rate: float) -> float:
    return float(f"{rate:.2g}")
