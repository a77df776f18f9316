"""Links of the chapter “One training step” that there was once: they open Backpropagation with the network that they
asked for."""
from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.datasets import TOY_DATASETS, Dataset
from engine.inspection.worked_example import WorkedExample
from engine.network import Network
from pages.ui.shared.address.table import OneOf, Parameter, Where
from pages.ui.shared.choices import ACTIVATION_NAMES, LEARNING_RATES

TITLE = "One training step"
STAGES = {"forward": "1 Forward pass", "loss": "2 Loss", "backward": "3 Backpropagation", "update": "4 Update"}
OLD_STAGES = {"1 Answer": "forward", "2 Mistake": "loss", "3 Slopes": "backward", "4 Change": "update"}
SEED = 1  # of the random weights
ROWS = [
    Parameter("dataset", "gender", OneOf({"gender": "Four people", "xor": "XOR"}), "data set"),
    Parameter("start", "ones", OneOf({"ones": "all 1", "random": "random"}), "initial weights"),
    Parameter("activation", "sigmoid", OneOf({name: ACTIVATION_NAMES[name] for name in ("sigmoid", "tanh", "relu")})),
    Parameter("rate", 0.1, OneOf(LEARNING_RATES), "learning rate"),
    Parameter("stage", "forward", OneOf(STAGES, old_labels=OLD_STAGES), where=Where.VIEW),  # all are shown at once now
    Parameter("row", "", OneOf(None), "sample", Where.VIEW),  # by its name
]
NAMES = frozenset(row.name for row in ROWS)


def network(values: Mapping[str, Any]) -> tuple[WorkedExample, int]:
    """The network that such a link asks for, with its four samples, and the one that it shows. values: of ROWS by name,
    as far as the link has them."""
    asked = {row.name: row.default for row in ROWS} | {name: values[name] for name in NAMES & values.keys()}
    data = TOY_DATASETS[asked["dataset"]]()
    layers = Network.mlp((2, 2, 1), hidden=asked["activation"], output="sigmoid", init="normal_with_biases", seed=SEED,
                         dtype=np.float64).layers
    if asked["start"] == "ones":
        for layer in layers:
            layer.weights[...], layer.biases[...] = 1, 0
    example = WorkedExample(tuple(_rows(layer.weights) for layer in layers),
                            tuple(tuple(layer.biases.tolist()) for layer in layers), _rows(data.inputs),
                            _rows(data.targets), hidden=asked["activation"], rate=asked["rate"])
    return example, _place(data, asked["row"])


def _rows(numbers: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, numbers.astype(float).tolist()))


def _place(data: Dataset, name: str) -> int:
    """Which sample has a name: Diana, or 0 xor 1, of which there was also said what it is."""
    names = [each.partition(" =")[0] for each in data.names]
    return names.index(name) if name in names else 0
