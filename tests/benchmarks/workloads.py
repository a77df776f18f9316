"""The work that every contestant is given: an epoch of it, over and over."""
from dataclasses import dataclass, replace

import numpy as np

from engine.config import RunConfig
from engine.datasets import TOY_DATASETS, Dataset
from engine.datasets.mnist import mnist


@dataclass(frozen=True)
class Workload:
    """A dataset, a network and how to train it. epochs: how many make one measurement of a few tenths of a second."""

    name: str
    config: RunConfig
    learning_rate: float
    epochs: int = 1

    def dataset(self) -> Dataset:
        return DATASETS[self.config.dataset]()


def quadrants() -> Dataset:
    """250 points of a plane, 1 where both coordinates have the same sign."""
    inputs = np.random.default_rng(0).uniform(-1, 1, (250, 2)).astype(np.float32)
    targets = (inputs[:, :1] * inputs[:, 1:] > 0).astype(np.float32)
    return Dataset("quadrants", inputs, targets, inputs[:0], targets[:0], labels=("0", "1"))


DATASETS = TOY_DATASETS | {"mnist": lambda: mnist("tutorial"), "quadrants": quadrants}

DIGITS = RunConfig(dataset="mnist", hidden=(128,), activation="relu", loss="softmax_cross_entropy", init="he",
                   batch_size=32, shuffle=True)
W1 = Workload("W1 MNIST 784-128-10, batch 32", DIGITS, 0.1)
W1_VARIANTS = [replace(W1, name=f"W1 with {name}", config=replace(DIGITS, **change)) for name, change in {
    "Adam": {"optimizer": "adam"}, "momentum": {"optimizer": "momentum"},
    "hidden 32": {"hidden": (32,)}, "hidden 512": {"hidden": (512,)}, "hidden 2,048": {"hidden": (2048,)},
    "batch 8": {"batch_size": 8}, "batch 128": {"batch_size": 128}, "batch 512": {"batch_size": 512}}.items()]
W2 = [Workload("W2a XOR 2-3-1, full batch", RunConfig(), 0.2, epochs=10_000),
      Workload("W2b gender 2-2-1, one by one", RunConfig("gender", (2,), init="normal_with_biases", batch_size=1), 0.1,
               epochs=2_500),
      Workload("W2c 2-4-2-1 tanh, 250 points, batch 10",
               RunConfig("quadrants", (4, 2), activation="tanh", init="xavier", batch_size=10), 0.03, epochs=1_000)]
WORKLOADS = {workload.name: workload for workload in [W1, *W1_VARIANTS, *W2]}
