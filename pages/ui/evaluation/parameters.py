"""The evaluation page's parameters."""
from engine.inspection.robustness import DISTURBANCES
from pages.ui.shared.address.table import OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.drawing import readers

PAGE = "evaluation"
VIEWS = ("Confusion", "Wrong and unsure", "Digit by digit", "How sure", "Disturbed digits", "Map")
KINDS = ("Wrong, and sure of it", "Wrong, and unsure", "Least certain")  # of digits that are shown
TABLE = Table(PAGE, [
    Parameter("network", "ready", OneOf(readers.NAMES), where=Where.VIEW),
    Parameter("view", VIEWS[0], OneOf(VIEWS), where=Where.VIEW),
    Parameter("kind", KINDS[0], OneOf(KINDS), "kind of digits", Where.VIEW),
    Parameter("disturbance", "turn", OneOf({name: each.display for name, each in DISTURBANCES.items()}),
              where=Where.VIEW),
])
widgets = Widgets(TABLE)
