"""The loss over one parameter: a curve that can be interpolated, and gradient descent along it."""
import math
from dataclasses import dataclass

import numpy as np

from pages.ui.first_principles.descent.problem import Problem, network, varied
from pages.ui.shared.address.typed import LARGEST

REACHES = (6.0, 20.0, 60.0, 200.0, 600.0, 2e3, 6e3, 2e4, 6e4, 2e5, LARGEST)  # ends of an axis, from minus to plus
EVEN, MOST, ROUNDS = 129, 700, 12  # places to begin with, at most, and how often they are halved
LOSS_ERROR, SLOPE_ERROR = 1e-6, 1e-3  # of the interpolation between them; the slope's as a part of the steepest one
# What flows into a parameter's neuron: (layer, neuron, input), the last input being the bias's 1.
PLACES = ((0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (0, 0, 2), (0, 1, 2), (1, 0, 2))
BENDS = np.array([0, 1, 2, 4, 8])  # weighted sums at which a sigmoid bends, and where it has become flat
STEPS = 50
BEYOND = 100  # places that are looked at beyond the drawn axis, in ever wider steps
WIDTH = 1e-4  # half of a central difference: inputs are up to some hundred, so no curve bends on less


@dataclass(frozen=True)
class Curve:
    """Losses and derivatives (places,) where one parameter has the values `places`, in ascending order."""

    places: np.ndarray
    losses: np.ndarray
    slopes: np.ndarray


@dataclass(frozen=True)
class Path:
    """Gradient descent: values (steps + 1, parameters that move), losses (steps + 1,) and derivatives like the values.
    It ends early where a value would leave what can be typed: has_left."""

    values: np.ndarray
    losses: np.ndarray
    slopes: np.ndarray
    has_left: bool


def reach(*values: float) -> float:
    """The end of an axis that shows some values. It has few sizes, so that it stays while a value is dragged."""
    return next((each for each in REACHES if max(map(abs, values)) <= each), LARGEST)


def curve(problem: Problem, params: np.ndarray, index: int, end: float) -> Curve:
    """The loss from -end to end of a parameter: at more places where it bends more, so that a cubic between any two
    that are next to each other is as good as the engine."""
    places = np.unique(np.concatenate([np.linspace(-end, end, EVEN), _bends(problem, params, index, end)]).round(9))
    losses, gradients = problem.at(varied(params, index, places))
    slopes, open_ = gradients[:, index], np.ones(len(places) - 1, bool)
    for _ in range(ROUNDS):
        left = np.flatnonzero(open_)[: MOST - len(places)]
        if not len(left):
            break
        middles = (places[left] + places[left + 1]) / 2
        found, gradients = problem.at(varied(params, index, middles))
        expected, expected_slopes = _halfway(places, losses, slopes, left)
        steepest = max(np.abs(slopes).max(), 1e-9)
        bad = (np.abs(expected - found) > LOSS_ERROR) | (
            np.abs(expected_slopes - gradients[:, index]) > SLOPE_ERROR * steepest)
        open_ = np.insert(np.zeros_like(open_), left, bad)
        open_[left + np.arange(len(left)) + 1] = bad
        places, losses = np.insert(places, left + 1, middles), np.insert(losses, left + 1, found)
        slopes = np.insert(slopes, left + 1, gradients[:, index])
    return Curve(places, losses, slopes)


def _halfway(places: np.ndarray, losses: np.ndarray, slopes: np.ndarray, left: np.ndarray
             ) -> tuple[np.ndarray, np.ndarray]:
    """Loss and slope of the cubics in the middle between places and those at their right."""
    right, width = left + 1, places[left + 1] - places[left]
    rise = losses[right] - losses[left]
    return ((losses[left] + losses[right]) / 2 + width * (slopes[left] - slopes[right]) / 8,
            1.5 * rise / width - (slopes[left] + slopes[right]) / 4)


def _bends(problem: Problem, params: np.ndarray, index: int, end: float) -> np.ndarray:
    """Where the parameter's own neuron bends for one of the samples: an even spacing might miss it."""
    layer, neuron, source = PLACES[index]
    signals = network(params).signals(problem.inputs)
    sums = signals.pre_activations[layer][:, neuron]
    inputs = problem.inputs if layer == 0 else signals.outputs[0]
    factors = inputs[:, source] if source < 2 else np.ones(len(inputs))
    flows = np.abs(factors) > 1e-9
    middles, widths = params[index] - sums[flows] / factors[flows], 1 / np.abs(factors[flows])
    found = middles[:, None] + widths[:, None] * np.concatenate([-BENDS, BENDS])
    return found[np.abs(found) < end]


def descent(problem: Problem, params: np.ndarray, indices: list[int], rate: float, steps: int = STEPS) -> Path:
    """Steps of gradient descent by some of the parameters, all others fixed."""
    at, has_left = np.array(params, np.float64), False
    values, losses, slopes = [], [], []
    for _ in range(steps + 1):
        loss, gradient = (each[0] for each in problem.at(at[None]))
        values.append(at[indices])
        losses.append(loss)
        slopes.append(gradient[indices])
        following = at[indices] - rate * gradient[indices]
        if not np.abs(following).max() <= LARGEST:
            has_left = True
            break
        at[indices] = following
    return Path(np.array(values), np.array(losses), np.array(slopes), has_left)


@dataclass(frozen=True)
class Minimum:
    """The bottom that lies downhill: its place, the loss there and the second derivative."""

    place: float
    loss: float
    curvature: float


def minimum(problem: Problem, params: np.ndarray, index: int, drawn: Curve) -> Minimum | None:
    """The first minimum downhill of the parameter's value, on the drawn axis or beyond it; None where the curve falls
    as far as can be typed."""
    here = float(params[index])
    slope = problem.at(np.asarray(params, np.float64)[None])[1][0, index]
    if not slope:
        return None
    way = -math.copysign(1, slope)
    ahead = drawn.places > here if way > 0 else drawn.places < here
    places, slopes = drawn.places[ahead][:: int(way)], drawn.slopes[ahead][:: int(way)]
    if not (slopes * way > 0).any():
        more = _beyond(problem, params, index, way, abs(float(drawn.places[-1])))
        places = np.concatenate([places, more])
        slopes = np.concatenate([slopes, problem.at(varied(params, index, more))[1][:, index]])
    uphill = np.flatnonzero(slopes * way > 0)
    if not len(uphill):
        return None
    near, far = float(places[uphill[0] - 1]) if uphill[0] else here, float(places[uphill[0]])
    for _ in range(60):
        middle = (near + far) / 2
        if _slope(problem, params, index, middle) * way > 0:
            far = middle
        else:
            near = middle
    curvature = (_slope(problem, params, index, near + WIDTH) - _slope(problem, params, index, near - WIDTH)) / (
        2 * WIDTH)
    loss = float(problem.at(varied(params, index, np.array([near])))[0][0])
    return Minimum(near, loss, curvature) if curvature > 1e-9 else None


def _beyond(problem: Problem, params: np.ndarray, index: int, way: float, end: float) -> np.ndarray:
    """Places on one side beyond the end of the drawn axis, the nearest one first."""
    bends = _bends(problem, params, index, LARGEST) * way
    return way * np.unique(np.concatenate([np.geomspace(end, LARGEST, BEYOND), bends[bends > end]]))


def _slope(problem: Problem, params: np.ndarray, index: int, place: float) -> float:
    return float(problem.at(varied(params, index, np.array([place])))[1][0, index])
