"""The parameters of the page First principles."""
from pages.ui.first_principles import words
from pages.ui.shared.address.table import OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.choices import ACTIVATION_NAMES, LEARNING_RATES

PAGE = "principles"
DATASETS = {"gender": "Four people", "xor": "XOR"}
STARTS = {"ones": "all 1", "random": "random"}
STAGES = {"forward": "1 Forward pass", "loss": "2 Loss", "backward": "3 Backpropagation", "update": "4 Update"}
OLD_STAGES = {"1 Answer": "forward", "2 Mistake": "loss", "3 Slopes": "backward", "4 Change": "update"}
TABLE = Table(PAGE, [
    Parameter("dataset", "gender", OneOf(DATASETS), "data set"),
    Parameter("start", "ones", OneOf(STARTS), "initial weights"),
    Parameter("activation", "sigmoid", OneOf({name: ACTIVATION_NAMES[name] for name in words.FUNCTIONS})),
    Parameter("rate", 0.1, OneOf(LEARNING_RATES), "learning rate"),
    Parameter("stage", "forward", OneOf(STAGES, old_labels=OLD_STAGES), where=Where.VIEW),
    Parameter("row", 0, OneOf(None), "sample", Where.VIEW),  # by its name, which is the dataset's
])
widgets = Widgets(TABLE)
