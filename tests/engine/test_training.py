import math
import time

import numpy as np
import pytest

from engine import training
from engine.config import RunConfig
from engine.datasets import GENERATED, TOY_DATASETS, Dataset, dataset_from_csv, gender
from engine.datasets.features import with_features
from engine.history import Series
from engine.losses import fitting_losses
from engine.optimizers import OPTIMIZERS
from engine.training import DivergenceError, TrainingRun

SHUFFLED = {"hidden": (4,), "batch_size": 3, "shuffle": True}  # of the four points: a batch of 3, a batch of 1


def started(learning_rate=0.1, dataset="xor", **config):
    return TrainingRun.start(RunConfig(dataset=dataset, **config), TOY_DATASETS[dataset](), learning_rate)


def test_training_lowers_the_loss_and_the_history_shows_it():
    run = started(learning_rate=1.0)
    run.advance(epochs=500)
    epochs, losses = run.history.points().T
    assert epochs.tolist() == [*range(4, 501, 4)]
    assert losses[-1] < losses[0]
    assert run.evaluate("train").loss == pytest.approx(losses[-1], rel=0.1)


def test_the_history_is_the_same_however_training_is_cut_into_slices():
    whole, sliced = (started(learning_rate=1.0, **SHUFFLED) for _ in range(2))
    whole.advance(steps=1_003)
    for steps in (1, 2, 300, 211, 489):
        sliced.advance(steps=steps)
        sliced.rewind(sliced.snapshot())
    np.testing.assert_array_equal(sliced.history.points(), whole.history.points())
    np.testing.assert_array_equal(sliced.network.params, whole.network.params)


def test_a_point_of_the_history_is_the_mean_of_the_batches_since_the_one_before():
    run, single = (started(batch_size=1, dataset="gender") for _ in range(2))
    run.history, single.history = Series(1, spacing=4), Series(1, spacing=1)
    run.advance(epochs=3)
    single.advance(epochs=3)
    losses = single.history.points()[:, 1].reshape(3, 4).mean(axis=1)
    np.testing.assert_allclose(run.history.points(run.steps_per_epoch), np.column_stack([[1, 2, 3], losses]), 1e-12)


def test_epochs_count_the_rows_seen():
    run = started(batch_size=3)
    assert (run.steps_per_epoch, run.epoch, run.step_count) == (2, 0, 0)
    run.advance(steps=3)
    assert (run.epoch, run.step_count) == (1.5, 3)
    run.advance(epochs=1)
    assert (run.epoch, run.step_count) == (2.5, 5)


def test_a_slice_of_time_ends_and_makes_at_least_one_step():
    run = started()
    run.advance(seconds=0)
    assert run.step_count == 1
    before = time.perf_counter()
    run.advance(seconds=0.05, epochs=10**9)
    assert 0.05 <= time.perf_counter() - before < 1
    assert run.step_count > 100


def test_the_first_limit_reached_ends_a_slice():
    run = started()
    run.advance(seconds=60, steps=2, epochs=3)
    assert run.step_count == 2


def test_advancing_needs_to_know_how_far():
    with pytest.raises(ValueError, match="how far"):
        started().advance()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_same_seed_is_the_same_run_to_the_bit(optimizer):
    first, second = (started(optimizer=optimizer, seed=7, **SHUFFLED) for _ in range(2))
    first.advance(epochs=20)
    for _ in range(40):
        second.advance(steps=1)
    np.testing.assert_array_equal(first.network.params, second.network.params)


def test_another_seed_is_another_run():
    assert not np.array_equal(started(seed=0).network.params, started(seed=1).network.params)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("steps", [0, 1, 7, 8])
def test_rewinding_and_advancing_equals_never_having_paused(optimizer, steps):
    run = started(optimizer=optimizer, **SHUFFLED)
    for _ in range(steps):
        run.advance(steps=1)
    snapshot, history = run.snapshot(), run.history.points()
    run.advance(steps=9)
    first = run.network.params.copy()
    run.advance(steps=4)
    run.rewind(snapshot)
    assert run.step_count == steps
    np.testing.assert_array_equal(run.history.points(), history)
    run.advance(steps=9)
    np.testing.assert_array_equal(run.network.params, first)


def test_a_snapshot_serves_more_than_once():
    run = started(**SHUFFLED)
    start = run.snapshot()
    ends = []
    for _ in range(3):
        run.advance(epochs=5)
        ends.append(run.network.params.copy())
        run.rewind(start)
    np.testing.assert_array_equal(ends[0], ends[2])
    np.testing.assert_array_equal(run.network.params, start.params)


def test_the_learning_rate_acts_in_the_middle_of_a_run():
    run = started()
    run.advance(epochs=1)
    params = run.network.params.copy()
    run.optimizer.learning_rate = 0.0
    run.advance(epochs=5)
    np.testing.assert_array_equal(run.network.params, params)


def test_divergence_stops_the_run_where_it_was_still_good():
    run = started(learning_rate=10.0, hidden=(8,), activation="relu", init="he", loss="binary_cross_entropy")
    run.advance(epochs=1)
    good, epoch, history = run.network.params.copy(), run.epoch, run.history.points()
    run.optimizer.learning_rate = 1e38
    run.advance(epochs=50, on_divergence="stop")
    assert run.diverged
    assert run.epoch == epoch
    np.testing.assert_array_equal(run.network.params, good)
    np.testing.assert_array_equal(run.history.points(), history)
    run.advance(epochs=1, on_divergence="stop")
    assert run.epoch == epoch


def test_nobody_can_miss_that_a_run_diverges():
    run = started(learning_rate=1e30, activation="relu", init="he", loss="binary_cross_entropy")
    for _ in range(2):  # nor that it does not move any more
        with pytest.raises(DivergenceError, match=r"diverged: after step .* a learning rate below 1e\+30"):
            run.advance(epochs=50)
        assert run.diverged
        assert np.isfinite(run.network.params).all()


def test_what_to_do_on_divergence_is_one_of_two_things():
    with pytest.raises(ValueError, match='"raise" or "stop"'):
        started().advance(steps=1, on_divergence="ignore")


DIVERGING = {"hidden": (8,), "activation": "relu", "init": "he", "loss": "binary_cross_entropy", "batch_size": 1}


@pytest.mark.parametrize(("optimizer", "rate"), [
    ("sgd", 30.0), ("sgd", 1e10), ("sgd", 1e30), ("momentum", 30.0), ("momentum", 1e20), ("adam", 1e38)])
def test_a_run_diverges_at_the_same_step_however_training_is_cut_into_slices(optimizer, rate):
    ends = set()
    for slices in ([400], [1] * 400, [2] * 200, [3, 4] * 50, [7] * 57):
        run = started(learning_rate=rate, optimizer=optimizer, **DIVERGING)
        run.penalty.l2 = rate  # which makes every optimizer diverge
        for steps in slices:
            run.advance(steps=steps, on_divergence="stop")
        assert run.diverged
        assert np.isfinite(run.network.params).all()
        ends.add((run.step_count, run.network.params.tobytes(), run.history.points().tobytes()))
    assert len(ends) == 1


def test_a_diverged_run_is_at_the_last_step_whose_next_batch_has_a_finite_loss():
    run, single = (started(learning_rate=10.0, shuffle=False, **DIVERGING) for _ in range(2))
    for each in (run, single):
        each.penalty.l2 = 30.0
    run.advance(epochs=100, on_divergence="stop")
    assert run.diverged
    single.advance(steps=run.step_count)
    assert not single.diverged
    next_loss = math.nan
    with np.errstate(over="ignore", invalid="ignore"):
        place = single.step_count % 4
        rows = slice(place, place + 1)
        next_loss = single.loss(single.outputs(single.dataset.inputs[rows]), single.dataset.targets[rows])
    assert math.isfinite(next_loss)
    np.testing.assert_array_equal(single.network.params, run.network.params)


def test_parameters_that_somebody_made_enormous_are_no_step_to_go_back_behind():
    run = started(**DIVERGING)
    run.advance(steps=5)
    run.network.params[...] = 3e38
    run.advance(steps=5, on_divergence="stop")
    assert run.diverged
    assert run.step_count == 5
    assert (run.network.params == np.float32(3e38)).all()


def test_a_diverged_run_moves_on_after_rewinding():
    run = started(learning_rate=1e30, activation="relu", init="he", loss="binary_cross_entropy")
    start = run.snapshot()
    run.advance(epochs=50, on_divergence="stop")
    assert run.diverged
    run.rewind(start)
    run.optimizer.learning_rate = 0.1
    run.advance(epochs=1)
    assert not run.diverged
    assert run.epoch == 1


def test_enormous_parameters_are_evaluated_without_a_warning():
    run = started(activation="relu", loss="binary_cross_entropy")
    run.network.params[...] = 3e38
    assert math.isnan(run.evaluate("train").loss)
    assert run.predict(run.dataset.inputs).shape == (4, 1)


@pytest.mark.parametrize("loss", fitting_losses(classes=3))
def test_evaluation_is_the_mean_over_all_rows_however_many(loss):
    inputs = np.random.default_rng(0).uniform(-1, 1, (2500, 2)).astype(np.float32)
    targets = np.stack([inputs[:, 0] > 0, inputs[:, 0] <= 0], axis=1).astype(np.float32)
    dataset = Dataset("halves", inputs, targets, inputs[:10], targets[:10], labels=("left", "right"))
    run = TrainingRun.start(RunConfig(loss=loss, dtype="float64"), dataset)
    outputs = run.network.forward(inputs)
    assert run.evaluate("train").loss == pytest.approx(run.loss(outputs, targets))
    right = outputs.argmax(axis=1) == targets.argmax(axis=1)
    assert run.evaluate("train").accuracy == pytest.approx(right.mean())
    assert run.evaluate("train", rows=500).loss == pytest.approx(run.loss(outputs, targets), rel=0.1)


def test_evaluating_an_empty_split_is_not_a_number():
    assert math.isnan(started().evaluate("test").loss)
    assert math.isnan(started().evaluate("test").accuracy)


def test_bytes_are_scaled_for_prediction_as_for_training():
    inputs = np.array([[0, 255], [51, 102]], np.uint8)
    targets = np.eye(2, dtype=np.float32)
    run = TrainingRun.start(RunConfig(dtype="float64"), Dataset("bytes", inputs, targets, inputs, targets, ("a", "b")))
    np.testing.assert_allclose(run.outputs(inputs), run.network.forward(inputs / 255), rtol=1e-14)
    np.testing.assert_array_equal(run.predict(inputs), run.answers(inputs))
    np.testing.assert_array_equal(run.predict(inputs.tolist()), run.answers(inputs))


def test_predicting_takes_the_numbers_that_people_have():
    text = "length cm,width cm,tree\n5.9,2.9,beech\n7.1,3,beech\n5.2,4.6,birch\n4.8,4.3,birch\n"
    run = TrainingRun.start(RunConfig(hidden=(2,), init="xavier", activation="tanh"), dataset_from_csv(text), 0.5)
    run.advance(epochs=300)
    assert (run.predict([[5.9, 2.9], [4.8, 4.3], [7, 3]])[:, 0] > 0.5).tolist() == [False, True, False]
    np.testing.assert_array_equal(run.predict([[5.9, 2.9]]), run.answers(run.dataset.inputs[:1]))


def test_predicting_from_features_takes_points_of_the_plane():
    data = with_features(gender(), ("x1_squared", "x1_x2"))
    run = TrainingRun.start(RunConfig(init="normal_with_biases"), data)
    np.testing.assert_array_equal(run.predict([[133, 65], [160, 72]]), run.answers(data.inputs[:2]))


def test_what_a_run_returned_stays_when_it_goes_on():
    run = started(learning_rate=1.0)
    run.advance(epochs=1)
    returned = {"outputs": run.outputs(run.dataset.inputs), "predict": run.predict(run.dataset.inputs),
                "history": run.history.points(), "snapshot": run.snapshot().params}
    kept = {name: array.copy() for name, array in returned.items()}
    run.advance(epochs=50)
    run.predict(run.dataset.inputs)
    for name, array in returned.items():
        np.testing.assert_array_equal(array, kept[name], err_msg=name)


@pytest.mark.parametrize("unknown", ["activation", "loss", "init", "optimizer"])
def test_starting_with_an_unknown_name_is_refused(unknown):
    with pytest.raises(ValueError, match=f"{unknown} is 'magic': choose one of"):
        started(**{unknown: "magic"})


def test_regression_answers_below_zero_and_has_no_accuracy():
    config = RunConfig(hidden=(), init="zeros", batch_size=10)
    run = TrainingRun.start(config, GENERATED["plane"](noise=0), learning_rate=0.02)
    run.advance(epochs=20)
    assert run.evaluate("test").loss < 1e-4
    assert math.isnan(run.evaluate("test").accuracy)
    assert run.predict(np.array([[-6, -6], [6, 6]])).ravel() == pytest.approx([-1, 1], abs=0.05)


@pytest.mark.parametrize("loss", ["binary_cross_entropy", "softmax_cross_entropy"])
def test_regression_refuses_a_loss_for_classes(loss):
    with pytest.raises(ValueError, match=f"For plane, loss is '{loss}': choose one of mse"):
        TrainingRun.start(RunConfig(loss=loss), GENERATED["plane"]())


@pytest.mark.parametrize("loss", fitting_losses(classes=3))
def test_three_classes_are_learned(loss):
    config = RunConfig(hidden=(8,), activation="tanh", loss=loss, init="xavier", batch_size=10, optimizer="adam")
    run = TrainingRun.start(config, GENERATED["rings"](noise=0), learning_rate=0.03)
    run.advance(epochs=150)
    assert run.evaluate("test").accuracy > 0.95


@pytest.mark.parametrize("name", GENERATED)
def test_every_generated_problem_trains_with_every_loss_that_fits(name):
    dataset = GENERATED[name](points=30)
    for loss in fitting_losses(len(dataset.labels)):
        run = TrainingRun.start(RunConfig(loss=loss, batch_size=10), dataset)
        before = run.evaluate("train").loss
        run.advance(epochs=20)
        assert run.evaluate("train").loss < before


def few_digits(rows=40):
    inputs = np.zeros((rows, 784), np.uint8)
    inputs[:, 14 * 28 + 10 : 14 * 28 + 18] = np.random.default_rng(0).integers(100, 256, (rows, 8), np.uint8)
    targets = np.eye(2, dtype=np.float32)[np.arange(rows) % 2]
    return Dataset("digits", inputs, targets, inputs, targets, labels=("even", "odd"))


def test_a_run_on_changed_digits_can_be_rewound_and_never_looks_at_the_same_ones_twice():
    run = TrainingRun.start(RunConfig(hidden=(4,), batch_size=16, shuffle=True, augmentation=1.0), few_digits())
    start = run.snapshot()
    run.advance(steps=2)
    middle = run.snapshot()
    run.advance(steps=5)
    end = run.network.params.copy()
    for snapshot, steps in ((middle, 5), (start, 7)):
        run.rewind(snapshot)
        run.advance(steps=steps)
        np.testing.assert_array_equal(run.network.params, end)
    first, second = (next(run._batches)[0].copy() for _ in range(2))
    assert not np.array_equal(first, second)


def test_changed_digits_teach_pixels_that_are_blank_in_every_row():
    plain, changed = (TrainingRun.start(RunConfig(hidden=(4,), batch_size=16, augmentation=strength), few_digits())
                      for strength in (0.0, 1.0))
    for run in (plain, changed):
        before = run.network.layers[0].weights.copy()
        run.advance(epochs=2)
        moved = (run.network.layers[0].weights != before).any(axis=1)
        assert moved.sum() == 8 if run is plain else moved.sum() > 20


def test_only_digits_can_be_changed_for_training():
    with pytest.raises(ValueError, match="28x28"):
        started(augmentation=0.5)


def test_a_slice_ends_when_somebody_interrupts_it(monkeypatch):
    monkeypatch.setattr(training, "GLANCE", 0.0)
    run, asked = started(), []
    run.advance(steps=1_000, interrupted=lambda: len(asked) == 3 or asked.append(run.step_count))
    assert len(asked) == 3
    assert run.step_count < 10
