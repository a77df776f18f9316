"""How a flat gradient moves a flat parameter vector. A new optimizer is one class and one row of the table."""
import numpy as np


class SGD:
    """Stochastic gradient descent: params <- params - learning_rate * gradient."""

    def __init__(self, params: np.ndarray, learning_rate: float):
        self.learning_rate = learning_rate  # live: may change in the middle of a run
        self.state: list[np.ndarray] = []  # what a snapshot must keep beside the parameters: here, nothing
        self._change = np.empty_like(params)

    def step(self, params, gradient) -> None:
        """Move `params` one step against `gradient`, in place."""
        np.multiply(gradient, self.learning_rate, out=self._change)
        np.subtract(params, self._change, out=params)


OPTIMIZERS = {"sgd": SGD}
