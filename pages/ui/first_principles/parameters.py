"""The parameters of the page First principles."""
from pages.ui.first_principles import words
from pages.ui.shared.address.table import OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.choices import ACTIVATION_NAMES, LEARNING_RATES

PAGE = "principles"
DATASETS = {"gender": "Four people", "xor": "XOR"}
STARTS = {"ones": "all 1", "random": "random"}
STAGES = {"forward": "1 Answer", "loss": "2 Mistake", "backward": "3 Slopes", "update": "4 Change"}  # of a step
TABLE = Table(PAGE, [
    Parameter("dataset", "gender", OneOf(DATASETS), "problem"),
    Parameter("start", "ones", OneOf(STARTS), "first weights"),
    Parameter("activation", "sigmoid", OneOf({name: ACTIVATION_NAMES[name] for name in words.FUNCTIONS})),
    Parameter("rate", 0.1, OneOf(LEARNING_RATES), "learning rate"),
    Parameter("stage", "forward", OneOf(STAGES), where=Where.VIEW),
    Parameter("row", 0, OneOf(None), "sample", Where.VIEW),  # by its name, which is the dataset's
])
widgets = Widgets(TABLE)
