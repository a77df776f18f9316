"""The engine's network of one neuron, and what flows through it."""
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.activations import ACTIVATIONS
from engine.network import Network


class Computed(NamedTuple):
    """A neuron's weighted sum z and its output a = f(z)."""

    z: float
    a: float


def neuron(weights: Sequence[float], bias: float, activation: str = "sigmoid") -> Network:
    """A network of one neuron, in float64. activation: a row of ACTIVATIONS."""
    network = Network.mlp((len(weights), 1), output=activation, dtype=np.float64)
    network.load([*weights, bias])
    return network


def computed(inputs: Sequence[float], weights: Sequence[float], bias: float, activation: str = "sigmoid") -> Computed:
    """What a neuron makes of its inputs."""
    signals = neuron(weights, bias, activation).signals([inputs])
    return Computed(float(signals.pre_activations[0][0, 0]), float(signals.outputs[0][0, 0]))


def threshold(activation: str) -> float:
    """The output above which a neuron says class 1: the middle of 0 to 1, or 0 where outputs may be negative or have no
    end."""
    return 0.5 if ACTIVATIONS[activation].bounds == (0.0, 1.0) else 0.0
