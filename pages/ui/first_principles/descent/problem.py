"""The chapter's network of two hidden neurons, what it is trained on, and its loss and gradient at any parameters.

Parameters stand here as people name them, neuron by neuron: the weights w1 to w6, then the biases b1 to b3.
"""
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from engine.backprop import Backprop
from engine.datasets import TOY_DATASETS, Dataset
from engine.inspection.landscape import stacked_losses
from engine.losses import LOSSES
from engine.network import Network, with_ones

NAMES = ("w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3")
FLAT = np.array([0, 2, 1, 3, 6, 7, 4, 5, 8])  # where the network's flat vector has each of them
ONES = (1.0,) * 6 + (0.0,) * 3
DECIMALS = 4  # of weights that are drawn or trained, so that a link is short and the fields show all digits
MSE = LOSSES["mse"]
ALL = -1  # samples: every one


def network(params: np.ndarray | tuple[float, ...] = ONES) -> Network:
    """The network with such parameters (9,), in float64."""
    found = Network.mlp((2, 2, 1), hidden="sigmoid", output="sigmoid", init="zeros", dtype=np.float64)
    found.params[FLAT] = params
    return found


def drawn(seed: int) -> np.ndarray:
    """Random parameters (9,): each a standard normal number, biases too."""
    start = Network.mlp((2, 2, 1), hidden="sigmoid", output="sigmoid", init="normal_with_biases", seed=seed,
                        dtype=np.float64)
    return start.params[FLAT].round(DECIMALS)


@dataclass(frozen=True)
class Problem:
    """What a network is to learn. inputs: (samples, 2); targets: (samples, 1); names: of the samples. key: data set,
    sample and whether raw, by which two problems are the same, so that what follows from one can be cached."""

    data: Dataset = field(compare=False)
    inputs: np.ndarray = field(compare=False)
    targets: np.ndarray = field(compare=False)
    names: tuple[str, ...]
    offsets: np.ndarray = field(compare=False)  # (2,), what was subtracted from a person's pounds and inches
    key: tuple[str, int, bool]

    def at(self, params: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The mean losses (networks,) and their gradients (networks, 9) at many parameters (networks, 9)."""
        backprop, inputs = self._backprop
        losses, gradients = np.empty(len(params)), np.empty((len(params), len(NAMES)))
        with np.errstate(all="ignore"):
            for i, each in enumerate(params):
                backprop.network.params[FLAT] = each
                losses[i] = backprop.step(inputs, self.targets)
                gradients[i] = backprop.gradient[FLAT]
        return losses, gradients

    @cached_property
    def _backprop(self) -> tuple[Backprop, np.ndarray]:
        """Made once: that takes ten times as long as a step."""
        return Backprop(network(), MSE, len(self.inputs)), with_ones(self.inputs, np.float64)

    def losses(self, params: np.ndarray) -> np.ndarray:
        """The losses alone (networks,), all at once."""
        flat = np.empty_like(params)
        flat[:, FLAT] = params
        return stacked_losses(network(), MSE, self.inputs, self.targets, flat)

    def alone(self, row: int) -> "Problem":
        """One sample of it."""
        one = slice(row, row + 1)
        return Problem(self.data, self.inputs[one], self.targets[one], self.names[one], self.offsets,
                       (self.key[0], row, self.key[2]))

    def predictions(self, params: np.ndarray, inputs: np.ndarray) -> np.ndarray:
        """The network's outputs (rows,) for inputs (rows, 2)."""
        return network(params).forward(inputs)[:, 0]


def problem(dataset: str, row: int = ALL, raw: bool = False) -> Problem:
    """A data set's problem. row: of one sample; raw: pounds and inches as they are, nothing subtracted."""
    data = TOY_DATASETS[dataset]()
    shifts = np.array([feature.offset for feature in data.features], np.float64)
    offsets = np.zeros(2) if raw else shifts
    inputs = data.inputs.astype(np.float64) + shifts - offsets
    every = Problem(data, inputs, data.targets.astype(np.float64), sample_names(data), offsets,
                    (dataset, ALL, raw))
    return every if row == ALL else every.alone(row)


def sample_names(data: Dataset) -> tuple[str, ...]:
    """What the samples are called."""
    return data.names if data.name == "gender" else tuple(name.partition(" =")[0] for name in data.names)


def varied(params: np.ndarray, index: int, places: np.ndarray) -> np.ndarray:
    """Parameters (places, 9) of which one takes each of some values, and all others stay."""
    found = np.tile(np.asarray(params, np.float64), (len(places), 1))
    found[:, index] = places
    return found
