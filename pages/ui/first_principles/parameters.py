"""The parameters of the page First principles."""
from pages.ui.first_principles.activations import rows as activations
from pages.ui.first_principles.backprop import rows as backprop
from pages.ui.first_principles.board.fields import parameters
from pages.ui.first_principles.bugs import rows as bugs
from pages.ui.first_principles.code import rows as code
from pages.ui.first_principles.descent import rows as descent
from pages.ui.first_principles.feedforward import rows as feedforward
from pages.ui.first_principles.loss import rows as loss
from pages.ui.first_principles.neuron import rows as neuron
from pages.ui.first_principles.one_step.words import MEANINGS
from pages.ui.first_principles.own import rows as own
from pages.ui.shared.address.table import OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.choices import ACTIVATION_NAMES, LEARNING_RATES

PAGE = "principles"
STEP = "step"  # the chapter of one training step
CHAPTERS = {"neuron": "One neuron", "activations": "Activations", "feedforward": "Feedforward", "loss": "Loss",
            "descent": "Gradient descent", "backprop": "Backpropagation", "code": "The code", "bugs": "Bug lab",
            STEP: "One training step"}
ROOMS = (neuron, activations, feedforward, loss, descent, own, backprop, code, bugs)
DATASETS = {"gender": "Four people", "xor": "XOR"}
STARTS = {"ones": "all 1", "random": "random"}
STAGES = {"forward": "1 Forward pass", "loss": "2 Loss", "backward": "3 Backpropagation", "update": "4 Update"}
OLD_STAGES = {"1 Answer": "forward", "2 Mistake": "loss", "3 Slopes": "backward", "4 Change": "update"}
TABLE = Table(PAGE, [
    Parameter("chapter", "neuron", OneOf(CHAPTERS), where=Where.PAGE),
    *(row for room in ROOMS for row in (*parameters(room.FIELDS), *room.ROWS)),
    Parameter("dataset", "gender", OneOf(DATASETS), "data set"),
    Parameter("start", "ones", OneOf(STARTS), "initial weights"),
    Parameter("activation", "sigmoid", OneOf({name: ACTIVATION_NAMES[name] for name in MEANINGS})),
    Parameter("rate", 0.1, OneOf(LEARNING_RATES), "learning rate"),
    Parameter("stage", "forward", OneOf(STAGES, old_labels=OLD_STAGES), where=Where.VIEW),
    Parameter("row", 0, OneOf(None), "sample", Where.VIEW),  # by its name, which is the dataset's
])
widgets = Widgets(TABLE)
