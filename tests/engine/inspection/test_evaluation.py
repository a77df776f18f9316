"""How a classifier did, on examples small enough to count by hand."""
import numpy as np
import pytest

from engine.datasets import mnist
from engine.inspection.evaluation import Evaluation, evaluated
from engine.models import load_digits_model
from engine.network import Network

#                    truth, probabilities of a, b, c
ANSWERS = np.array([[0, 0.9, 0.1, 0.0],
                    [0, 0.2, 0.7, 0.1],
                    [1, 0.1, 0.8, 0.1],
                    [2, 0.5, 0.1, 0.4],
                    [2, 0.6, 0.2, 0.2]])


@pytest.fixture
def evaluation():
    return Evaluation(ANSWERS[:, 0].astype(int), ANSWERS[:, 1:])


def test_the_confusion_counts_truths_by_row_and_answers_by_column(evaluation):
    assert evaluation.confusion.tolist() == [[1, 1, 0], [0, 1, 0], [2, 0, 0]]
    assert evaluation.accuracy == 2 / 5


def test_each_class_has_its_own_accuracy(evaluation):
    assert evaluation.accuracy_by_class().tolist() == [0.5, 1.0, 0.0]


def test_a_class_without_examples_has_no_accuracy():
    assert np.isnan(Evaluation(np.array([0]), np.array([[0.7, 0.3]])).accuracy_by_class()[1])


def test_behind_a_cell_are_its_rows_the_surest_first(evaluation):
    assert evaluation.behind(2, 0).tolist() == [4, 3]
    assert evaluation.behind(1, 2).tolist() == []


def test_wrong_answers_begin_with_the_surest_and_doubtful_ones_with_the_least_sure(evaluation):
    assert evaluation.wrong().tolist() == [1, 4, 3]
    assert evaluation.least_certain().tolist() == [3, 4, 1, 2, 0]


def test_calibration_compares_certainty_and_accuracy_bin_by_bin():
    probabilities = np.array([[0.95, 0.05], [0.95, 0.05], [0.55, 0.45], [0.55, 0.45]])
    evaluation = Evaluation(np.array([0, 1, 0, 0]), probabilities)
    low, high = evaluation.calibration(bins=10)
    assert (low.low, low.size, low.certainty, low.accuracy) == (0.5, 2, pytest.approx(0.55), 1.0)
    assert (high.low, high.size, high.certainty, high.accuracy) == (0.9, 2, pytest.approx(0.95), 0.5)
    assert evaluation.calibration_error() == pytest.approx((2 * 0.45 + 2 * 0.45) / 4)


def test_certainty_1_falls_into_the_last_bin():
    (only,) = Evaluation(np.array([0]), np.array([[1.0, 0.0]])).calibration(bins=5)
    assert (only.low, only.high) == (0.8, 1.0)


def test_a_network_is_evaluated_in_parts_as_in_one_go():
    random = np.random.default_rng(0)
    inputs, targets = random.integers(0, 256, (1_203, 4)).astype(np.uint8), np.eye(3)[random.integers(0, 3, 1_203)]
    network = Network.mlp((4, 5, 3))
    scores = network.forward(inputs / np.float32(255))
    whole = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert np.allclose(evaluated(network, inputs, targets).probabilities, whole, atol=1e-6)


def test_the_network_in_the_box_is_right_on_99_of_100_test_digits():
    digits = mnist()
    evaluation = evaluated(load_digits_model(), digits.test_inputs, digits.test_targets)
    assert evaluation.accuracy > 0.99
    assert evaluation.confusion.sum() == 10_000
    assert evaluation.calibration_error() < 0.01
