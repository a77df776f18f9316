"""What can be set in the chapter Feedforward: its numbers, and its choices, rows of the page's table."""
from engine.datasets import TOY_DATASETS
from pages.ui.first_principles.board.fields import AnyField, Field, TableField, WholeField
from pages.ui.shared.address.table import OneOf, Parameter, Where
from pages.ui.shared.choices import ACTIVATION_NAMES

WIDEST, MOST_SAMPLES, TEST_DIGITS = 4, 8, 10_000  # WIDEST: the most hidden neurons, and the most outputs
FEATURES = TOY_DATASETS["gender"]().features


def _weight(name: str, label: str, default: float) -> Field:
    return Field(f"feedforward_{name}", label, default, -10, 10)


NEURONS = [  # neuron by neuron
    Field("feedforward_x1", "x₁", 2.0, -5, 5), Field("feedforward_x2", "x₂", 3.0, -5, 5),
    _weight("w1", "w₁", 0.0), _weight("w2", "w₂", 1.0), _weight("b1", "b₁", 0.0),
    _weight("w3", "w₃", 0.0), _weight("w4", "w₄", 1.0), _weight("b2", "b₂", 0.0),
    _weight("w5", "w₅", 0.0), _weight("w6", "w₆", 1.0), _weight("b3", "b₃", 0.0),
]
INPUTS = TableField("feedforward_inputs", "X (batch, features)", ((2.0, 3.0),), None, 2, MOST_SAMPLES)
WEIGHTS1 = TableField("feedforward_weights1", "W₁ (features, hidden)", ((0.0, 0.0), (1.0, 1.0)), 2, None, WIDEST)
BIASES1 = TableField("feedforward_biases1", "b₁ (hidden,)", ((0.0, 0.0),), 1, None, WIDEST)
WEIGHTS2 = TableField("feedforward_weights2", "W₂ (hidden, outputs)", ((0.0,), (1.0,)), None, None, WIDEST)
BIASES2 = TableField("feedforward_biases2", "b₂ (outputs,)", ((0.0,),), 1, None, WIDEST)
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
