"""What can be set in the chapter Feedforward: its numbers, and its choices, rows of the page's table."""
from dataclasses import dataclass

from engine.datasets import TOY_DATASETS
from pages.ui.first_principles.board.fields import AnyField, Field, Rows, TableField, WholeField
from pages.ui.shared.address import typed
from pages.ui.shared.address.table import OneOf, Parameter, Where
from pages.ui.shared.choices import ACTIVATION_NAMES

WIDEST, MOST_SAMPLES, TEST_DIGITS = 4, 8, 10_000
FEATURES = TOY_DATASETS["gender"]().features


@dataclass(frozen=True)
class Matrix(TableField):
    """A table with a limit to its columns, too, where any number of them is taken."""

    most_columns: int = WIDEST

    def read(self, text: str) -> Rows:
        """The table that was typed. Raises ValueError, in a sentence."""
        rows = super().read(text)
        if self.columns is None and len(rows[0]) > self.most_columns:
            raise ValueError(f"The shape is {typed.shape([*map(list, rows)])}; at most {self.most_columns} columns are "
                             "taken.")
        return rows


def _weight(name: str, label: str, default: float) -> Field:
    return Field(f"feedforward_{name}", label, default, -10, 10)


NEURONS = [  # neuron by neuron
    Field("feedforward_x1", "x₁", 2.0, -5, 5), Field("feedforward_x2", "x₂", 3.0, -5, 5),
    _weight("w1", "w₁", 0.0), _weight("w2", "w₂", 1.0), _weight("b1", "b₁", 0.0),
    _weight("w3", "w₃", 0.0), _weight("w4", "w₄", 1.0), _weight("b2", "b₂", 0.0),
    _weight("w5", "w₅", 0.0), _weight("w6", "w₆", 1.0), _weight("b3", "b₃", 0.0),
]
INPUTS = Matrix("feedforward_inputs", "X (batch, features)", ((2.0, 3.0),), None, 2, MOST_SAMPLES)
WEIGHTS1 = Matrix("feedforward_weights1", "W₁ (features, hidden)", ((0.0, 0.0), (1.0, 1.0)), 2, None)
BIASES1 = Matrix("feedforward_biases1", "b₁ (hidden,)", ((0.0, 0.0),), 1, None)
WEIGHTS2 = Matrix("feedforward_weights2", "W₂ (hidden, outputs)", ((0.0,), (1.0,)), None, None, WIDEST)
BIASES2 = Matrix("feedforward_biases2", "b₂ (outputs,)", ((0.0,),), 1, None)
MATRICES = [INPUTS, WEIGHTS1, BIASES1, WEIGHTS2, BIASES2]
WEIGHT = Field("feedforward_weight", "weight, lb", 150.0, 80, 300, 1, 0, 2_000)
HEIGHT = Field("feedforward_height", "height, in", 68.0, 48, 84, 0.5, 0, 200)
DIGIT = WholeField("feedforward_digit", "test digit", 1.0, 1, TEST_DIGITS, 1, 1, TEST_DIGITS)
FIELDS: list[AnyField] = [*NEURONS, *MATRICES, WEIGHT, HEIGHT, DIGIT]
ROWS = [
    Parameter("feedforward_activation", "sigmoid", OneOf(ACTIVATION_NAMES), "activation function", Where.VIEW),
    Parameter("feedforward_hidden", "sigmoid", OneOf(ACTIVATION_NAMES), "hidden activation", Where.VIEW),
    Parameter("feedforward_output", "sigmoid", OneOf(ACTIVATION_NAMES), "output activation", Where.VIEW),
]
