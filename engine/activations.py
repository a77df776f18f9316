"""Elementwise functions that bend the straight lines of a network, each with its slope beside it.

`z` is a pre-activation of any shape and `a = f(z)` its activation. Every function takes an optional `out` array of
the same shape to write into, so that training allocates nothing.
"""
import numpy as np

# The number 1 as an array: what takes 0.7 us of a tiny network's time with a Python number takes 0.4 with this.
ONE = {np.dtype(dtype): np.ones((), dtype) for dtype in (np.float32, np.float64)}


class Identity:
    """f(z) = z, for outputs that are raw scores."""

    slope_dtype = None  # the network's own dtype
    bounds = (-np.inf, np.inf)

    def __call__(self, z, out=None):
        return np.positive(z, out=out)

    def slope(self, z, a, out=None):
        """f'(z) = 1, whatever the shape"""
        return 1.0


class Sigmoid:
    """f(z) = 1 / (1 + e^-z), which squashes any number into 0..1.

    Far below zero e^-z overflows to infinity, and 1 / infinity = 0 is the right answer; whoever sends a whole
    network's signals through here silences that warning of NumPy's.
    """

    slope_dtype = None
    bounds = (0.0, 1.0)

    def __call__(self, z, out=None):
        e = np.exp(np.negative(z, out=out), out=out)
        return np.reciprocal(np.add(e, ONE[e.dtype], out=out), out=out)

    def slope(self, z, a, out=None):
        """f'(z) = f(z) (1 - f(z)) = f(z) - f(z)^2"""
        return np.subtract(a, np.multiply(a, a, out=out), out=out)


class Tanh:
    """f(z) = tanh(z), a sigmoid stretched to -1..1."""

    slope_dtype = None
    bounds = (-1.0, 1.0)

    def __call__(self, z, out=None):
        return np.tanh(z, out=out)

    def slope(self, z, a, out=None):
        """f'(z) = 1 - f(z)^2"""
        square = np.multiply(a, a, out=out)
        return np.subtract(ONE[square.dtype], square, out=out)


class ReLU:
    """f(z) = max(0, z), the rectified linear unit."""

    slope_dtype = np.bool_  # 0 or 1 in a byte: 3.9 us against 9.8 with floats for 32 x 128
    bounds = (0.0, np.inf)

    def __call__(self, z, out=None):
        return np.maximum(z, 0, out=out)

    def slope(self, z, a, out=None):
        """f'(z) = 1 where z > 0, else 0 (at the kink itself, 0)"""
        return np.greater(z, 0, out=out)


ACTIVATIONS = {"sigmoid": Sigmoid(), "tanh": Tanh(), "relu": ReLU(), "identity": Identity()}
