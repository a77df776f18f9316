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
from pages.ui.first_principles.own import old_links
from pages.ui.first_principles.own import rows as own
from pages.ui.shared.address.table import OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets

PAGE = "principles"
CHAPTERS = {"neuron": "One neuron", "activations": "Activations", "feedforward": "Feedforward", "loss": "Loss",
            "descent": "Gradient descent", "backprop": "Backpropagation", "code": "The code", "bugs": "Bug lab"}
ROOMS = (neuron, activations, feedforward, loss, descent, own, backprop, code, bugs)
TABLE = Table(PAGE, [
    Parameter("chapter", "neuron", OneOf(CHAPTERS, old_labels={old_links.TITLE: "backprop"}), where=Where.PAGE),
    *(row for room in ROOMS for row in (*parameters(room.FIELDS), *room.ROWS)),
])
widgets = Widgets(TABLE)
