from itertools import chain, islice

import numpy as np
import pytest

from engine.batches import Batches
from engine.datasets import Dataset


def dataset(rows, features=2, dtype=np.float32):
    inputs = (np.arange(rows)[:, None] * np.ones(features)).astype(dtype)
    targets = np.arange(rows, dtype=np.float32)[:, None]
    return Dataset("rows", inputs, targets, inputs[:0], targets[:0], labels=())


def batches(rows, batch_size, seed=None, features=2, change=None):
    random = None if seed is None else np.random.default_rng(seed)
    return Batches(dataset(rows, features), batch_size, random, np.dtype(np.float32), change)


def rows_of(batches, count):
    """The row numbers of the next batches, a list each."""
    return [targets[:, 0].astype(int).tolist() for _, targets in islice(batches, count)]


def test_rows_come_in_order_with_a_shorter_last_batch_and_begin_again():
    assert rows_of(batches(5, 2), 4) == [[0, 1], [2, 3], [4], [0, 1]]


def test_a_batch_size_above_the_rows_is_the_full_batch():
    assert rows_of(batches(3, 8), 2) == [[0, 1, 2], [0, 1, 2]]


def test_inputs_carry_a_column_of_ones():
    inputs, _ = next(batches(5, 2))
    assert inputs.tolist() == [[0, 0, 1], [1, 1, 1]]


def test_bytes_stand_for_zero_to_one():
    inputs, _ = next(Batches(dataset(256, dtype=np.uint8), 256, None, np.dtype(np.float32)))
    assert inputs.dtype == np.float32
    np.testing.assert_allclose(inputs[:, 0], np.arange(256) / 255, rtol=1e-6)


@pytest.mark.parametrize(("rows", "features"), [(7, 2), (1500, 784)])  # in one block, in several
def test_every_shuffled_epoch_visits_each_row_once_in_another_order(rows, features):
    shuffled = batches(rows, 3, seed=0, features=features)
    epochs = [list(chain.from_iterable(rows_of(shuffled, shuffled.steps_per_epoch))) for _ in range(3)]
    for epoch in epochs:
        assert sorted(epoch) == list(range(rows))
    assert epochs[0] != epochs[1] != epochs[2]


def test_inputs_and_targets_stay_together_when_shuffled():
    for inputs, targets in islice(batches(1500, 7, seed=0, features=784), 500):
        np.testing.assert_array_equal(inputs[:, 0], targets[:, 0])


@pytest.mark.parametrize("seed", [None, 4])
@pytest.mark.parametrize("steps", [0, 1, 299, 300, 301, 700])
def test_restoring_a_state_gives_the_same_batches_again(seed, steps):
    original = batches(1500, 5, seed, features=784)
    rows_of(original, steps)
    state = original.state
    first = rows_of(original, 650)
    rows_of(original, 3)
    original.restore(state)
    assert rows_of(original, 650) == first


def blurred(inputs, moment):
    inputs += np.random.default_rng(moment).random(inputs.shape, np.float32)


@pytest.mark.parametrize("rows", [6, 1500])  # in one block, in several
def test_changed_inputs_are_new_in_every_epoch_and_keep_their_ones(rows):
    changed = batches(rows, 3, features=784, change=blurred)
    epochs = [np.vstack([inputs.copy() for inputs, _ in islice(changed, changed.steps_per_epoch)]) for _ in range(3)]
    for epoch in epochs:
        np.testing.assert_array_equal(np.floor(epoch[:, 0]), np.arange(rows))
        assert (epoch[:, -1] == 1).all()
    assert len({epoch[:, :-1].tobytes() for epoch in epochs}) == 3


@pytest.mark.parametrize("seed", [None, 4])
@pytest.mark.parametrize("steps", [0, 1, 300, 301, 700])
def test_restoring_a_state_changes_the_inputs_in_the_same_way_again(seed, steps):
    original = batches(1500, 5, seed, features=784, change=blurred)
    rows_of(original, steps)
    state = original.state
    first = [inputs[:, 0].copy() for inputs, _ in islice(original, 320)]
    original.restore(state)
    for again, inputs in zip(islice(original, 320), first):
        np.testing.assert_array_equal(again[0][:, 0], inputs)
