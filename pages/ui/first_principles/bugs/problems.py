"""What the programs of the bug lab are trained on: the engine's data sets, and some that are drawn here."""
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from engine.datasets import GENERATED, TOY_DATASETS

CENTERS = np.array([[-1.0, -0.6], [1.0, -0.6], [0.0, 1.1]])  # of three classes


class Problem(NamedTuple):
    """text: what it is, in a sentence. unit: what the horizontal axis counts. arguments: by a seed, those of the
    program's train but for its random generator."""

    text: str
    unit: str
    arguments: Callable[[int], dict[str, Any]]


def circle(seed: int) -> dict[str, Any]:
    """200 points, the outer ones around the inner ones."""
    data = GENERATED["circle"](points=200, noise=0.05, test_share=0, seed=seed)
    return {"x": data.inputs.astype(float), "y": data.targets.astype(float), "hidden": 8, "rate": 5.0, "epochs": 300}


def people(seed: int) -> dict[str, Any]:
    """The tutorial's four people in pounds and inches. The seed draws the weights alone."""
    data = TOY_DATASETS["gender"]()
    offsets = np.array([feature.offset for feature in data.features], float)
    return {"x": data.inputs + offsets, "y": data.targets.astype(float), "hidden": 2, "rate": 1.0, "epochs": 400}


def meters(seed: int) -> dict[str, Any]:
    """Three separate clouds, hundreds of meters apart."""
    x, y = _clouds(seed, points=120, deviation=0.2)
    return {"x": 300 * x, "y": y, "rate": 0.03, "epochs": 10, "size": 20}


def in_order(seed: int) -> dict[str, Any]:
    """Three clouds that overlap, all rows of a class after each other."""
    x, y = _clouds(seed, points=600, deviation=0.8)
    return {"x": x, "y": y, "rate": 1.0, "epochs": 6, "size": 10}


def _clouds(seed: int, points: int, deviation: float) -> tuple[np.ndarray, np.ndarray]:
    y = np.arange(points) * len(CENTERS) // points
    return CENTERS[y] + deviation * np.random.default_rng([seed, 7]).standard_normal((points, 2)), y


def clouds(seed: int) -> dict[str, Any]:
    """Two clouds far from each other; fresh points are of the same kind."""
    data, more = (GENERATED["gaussians"](points=points, test_share=0, seed=seed + i)
                  for i, points in enumerate((100, 400)))
    return _with_fresh(data.inputs, data.targets, more.inputs, more.targets) | {"rate": 10.0, "epochs": 60}


def noisy(seed: int) -> dict[str, Any]:
    """120 rows of 100 numbers, three of which make a label more likely; fresh rows are of the same kind."""
    random, weights = np.random.default_rng([seed, 9]), np.zeros((100, 1))
    weights[:3] = 0.7
    x = random.standard_normal((2_120, 100))
    y = random.random((2_120, 1)) < 1 / (1 + np.exp(-x @ weights))
    return _with_fresh(x[:120], y[:120], x[120:], y[120:]) | {"rate": 1.0, "epochs": 100}


def _with_fresh(*arrays: np.ndarray) -> dict[str, Any]:
    return dict(zip(("x", "y", "fresh_x", "fresh_y"), (array.astype(float) for array in arrays)))


PROBLEMS = {
    "circle": Problem("200 points, one class around the other; 8 hidden neurons, all points in every update.", "epochs",
                      circle),
    "people": Problem("Alice, Bob, Charlie and Diana by weight and height; 2 hidden neurons, all four in every update.",
                      "epochs", people),
    "meters": Problem("Three classes of places, by coordinates in meters; mini-batches of 20.", "updates", meters),
    "sorted": Problem("600 points of three classes, one class after the other; mini-batches of 10.", "updates",
                      in_order),
    "clouds": Problem("Two clouds of points far from each other; one half is for training, one for the test.", "epochs",
                      clouds),
    "noisy": Problem("120 rows of 100 features, of which three say something about the label; one half is for "
                     "training, one for the test. 2,000 fresh rows show what is true.", "epochs", noisy),
}
