import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import xor
from engine.inspection.gradients import flow, gradients, size
from engine.training import TrainingRun


def started(**settings) -> TrainingRun:
    return TrainingRun.start(RunConfig(**{"dtype": "float64"} | settings), xor(), 0.5)


def layers(*sizes):
    return [np.full((2, 2), size) for size in sizes]


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_gradients_are_those_of_the_loss_and_the_penalty(l2):
    run = started(hidden=(3,), activation="tanh")
    run.penalty.l2 = l2
    params = run.network.params

    def price():
        return run.evaluate("train").loss + l2 / 2 * sum((layer.weights**2).sum() for layer in run.network.layers)

    slopes = np.empty_like(params)
    for i in range(len(params)):
        middle = params[i]
        params[i] = middle + 1e-6
        above = price()
        params[i] = middle - 1e-6
        slopes[i] = (above - price()) / 2e-6
        params[i] = middle
    given = gradients(run)
    assert [layer.shape for layer in given] == [(3, 3), (4, 1)]
    assert np.concatenate([layer.ravel() for layer in given]) == pytest.approx(slopes, abs=1e-8)


def test_batches_do_not_matter():
    whole, part = (gradients(started(hidden=(3,), batch_size=size)) for size in (4, 1))
    assert all(np.array_equal(one, other) for one, other in zip(whole, part))


@pytest.mark.parametrize(("sizes", "said"), [
    ((0.1, 0.2), ("even", 0)), ((0.1,), ("even", 0)),
    ((0.001, 0.02, 0.1), ("vanishing", 0)), ((0.1, 0.001, 0.1), ("vanishing", 1)),
    ((5.0, 0.5, 0.1), ("exploding", 0)), ((0.0, 0.0, 0.1), ("blocked", 1)), ((1e-9, 1e-9), ("flat", 0)),
    ((0.0, 0.0), ("flat", 0))])
def test_what_happens_to_gradients_on_their_way_back(sizes, said):
    assert flow(layers(*sizes)) == said


def test_steps_let_nothing_through():
    assert flow(gradients(started(hidden=(3, 3), activation="step")))[0] == "blocked"


def test_size_does_not_depend_on_how_many_there_are():
    assert size(np.array([[3.0, -3.0]])) == size(np.full((10, 10), 3.0)) == 3.0
