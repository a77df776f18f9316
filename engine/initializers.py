"""Where weights start. Each row of the table draws a layer's (fan_in + 1, fan_out) parameters, biases last."""
import math

import numpy as np

from engine.constraints import Table


def he(random: np.random.Generator, fan_in: int, fan_out: int) -> np.ndarray:
    """Normal with variance 2 / fan_in, for ReLU (He et al. 2015, arXiv:1502.01852); biases zero."""
    return _normal_weights(random, fan_in, fan_out, math.sqrt(2 / fan_in))


def xavier(random: np.random.Generator, fan_in: int, fan_out: int) -> np.ndarray:
    """Normal with variance 2 / (fan_in + fan_out), for tanh (Glorot and Bengio 2010); biases zero."""
    return _normal_weights(random, fan_in, fan_out, math.sqrt(2 / (fan_in + fan_out)))


def normal(random: np.random.Generator, fan_in: int, fan_out: int) -> np.ndarray:
    """Standard normal weights; biases zero."""
    return _normal_weights(random, fan_in, fan_out, 1.0)


def normal_with_biases(random: np.random.Generator, fan_in: int, fan_out: int) -> np.ndarray:
    """Standard normal weights and biases."""
    return random.standard_normal((fan_in + 1, fan_out))


def zeros(random: np.random.Generator, fan_in: int, fan_out: int) -> np.ndarray:
    """All zero: every neuron of a layer stays the twin of its neighbors, which is worth seeing once."""
    return np.zeros((fan_in + 1, fan_out))


def _normal_weights(random: np.random.Generator, fan_in: int, fan_out: int, deviation: float) -> np.ndarray:
    parameters = np.zeros((fan_in + 1, fan_out))
    parameters[:-1] = deviation * random.standard_normal((fan_in, fan_out))
    return parameters


INITIALIZERS = Table("initializer", {
    "he": he, "xavier": xavier, "normal": normal, "normal_with_biases": normal_with_biases, "zeros": zeros},
    normal="Standard normal", normal_with_biases="Standard normal (weights and biases)")
