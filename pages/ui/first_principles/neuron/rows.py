"""What can be set in the chapter One neuron: its numbers, and its choices, rows of the page's table."""
from pages.ui.first_principles.board.fields import Field
from pages.ui.first_principles.neuron.gates import NAMES
from pages.ui.shared.address.table import OneOf, Parameter, Where
from pages.ui.shared.choices import ACTIVATION_NAMES

FIELDS = [  # the defaults are the tutorial's numbers
    Field("neuron_x1", "x₁", 2.0, -5, 5),
    Field("neuron_x2", "x₂", 3.0, -5, 5),
    Field("neuron_w1", "w₁", 0.0, -10, 10),
    Field("neuron_w2", "w₂", 1.0, -10, 10),
    Field("neuron_b", "b", 4.0, -15, 15),
]
INPUTS, PARAMETERS = FIELDS[:2], FIELDS[2:]
ROWS = [
    Parameter("neuron_activation", "sigmoid", OneOf(ACTIVATION_NAMES), "activation function", Where.VIEW),
    Parameter("neuron_gate", "none", OneOf(NAMES), "logic gate", Where.VIEW),
]
