"""Training digits as a network sees them: the ones most alike to a drawing, and the ones that fire each neuron most."""
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.network import Network

AT_ONCE = 800_000  # numbers in full precision at a time: 3 MB
NEIGHBORS_AT_ONCE = 500  # so many fit the processor's cache
STRONGEST = 12  # digits kept for each neuron
SAMPLE = 10_000  # digits from which averages are taken
INKED = 0.2  # standard deviation of a pixel's ink from which its weight is shown in full
PIXEL = np.float32(1 / 255)


class Alike(NamedTuple):
    """rows (count,): the nearest examples, the nearest first; distances (count,): how far each one is."""

    rows: np.ndarray
    distances: np.ndarray


class Examples:
    """Training digits and what a network makes of them; it must not learn on meanwhile.

    images (rows, features): uint8, shared with the dataset. seen (rows, neurons): what the last hidden layer makes of
    them, in 256 steps, a byte each: only as many rows as fit into most_bytes. strongest: for each hidden layer the rows
    that fire each neuron most, (neurons, 12), the strongest first. average (features,): the mean digit, in 0..1. looks:
    for each hidden layer a picture of what each of its neurons looks for, (neurons, features).

    A first-layer neuron's picture is its weights, faded where digits hardly ever have ink: there they never mattered,
    and are as they were drawn. A later one's is how the digits that fire it differ from the average digit: the mean of
    them all, each counted as strongly as it fires, less the average.
    """

    def __init__(self, network: Network, images: np.ndarray, most_bytes: int = 16_000_000):
        rows = min(len(images), most_bytes // network.sizes[-2])
        self.network, self.images = network, images[:rows]
        sample = self.images[:SAMPLE]
        self.average = (sample.mean(axis=0) / 255).astype(np.float32)
        self._rows_at_once = max(100, AT_ONCE // max(network.sizes))
        self._read(network.sizes[1:-1])
        spread = np.sqrt(np.einsum("ij,ij->j", sample, sample, dtype=float) / len(sample) / 255**2 - self.average**2.0)
        weights = network.layers[0].weights.T * np.minimum(1, spread / INKED)
        self.looks = [weights.astype(np.float16), *self._what_fires(network.sizes[2:-1])]

    def _read(self, hidden: Sequence[int]) -> None:
        self.seen = np.empty((len(self.images), hidden[-1]), np.uint8)
        best = [(np.empty((0, size), np.float32), np.empty((0, size), np.int32)) for size in hidden]
        for first in range(0, len(self.images), self._rows_at_once):
            activations = self._activations(slice(first, first + self._rows_at_once))
            if first == 0:
                self._low, high = float(activations[-1].min()), float(activations[-1].max())
                self._step = max(high - self._low, 1e-6) / 255
            codes = np.rint((activations[-1] - self._low) / self._step)
            self.seen[first : first + len(codes)] = np.clip(codes, 0, 255)
            best = [_best(*kept, fired, first) for kept, fired in zip(best, activations)]
        self.strongest = [rows.T for _, rows in best]

    def _activations(self, rows: slice | np.ndarray) -> list[np.ndarray]:
        """What every hidden layer makes of some of the images."""
        return self.network.activations(self.images[rows] * PIXEL)[:-1]

    def _what_fires(self, later: Sequence[int]) -> list[np.ndarray]:
        """The pictures of the neurons behind the first layer."""
        sums = [np.zeros((size, self.images.shape[1]), np.float32) for size in later]
        totals = [np.zeros((size, 1), np.float32) for size in later]
        for first in range(0, min(len(self.images), SAMPLE) if later else 0, self._rows_at_once):
            rows = slice(first, min(first + self._rows_at_once, SAMPLE))
            for sum_, total, activations in zip(sums, totals, self._activations(rows)[1:]):
                fired = np.maximum(activations, 0)
                sum_ += fired.T @ (self.images[rows] * PIXEL)
                total += fired.sum(axis=0)[:, None]
        return [np.where(total > 0, sum_ / np.maximum(total, 1e-9) - self.average, 0).astype(np.float16)
                for sum_, total in zip(sums, totals)]

    def alike(self, drawing: np.ndarray, count: int = 10) -> Alike:
        """The examples nearest to a drawing (features,) in 0..1 by straight-line distance in the last hidden layer.

        Their bytes find the likeliest ones, whose distances are then computed anew in full precision.
        """
        point = self.network.activations(drawing[None])[-2][0]
        squares = _squared_distances(self.seen, (point - self._low) / self._step)
        likeliest = _smallest(squares, 5 * count)
        exact = np.sqrt(np.square(self._activations(likeliest)[-1] - point).sum(axis=1))
        order = np.argsort(exact, kind="stable")[:count]
        return Alike(likeliest[order], exact[order])

    def alike_in_ink(self, drawing: np.ndarray, count: int = 10) -> Alike:
        """The examples nearest to a drawing (features,) in 0..1, pixel by pixel."""
        squares = _squared_distances(self.images, drawing * 255)
        rows = _smallest(squares, count)
        return Alike(rows, np.sqrt(squares[rows]) / 255)


def _best(values: np.ndarray, rows: np.ndarray, activations: np.ndarray, first: int) -> tuple[np.ndarray, np.ndarray]:
    """The largest values (12, neurons), and their rows, of those so far and of further activations (more, neurons)."""
    further = np.broadcast_to(np.arange(first, first + len(activations), dtype=np.int32)[:, None], activations.shape)
    if len(values) == STRONGEST:
        hopeful = (activations > values[-1]).any(axis=1)
        activations, further = activations[hopeful], further[hopeful]
    values, rows = np.concatenate([values, activations]), np.concatenate([rows, further])
    order = np.argsort(-values, axis=0, kind="stable")[:STRONGEST]
    return np.take_along_axis(values, order, axis=0), np.take_along_axis(rows, order, axis=0)


def _squared_distances(points: np.ndarray, point: np.ndarray) -> np.ndarray:
    """From a point (dimensions,) to all points (rows, dimensions) uint8."""
    squares, point = np.empty(len(points), np.float32), point.astype(np.float32)
    for first in range(0, len(points), NEIGHBORS_AT_ONCE):
        part = points[first : first + NEIGHBORS_AT_ONCE] - point
        np.einsum("ij,ij->i", part, part, out=squares[first : first + len(part)])
    return squares


def _smallest(values: np.ndarray, count: int) -> np.ndarray:
    """Where the smallest are, the smallest first."""
    count = min(count, len(values))
    found = np.argpartition(values, count - 1)[:count]
    return found[np.argsort(values[found], kind="stable")]
