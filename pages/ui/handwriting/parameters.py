"""The parameters of the page Your handwriting."""
from pages.ui.shared.address.table import OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.drawing import readers, tools

PAGE = "handwriting"
TABLE = Table(PAGE, [
    *tools.PARAMETERS,
    Parameter("label", 0, OneOf(range(10)), "digit to draw", Where.VIEW),
    Parameter("reader", "ready", OneOf(readers.NAMES, old_labels=readers.OLD_NAMES), where=Where.VIEW),
])
widgets = Widgets(TABLE)
