"""How a flat gradient moves a flat parameter vector. A new optimizer is one class and one row of the table."""
import numpy as np


class SGD:
    """Stochastic gradient descent: params <- params - learning_rate * gradient."""

    def __init__(self, params: np.ndarray, learning_rate: float):
        self.learning_rate = learning_rate  # live: may change in the middle of a run
        self.state: list[np.ndarray] = []  # what a snapshot must keep beside the parameters: here, nothing

    def step(self, params, gradient) -> None:
        """Move `params` one step against `gradient`, in place; uses `gradient` up."""
        np.multiply(gradient, self.learning_rate, out=gradient)  # 4 us less than into another array, for 784-128-10
        np.subtract(params, gradient, out=params)


OPTIMIZERS = {"sgd": SGD}
