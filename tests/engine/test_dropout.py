"""Neurons that drop out of a step by chance, and come back for every answer."""
import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.backprop import Backprop
from engine.config import RunConfig
from engine.datasets import GENERATED
from engine.losses import LOSSES
from engine.network import Network
from engine.optimizers import OPTIMIZERS
from engine.training import TrainingRun

INPUTS = np.random.default_rng(3).uniform(-1, 1, (5, 3))
TARGETS = np.eye(3)[[0, 2, 1, 1, 0]]
MOONS = GENERATED["moons"](60, 0.1, 0.5, 0)


def small(hidden="tanh", dtype=np.float64):
    return Network.mlp((3, 6, 4, 3), hidden=hidden, init="normal_with_biases", seed=6, dtype=dtype)


def with_dropout(network, dropout=0.4, loss="softmax_cross_entropy"):
    return Backprop(network, LOSSES[loss], len(INPUTS), dropout, np.random.default_rng(0))


def moons_run(**config):
    return TrainingRun.start(RunConfig(hidden=(8, 6), activation="relu", init="he", loss="binary_cross_entropy",
                                       batch_size=7, **config), MOONS)


@pytest.mark.parametrize("hidden", [name for name in ACTIVATIONS if name != "step"])
def test_the_gradient_agrees_with_central_differences_while_the_same_neurons_are_out(hidden):
    network = small(hidden)
    backprop = with_dropout(network)
    start = backprop.random.bit_generator.state

    def loss_at(place, shift):
        params = network.params.copy()
        network.params[place] += shift
        backprop.random.bit_generator.state = start
        value = backprop(INPUTS, TARGETS)
        network.load(params)
        return value

    measured = np.array([(loss_at(i, 1e-5) - loss_at(i, -1e-5)) / 2e-5 for i in range(network.params.size)])
    backprop.random.bit_generator.state = start
    backprop(INPUTS, TARGETS)
    np.testing.assert_allclose(backprop.gradient, measured, rtol=1e-6, atol=1e-8)
    assert (backprop.gradient == 0).any()  # some neuron is out of all five rows


def test_a_neuron_is_out_as_often_as_asked_and_the_others_make_up_for_it():
    network = Network.mlp((3, 1000, 3), seed=0, dtype=np.float64)
    backprop = with_dropout(network, 0.2)
    backprop(INPUTS, TARGETS)
    (mask,) = backprop.signals(5).masks
    assert set(np.unique(mask)) == {0, 1 / 0.8}
    assert (mask == 0).mean() == pytest.approx(0.2, abs=0.03)
    assert mask.mean() == pytest.approx(1, abs=0.04)


def test_without_dropout_nothing_is_drawn():
    backprop = with_dropout(small(), dropout=0.0)
    state = backprop.random.bit_generator.state
    backprop(INPUTS, TARGETS)
    assert backprop.random.bit_generator.state == state
    assert backprop.signals(5).masks == []


def test_every_step_leaves_out_others_and_every_answer_none():
    run = moons_run(dropout=0.5)
    before = run.network.forward(run.dataset.inputs)
    first, second = (run._backprop.step(*next(run._batches)) for _ in range(2))
    assert first != second
    np.testing.assert_array_equal(run.network.forward(run.dataset.inputs), before)
    assert run.evaluate("train") == run.evaluate("train")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("steps", [0, 1, 5, 9])
def test_rewinding_leaves_out_the_same_neurons_again(optimizer, steps):
    run = moons_run(dropout=0.3, optimizer=optimizer, shuffle=True)
    for _ in range(steps):
        run.advance(steps=1)
    snapshot = run.snapshot()
    ends = []
    for _ in range(3):
        run.advance(steps=13)
        ends.append(run.network.params.copy())
        run.rewind(snapshot)
    np.testing.assert_array_equal(ends[0], ends[1])
    np.testing.assert_array_equal(ends[0], ends[2])


def test_a_network_that_loses_neurons_at_random_still_learns():
    run = moons_run(dropout=0.2)
    run.advance(epochs=150)
    assert run.evaluate("test").accuracy > 0.85


def test_float32_stays_float32():
    backprop = with_dropout(small(dtype=np.float32))
    backprop(INPUTS, TARGETS)
    assert backprop.gradient.dtype == np.float32
