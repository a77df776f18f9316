"""Every number that the tutorials print, from our engine."""
import numpy as np
import pytest

from engine.backprop import Backprop
from engine.datasets import TOY_DATASETS
from engine.datasets.mnist import mnist
from engine.losses import LOSSES
from engine.network import Network
from engine.training import RunConfig, TrainingRun

GENDER = RunConfig(dataset="gender", hidden=(2,), init="normal_with_biases", batch_size=1)


def sigmoid_network(sizes):
    return Network.mlp(sizes, hidden="sigmoid", output="sigmoid", init="zeros", dtype=np.float64)


def test_a_neuron_of_two_inputs():
    neuron = sigmoid_network((2, 1))
    neuron.layers[0].weights[...] = [[0], [1]]
    neuron.layers[0].biases[...] = 4
    assert neuron.forward([[2, 3]]).item() == 0.9990889488055994


def test_feedforward_through_two_hidden_neurons():
    network = sigmoid_network((2, 2, 1))
    for layer in network.layers:
        layer.weights[...] = [[0], [1]]
    assert network.forward([[2, 3]]).item() == 0.7216325609518421


def test_the_mean_squared_error_of_calling_everyone_male():
    assert LOSSES["mse"](np.zeros((4, 1)), np.array([[1.0], [0], [0], [1]])) == 0.5


def test_the_first_partial_derivative_for_alice():
    network = sigmoid_network((2, 2, 1))
    for layer in network.layers:
        layer.weights[...] = 1
    backprop = Backprop(network, LOSSES["mse"], batch_size=1)
    backprop([[-2, -1]], [[1]])

    h = 1 / (1 + np.exp(3))            # both hidden neurons see -2 - 1
    output = 1 / (1 + np.exp(-2 * h))
    loss_by_output = -2 * (1 - output)
    output_by_hidden = output * (1 - output)  # times the weight 1
    hidden_by_weight = -2 * h * (1 - h)       # Alice's weight minus 135 is -2
    derivative = loss_by_output * output_by_hidden * hidden_by_weight
    assert backprop.gradient[0] == pytest.approx(derivative, rel=1e-14)
    assert derivative == pytest.approx(0.02147, abs=1e-5)
    assert round(-0.952 * 0.249 * -0.0904, 4) == 0.0214  # as printed, from factors rounded on the way


@pytest.mark.parametrize("seed", range(5))
def test_the_gender_network_knows_emily_and_frank(seed):
    dataset = TOY_DATASETS["gender"]()
    run = TrainingRun.start(RunConfig(**{**vars(GENDER), "seed": seed}), dataset, learning_rate=0.1)
    run.advance(epochs=1000)
    emily, frank = run.predict([[128, 63], [155, 68]])[:, 0]
    assert emily == pytest.approx(0.95, abs=0.03)
    assert frank == pytest.approx(0.04, abs=0.03)


def test_xor_is_learned_by_three_hidden_neurons():
    run = TrainingRun.start(RunConfig(), TOY_DATASETS["xor"](), learning_rate=0.2)
    run.advance(epochs=50_000)
    assert run.evaluate("train").accuracy == 1
    assert np.round(run.predict(run.dataset.inputs)[:, 0], 1).tolist() == [0, 1, 1, 0]


def test_one_epoch_of_the_mnist_recipe():
    config = RunConfig(dataset="mnist", hidden=(128,), activation="relu", loss="softmax_cross_entropy", init="he",
                       batch_size=32, seed=42)
    run = TrainingRun.start(config, mnist("tutorial"), learning_rate=0.1)
    assert run.steps_per_epoch == 1050
    run.advance(epochs=1)
    metrics = run.evaluate("test")
    assert metrics.loss < 0.3
    assert metrics.accuracy > 0.91
