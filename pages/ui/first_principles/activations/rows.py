"""What can be set in the chapter Activations: its numbers, board by board, and its choices, rows of a table."""
from pages.ui.first_principles.board.fields import Field, WholeField
from pages.ui.shared.address.table import OneOf, Parameter, Where
from pages.ui.shared.choices import ACTIVATION_NAMES, INIT_NAMES

CURVE_FIELDS = [Field("activations_z", "z", 1.5, -6, 6, 0.01)]
LAYERS_FIELDS = [
    Field("activations_w1", "w₁", 2.0, -5, 5),
    Field("activations_b1", "b₁", -1.0, -5, 5),
    Field("activations_w2", "w₂", 1.5, -5, 5),
    Field("activations_b2", "b₂", 0.5, -5, 5),
]
CHAIN_FIELDS = [
    WholeField("activations_depth", "layers", 10.0, 1, 20, 1, least=1, most=20),
    Field("activations_w", "w", 1.0, -5, 5),
    Field("activations_b", "b", 0.0, -5, 5),
    Field("activations_x", "x", 1.0, -5, 5),
]
FLOW_FIELDS = [
    WholeField("activations_layers", "layers", 10.0, 1, 20, 1, least=1, most=20),
    WholeField("activations_width", "neurons in each, n", 64.0, 4, 128, 1, least=1, most=128),
    Field("activations_scale", "initial weight scale", 1.0, 0, 3, 0.05, least=0, most=100),
    WholeField("activations_seed", "seed", 1.0, 0, 20, 1, least=0, most=1_000_000),
]
FIELDS = [*CURVE_FIELDS, *LAYERS_FIELDS, *CHAIN_FIELDS, *FLOW_FIELDS]

_ACTIVATIONS = OneOf(ACTIVATION_NAMES)
ROWS = [
    Parameter("activations_function", "sigmoid", _ACTIVATIONS, "activation function", Where.VIEW),
    Parameter("activations_between", "relu", _ACTIVATIONS, "activation between two layers", Where.VIEW),
    Parameter("activations_chain", "sigmoid", _ACTIVATIONS, "activation of the chain", Where.VIEW),
    Parameter("activations_deep", "relu", _ACTIVATIONS, "activation of the deep network", Where.VIEW),
    Parameter("activations_init", "he", OneOf(INIT_NAMES), "initialization", Where.VIEW),
]
