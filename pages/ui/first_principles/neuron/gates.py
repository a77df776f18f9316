"""Logic gates, and how many of their four rows a neuron gets right. Knows nothing of Streamlit."""
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from engine.network import Network
from pages.ui.first_principles.neuron.unit import neuron, threshold

CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))
Targets = tuple[int, int, int, int]
# The targets of the four corners, by the gate's key.
TARGETS: dict[str, Targets] = {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "nand": (1, 1, 1, 0), "xor": (0, 1, 1, 0)}
NAMES = {"none": "None", **{key: key.upper() for key in TARGETS}}
# What exercises ask for: all but the two that no line separates, and the two that are always the same.
TASKS: dict[str, Targets] = {
    "AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "NAND": (1, 1, 1, 0), "NOR": (1, 0, 0, 0), "x₁ AND NOT x₂": (0, 0, 1, 0),
    "x₂ AND NOT x₁": (0, 1, 0, 0), "x₁ OR NOT x₂": (1, 0, 1, 1), "x₂ OR NOT x₁": (1, 1, 0, 1)}
# Each weight's and the bias's values when many neurons are tried, the smallest first.
TRIED = sorted(np.arange(-5, 5.25, 0.5).tolist(), key=abs)


class Row(NamedTuple):
    """A row of a gate's table, with what a neuron makes of it. z: its weighted sum; predicted: the class it says."""

    inputs: tuple[int, int]
    target: int
    z: float
    output: float
    predicted: int

    @property
    def is_right(self) -> bool:
        """Whether the class is the target."""
        return self.predicted == self.target


def rows(targets: Targets, weights: Sequence[float], bias: float, activation: str = "sigmoid") -> list[Row]:
    """The four rows of a gate."""
    signals = neuron(weights, bias, activation).signals(CORNERS)
    sums, outputs = signals.pre_activations[0][:, 0].tolist(), signals.outputs[0][:, 0].tolist()
    return [Row(inputs, target, z, a, int(a > threshold(activation)))
            for inputs, target, z, a in zip(CORNERS, targets, sums, outputs)]


def count(found: list[Row]) -> int:
    """How many rows are right."""
    return sum(row.is_right for row in found)


def condition(inputs: tuple[int, int], target: int) -> str:
    """What a target asks of the sum at a corner, as TeX: w_1 + b > 0."""
    names = [name for name, value in zip(("w_1", "w_2"), inputs) if value]
    return " + ".join([*names, "b"]) + (" > 0" if target else r" \le 0")


@lru_cache(maxsize=64)
def best(targets: Targets, activation: str) -> tuple[int, int, tuple[float, float, float]]:
    """How many rows the best of many neurons gets right, how many neurons were tried, and w1, w2 and b of that one: all
    neurons whose numbers are in TRIED, as one layer of the engine's."""
    tried = np.array([*product(TRIED, repeat=3)]).T
    layer = Network.mlp((2, tried.shape[1]), output=activation, init="normal", dtype=np.float64)
    layer.load(tried.ravel())
    right = ((layer.forward(CORNERS) > threshold(activation)) == np.array(targets)[:, None]).sum(axis=0)
    first = int(right.argmax())
    return int(right[first]), tried.shape[1], (float(tried[0, first]), float(tried[1, first]), float(tried[2, first]))
