"""What a network is told about a point of the plane: its two coordinates, or what is computed from them.

With x1^2 and x2^2 as inputs a circle becomes a straight line: good features can stand in for hidden layers.
"""
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.datasets import Dataset, Feature


class PlaneFeature(NamedTuple):
    """formula: points (rows, 2) -> (rows,). display: what to call it, with places for the names of x1 and x2."""

    formula: Callable[[np.ndarray], np.ndarray]
    display: str


FEATURES = {
    "x1": PlaneFeature(lambda points: points[:, 0], "{0}"),
    "x2": PlaneFeature(lambda points: points[:, 1], "{1}"),
    "x1_squared": PlaneFeature(lambda points: points[:, 0] ** 2, "{0}²"),
    "x2_squared": PlaneFeature(lambda points: points[:, 1] ** 2, "{1}²"),
    "x1_x2": PlaneFeature(lambda points: points[:, 0] * points[:, 1], "{0} · {1}"),
    "sin_x1": PlaneFeature(lambda points: np.sin(points[:, 0]), "sin {0}"),
    "sin_x2": PlaneFeature(lambda points: np.sin(points[:, 1]), "sin {1}"),
}
PLANE = ("x1", "x2")


def computed(points: np.ndarray, names: Sequence[str] = PLANE) -> np.ndarray:
    """The features of these names, rows of FEATURES, for points (rows, 2): (rows, len(names))."""
    return np.stack([FEATURES[name].formula(points) for name in names], axis=1)


def with_features(dataset: Dataset, names: Sequence[str]) -> Dataset:
    """A dataset of two inputs with the features of these names instead, in their order.

    They are computed from the inputs as a network would get them, centered and scaled. `Dataset.features` keeps what
    people call them. Raises ValueError for no names, repeated or unknown ones, and for a dataset of more inputs.
    """
    if not names or len(set(names)) < len(names) or not set(names) <= set(FEATURES):
        raise ValueError(f"Choose some of {', '.join(FEATURES)}, each once, not {', '.join(names) or 'nothing'}.")
    if len(dataset.features) != 2:
        raise ValueError(f"{dataset.name} does not lie on a plane: it has {dataset.inputs.shape[1]} inputs.")
    axes = dict(zip(PLANE, dataset.features))
    called = [feature.name for feature in dataset.features]
    return replace(dataset, inputs=computed(dataset.inputs, names), test_inputs=computed(dataset.test_inputs, names),
                   from_raw=FromPlane(dataset, tuple(names)),
                   features=tuple(axes.get(name) or Feature(FEATURES[name].display.format(*called), computed=True)
                                  for name in names))


@dataclass(frozen=True, eq=False)
class FromPlane:
    """What a network is told of raw points on the plane of a dataset: the features of these names."""

    plane: Dataset
    names: tuple[str, ...]

    def __call__(self, raw: ArrayLike) -> np.ndarray:
        """(rows, len(names)) for raw points (rows, 2)."""
        return computed(self.plane.scaled(raw), self.names)
