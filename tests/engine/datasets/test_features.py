import math

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, gender, xor
from engine.datasets.features import FEATURES, PLANE, computed, with_features
from engine.training import TrainingRun


def test_every_feature_by_hand():
    assert computed(np.array([[2.0, -3.0]]), FEATURES).tolist() == [[2, -3, 4, 9, -6, math.sin(2), math.sin(-3)]]


def test_the_plane_alone_leaves_the_inputs_as_they_are():
    np.testing.assert_array_equal(with_features(xor(), PLANE).inputs, xor().inputs)


@pytest.mark.parametrize("name", FEATURES)
def test_each_feature_alone_is_a_dataset_of_one_input(name):
    dataset = with_features(GENERATED["circle"](points=20), (name,))
    for inputs, targets in (dataset.split("train"), dataset.split("test")):
        assert inputs.shape == (10, 1)
        assert inputs.dtype == targets.dtype == np.float32
    assert len(dataset.features) == 1


def test_features_are_called_by_the_names_of_the_inputs():
    features = with_features(gender(), FEATURES).features
    assert [feature.name for feature in features] == [
        "weight", "height", "weight²", "height²", "weight · height", "sin weight", "sin height"]
    assert features[:2] == gender().features
    assert with_features(gender(), PLANE[::-1]).raw(np.zeros((1, 2))).tolist() == [[66, 135]]


def test_a_circle_needs_no_hidden_layer_once_it_sees_squares():
    config = RunConfig(hidden=(), loss="binary_cross_entropy", batch_size=10)
    run = TrainingRun.start(config, with_features(GENERATED["circle"](noise=0), ("x1_squared", "x2_squared")), 0.05)
    run.advance(epochs=30)
    assert run.evaluate("test").accuracy == 1


@pytest.mark.parametrize("names", [(), ("x1", "x1"), ("x1", "x3")])
def test_choices_that_make_no_sense_are_refused_in_words(names):
    with pytest.raises(ValueError, match=r"Choose some of x1, x2, .* not "):
        with_features(xor(), names)


def test_three_inputs_lie_on_no_plane():
    with pytest.raises(ValueError, match="xor does not lie on a plane: it has 3 inputs"):
        with_features(with_features(xor(), ("x1", "x2", "x1_x2")), PLANE)
