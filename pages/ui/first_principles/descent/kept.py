"""What the chapter computes once, however often it runs: nothing here depends on the learning rate or the nudge, and a
curve does not depend on the value that moves along it."""
from functools import lru_cache

import numpy as np

from pages.ui.first_principles.descent import plane
from pages.ui.first_principles.descent.curve import Curve, Minimum, curve, minimum
from pages.ui.first_principles.descent.problem import Problem
from pages.ui.first_principles.descent.rates import Rates, rates

KEPT = 64  # of each, the last ones of all visitors
Params = tuple[float, ...]


def curve_along(problem: Problem, params: np.ndarray, index: int, end: float) -> Curve:
    """The loss over one parameter, from -end to end."""
    return _curve(problem, _others(params, index), index, end)


def downhill(problem: Problem, params: np.ndarray, index: int, end: float) -> tuple[Minimum | None, Rates]:
    """The minimum downhill of a parameter's value, and learning rates from there. end: of the curve that is drawn."""
    return _downhill(problem, tuple(params.tolist()), index, end)


def grid(problem: Problem, params: np.ndarray, indices: list[int], end: float) -> np.ndarray:
    """The loss over two parameters, see plane.grid."""
    return _grid(problem, _others(params, *indices), *indices, end)


def plane_rates(problem: Problem, params: np.ndarray, indices: list[int]) -> tuple[float, float] | None:
    """Rates over two parameters, see plane.rates."""
    return _plane_rates(problem, tuple(params.tolist()), tuple(indices))


def _others(params: np.ndarray, *indices: int) -> Params:
    """Parameters of which those that vary do not matter."""
    return tuple(0.0 if i in indices else value for i, value in enumerate(params.tolist()))


@lru_cache(KEPT)
def _curve(problem: Problem, params: Params, index: int, end: float) -> Curve:
    return curve(problem, np.array(params), index, end)


@lru_cache(KEPT)
def _downhill(problem: Problem, params: Params, index: int, end: float) -> tuple[Minimum | None, Rates]:
    at = np.array(params)
    lowest = minimum(problem, at, index, curve_along(problem, at, index, end))
    return lowest, rates(problem, at, index, lowest)


@lru_cache(KEPT)
def _grid(problem: Problem, params: Params, across: int, up: int, end: float) -> np.ndarray:
    return plane.grid(problem, np.array(params), across, up, end)


@lru_cache(KEPT)
def _plane_rates(problem: Problem, params: Params, indices: tuple[int, ...]) -> tuple[float, float] | None:
    return plane.rates(problem, np.array(params), list(indices))
