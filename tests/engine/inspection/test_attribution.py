import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.inspection.attribution import neuron_parts, pixel_parts
from engine.network import Network

STRAIGHT = ("relu", "leaky_relu", "identity")
SMOOTH = ("sigmoid", "tanh", "gelu", "sine")


def network(activation, sizes=(6, 5, 4, 3)):
    made = Network.mlp(sizes, hidden=activation, seed=3, dtype=np.float64)
    for layer in made.layers:
        layer.biases[...] = np.linspace(-0.3, 0.4, layer.fan_out)
    return made


def sample(seed=1):
    return np.random.default_rng(seed).uniform(0, 1, 6)


def test_two_neurons_worked_by_hand():
    made = Network.mlp((1, 2, 2), dtype=np.float64)
    made.layers[0].weights[...], made.layers[0].biases[...] = [[2, -1]], [1, 0]
    made.layers[1].weights[...] = [[3, -1], [5, 5]]
    # x = 2: the first neuron answers 2 * 2 + 1 = 5, the second one max(0, -2) = 0
    np.testing.assert_array_equal(neuron_parts(made, np.array([2.0])), [[[15, -5], [0, 0]]])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_what_the_last_hidden_neurons_add_and_the_biases_are_the_scores(activation):
    made = network(activation)
    last = neuron_parts(made, sample())[-1]
    np.testing.assert_allclose(last.sum(axis=0) + made.layers[-1].biases, made.forward([sample()])[0], atol=1e-12)


@pytest.mark.parametrize("activation", STRAIGHT)
def test_earlier_layers_add_up_too_with_the_biases_on_the_way(activation):
    made = network(activation)
    first = neuron_parts(made, sample())[0].sum(axis=0)
    *_, second, scores = (activations[0] for activations in made.activations([sample()]))
    slope = ACTIVATIONS[activation].slope(second, second)  # of these three it is the same before and behind
    through = (made.layers[1].biases * slope) @ made.layers[2].weights
    np.testing.assert_allclose(first + through + made.layers[2].biases, scores, atol=1e-12)


@pytest.mark.parametrize("activation", STRAIGHT + SMOOTH)
def test_pixels_and_the_start_make_up_the_scores(activation):
    made, start = network(activation), sample(2)
    parts = pixel_parts(made, sample(), start, steps=512)
    np.testing.assert_allclose(parts.inputs.sum(axis=1) + parts.start, made.forward([sample()])[0], atol=0.01)


def test_a_pixel_like_the_start_adds_nothing():
    now, start = sample(), sample(2)
    start[4] = now[4]
    np.testing.assert_array_equal(pixel_parts(network("relu"), now, start).inputs[:, 4], 0)


def test_a_linear_network_says_weight_times_change():
    made = network("identity", (6, 3))
    expected = made.layers[0].weights.T * (sample() - sample(2))
    np.testing.assert_allclose(pixel_parts(made, sample(), sample(2)).inputs, expected)
