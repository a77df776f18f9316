"""What the inputs, neurons and parameters of a worked example are called: as the tutorials do, weights w1, w2, ...
neuron by neuron and layer by layer, biases b1, b2, ... one a neuron. Knows nothing of Streamlit."""
from typing import NamedTuple

from engine.inspection.worked_example import WorkedExample


class Place(NamedTuple):
    """A parameter: its name as formulas have it, w_1; its layer; the row and column of that layer's matrix (fan_in + 1,
    fan_out), biases in the last row; flat: its index in the network's params."""

    name: str
    layer: int
    row: int
    column: int
    flat: int

    @property
    def is_bias(self) -> bool:
        return self.name.startswith("b")


def nodes(sizes: tuple[int, ...]) -> list[list[str]]:
    """What the inputs and each layer's neurons are called in formulas: x_1, h_1 and o, or o_1 if there are several; the
    hidden neurons of several layers h_{2,1}: layer 2, neuron 1."""
    features, *hidden, outputs = sizes
    named = [[f"h_{j}" if len(hidden) == 1 else f"h_{{{layer},{j}}}" for j in range(1, size + 1)]
             for layer, size in enumerate(hidden, 1)]
    return [[f"x_{i}" for i in range(1, features + 1)], *named,
            ["o"] if outputs == 1 else [f"o_{j}" for j in range(1, outputs + 1)]]


def places(example: WorkedExample) -> dict[str, Place]:
    """The example's parameters by their names without the underscore: w1; biases only if it has any."""
    found: dict[str, Place] = {}
    weights = biases = start = 0
    for layer, matrix in enumerate(example.weights):
        fan_in, fan_out = len(matrix), len(matrix[0])
        for column in range(fan_out):
            for row in range(fan_in):
                weights += 1
                found[f"w{weights}"] = Place(_named("w", weights), layer, row, column, start + row * fan_out + column)
            if example.bias_kind != "absent":
                biases += 1
                found[f"b{biases}"] = Place(_named("b", biases), layer, fan_in, column,
                                            start + fan_in * fan_out + column)
        start += (fan_in + 1) * fan_out
    return found


def _named(letter: str, number: int) -> str:
    return f"{letter}_{number}" if number < 10 else f"{letter}_{{{number}}}"
