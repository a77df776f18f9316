"""One step with every number kept: the same mathematics as training, and the tutorial's printed numbers."""
import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.backprop import Backprop
from engine.inspection.worked import worked
from engine.losses import LOSSES
from engine.network import Network

ALICE, FEMALE = np.array([-2.0, -1.0]), np.array([1.0])


def a_network(activation: str = "sigmoid") -> Network:
    return Network.mlp((2, 3, 2, 1), hidden=activation, output="sigmoid", init="normal_with_biases", dtype=np.float64)


@pytest.mark.parametrize("loss", ["mse", "binary_cross_entropy"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_worked_step_is_the_step_of_training(activation, loss):
    network = a_network(activation)
    backprop = Backprop(network, LOSSES[loss], batch_size=1)
    before = backprop(ALICE[None], FEMALE[None])
    step = worked(network, LOSSES[loss], ALICE, FEMALE, rate=0.3)
    np.testing.assert_allclose(step.params_after, network.params - 0.3 * backprop.gradient, rtol=1e-12)
    assert step.loss == pytest.approx(before, rel=1e-12)
    network.load(step.params_after)
    assert step.loss_after == pytest.approx(backprop(ALICE[None], FEMALE[None]), rel=1e-12)


def test_a_worked_step_leaves_the_network_alone():
    network = a_network()
    before = network.params.copy()
    step = worked(network, LOSSES["mse"], ALICE, FEMALE, rate=0.3)
    network.params += 1
    np.testing.assert_array_equal(np.concatenate([layer.matrix.ravel() for layer in step.layers]), before)


def test_the_tutorials_numbers_for_alice():
    network = Network.mlp((2, 2, 1), hidden="sigmoid", output="sigmoid", init="zeros", dtype=np.float64)
    for layer in network.layers:
        layer.weights[...] = 1
    hidden, output = worked(network, LOSSES["mse"], ALICE, FEMALE, rate=0.1).layers
    assert hidden.sums.tolist() == [-3, -3]
    assert hidden.outputs == pytest.approx([0.0474] * 2, abs=5e-5)
    assert output.outputs.item() == pytest.approx(0.524, abs=5e-4)
    assert output.output_gradient.item() == pytest.approx(-0.952, abs=1e-3)
    assert output.slopes.item() == pytest.approx(0.249, abs=1e-3)
    assert hidden.gradient[0, 0] == pytest.approx(0.0214, abs=1e-4)
