import numpy as np
import pytest

from engine.activations import ACTIVATIONS

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
