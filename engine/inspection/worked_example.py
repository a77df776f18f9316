"""A small network with all of its numbers typed: what articles work out by hand, and people bring from them.

The engine's losses are means. An article may halve them, or add up outputs or samples; its loss and its gradient are
then the engine's times one number, `factor`, and nothing else differs.
"""
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import isclose
from typing import NamedTuple

import numpy as np

from engine.backprop import Backprop
from engine.inspection.worked import Worked, worked
from engine.losses import LOSSES, Loss
from engine.network import Network, matrices
from engine.optimizers import OPTIMIZERS, Optimizer
from engine.penalty import Penalty

Vector = tuple[float, ...]
Matrix = tuple[Vector, ...]


class Ending(NamedTuple):
    """What a network ends in, and how its outputs are judged. output: what the layer applies in the engine, whose
    cross-entropies take raw scores; shown: what it applies in a textbook; loss: a row of LOSSES."""

    label: str
    output: str
    shown: str
    loss: str


ENDINGS = {
    "sigmoid": Ending("Sigmoid, squared error", "sigmoid", "sigmoid", "mse"),
    "linear": Ending("Linear, squared error", "identity", "identity", "mse"),
    "sigmoid_entropy": Ending("Sigmoid, cross-entropy", "identity", "sigmoid", "binary_cross_entropy"),
    "softmax": Ending("Softmax, cross-entropy", "identity", "softmax", "softmax_cross_entropy")}
BIASES = {"trained": "Trained", "fixed": "Fixed", "absent": "None"}


@dataclass(frozen=True)
class WorkedExample:
    """A network of float64 numbers, its samples, its loss as an article has it, and how it is trained.

    weights: each layer's (fan_in, fan_out), by rows; biases: each layer's (fan_out,). hidden: a row of ACTIVATIONS;
    ending: of ENDINGS; bias_kind: of BIASES, where absent ones count as 0 whatever stands in `biases`. inputs:
    (samples, features); targets: (samples, outputs). is_half, sums_outputs, sums_samples: how the loss differs from a
    mean over outputs and samples. l2: of l2 / 2 times the sum of all squared weights, which the gradient counts in and
    the loss does not. optimizer: a row of OPTIMIZERS; settings: its hyperparameters. Raises ValueError for shapes that
    do not fit.
    """

    weights: tuple[Matrix, ...]
    biases: tuple[Vector, ...]
    inputs: Matrix
    targets: Matrix
    hidden: str = "sigmoid"
    ending: str = "sigmoid"
    bias_kind: str = "trained"
    is_half: bool = False
    sums_outputs: bool = False
    sums_samples: bool = False
    l2: float = 0.0
    rate: float = 0.1
    optimizer: str = "sgd"
    settings: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if wrong := misfits(self.weights, self.biases, self.inputs, self.targets, self.ending):
            raise ValueError(next(iter(wrong.values())))

    @property
    def sizes(self) -> tuple[int, ...]:
        return (len(self.weights[0]), *(len(matrix[0]) for matrix in self.weights))

    @property
    def end(self) -> Ending:
        return ENDINGS[self.ending]

    @property
    def loss(self) -> Loss:
        """The engine's, a mean."""
        return LOSSES[self.end.loss]

    @cached_property
    def network(self) -> Network:
        """The engine's network of these numbers, in float64."""
        network = Network.mlp(self.sizes, hidden=self.hidden, output=self.end.output, init="zeros", dtype=np.float64)
        for layer, weights, biases in zip(network.layers, self.weights, self.biases):
            layer.weights[...], layer.biases[...] = weights, 0.0 if self.bias_kind == "absent" else biases
        return network

    def factor(self, samples: int = 1) -> float:
        """What the engine's mean loss over so many samples, and its gradient, are multiplied by."""
        outputs = self.sizes[-1] if self.sums_outputs and self.end.loss != "softmax_cross_entropy" else 1
        half = 0.5 if self.is_half and self.end.loss == "mse" else 1.0
        return half * outputs * (samples if self.sums_samples else 1)

    @np.errstate(over="ignore", invalid="ignore")  # people type numbers of any size, and see what comes of them
    def outputs(self, inputs: Sequence[Sequence[float]] | None = None) -> np.ndarray:
        """The predictions (samples, outputs) for inputs (samples, features), by default the example's own."""
        scores = self.network.forward(self.inputs if inputs is None else inputs)
        return self.loss.probabilities(scores)

    @np.errstate(over="ignore", invalid="ignore")
    def loss_of_all(self) -> float:
        """The loss of all samples, without the penalty on weights."""
        targets = np.array(self.targets)
        return self.factor(len(targets)) * self.loss(self.network.forward(self.inputs), targets)

    @np.errstate(over="ignore", invalid="ignore")
    def sample(self, row: int) -> Worked:
        """One sample's pass forward and back, and a plain step from it alone, with every number on the way; all of it
        as if nothing were frozen or penalized. The last layer's outputs are scores where ENDINGS says so."""
        return worked(self.network, self.loss, np.array(self.inputs[row]), np.array(self.targets[row]), self.rate,
                      self.factor())

    @np.errstate(over="ignore", invalid="ignore")
    def gradient(self, rows: Sequence[int] | None = None) -> np.ndarray:
        """What a step of training goes by: flat, of some samples or all, the penalty on weights included; 0 for biases
        that are not trained."""
        inputs, targets = np.array(self.inputs), np.array(self.targets)
        if rows is not None:
            inputs, targets = inputs[[*rows]], targets[[*rows]]
        backprop = Backprop(self.network, self.loss, len(inputs))
        backprop(inputs, targets)
        gradient = backprop.gradient * self.factor(len(inputs))
        for layer, part in zip(self.network.layers, self.cut(gradient)):
            Penalty(l2=self.l2).add_gradient(layer.weights, part[:-1])
            if self.bias_kind != "trained":
                part[-1] = 0
        return gradient

    def fresh_optimizer(self) -> Optimizer:
        """One that has taken no step yet."""
        return OPTIMIZERS[self.optimizer](self.network.params, self.rate, **dict(self.settings))

    def cut(self, flat: np.ndarray) -> list[np.ndarray]:
        """Views of a flat vector's parts, one for each layer, (fan_in + 1, fan_out)."""
        return matrices(flat, [layer.matrix.shape for layer in self.network.layers])

    def over(self, params: np.ndarray) -> "WorkedExample":
        """The same with other parameters, flat; fixed biases keep theirs."""
        parts = self.cut(np.asarray(params, float))
        weights = tuple(tuple(map(tuple, part[:-1].tolist())) for part in parts)
        biases = tuple(tuple(part[-1].tolist()) for part in parts)
        return replace(self, weights=weights, biases=biases if self.bias_kind == "trained" else self.biases)


def misfits(weights: Sequence[Matrix], biases: Sequence[Vector], inputs: Matrix, targets: Matrix,
            ending: str = "sigmoid") -> dict[str, str]:
    """What is wrong with the shapes of an example's numbers, or with its targets, by the part that is to be changed, in
    a sentence that says how."""
    wrong = {}
    for number, (below, above) in enumerate(pairwise(weights), 1):
        if len(below[0]) != len(above):
            wrong["weights"] = (f"Layer {number} has {_many(len(below[0]), 'column')}, so layer {number + 1} needs "
                                f"{_many(len(below[0]), 'row')}, and it has {len(above)}.")
    wanted, found = [len(matrix[0]) for matrix in weights], [len(vector) for vector in biases]
    if wanted != found:
        layers = (f"The layers have {_listed(wanted)} neurons, so give as many biases in each" if len(wanted) > 1 else
                  f"The layer has {_many(wanted[0], 'neuron')}, so give {_many(wanted[0], 'bias', 'biases')}")
        wrong["biases"] = f"{layers}; there {_are(found)}."
    if len(inputs[0]) != len(weights[0]):
        wrong["inputs"] = (f"The first layer's weights have {_many(len(weights[0]), 'row')}, so each sample needs "
                           f"{_many(len(weights[0]), 'input')}; these have {len(inputs[0])}.")
    if len(targets[0]) != len(weights[-1][0]):
        wrong["targets"] = (f"The network has {_many(len(weights[-1][0]), 'output')}, so each sample needs "
                            f"{_many(len(weights[-1][0]), 'target')}; these have {len(targets[0])}.")
    elif len(targets) != len(inputs):
        wrong["targets"] = (f"There are {_many(len(inputs), 'sample')}, so give {_many(len(inputs), 'row')} of "
                            f"targets; there {_are([len(targets)])}.")
    elif ENDINGS[ending].loss != "mse" and not all(0 <= value <= 1 for row in targets for value in row):
        wrong["targets"] = "Cross-entropy needs targets from 0 to 1: they are probabilities."
    elif ending == "softmax" and not all(isclose(sum(row), 1, abs_tol=1e-9) for row in targets):
        wrong["targets"] = "Softmax needs targets that add up to 1 in each row, such as 0, 1, 0."
    return wrong


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"


def _are(counts: Sequence[int]) -> str:
    return f"{'is' if counts == [1] else 'are'} {_listed(counts)}"


def _listed(counts: Sequence[int]) -> str:
    return ", ".join(map(str, counts))
