"""Elementwise functions that bend the straight lines of a network, each with its slope beside it.

`z` is a pre-activation of any shape and `a = f(z)` its activation. Every function takes an optional `out`, an array of
the same shape, but not z itself, to write into, so that training allocates nothing. Where a formula takes several
steps, each step writes its result into that array, over the result of the step before: `np.exp(z, out=out)` gives the
same numbers as `np.exp(z)`, and returns `out`, or a new array if that is None.
"""
import math
from collections.abc import Callable

import numpy as np

from engine.constraints import Table

# Numbers as an array of each precision: 1 + array takes 0.7 us of a tiny network's time, ONE + array 0.4, because NumPy
# need not make an array of a Python number first.
ZERO, ONE = ({np.dtype(dtype): np.array(number, dtype) for dtype in (np.float32, np.float64)} for number in (0, 1))


class Activation:
    """What all of them share: the row of INITIALIZERS that suits the weights below it, the dtype of slopes, None being
    the network's own, and the (lowest, highest) f(z). label: what menus call it where its name would not do."""

    __call__: Callable[..., np.ndarray]
    slope: Callable[..., np.ndarray | float]
    fitting_init = "xavier"
    slope_dtype: type[np.bool_] | None = None
    bounds = (-np.inf, np.inf)


class Identity(Activation):
    """f(z) = z, for outputs that are raw scores."""

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        return np.positive(z, out=out)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> float:
        """f'(z) = 1, whatever the shape"""
        return 1.0


class Sigmoid(Activation):
    """f(z) = 1 / (1 + e^-z), which squashes any number into 0..1.

    Far below zero e^-z overflows to infinity, and 1 / infinity = 0 is the right answer; whoever sends a whole
    network's signals through here silences that warning of NumPy's.
    """

    bounds = (0.0, 1.0)

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        exponential = np.exp(np.negative(z, out=out), out=out)               # e^-z
        denominator = np.add(exponential, ONE[exponential.dtype], out=out)  # 1 + e^-z
        return np.reciprocal(denominator, out=out)                          # 1 / (1 + e^-z)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """f'(z) = f(z) (1 - f(z)) = f(z) - f(z)^2"""
        return np.subtract(a, np.square(a, out=out), out=out)


class Tanh(Activation):
    """f(z) = tanh(z), a sigmoid stretched to -1..1."""

    bounds = (-1.0, 1.0)

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        return np.tanh(z, out=out)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """f'(z) = 1 - f(z)^2"""
        square = np.square(a, out=out)
        return np.subtract(ONE[square.dtype], square, out=out)


class ReLU(Activation):
    """f(z) = max(0, z), the rectified linear unit."""

    label, fitting_init = "ReLU", "he"
    slope_dtype = np.bool_  # 0 or 1 in a byte: 3.9 us against 9.8 with floats for 32 x 128
    bounds = (0.0, np.inf)

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        return np.maximum(z, ZERO[z.dtype], out=out)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """f'(z) = 1 where z > 0, else 0 (at the kink itself, 0)"""
        return np.greater(z, ZERO[z.dtype], out=out)


class LeakyReLU(Activation):
    """f(z) = max(z, 0.01 z): a ReLU that lets a little through below zero, so that it cannot die (Maas et al. 2013)."""

    label, fitting_init = "Leaky ReLU", "he"
    LEAK = 0.01

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        return np.maximum(z, np.multiply(z, self.LEAK, out=out), out=out)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """f'(z) = 1 where z > 0, else 0.01: the larger of 0.01 and the sign of z"""
        return np.maximum(np.sign(z, out=out), self.LEAK, out=out)


class GELU(Activation):
    """f(z) = z/2 (1 + tanh u) with u = sqrt(2/pi) (z + 0.044715 z^3), a smooth ReLU (arXiv:1606.08415).

    It is the paper's formula for z times the share of a normal distribution that lies below z. The slope needs
    arrays in between, so this one allocates.
    """

    label, fitting_init = "GELU", "he"
    bounds = (-0.1701, np.inf)
    STEEPNESS, CUBIC = math.sqrt(2 / math.pi), 0.044715

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        return np.multiply(z / 2, 1 + self._tanh(z), out=out)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """f'(z) = (1 + tanh u)/2 + z/2 (1 - tanh^2 u) u' with u' = sqrt(2/pi) (1 + 3 * 0.044715 z^2)"""
        t = self._tanh(z)
        u_slope = self.STEEPNESS * (1 + 3 * self.CUBIC * z * z)
        return np.add((1 + t) / 2, z / 2 * (1 - t * t) * u_slope, out=out)

    def _tanh(self, z: np.ndarray) -> np.ndarray:
        return np.tanh(self.STEEPNESS * (z + self.CUBIC * z * z * z))


class Sine(Activation):
    """f(z) = sin z, a wave: one neuron can draw many stripes (arXiv:2006.09661)."""

    bounds = (-1.0, 1.0)

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        return np.sin(z, out=out)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """f'(z) = cos z"""
        return np.cos(z, out=out)


class Step(Activation):
    """f(z) = 1 where z > 0, else 0, the neuron of the first perceptrons, kept to show why it cannot learn.

    A small change of a weight changes no output, so that the slope is 0, and so is every gradient that has to pass
    through: whatever lies below a layer of these stays as it was drawn. Only weights above the last such layer learn.
    """

    bounds = (0.0, 1.0)

    def __call__(self, z: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        return np.heaviside(z, 0, out=out)

    def slope(self, z: np.ndarray, a: np.ndarray, out: np.ndarray | None = None) -> float:
        """f'(z) = 0, whatever the shape; at the jump itself there is none, and 0 stands in"""
        return 0.0


ACTIVATIONS: Table[Activation] = Table("activation", {
    "sigmoid": Sigmoid(), "tanh": Tanh(), "relu": ReLU(), "leaky_relu": LeakyReLU(), "gelu": GELU(), "sine": Sine(),
    "identity": Identity(), "step": Step()}, identity="Linear")
