import numpy as np
import pytest

from engine.initializers import INITIALIZERS
from engine.network import Network

FAN_IN, FAN_OUT = 400, 300


def drawn(name, seed=0):
    return INITIALIZERS[name](np.random.default_rng(seed), FAN_IN, FAN_OUT)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_the_same_seed_draws_the_same_parameters(name):
    assert drawn(name).shape == (FAN_IN + 1, FAN_OUT)
    np.testing.assert_array_equal(drawn(name), drawn(name))


@pytest.mark.parametrize(("name", "variance"), [("he", 2 / 400), ("xavier", 2 / 700), ("normal", 1),
                                                ("normal_with_biases", 1), ("zeros", 0)])
def test_weights_have_zero_mean_and_the_promised_variance(name, variance):
    weights = drawn(name)[:-1]
    assert weights.mean() == pytest.approx(0, abs=0.01)
    assert weights.var() == pytest.approx(variance, rel=0.02)


def test_biases_start_at_zero_unless_the_name_says_otherwise():
    for name in INITIALIZERS:
        assert drawn(name)[-1].any() == (name == "normal_with_biases")


@pytest.mark.parametrize("name", INITIALIZERS)
def test_a_scale_multiplies_everything_drawn_and_1_changes_no_bit(name):
    plain, one, half = (Network.mlp((2, 3, 1), init=name, dtype=np.float64, **scale).params
                        for scale in ({}, {"init_scale": 1.0}, {"init_scale": 0.5}))
    assert plain.tobytes() == one.tobytes()
    np.testing.assert_array_equal(half, 0.5 * plain)
