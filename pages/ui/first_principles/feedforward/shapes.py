"""Networks of typed matrices: whether the shapes fit each other, what flows through, and examples to begin with.

Knows nothing of Streamlit.
"""
from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from engine.datasets import TOY_DATASETS
from engine.network import Network
from pages.ui.first_principles.board.fields import Rows
from pages.ui.first_principles.feedforward.rows import BIASES1, BIASES2, INPUTS, WEIGHTS1, WEIGHTS2

Typed = Mapping[str, Rows]
PEOPLE = TOY_DATASETS["gender"]()
CORNERS: Rows = tuple((float(a), float(b)) for a, b in TOY_DATASETS["xor"]().inputs)


class Preset(NamedTuple):
    """A worked example: its matrices by their fields' names, all neurons with a sigmoid."""

    label: str
    matrices: dict[str, Rows]


def _preset(label: str, inputs: Rows, weights1: Rows, biases1: Rows, weights2: Rows, biases2: Rows) -> Preset:
    return Preset(label, {INPUTS.name: inputs, WEIGHTS1.name: weights1, BIASES1.name: biases1,
                          WEIGHTS2.name: weights2, BIASES2.name: biases2})


TUTORIAL = WEIGHTS1.default, BIASES1.default, WEIGHTS2.default, BIASES2.default
PRESETS = {
    "tutorial": _preset("Tutorial: one sample", INPUTS.default, *TUTORIAL),
    "people": _preset("Four people as a batch", tuple(map(tuple, PEOPLE.inputs.tolist())), *TUTORIAL),
    # One hidden unit is OR, the other NAND; the output is AND.
    "xor": _preset("XOR batch", CORNERS, ((20, -20), (20, -20)), ((-10, 30),), ((20,), (20,)), ((-30,),)),
    # Matt Mazur, "A Step by Step Backpropagation Example"
    "mazur": _preset("Mazur's example", ((0.05, 0.1),), ((0.15, 0.25), (0.2, 0.3)), ((0.35, 0.35),),
                     ((0.4, 0.5), (0.45, 0.55)), ((0.6, 0.6),)),
}


def misfits(typed: Typed, unread: Collection[str] = ()) -> dict[str, str]:
    """What is wrong with fields' shapes beside their neighbors', by field, in a sentence that says what to write.

    unread: fields that hold something else now, which could not be read: nothing is said of them, nor by them.
    """
    hidden, outputs = len(typed[WEIGHTS1.name][0]), len(typed[WEIGHTS2.name][0])
    said = {}
    if (found := len(typed[BIASES1.name][0])) != hidden:
        said[BIASES1.name] = (f"The shape is ({found},), and it has to be ({hidden},): W₁ has {_counted(hidden)}, and "
                              "each hidden neuron has one bias.")
    if (found := len(typed[WEIGHTS2.name])) != hidden:
        said[WEIGHTS2.name] = (f"The shape is ({found}, {outputs}), and it has to be ({hidden}, {outputs}): W₁ has "
                               f"{_counted(hidden)}, and W₂ needs a row for each hidden neuron.")
    if (found := len(typed[BIASES2.name][0])) != outputs:
        said[BIASES2.name] = (f"The shape is ({found},), and it has to be ({outputs},): W₂ has {_counted(outputs)}, "
                              "and each output has one bias.")
    beside = {BIASES1.name: WEIGHTS1.name, WEIGHTS2.name: WEIGHTS1.name, BIASES2.name: WEIGHTS2.name}
    return {name: words for name, words in said.items() if {name, beside[name]}.isdisjoint(unread)}


def _counted(columns: int) -> str:
    return f"{columns} column{'s' * (columns != 1)}"


def network_of(typed: Typed, hidden: str = "sigmoid", output: str = "sigmoid") -> Network:
    """The engine's network of matrices that fit each other, in float64."""
    weights1, biases1, weights2, biases2 = (typed[field.name] for field in (WEIGHTS1, BIASES1, WEIGHTS2, BIASES2))
    network = Network.mlp((len(weights1), len(weights2), len(biases2[0])), hidden=hidden, output=output,
                          dtype=np.float64)
    network.load(np.concatenate([np.ravel(part) for part in (weights1, biases1, weights2, biases2)]))
    return network


def names_of(inputs: Rows) -> list[str]:
    """What samples are called: people by their names, others by their number."""
    rows, names = np.vstack([PEOPLE.inputs, PEOPLE.test_inputs]), [*PEOPLE.names, *PEOPLE.test_names]
    known = {tuple(row): name for row, name in zip(rows.tolist(), names)}
    return [known.get(tuple(row), f"{i}") for i, row in enumerate(inputs, 1)]


def largest_difference(network: Network, inputs: Rows) -> float:
    """Between the outputs of a batch as one product of matrices, and those of its rows, one after the other."""
    row_by_row = [network.forward([row])[0] for row in inputs]
    return float(np.abs(network.forward(inputs) - row_by_row).max())
