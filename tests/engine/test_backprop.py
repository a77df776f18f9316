import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.backprop import Backprop
from engine.losses import LOSSES
from engine.network import Network, with_ones

RANDOM = np.random.default_rng(3)
INPUTS = RANDOM.uniform(-1, 1, (5, 3))
TARGETS = np.eye(3)[[0, 2, 1, 1, 0]]


def small_network(hidden, output, sizes=(3, 4, 4, 3)):
    return Network.mlp(sizes, hidden=hidden, output=output, init="normal_with_biases", seed=6, dtype=np.float64)


def measured_gradient(network, loss, h=1e-3):
    """Central differences over two distances, whose errors of order h^2 cancel."""

    def loss_at(place, shift):
        params = network.params.copy()
        network.params[place] += shift
        value = loss(network.forward(INPUTS), TARGETS)
        network.load(params)
        return value

    return np.array([(8 * (loss_at(i, h) - loss_at(i, -h)) - (loss_at(i, 2 * h) - loss_at(i, -2 * h))) / (12 * h)
                     for i in range(network.params.size)])


def pairings():
    """Every hidden activation with every loss, and every output activation with the one loss that allows them all.

    A step as the output is left out: its gradient is zero everywhere, so there is nothing to compare.
    """
    return [(hidden, loss.output_activation, name) for name, loss in LOSSES.items() for hidden in ACTIVATIONS] + [
        ("tanh", output, "mse") for output in ACTIVATIONS if output != "step"]


@pytest.mark.parametrize(("hidden", "output", "loss"), pairings())
def test_the_gradient_agrees_with_central_differences(hidden, output, loss):
    network = small_network(hidden, output)
    backprop = Backprop(network, LOSSES[loss], len(INPUTS))
    assert backprop(INPUTS, TARGETS) == pytest.approx(LOSSES[loss](network.forward(INPUTS), TARGETS), rel=1e-14)
    measured = measured_gradient(network, LOSSES[loss])
    error = np.abs(backprop.gradient - measured)
    scale = np.maximum(np.abs(backprop.gradient), np.abs(measured))
    assert (error[scale > 0] / scale[scale > 0]).max() < 1e-7


@pytest.mark.parametrize("loss", LOSSES)
def test_the_gradient_of_a_batch_is_the_mean_over_its_rows(loss):
    network = small_network("tanh", LOSSES[loss].output_activation)
    backprop = Backprop(network, LOSSES[loss], len(INPUTS))
    whole_loss = backprop(INPUTS, TARGETS)
    whole = backprop.gradient.copy()
    rows = []
    losses = []
    for i in range(len(INPUTS)):
        losses.append(backprop(INPUTS[i : i + 1], TARGETS[i : i + 1]))
        rows.append(backprop.gradient.copy())
    assert whole_loss == pytest.approx(np.mean(losses), rel=1e-14)
    np.testing.assert_allclose(np.mean(rows, axis=0), whole, rtol=1e-12, atol=1e-15)


def test_nothing_of_the_batch_before_is_left_in_the_gradient():
    network = small_network("relu", "identity")
    backprop = Backprop(network, LOSSES["mse"], 5)
    backprop(INPUTS, TARGETS)
    fresh = backprop.gradient.copy()
    backprop(100 * INPUTS[:2], TARGETS[:2])
    backprop(INPUTS, TARGETS)
    np.testing.assert_array_equal(backprop.gradient, fresh)


def test_a_network_without_hidden_layers_has_a_gradient_too():
    network = small_network("relu", "identity", sizes=(3, 3))
    backprop = Backprop(network, LOSSES["softmax_cross_entropy"], 5)
    backprop(INPUTS, TARGETS)
    np.testing.assert_allclose(backprop.gradient, measured_gradient(network, LOSSES["softmax_cross_entropy"]),
                               rtol=1e-7, atol=1e-12)


def test_float32_stays_float32():
    network = Network.mlp((3, 4, 3), seed=6)
    backprop = Backprop(network, LOSSES["softmax_cross_entropy"], 5)
    assert isinstance(backprop(INPUTS, TARGETS), float)
    assert backprop.gradient.dtype == np.float32
    assert network.params.dtype == np.float32


def test_inputs_targets_and_parameters_stay_as_they_were():
    network = small_network("sigmoid", "sigmoid")
    inputs, targets, params = INPUTS.copy(), TARGETS.copy(), network.params.copy()
    Backprop(network, LOSSES["mse"], 5)(inputs, targets)
    np.testing.assert_array_equal(inputs, INPUTS)
    np.testing.assert_array_equal(targets, TARGETS)
    np.testing.assert_array_equal(network.params, params)


@pytest.mark.parametrize("loss", LOSSES)
def test_a_scaled_step_scales_the_gradient_and_not_the_loss(loss):
    network = small_network("tanh", LOSSES[loss].output_activation)
    backprop = Backprop(network, LOSSES[loss], 5)
    mean_loss = backprop(INPUTS, TARGETS)
    gradient = backprop.gradient.copy()
    assert backprop.step(with_ones(INPUTS, np.float64), TARGETS, scale=0.1) == mean_loss
    np.testing.assert_allclose(backprop.gradient, 0.1 * gradient, rtol=1e-12)


@pytest.mark.parametrize("shapes", [((4, 2), (4,)), ((4, 2), (3, 1)), ((4, 3), (4, 1)), ((2,), (1, 1)),
                                    ((4, 2), (4, 2))])
def test_shapes_that_do_not_fit_are_refused_with_those_that_would(shapes):
    backprop = Backprop(Network.mlp((2, 3, 1)), LOSSES["mse"], 4)
    with pytest.raises(ValueError, match=r"inputs \(batch, 2\) and targets \(batch, 1\)"):
        backprop(*map(np.zeros, shapes))
