"""How a classifier does on examples it has not learned from: where it is wrong, and how sure it was."""
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.losses import LOSSES
from engine.network import Network

ROWS_AT_ONCE = 500  # so that what lies between the layers stays small


class Bin(NamedTuple):
    """Answers that were about equally sure: from `low` to `high`, how many, how sure on average, and how many right."""

    low: float
    high: float
    size: int
    certainty: float
    accuracy: float


@dataclass(frozen=True)
class Evaluation:
    """A network's answers to examples.

    truths: (rows,) the right classes. probabilities: (rows, classes). Rows are numbered as the examples were.
    """

    truths: np.ndarray
    probabilities: np.ndarray

    @cached_property
    def answers(self) -> np.ndarray:
        """(rows,) the most likely class."""
        return self.probabilities.argmax(axis=1)

    @cached_property
    def certainties(self) -> np.ndarray:
        """(rows,) how likely the answer was to the network, 0..1."""
        return self.probabilities.max(axis=1)

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return float(np.mean(self.answers == self.truths))

    @cached_property
    def confusion(self) -> np.ndarray:
        """(classes, classes) counts: truth by row, answer by column."""
        classes = self.probabilities.shape[1]
        return np.bincount(self.truths * classes + self.answers, minlength=classes**2).reshape(classes, classes)

    def accuracy_by_class(self) -> np.ndarray:
        """(classes,) the share of each class that is answered right; NaN for a class without examples."""
        totals = self.confusion.sum(axis=1)
        return np.divide(self.confusion.diagonal(), totals, out=np.full(len(totals), np.nan), where=totals > 0)

    def behind(self, truth: int, answer: int) -> np.ndarray:
        """The rows of one class that got one answer, the surest first."""
        return self._sorted(np.flatnonzero((self.truths == truth) & (self.answers == answer)), -1)

    def wrong(self) -> np.ndarray:
        """The rows with a wrong answer, the surest first: what it is wrong about and does not doubt."""
        return self._sorted(np.flatnonzero(self.answers != self.truths), -1)

    def least_certain(self) -> np.ndarray:
        """All rows, the least certain answer first, right or wrong."""
        return self._sorted(np.arange(len(self.truths)), 1)

    def _sorted(self, rows: np.ndarray, direction: int) -> np.ndarray:
        return rows[np.argsort(direction * self.certainties[rows], kind="stable")]

    def calibration(self, bins: int = 10) -> list[Bin]:
        """The answers in bins of equal width by their certainty, empty ones left out (Guo et al. 2017,
        arXiv:1706.04599). In a calibrated network certainty and accuracy of every bin agree."""
        places = np.minimum((self.certainties * bins).astype(int), bins - 1)
        right = self.answers == self.truths
        return [Bin(place / bins, (place + 1) / bins, int(there.sum()), float(self.certainties[there].mean()),
                    float(right[there].mean()))
                for place in range(bins) if (there := places == place).any()]

    def calibration_error(self, bins: int = 10) -> float:
        """The mean distance of certainty and accuracy over the bins, each weighed by its answers, 0..1."""
        found = self.calibration(bins)
        return sum(b.size * abs(b.certainty - b.accuracy) for b in found) / len(self.truths)


def evaluated(network: Network, inputs: np.ndarray, targets: np.ndarray) -> Evaluation:
    """The evaluation of a network with softmax outputs on inputs (rows, features), uint8 that stands for 0..1 or float,
    and one-hot targets (rows, classes)."""
    probabilities = np.concatenate([LOSSES["softmax_cross_entropy"].probabilities(network.forward(part))
                                    for part in parts(inputs)])
    return Evaluation(targets.argmax(axis=1), probabilities)


def parts(inputs: np.ndarray) -> Iterator[np.ndarray]:
    """Inputs (rows, features), uint8 or float, a few rows at a time, as float32 in 0..1."""
    scale = np.float32(1 / 255 if inputs.dtype == np.uint8 else 1)
    for first in range(0, len(inputs), ROWS_AT_ONCE):
        yield inputs[first : first + ROWS_AT_ONCE] * scale
