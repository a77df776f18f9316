"""Regularization: a price for large weights, so that a network does not learn its examples by heart."""
from dataclasses import dataclass

import numpy as np


@dataclass
class Penalty:
    """R = l1 * sum |w| + l2 / 2 * sum w^2, over all weights; biases are free. Both rates may change during a run.

    L2 shrinks large weights; L1 drives weights that do not matter to zero. The losses that a run reports leave R out.
    """

    l1: float = 0.0
    l2: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.l1 or self.l2)

    def add_gradient(self, weights: np.ndarray, gradient: np.ndarray, scale: float = 1.0) -> None:
        """Add `scale` times dR/dw = l1 sign(w) + l2 w to `gradient`, in place."""
        if self.l1:
            gradient += scale * self.l1 * np.sign(weights)
        if self.l2:
            gradient += scale * self.l2 * weights
