import numpy as np
import pytest

from engine.backprop import Backprop
from engine.datasets import xor
from engine.losses import LOSSES
from engine.network import Network
from engine.penalty import Penalty
from engine.training import RunConfig, TrainingRun


def test_the_gradient_is_the_derivative_of_the_penalty():
    weights = np.array([[0.5, -2.0], [1.5, 0.25]])
    gradient = np.zeros_like(weights)
    Penalty(l1=0.3, l2=0.7).add_gradient(weights, gradient)
    h = 1e-5
    for place in np.ndindex(weights.shape):
        up, down = weights.copy(), weights.copy()
        up[place] += h
        down[place] -= h
        price = [0.3 * np.abs(w).sum() + 0.7 / 2 * (w**2).sum() for w in (up, down)]
        assert gradient[place] == pytest.approx((price[0] - price[1]) / (2 * h))


def test_biases_are_free():
    network = Network.mlp((2, 3, 1), init="normal_with_biases")
    backprop = Backprop(network, LOSSES["mse"], 1)
    backprop.add_gradient_of(Penalty(l1=0.1, l2=0.1))
    twin = Network.mlp((2, 3, 1))
    twin.load(backprop.gradient)
    for layer in twin.layers:
        assert layer.weights.all()
        assert not layer.biases.any()


@pytest.mark.parametrize("rate", ["l1", "l2"])
def test_a_penalty_in_the_middle_of_a_run_makes_weights_smaller(rate):
    free, held = (TrainingRun.start(RunConfig(), xor(), learning_rate=0.5) for _ in range(2))
    for run in (free, held):
        run.advance(epochs=100)
    setattr(held.penalty, rate, 0.01)
    for run in (free, held):
        run.advance(epochs=500)
    sizes = [sum(np.abs(layer.weights).sum() for layer in run.network.layers) for run in (free, held)]
    assert sizes[1] < 0.9 * sizes[0]


def test_only_a_penalty_with_a_rate_counts():
    assert not Penalty()
    assert Penalty(l1=0.1)
    assert Penalty(l2=0.1)
