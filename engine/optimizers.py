"""How a flat gradient moves a flat parameter vector. A new optimizer is one class and one row of the table."""
import math
from typing import ClassVar

import numpy as np

from engine.constraints import Hyperparameter, Interval, Table


class Optimizer:
    """What all optimizers share.

    learning_rate may change in the middle of a run; a schedule multiplies it by `schedule_factor`. state: the arrays
    that a snapshot must keep beside the parameters. hyperparameters: the constructor's keyword-only arguments."""

    hyperparameters: ClassVar[Table[Hyperparameter]] = Table("hyperparameter", {})

    def __init__(self, params: np.ndarray, learning_rate: float):
        self.learning_rate = learning_rate
        self.schedule_factor = 1.0
        self.state: list[np.ndarray] = []

    @classmethod
    def defaults(cls) -> dict[str, float]:
        """The usual values of the hyperparameters, which stand in the constructor."""
        return cls.__init__.__kwdefaults__ or {}

    @property
    def gradient_scale(self) -> float:
        """What `step_scaled` wants its gradient multiplied by."""
        return 1.0

    @property
    def rate(self) -> float:
        """The learning rate of the present step."""
        return self.learning_rate * self.schedule_factor

    def step(self, params: np.ndarray, gradient: np.ndarray) -> None:
        """Move `params` one step against `gradient`, in place."""
        self.step_scaled(params, gradient * self.gradient_scale)

    def step_scaled(self, params: np.ndarray, gradient: np.ndarray) -> None:
        """The same for `gradient_scale` times the gradient, which is used up."""
        raise NotImplementedError

    def lasting_step(self, gradient: np.ndarray) -> np.ndarray:
        """How far a step comes to move each parameter once this gradient has been the same for long."""
        return self.rate * gradient


class SGD(Optimizer):
    """Stochastic gradient descent: params <- params - rate * gradient."""

    label = "Gradient descent (SGD)"
    hyperparameters = Table("hyperparameter of sgd", {})

    @property
    def gradient_scale(self) -> float:
        """The rate: where Backprop begins, it multiplies few numbers. For 784-128-10 that saves 8 us of 200 a step."""
        return self.learning_rate * self.schedule_factor

    def step_scaled(self, params: np.ndarray, gradient: np.ndarray) -> None:
        params -= gradient


class Momentum(Optimizer):
    """A heavy ball (Polyak 1964): velocity <- momentum velocity + gradient; params <- params - rate * velocity."""

    hyperparameters = Table("hyperparameter of momentum", {"momentum": Hyperparameter(
        "Momentum", (0.0, 0.5, 0.8, 0.9, 0.95, 0.99), Interval(float, 0, 1, without=(1,)),
        "The share of the last update that each step keeps. Try 0.99: it overshoots the minimum and comes back.")})

    def __init__(self, params: np.ndarray, learning_rate: float, *, momentum: float = 0.9):
        super().__init__(params, learning_rate)
        self.momentum = momentum
        self.velocity = np.zeros_like(params)
        self.state = [self.velocity]

    def step_scaled(self, params: np.ndarray, gradient: np.ndarray) -> None:
        # v = momentum v + g
        np.multiply(self.velocity, self.momentum, out=self.velocity)
        np.add(self.velocity, gradient, out=self.velocity)
        # params = params - rate v
        np.subtract(params, np.multiply(self.velocity, self.rate, out=gradient), out=params)

    def lasting_step(self, gradient: np.ndarray) -> np.ndarray:
        return self.rate * gradient / (1 - self.momentum)


class Adam(Optimizer):
    """Adaptive moments (Kingma and Ba 2015, arXiv:1412.6980): every parameter moves at a pace of its own.

    m and v are running means of the gradient and of its square, m' and v' the same without their start at zero, and
    params <- params - rate * m' / (sqrt(v') + epsilon).
    """

    hyperparameters = Table("hyperparameter of adam", {
        "beta_1": Hyperparameter("Beta 1", (0.0, 0.5, 0.8, 0.9, 0.95, 0.99), Interval(float, 0, 1, without=(1,)),
                                 "How much of the running mean of gradients each step keeps. Try 0: none."),
        "beta_2": Hyperparameter("Beta 2", (0.5, 0.9, 0.99, 0.999, 0.9999), Interval(float, 0, 1, without=(1,)),
                                 "The same for the mean of squared gradients. Try 0.5: the steps get uneven."),
        "epsilon": Hyperparameter("Epsilon", (1e-8, 1e-6, 1e-4, 1e-2, 1.0), Interval(float, 0, without=(0,)),
                                  "Keeps steps finite where gradients are tiny. Try 1: all steps get small.")})

    def __init__(self, params: np.ndarray, learning_rate: float, *, beta_1: float = 0.9, beta_2: float = 0.999,
                 epsilon: float = 1e-8):
        super().__init__(params, learning_rate)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon
        self.mean, self.square, self.steps = np.zeros_like(params), np.zeros_like(params), np.zeros((), int)
        self.state = [self.mean, self.square, self.steps]
        self._scratch = np.empty_like(params)

    def step_scaled(self, params: np.ndarray, gradient: np.ndarray) -> None:
        m, v, scratch = self.mean, self.square, self._scratch
        # m = beta_1 m + (1 - beta_1) g
        np.multiply(m, self.beta_1, out=m)
        np.add(m, np.multiply(gradient, 1 - self.beta_1, out=scratch), out=m)
        # v = beta_2 v + (1 - beta_2) g^2
        np.multiply(v, self.beta_2, out=v)
        np.multiply(gradient, gradient, out=gradient)
        np.add(v, np.multiply(gradient, 1 - self.beta_2, out=gradient), out=v)
        # m' = m / (1 - beta_1^t), v' = v / (1 - beta_2^t): both divisors are moved to the scalars of the next line
        self.steps += 1
        m_divisor, v_divisor = (1 - beta ** int(self.steps) for beta in (self.beta_1, self.beta_2))
        # params = params - rate m' / (sqrt(v') + epsilon)
        np.add(np.sqrt(v, out=scratch), self.epsilon * math.sqrt(v_divisor), out=scratch)
        np.multiply(np.divide(m, scratch, out=scratch), self.rate * math.sqrt(v_divisor) / m_divisor, out=scratch)
        np.subtract(params, scratch, out=params)

    def lasting_step(self, gradient: np.ndarray) -> np.ndarray:
        return self.rate * gradient / (np.abs(gradient) + self.epsilon)


OPTIMIZERS: Table[type[Optimizer]] = Table("optimizer", {"sgd": SGD, "momentum": Momentum, "adam": Adam})
