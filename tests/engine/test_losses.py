import math

import numpy as np
import pytest

from engine.losses import LOSSES, fitting_losses, predicted_classes

OUTPUTS = np.array([[0.2, 0.7, 0.4], [0.9, 0.1, 0.3]])
TARGETS = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
each_loss = pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)


@each_loss
def test_the_gradient_is_the_derivative_of_the_loss(loss):
    gradient = np.empty_like(OUTPUTS)
    loss(OUTPUTS, TARGETS, gradient=gradient)
    h = 1e-5
    for place in np.ndindex(OUTPUTS.shape):
        nudge = np.zeros_like(OUTPUTS)
        nudge[place] = h
        measured = (loss(OUTPUTS + nudge, TARGETS) - loss(OUTPUTS - nudge, TARGETS)) / (2 * h)
        assert gradient[place] == pytest.approx(measured, rel=1e-7)


@each_loss
def test_the_loss_is_the_same_with_and_without_a_gradient(loss):
    outputs = OUTPUTS.copy()
    assert loss(outputs, TARGETS) == pytest.approx(loss(outputs, TARGETS, gradient=np.empty_like(OUTPUTS)), rel=1e-14)
    np.testing.assert_array_equal(outputs, OUTPUTS)


@each_loss
def test_repeating_a_batch_changes_neither_loss_nor_step(loss):
    twice, gradient, gradient_twice = [OUTPUTS, OUTPUTS], np.empty_like(OUTPUTS), np.empty((4, 3))
    once = loss(OUTPUTS, TARGETS, gradient=gradient)
    assert loss(np.vstack(twice), np.vstack([TARGETS, TARGETS]), gradient=gradient_twice) == pytest.approx(once)
    np.testing.assert_allclose(gradient_twice[:2] + gradient_twice[2:], gradient)


@each_loss
def test_wrong_scores_however_large_give_a_finite_loss(loss):
    scores = np.array([[1000.0, -1000.0]])
    with np.errstate(over="ignore"):
        assert math.isfinite(loss(scores, np.array([[0.0, 1.0]]), gradient=np.empty_like(scores)))


def test_squared_error_by_hand():
    assert LOSSES["mse"](np.array([[0.5], [1.0]]), np.array([[0.0], [0.0]])) == (0.25 + 1) / 2


def test_cross_entropies_by_hand():
    score = math.log(3)  # a probability of 3/4
    binary = LOSSES["binary_cross_entropy"](np.array([[score]]), np.array([[1.0]]))
    softmax = LOSSES["softmax_cross_entropy"](np.array([[score, 0.0]]), np.array([[1.0, 0.0]]))
    assert binary == pytest.approx(-math.log(0.75))
    assert softmax == pytest.approx(-math.log(0.75))


def test_softmax_probabilities_of_each_row_add_up_to_one():
    probabilities = LOSSES["softmax_cross_entropy"].probabilities(np.array([[1000.0, 0, 0], [1, 2, 3]]))
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)
    assert (probabilities >= 0).all()


def test_a_binary_score_of_zero_is_undecided():
    assert LOSSES["binary_cross_entropy"].probabilities(np.zeros((1, 1))).item() == 0.5


def test_one_output_is_cut_at_the_half_and_several_compete():
    assert predicted_classes(np.array([[0.4], [0.5], [0.6]])).tolist() == [0, 1, 1]
    assert predicted_classes(np.array([[0.1, 0.2, 0.7], [0.4, 0.3, 0.3]])).tolist() == [2, 0]


def test_the_usual_loss_of_each_kind_of_problem_comes_first():
    assert [fitting_losses(classes)[0] for classes in (0, 2, 3, 6)] == [
        "mse", "binary_cross_entropy", "softmax_cross_entropy", "softmax_cross_entropy"]


@pytest.mark.parametrize("classes", [0, 2, 3])
def test_every_fitting_loss_is_in_the_table(classes):
    assert set(fitting_losses(classes)) <= set(LOSSES)
