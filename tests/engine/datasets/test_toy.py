import numpy as np
import pytest

from engine.datasets import TOY_DATASETS, gender, xor

each_dataset = pytest.mark.parametrize("dataset", [build() for build in TOY_DATASETS.values()], ids=TOY_DATASETS)


@each_dataset
def test_arrays_are_read_only_and_have_the_promised_shapes(dataset):
    for inputs, targets in (dataset.split("train"), dataset.split("test")):
        assert inputs.dtype == targets.dtype == np.float32
        assert inputs.shape[1] == len(dataset.features) == 2
        assert len(inputs) == len(targets)
        with pytest.raises(ValueError, match="read-only"):
            inputs[...] = 0
        with pytest.raises(ValueError, match="read-only"):
            targets[...] = 0


@each_dataset
def test_the_table_knows_each_dataset_by_its_own_name(dataset):
    assert TOY_DATASETS[dataset.name]().name == dataset.name


def test_xor_is_true_where_the_inputs_differ():
    dataset = xor()
    assert dataset.targets[:, 0].tolist() == [float(a != b) for a, b in dataset.inputs]


def test_people_are_measured_from_135_pounds_and_66_inches():
    people = dict(zip(gender().names, gender().inputs.tolist()))
    assert people == {"Alice": [-2, -1], "Bob": [25, 6], "Charlie": [17, 4], "Diana": [-15, -6]}


def test_people_are_shown_in_pounds_and_inches():
    dataset = gender()
    assert dataset.raw(dataset.inputs)[0].tolist() == [133, 65]
    assert dict(zip(dataset.test_names, dataset.raw(dataset.test_inputs).tolist())) == {
        "Emily": [128, 63], "Frank": [155, 68]}
    assert [dataset.labels[int(target)] for target in dataset.targets[:, 0]] == ["female", "male", "male", "female"]
