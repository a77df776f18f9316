import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import xor
from engine.inspection.diagnosis import dead_neurons, diagnosis
from engine.training import TrainingRun


def started(rate=0.5, **settings) -> TrainingRun:
    return TrainingRun.start(RunConfig(**settings), xor(), rate)


def test_a_fresh_network_and_a_solved_one_are_in_no_trouble():
    run = started(hidden=(4,), activation="tanh", init="xavier", seed=5)
    assert diagnosis(run) is None
    run.advance(epochs=3000)
    assert run.evaluate("train").accuracy == 1
    assert diagnosis(run) is None


def test_relu_neurons_pushed_below_zero_everywhere_are_dead():
    run = started(hidden=(3, 2), activation="relu", init="he", seed=1)
    run.network.layers[1].biases[...] = -1000
    assert diagnosis(run) == "dead"
    first, second = dead_neurons(run.network, xor().inputs)
    assert not first.all()
    assert second.tolist() == [True, True]


def test_identity_neurons_are_never_dead():
    (dead,) = dead_neurons(started(activation="identity", init="zeros").network, xor().inputs)
    assert not dead.any()


def test_an_output_too_sure_to_move_is_saturated():
    run = started(hidden=(2,))
    run.network.layers[-1].biases[...] = 200
    assert diagnosis(run) == "saturated"


@pytest.mark.filterwarnings("error")
def test_overflow_is_told_as_divergence():
    run = started(rate=10.0, hidden=(3,), activation="identity", loss="binary_cross_entropy", init="he")
    run.advance(epochs=2000)
    assert diagnosis(run) == "diverged"
    assert np.isfinite(run.network.params).all()


def test_a_network_at_the_best_it_can_do_is_settled_not_broken():
    run = started(rate=1.0, hidden=())
    run.advance(epochs=20_000)
    assert run.evaluate("train").loss == pytest.approx(0.25, abs=1e-4)
    assert diagnosis(run) == "settled"
