import math

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.config import RunConfig
from engine.datasets import xor
from engine.training import TrainingRun

Z = np.array([[-3.0, -0.5, 0.25], [0.75, 1.5, 4.0]])  # no kink, so that every slope can be measured
each_activation = pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS)


@each_activation
def test_the_slope_is_the_derivative(activation):
    h = 1e-5
    measured = (activation(Z + h) - activation(Z - h)) / (2 * h)
    np.testing.assert_allclose(activation.slope(Z, activation(Z)) * np.ones_like(Z), measured, rtol=1e-8)


@each_activation
def test_writing_into_an_array_gives_the_same(activation):
    out, slope = np.empty_like(Z), np.empty(Z.shape, activation.slope_dtype or Z.dtype)
    np.testing.assert_array_equal(activation(Z, out=out), activation(Z))
    written = activation.slope(Z, out, out=slope)
    np.testing.assert_array_equal(written, activation.slope(Z, activation(Z)))


@each_activation
def test_inputs_stay_as_they_were(activation):
    z = Z.copy()
    result = activation(z)
    activation.slope(z, result)
    np.testing.assert_array_equal(z, Z)
    assert not np.shares_memory(result, z)


@each_activation
def test_outputs_stay_within_the_bounds(activation):
    low, high = activation.bounds
    with np.errstate(over="ignore"):
        outputs = activation(np.linspace(-1000, 1000, 101, dtype=np.float32))
    assert outputs.dtype == np.float32
    assert np.isfinite(outputs).all()
    assert (low <= outputs).all()
    assert (outputs <= high).all()


def test_the_slope_of_relu_at_its_kink_is_zero():
    assert not ACTIVATIONS["relu"].slope(np.zeros(1), np.zeros(1))


def test_a_leaky_relu_lets_a_hundredth_through_below_zero():
    leaky = ACTIVATIONS["leaky_relu"]
    z = np.array([-2.0, 0.0, 3.0])
    assert leaky(z).tolist() == [-0.02, 0, 3]
    assert leaky.slope(z, leaky(z)).tolist() == [0.01, 0.01, 1]


def test_gelu_weighs_a_number_by_the_share_of_a_normal_distribution_below_it():
    exact = [z * (1 + math.erf(z / math.sqrt(2))) / 2 for z in Z.ravel()]
    np.testing.assert_allclose(ACTIVATIONS["gelu"](Z).ravel(), exact, atol=5e-4)


def test_gelu_touches_its_lower_bound():
    lowest = ACTIVATIONS["gelu"](np.linspace(-2, 0, 2001)).min()
    assert ACTIVATIONS["gelu"].bounds[0] <= lowest < -0.17


def test_a_step_says_only_on_which_side_of_zero_it_is():
    step = ACTIVATIONS["step"]
    assert step(np.array([-5.0, -1e-9, 0.0, 1e-9, 5.0])).tolist() == [0, 0, 0, 1, 1]


def test_nothing_below_a_step_learns():
    run = TrainingRun.start(RunConfig(hidden=(3,), activation="step"), xor(), learning_rate=1.0)
    before = run.network.params.copy()
    run.advance(epochs=5)
    hidden, output = run.network.layers
    np.testing.assert_array_equal(hidden.matrix.ravel(), before[: hidden.matrix.size])
    assert not np.array_equal(output.matrix.ravel(), before[hidden.matrix.size :])
