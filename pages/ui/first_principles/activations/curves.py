"""What the engine says of its activation functions: values, derivatives, and where these are small. Knows nothing of
Streamlit."""
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from engine.activations import ACTIVATIONS

SMALL = 0.05  # of the largest derivative: below that, a function counts as flat
FAR, PLACES = 40.0, 8_001  # how far from zero a function is searched, and at how many places
VANISHES = 1e-6  # of the largest derivative: what an end that saturates has fallen below by then


class Zone(NamedTuple):
    """An interval of z where |f'| is small. low, high: None where it goes on for ever. kind: "dead" where f' is 0,
    "saturated" where it tends to 0, "small" where it stays a little above, "flat" around a turning point."""

    low: float | None
    high: float | None
    kind: str
    derivative: float

    def as_message(self) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"low": self.low, "high": self.high, "kind": self.kind}


def value(name: str, z: float) -> float:
    """f(z) by the engine, in float64."""
    return float(values(name, np.array([z]))[0])


def derivative(name: str, z: float) -> float:
    """f'(z) by the engine, in float64."""
    return float(derivatives(name, np.array([z]))[0])


def values(name: str, z: np.ndarray) -> np.ndarray:
    """f of every z, in float64."""
    with np.errstate(all="ignore"):
        return ACTIVATIONS[name](np.asarray(z, np.float64))


def derivatives(name: str, z: np.ndarray) -> np.ndarray:
    """f' at every z, in float64."""
    activation, z = ACTIVATIONS[name], np.asarray(z, np.float64)
    with np.errstate(all="ignore"):
        return np.broadcast_to(activation.slope(z, activation(z)), z.shape).astype(np.float64)


@cache  # a function stays what it is, and a board asks at each change of a number
def steepest(name: str) -> float:
    """The largest |f'|, as far as one looks."""
    return float(np.abs(derivatives(name, np.linspace(-FAR, FAR, PLACES))).max())


@cache
def zones(name: str) -> tuple[Zone, ...]:
    """Where |f'| is below SMALL of its largest, from left to right; everywhere if it is 0 everywhere."""
    z = np.linspace(-FAR, FAR, PLACES)
    sizes = np.abs(derivatives(name, z))
    largest = sizes.max()
    is_small = np.concatenate([[False], sizes < (SMALL * largest or 1), [False]])
    firsts, lasts = np.flatnonzero(~is_small[:-1] & is_small[1:]), np.flatnonzero(is_small[:-1] & ~is_small[1:]) - 1
    found = []
    for first, last in zip(firsts.tolist(), lasts.tolist()):
        low = None if first == 0 else _edge(name, z[first - 1], z[first], SMALL * largest)
        high = None if last == PLACES - 1 else _edge(name, z[last + 1], z[last], SMALL * largest)
        found.append(Zone(low, high, _kind(sizes[first:last + 1], low, high, largest),
                          float(sizes[first] if low is None else sizes[last])))
    return tuple(found)


def _kind(sizes: np.ndarray, low: float | None, high: float | None, largest: float) -> str:
    if not sizes.any():
        return "dead"
    if low is not None and high is not None:
        return "flat"
    return "saturated" if (sizes[0] if low is None else sizes[-1]) < VANISHES * largest else "small"


def _edge(name: str, steep: float, small: float, limit: float) -> float:
    """Where |f'| falls below a limit, between a place where it is above and one where it is below."""
    for _ in range(60):
        middle = (steep + small) / 2
        if abs(derivative(name, middle)) < limit:
            small = middle
        else:
            steep = middle
    return 0.0 if abs(small) < 1e-9 else float(small)
