import gc
from types import FunctionType, ModuleType

import numpy as np
import pytest

from engine.datasets import Dataset, xor
from engine.network import Network
from engine.optimizers import OPTIMIZERS
from engine.pruning import Pruning
from engine.training import RunConfig, TrainingRun

LIVE = np.array([True, False, True])


def half_blind():
    """XOR with an input in the middle that is always zero in training, but not in the test."""
    inputs = np.insert(xor().inputs, 1, 0, axis=1)
    return Dataset("half blind", inputs, xor().targets.copy(), inputs + 1, xor().targets.copy(), labels=("0", "1"))


def test_a_twin_without_dead_inputs_answers_the_same():
    network = Network.mlp((3, 4, 2), hidden="tanh", init="normal_with_biases")
    twin = Pruning(network, LIVE).network
    assert twin.sizes == (2, 4, 2)
    inputs = np.array([[0.5, 0, -2]])
    np.testing.assert_allclose(twin.forward(inputs[:, LIVE]), network.forward(inputs), rtol=1e-6)


def test_without_dead_inputs_the_twin_is_the_network():
    network = Network.mlp((3, 4, 2))
    pruning = Pruning(network, np.ones(3, bool))
    assert pruning.network is network
    assert not pruning.active


def test_parameters_go_there_and_back():
    network = Network.mlp((3, 4, 2))
    pruning = Pruning(network, LIVE)
    network.params[...] = 1
    pruning.fetch()
    assert (pruning.network.params == 1).all()
    pruning.network.params[...] = 2
    pruning.store()
    assert (network.layers[0].weights[1] == 1).all()
    assert np.count_nonzero(network.params == 2) == network.params.size - 4


def test_a_dataset_drops_its_dead_inputs_once():
    dataset = half_blind()
    assert dataset.live_inputs.tolist() == LIVE.tolist()
    assert dataset.pruned is dataset.pruned
    np.testing.assert_array_equal(dataset.pruned.inputs, xor().inputs)
    assert xor().pruned.inputs.shape == (4, 2)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_pruned_run_is_the_run_of_all_inputs(optimizer):
    """A penalty that is too small to be felt switches pruning off."""
    pruned, whole = (TrainingRun.start(RunConfig(optimizer=optimizer, dtype="float64"), half_blind()) for _ in range(2))
    whole.penalty.l2 = 1e-300
    for run in (pruned, whole):
        run.advance(epochs=50)
        run.advance(epochs=50)
    np.testing.assert_allclose(pruned.network.params, whole.network.params, rtol=0, atol=1e-12)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_pruned_run_can_be_rewound_after_a_penalty_ended_the_pruning(optimizer):
    run = TrainingRun.start(RunConfig(optimizer=optimizer, shuffle=True, batch_size=3), half_blind())
    run.advance(epochs=5)
    snapshot = run.snapshot()
    run.advance(epochs=5)
    without_penalty = run.network.params.copy()
    run.penalty.l2 = 0.1
    run.advance(epochs=5)
    run.rewind(snapshot)
    run.penalty.l2 = 0.0
    run.advance(epochs=5)
    np.testing.assert_allclose(run.network.params, without_penalty, rtol=1e-5)


def test_a_weight_edited_between_two_slices_stays_edited():
    run = TrainingRun.start(RunConfig(), half_blind(), learning_rate=1e-6)
    run.advance(steps=1)
    run.network.layers[0].weights[0, 0] = 5
    run.advance(steps=1)
    assert run.network.layers[0].weights[0, 0] == pytest.approx(5, abs=1e-4)


def test_a_run_without_any_live_input_learns_its_biases():
    inputs, targets = np.zeros((4, 2), np.float32), np.array([[0], [1], [1], [1]], np.float32)
    dataset = Dataset("dark", inputs, targets, inputs, targets, labels=("0", "1"))
    run = TrainingRun.start(RunConfig(), dataset, learning_rate=1.0)
    run.advance(epochs=500)
    np.testing.assert_allclose(run.predict(inputs), 0.75, atol=0.01)


def test_a_run_holds_little_beside_the_examples_that_all_runs_share():
    inputs = np.zeros((6_000, 784), np.uint8)
    inputs[:, :717] = 1  # as many pixels as ever have ink in MNIST
    targets = np.eye(10, dtype=np.float32)[np.arange(6_000) % 10]
    examples = Dataset("digits", inputs, targets, inputs[:10], targets[:10], labels=tuple("0123456789"))
    config = RunConfig(dataset="digits", hidden=(128,), loss="softmax_cross_entropy", batch_size=32)
    examples.pruned  # noqa: B018  # which all runs share, too
    shared = {id(array) for array in arrays_of(examples)}
    run = TrainingRun.start(config, examples)
    held = {id(array): array.nbytes for array in arrays_of(run) if id(array) not in shared}
    assert sum(held.values()) < 3.2e6, sorted(held.values())  # 3.7 where places are counted


def arrays_of(thing):
    """All arrays that a thing holds, at any depth; of views, those that own the memory."""
    found, seen, waiting = {}, set(), [thing]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type | ModuleType | FunctionType):
            continue
        seen.add(id(one))
        if isinstance(one, np.ndarray):
            while isinstance(one.base, np.ndarray):
                one = one.base
            found[id(one)] = one
        else:
            waiting += gc.get_referents(one)
    return [*found.values()]
