from dataclasses import replace

import numpy as np
import pytest

from engine.datasets import GENERATED, TOY_DATASETS, Dataset, Feature, dataset_from_csv, gender, mnist, xor
from engine.datasets.features import FEATURES, with_features


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


DATASETS = {**TOY_DATASETS, **GENERATED, "own": lambda: dataset_from_csv(LEAVES).divided(0.5)}
LEAVES = "length cm,width cm,tree\n5.9,2.9,beech\n7.1,3,beech\n5.2,4.6,birch\n4.8,4.3,birch\n"


@pytest.mark.parametrize("name", DATASETS)
def test_raw_values_are_scaled_back_to_the_inputs_they_came_from(name):
    dataset = DATASETS[name]()
    inputs = np.concatenate([dataset.inputs, dataset.test_inputs])
    back = dataset.scaled(dataset.raw(inputs).tolist())
    np.testing.assert_array_equal(back, inputs)
    assert back.dtype == np.float32


def test_raw_pixels_are_pixels():
    dataset = mnist(rows=50)
    np.testing.assert_array_equal(dataset.scaled(dataset.inputs), dataset.inputs)
    np.testing.assert_array_equal(dataset.raw(dataset.inputs), dataset.inputs)
    with pytest.raises(ValueError, match=r"0 to 255; these are 0 to 1\. Multiply"):
        dataset.scaled(dataset.inputs / 255)


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("features", [("x1_squared", "x2_squared"), ("sin_x1",), ("x1_x2", "x2"), tuple(FEATURES)])
def test_features_are_computed_from_raw_points_of_the_plane(name, features):
    plane = DATASETS[name]()
    told = with_features(plane, features)
    np.testing.assert_array_equal(told.scaled(plane.raw(plane.inputs)), told.inputs)


@pytest.mark.parametrize("raw", [[5.9, 2.9], [[5.9]], [[1, 2, 3]], [[[1, 2]]], 5])
def test_raw_values_of_another_shape_are_refused_by_the_names_of_the_columns(raw):
    with pytest.raises(ValueError, match=r"rows of 2 numbers \(length cm, width cm\), \(rows, 2\), not \("):
        dataset_from_csv(LEAVES).scaled(raw)


@pytest.mark.parametrize(("raw", "reason"), [([5.9, 2.9], r"Give a single row as \[row\]"),
                                             ([[1, 2], [3]], "not equally long"), ([["a", 2]], "something else")])
def test_what_is_no_table_of_numbers_is_refused_with_what_to_write(raw, reason):
    with pytest.raises(ValueError, match=reason):
        dataset_from_csv(LEAVES).scaled(raw)


def test_rows_that_are_scaled_already_are_refused_rather_than_scaled_twice():
    for dataset in (gender(), dataset_from_csv(LEAVES), with_features(xor(), ("x1_squared", "x2"))):
        for rows in (dataset.inputs, dataset.inputs[1:]):
            with pytest.raises(ValueError, match="scaled already"):
                dataset.scaled(rows)
    np.testing.assert_array_equal(xor().scaled(xor().inputs), xor().inputs)  # which are as people know them


def test_a_raw_value_beyond_all_numbers_is_scaled_without_a_warning():
    assert dataset_from_csv(LEAVES).scaled([[1e300, 3]])[0, 0] == np.inf


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
