"""Small networks of typed numbers: Mazur's, as he prints it, and every convention against finite differences."""
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest

from engine.inspection.worked_example import ENDINGS, WorkedExample, misfits

MAZUR = WorkedExample((((0.15, 0.25), (0.2, 0.3)), ((0.4, 0.5), (0.45, 0.55))), ((0.35, 0.35), (0.6, 0.6)),
                      ((0.05, 0.1),), ((0.01, 0.99),), bias_kind="fixed", is_half=True, sums_outputs=True, rate=0.5)


def stepped(example: WorkedExample) -> WorkedExample:
    params = example.network.params.copy()
    example.fresh_optimizer().step(params, example.gradient())
    return example.over(params)


def test_mazurs_numbers():
    assert f"{MAZUR.loss_of_all():.9f}" == "0.298371109"
    after = stepped(MAZUR)
    assert f"{after.weights[1][0][0]:.8f}" == "0.35891648"
    assert f"{after.weights[0][0][0]:.8f}" == "0.14978072"
    assert after.biases == MAZUR.biases
    assert f"{after.loss_of_all():.8f}" == "0.29102777"  # he prints 0.291027924, from rounded weights


def drawn(random: np.random.Generator, ending: str) -> WorkedExample:
    sizes = (3, 4, 2)
    weights = tuple(tuple(map(tuple, random.normal(size=shape).tolist())) for shape in pairwise(sizes))
    biases = tuple(tuple(random.normal(size=size).tolist()) for size in sizes[1:])
    targets = random.dirichlet([1, 1], 3)
    return WorkedExample(weights, biases, tuple(map(tuple, random.normal(size=(3, 3)).tolist())),
                         tuple(map(tuple, targets.tolist())), hidden="tanh", ending=ending, l2=0.1)


@pytest.mark.parametrize(("ending", "half", "outputs", "samples"), [*product(ENDINGS, *[[False, True]] * 3)])
def test_the_gradient_is_that_of_the_loss_as_it_is_reckoned(ending, half, outputs, samples):
    example = replace(drawn(np.random.default_rng(1), ending), is_half=half, sums_outputs=outputs,
                      sums_samples=samples)
    params, gradient = example.network.params.copy(), example.gradient()

    def loss(params: np.ndarray) -> float:
        moved = example.over(params)
        return moved.loss_of_all() + example.l2 / 2 * sum(np.sum(np.square(matrix)) for matrix in moved.weights)

    for i in range(len(params)):
        nudge = np.zeros_like(params)
        nudge[i] = 1e-5
        assert gradient[i] == pytest.approx((loss(params + nudge) - loss(params - nudge)) / 2e-5, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_batch_of_one_has_the_samples_gradient(ending):
    example = replace(drawn(np.random.default_rng(2), ending), l2=0.0, is_half=True)
    worked = np.concatenate([layer.gradient.ravel() for layer in example.sample(1).layers])
    assert example.gradient([1]) == pytest.approx(worked)


def test_absent_biases_count_as_nothing_and_fixed_ones_stay():
    absent = replace(MAZUR, bias_kind="absent")
    assert absent.outputs() == pytest.approx(replace(MAZUR, biases=((0.0, 0.0), (0.0, 0.0))).outputs())
    assert stepped(absent).biases == MAZUR.biases


@pytest.mark.parametrize(("change", "words"), [
    ({"inputs": ((1.0, 2.0, 3.0),)}, "these have 3"), ({"targets": ((1.0,),)}, "2 outputs"),
    ({"biases": ((1.0,), (1.0, 1.0))}, "there are 1, 2"),
    ({"weights": (MAZUR.weights[0], ((1.0, 1.0),))}, "needs 2"),
    ({"targets": MAZUR.targets * 2}, "1 sample"), ({"ending": "softmax", "targets": ((0.5, 0.6),)}, "add up to 1"),
    ({"ending": "sigmoid_entropy", "targets": ((0.5, 1.6),)}, "from 0 to 1")])
def test_what_does_not_fit_is_said(change, words):
    with pytest.raises(ValueError, match=words):
        replace(MAZUR, **change)


@pytest.mark.parametrize(("biases", "inputs", "targets", "words"), [
    (((1.0, 2.0),), 1, 1, {"biases": "The layer has 1 neuron, so give 1 bias; there are 2."}),
    (((1.0,),), 2, 1, {"inputs": "The first layer's weights have 1 row, so each sample needs 1 input; these have 2."}),
    (((1.0,),), 1, 2, {"targets": "The network has 1 output, so each sample needs 1 target; these have 2."})])
def test_one_is_no_plural_in_what_is_said_of_shapes(biases, inputs, targets, words):
    assert misfits((((1.0,),),), biases, ((1.0,) * inputs,), ((1.0,) * targets,)) == words


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [1e6, 1e50, 1e300])
def test_numbers_of_any_size_are_asked_for_without_a_warning(ending, size):
    example = WorkedExample((((size, -size), (size, size)),), ((0.0, 0.0),), ((1.0, -size),), ((1.0, 0.0),),
                            ending=ending)
    example.loss_of_all(), example.outputs(), example.gradient(), example.sample(0)
