from dataclasses import replace

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.config import RunConfig
from engine.datasets import GENERATED, gender, xor
from engine.inspection.diagnosis import (
    dead_neurons,
    diagnosis,
    has_equal_neurons,
    is_straight,
    success,
    sureness,
    unexplained,
)
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


@pytest.mark.parametrize("activation", [*ACTIVATIONS])
@pytest.mark.parametrize("problem", [xor, gender])
def test_weights_that_all_start_at_zero_are_found_out_wherever_nothing_moves_them(problem, activation):
    run = TrainingRun.start(RunConfig(hidden=(3, 2), activation=activation, init="zeros", batch_size=1), problem(), 0.1)
    run.advance(epochs=5)
    moves = any(layer.weights.any() for layer in run.network.layers)
    assert diagnosis(run) == (None if moves else "dead")
    assert has_equal_neurons(run.network)
    assert moves == (activation == "sigmoid")  # which answers nothing with a half


def test_neurons_are_equal_only_if_there_are_several_alike():
    assert not has_equal_neurons(started(hidden=(3,), init="xavier").network)
    assert not has_equal_neurons(started(hidden=(1,), init="zeros").network)
    assert not has_equal_neurons(started(hidden=(), init="zeros").network)


@pytest.mark.parametrize(("hidden", "activation", "straight"), [
    ((), "tanh", True), ((3, 2), "identity", True), ((3,), "tanh", False)])
def test_a_network_is_straight_if_nothing_in_it_bends(hidden, activation, straight):
    assert is_straight(started(hidden=hidden, activation=activation).network) == straight


def test_a_network_without_hidden_layers_whose_best_is_where_it_starts_is_settled():
    assert diagnosis(started(hidden=(), init="zeros")) == "settled"


def test_a_penalty_that_holds_the_weights_back_settles_a_network_too():
    run = started(rate=0.5, hidden=(), init="xavier")
    run.penalty.l2 = 0.1
    run.advance(epochs=3000)
    assert diagnosis(run) == "settled"


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
    run.advance(epochs=2000, on_divergence="stop")
    assert diagnosis(run) == "diverged"
    assert np.isfinite(run.network.params).all()


def test_a_network_at_the_best_it_can_do_is_settled_not_broken():
    run = started(rate=1.0, hidden=())
    run.advance(epochs=20_000)
    assert run.evaluate("train").loss == pytest.approx(0.25, abs=1e-4)
    assert diagnosis(run) == "settled"


def answering(probability: float) -> TrainingRun:
    """A network with a linear answer on XOR's first two points, (0, 0) and (0, 1): so sure of the right one."""
    data = replace(xor(), inputs=xor().inputs[:2], targets=np.array([[0], [1]], np.float32))
    run = TrainingRun.start(RunConfig(hidden=(), init="zeros"), data)
    logit = float(np.log(probability / (1 - probability)))
    run.network.layers[0].weights[...] = [[0], [2 * logit]]
    run.network.layers[0].biases[...] = -logit
    return run


@pytest.mark.parametrize(("probability", "verdict"), [(0.4, None), (0.89, None), (0.91, "solved")])
def test_solved_means_right_and_nine_tenths_sure_on_average(probability, verdict):
    run = answering(probability)
    assert run.dataset.inputs.tolist() == [[0, 0], [0, 1]]
    assert sureness(run) == pytest.approx(probability, abs=1e-6)
    assert success(run) == verdict


@pytest.mark.parametrize(("wrong", "verdict"), [(0, "solved"), (1, "solved"), (2, "memorized")])
def test_wrong_answers_to_more_than_a_tenth_of_the_test_mean_memorized(wrong, verdict):
    run = answering(0.99)
    truths = np.array([[1.0]] * (10 - wrong) + [[0.0]] * wrong, np.float32)
    run.dataset = replace(run.dataset, test_inputs=np.tile(np.float32([0, 1]), (10, 1)), test_targets=truths)
    assert success(run) == verdict


def test_answers_too_large_to_square_are_only_far_from_solved():
    run = TrainingRun.start(RunConfig(dataset="plane", hidden=(), init="zeros"), GENERATED["plane"](100, 0.0, 0.5, 0))
    run.network.params[...] = 1e30
    assert unexplained(run, "train") > 1e50
    assert success(run) is None


@pytest.mark.parametrize(("rows", "verdict"), [(1, "solved"), (9, "solved"), (10, "memorized")])
def test_fewer_than_ten_test_points_say_nothing_of_memorizing(rows, verdict):
    run = answering(0.99)
    wrong = np.zeros((rows, 1), np.float32)
    run.dataset = replace(run.dataset, test_inputs=np.tile(np.float32([0, 1]), (rows, 1)), test_targets=wrong)
    assert success(run) == verdict


def test_a_regression_is_solved_when_hardly_any_variance_is_left():
    data = GENERATED["plane"](100, 0.0, 0.5, 0)
    run = TrainingRun.start(RunConfig(dataset="plane", hidden=(), init="zeros"), data, 0.01)
    assert unexplained(run, "train") == pytest.approx(1, abs=0.2)
    assert success(run) is None
    run.advance(epochs=200)
    assert unexplained(run, "test") < 0.02
    assert success(run) == "solved"
    run.dataset = replace(run.dataset, test_targets=-run.dataset.test_targets)
    assert success(run) == "memorized"


@pytest.mark.parametrize(("settings", "rate"), [
    ({"hidden": (3, 3), "init": "normal"}, 0.2),
    ({"hidden": (3, 3), "activation": "tanh", "init": "normal"}, 0.2),
    ({"hidden": (3, 3, 3, 3), "init": "normal"}, 0.2)])
def test_a_plateau_that_adam_gets_off_is_no_end(settings, rate):
    run = started(rate=rate, optimizer="adam", **settings)
    for _ in range(60):
        run.advance(steps=100)
        assert diagnosis(run) is None
    run.advance(steps=40_000)
    assert run.evaluate("train").accuracy == 1


def test_neurons_that_momentum_still_moves_are_not_dead_yet():
    run = started(hidden=(3,), activation="relu", init="he", seed=1, optimizer="momentum")
    run.advance(steps=1)
    run.network.layers[0].biases[...] = -1000
    assert diagnosis(run) is None
    run.advance(steps=200)
    assert diagnosis(run) == "dead"


def test_a_loss_that_overflows_is_not_called_the_best_that_the_network_can_do():
    run = started(hidden=(3,), activation="relu", init="he", loss="binary_cross_entropy")
    for layer in run.network.layers:
        layer.weights[...] = 1e30
    assert not np.isfinite(run.evaluate("train").loss)
    assert diagnosis(run) is None
