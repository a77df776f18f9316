"""One step of learning from one sample with every number on its way kept, by the formulas, to be read by people.

It allocates and repeats what backprop.py does in place; a test holds the two together.
"""
from typing import NamedTuple

import numpy as np

from engine.losses import Loss
from engine.network import Network


class WorkedLayer(NamedTuple):
    """One layer's numbers: its matrix (fan_in + 1, fan_out), biases last, before the step; inputs (fan_in,); sums z,
    outputs a = f(z), slopes f'(z), dL/da and dL/dz, all (fan_out,); gradient dL/d matrix, shaped like the matrix."""

    matrix: np.ndarray
    inputs: np.ndarray
    sums: np.ndarray
    outputs: np.ndarray
    slopes: np.ndarray
    output_gradient: np.ndarray
    delta: np.ndarray
    gradient: np.ndarray


class Worked(NamedTuple):
    """A whole step: its layers, the first one first, the loss before it and after it, the parameters after it, flat."""

    layers: list[WorkedLayer]
    loss: float
    loss_after: float
    params_after: np.ndarray


@np.errstate(over="ignore")  # a sigmoid far below zero: see engine/activations.py
def worked(network: Network, loss: Loss, sample: np.ndarray, target: np.ndarray, rate: float,
           factor: float = 1.0) -> Worked:
    """One step of plain gradient descent on a sample (features,) and its target (outputs,); the network stays as it
    is. factor: what the loss is multiplied by, and so each derivative."""
    signals, output_gradient = network.signals(sample[None]), np.empty((1, len(target)), network.params.dtype)
    layers: list[WorkedLayer] = []
    before = loss(signals.outputs[-1], target[None], gradient=output_gradient, scale=factor) * factor
    output_gradient, slopes = output_gradient[0], signals.slopes()
    for i, layer in reversed([*enumerate(network.layers)]):
        inputs = signals.outputs[i - 1][0] if i else np.asarray(sample, network.params.dtype)
        z, a = signals.pre_activations[i][0], signals.outputs[i][0]
        delta = output_gradient * slopes[i][0]
        gradient = np.outer([*inputs, 1], delta)
        layers.insert(0, WorkedLayer(layer.matrix.copy(), inputs, z, a, slopes[i][0], output_gradient, delta, gradient))
        output_gradient = layer.weights @ delta
    params = network.params - rate * np.concatenate([layer.gradient.ravel() for layer in layers])
    after = loss(network.over(params).forward(sample[None]), target[None]) * factor
    return Worked(layers, before, after, params)
