from dataclasses import replace

import numpy as np

from engine.datasets import GENERATED, Dataset, Feature, gender, xor


def rows_of(classes):
    """A dataset whose only input is the row's number."""
    inputs = np.arange(len(classes), dtype=np.float32)[:, None]
    targets = np.array(classes, np.float32)[:, None]
    return Dataset("rows", inputs, targets, inputs[:0], targets[:0], ("no", "yes"), (Feature("number"),),
                   names=tuple(f"row {i}" for i in range(len(classes))))


def test_dividing_keeps_every_row_with_its_answer_and_its_name():
    whole = rows_of([0, 1, 1, 0, 1, 0, 0])
    divided = whole.divided(0.4)
    assert (len(divided.inputs), len(divided.test_inputs)) == (4, 3)
    names = [*divided.names, *divided.test_names]
    assert sorted(names) == sorted(whole.names)
    for name, number, target in zip(names, np.vstack([divided.inputs, divided.test_inputs])[:, 0],
                                    np.vstack([divided.targets, divided.test_targets])[:, 0]):
        assert name == f"row {number:.0f}"
        assert target == whole.targets[int(number), 0]


def test_a_class_of_a_single_row_is_learned_rather_than_tested():
    for seed in range(5):
        assert rows_of([0] * 9 + [1]).divided(0.5, seed).targets.sum() == 1


def test_a_single_row_stays_for_training():
    divided = rows_of([1]).divided(0.5)
    assert (len(divided.inputs), len(divided.test_inputs)) == (1, 0)


def test_raw_values_are_scaled_then_shifted():
    dataset = replace(xor(), features=(Feature("a", "m", offset=10, scale=2), Feature("b")))
    assert dataset.raw(dataset.inputs)[[0, 3]].tolist() == [[10, 0], [12, 1]]


def test_only_a_dataset_without_labels_is_a_regression():
    assert not gender().is_regression
    assert replace(gender(), labels=()).is_regression


def test_rows_held_out_for_validation_are_the_last_ones_and_no_copies():
    rows = GENERATED["moons"](40, 0.1, 0.5, 0)
    held = rows.held_out(0.25)
    assert (len(held.inputs), len(held.validation_inputs), len(held.test_inputs)) == (15, 5, 20)
    np.testing.assert_array_equal(np.vstack([held.inputs, held.validation_inputs]), rows.inputs)
    np.testing.assert_array_equal(held.split("validation")[1], rows.targets[15:])
    assert np.shares_memory(held.validation_inputs, rows.inputs)
