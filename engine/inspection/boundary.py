"""What every neuron of a small network answers on a grid over the plane of two inputs."""
from collections.abc import Sequence

import numpy as np

from engine.datasets.features import PLANE, computed
from engine.network import Network, Signals, with_ones


class Grid:
    """`resolution` x `resolution` points over a rectangle of the plane, and buffers for a network's answers there.

    x_range, y_range: (low, high) of the first and the second input. Points lie at the centers of the cells, rows from
    high y to low y as a picture is drawn. features: which ones the network was given, rows of FEATURES; the plane
    stays that of x1 and x2.
    """

    def __init__(self, network: Network, x_range: tuple[float, float], y_range: tuple[float, float], resolution: int,
                 features: Sequence[str] = PLANE):
        centers = (np.arange(resolution) + 0.5) / resolution
        x = x_range[0] + centers * (x_range[1] - x_range[0])
        y = y_range[1] - centers * (y_range[1] - y_range[0])
        points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        self.resolution = resolution
        self._network = network
        self._inputs = with_ones(computed(points, features), network.params.dtype, order="F")
        self._signals = Signals(network, len(points), order="F")

    def inputs(self) -> np.ndarray:
        """What the network is told at each point, as pictures (features, resolution, resolution)."""
        return self._inputs[:, :-1].T.reshape(-1, self.resolution, self.resolution)

    def answers(self) -> list[np.ndarray]:
        """Each layer's outputs as pictures (fan_out, resolution, resolution); views into buffers, valid until the next
        call."""
        with np.errstate(over="ignore", invalid="ignore"):
            self._network.propagate(self._inputs, self._signals)
        return [outputs.T.reshape(-1, self.resolution, self.resolution) for outputs in self._signals.outputs]


def plane_of(inputs: np.ndarray, margin: float = 0.25) -> tuple[tuple[float, float], tuple[float, float]]:
    """(x_range, y_range) around inputs (rows, 2), wider by `margin` of their spread on every side."""
    low, high = inputs.min(axis=0), inputs.max(axis=0)
    pad = margin * np.where(high > low, high - low, 1.0)
    (x0, y0), (x1, y1) = (low - pad).tolist(), (high + pad).tolist()
    return (x0, x1), (y0, y1)
