"""Sizes of signals, held to what training computes."""
import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.backprop import Backprop
from engine.inspection.signal_sizes import deltas, spreads
from engine.losses import LOSSES
from engine.network import Network, matrices


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_mean_of_the_rows_deltas_is_the_gradient_of_the_biases(activation):
    random = np.random.default_rng(3)
    network = Network.mlp((3, 5, 4, 2), hidden=activation, output="tanh", init="normal_with_biases", dtype=np.float64)
    inputs, targets = random.standard_normal((7, 3)), random.standard_normal((7, 2))
    backprop = Backprop(network, LOSSES["mse"], len(inputs))
    backprop(inputs, targets)
    signals = network.signals(inputs)
    found = deltas(signals, 2 * (signals.outputs[-1] - targets) / 2)  # of each row's own mean over two outputs
    gradients = matrices(backprop.gradient, [layer.matrix.shape for layer in network.layers])
    for delta, gradient in zip(found, gradients, strict=True):
        np.testing.assert_allclose(delta.mean(axis=0), gradient[-1], rtol=1e-12, atol=1e-15)


def test_spreads_are_those_of_every_layers_numbers():
    random = np.random.default_rng(0)
    network = Network.mlp((4, 4, 4), hidden="identity", init="zeros", dtype=np.float64)
    for layer, size in zip(network.layers, (3, 0.5)):
        layer.weights[...] = size * np.eye(4)
    inputs, output_gradient = random.standard_normal((9, 4)), random.standard_normal((9, 4))
    forward, backward = spreads(network, inputs, output_gradient)
    np.testing.assert_allclose(forward, np.std(inputs) * np.array([1, 3, 1.5]))
    np.testing.assert_allclose(backward, np.std(output_gradient) * np.array([0.5, 1]))
