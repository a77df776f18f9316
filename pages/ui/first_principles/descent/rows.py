"""What can be set in the chapter Gradient descent: its numbers, and its choices, rows of the page's table."""
from pages.ui.first_principles.board.fields import AnyField, Field
from pages.ui.first_principles.descent.problem import ALL, NAMES
from pages.ui.shared.address.table import Number, OneOf, Parameter, Where

CALLED = {name: name[0] + "₀₁₂₃₄₅₆₇₈₉"[int(name[1])] for name in NAMES}
# Those that the seed 1 draws, written out: defaults stay for good.
FIRST = (0.3456, 0.3304, 0.8216, -1.3032, -0.537, 0.5811, 0.9054, 0.4464, 0.3646)

PARAMS = [Field(f"descent_{name}", CALLED[name], value, -10, 10) for name, value in zip(NAMES, FIRST)]
RATE = Field("descent_rate", "rate η", 2.0, 0, 60, least=0)
NUDGE = Field("descent_nudge", "nudge h", 1.0, 0.001, 2, 0.001, least=1e-6, most=100)
TRAINING_RATE = Field("descent_training_rate", "rate η", 0.1, 0, 2, 0.01, least=0, most=1000)
PERSON = [Field("descent_pounds", "weight, lb", 140.0, 80, 250, 1, least=0, most=2000),
          Field("descent_inches", "height, in", 66.0, 48, 84, 1, least=0, most=200)]
FIELDS: list[AnyField] = [*PARAMS, RATE, NUDGE, TRAINING_RATE, *PERSON]
PARTS = {"one": "1 One weight", "two": "2 Two weights", "all": "3 All nine", "training": "4 Training"}
METHODS = {"sgd": "one at a time (SGD)", "batch": "all at once (batch)"}
ROWS: list[Parameter] = [
    Parameter("descent_part", "one", OneOf(PARTS), "part", Where.VIEW),
    Parameter("descent_data", "gender", OneOf({"gender": "Four people", "xor": "XOR"}), "data set", Where.VIEW),
    Parameter("descent_sample", ALL, OneOf(None), "sample", Where.VIEW),  # by its name, which is the data set's
    Parameter("descent_raw", False, OneOf({False: "minus 135 lb and 66 in", True: "raw"}), "inputs", Where.VIEW),
    Parameter("descent_along", "w6", OneOf(CALLED), "parameter that varies", Where.VIEW),
    Parameter("descent_across", "b3", OneOf(CALLED), "second parameter that varies", Where.VIEW),
    Parameter("descent_method", "sgd", OneOf(METHODS), "samples of an update", Where.VIEW),
    Parameter("descent_seed", 1, Number(0, 9999), "seed", Where.VIEW),
]
