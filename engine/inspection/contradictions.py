"""Training rows that no network can all get right: it is told the same of them, and they ask for different answers."""
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from engine.datasets import Dataset
from engine.losses import predicted_classes

RESOLUTION = 2.0**-22  # of a column's largest number; what lies nearer together, a float32 network cannot tell apart


class Contradictions(NamedTuple):
    """rows: (rows,) bool, which training rows contradict others. most_right: how many rows any network can be right on
    at most. unexplained: for regression, the share of the variance that any network must leave."""

    rows: np.ndarray
    most_right: int
    unexplained: float


@lru_cache(32)
def contradictions(dataset: Dataset) -> Contradictions:
    """The contradictions in a dataset's training rows, as its network is told of them. Reckoned once for a dataset."""
    inputs, targets = dataset.split("train")
    unit = RESOLUTION * np.abs(inputs).max(axis=0, initial=0).astype(float)
    alike = np.round(np.divide(inputs, unit, out=np.zeros(inputs.shape), where=unit > 0))
    _, group = np.unique(alike, axis=0, return_inverse=True)
    group = group.reshape(-1)
    count = np.bincount(group)
    if dataset.is_regression:
        means = np.stack([np.bincount(group, column) for column in targets.T], axis=1) / count[:, None]
        away = np.square(targets - means[group]).mean()
        rows, most_right = _differ(targets, group, len(count)), len(inputs)
        return Contradictions(rows, most_right, float(away / (targets.var() or 1)) if rows.any() else 0.0)
    classes = predicted_classes(targets)
    votes = np.zeros((len(count), len(dataset.labels)), int)
    np.add.at(votes, (group, classes), 1)
    most = votes.max(axis=1)
    return Contradictions((most < count)[group], int(most.sum()), 0.0)


def _differ(targets: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    """(rows,) whether a row's group holds different targets."""
    low, high = np.full((groups, targets.shape[1]), np.inf), np.full((groups, targets.shape[1]), -np.inf)
    np.minimum.at(low, group, targets)
    np.maximum.at(high, group, targets)
    return np.any(low < high, axis=1)[group]
