"""The evaluation page's parameters."""
from engine.inspection.robustness import DISTURBANCES
from pages.ui.shared.address.table import OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.drawing import readers

PAGE = "evaluation"
VIEWS = {"confusion": "Confusion matrix", "errors": "Errors and uncertain digits", "accuracy": "Accuracy per digit",
         "calibration": "Calibration", "robustness": "Robustness", "hidden_layer": "Hidden layer (PCA)"}
OLD_VIEWS = {"Confusion": "confusion", "Wrong and unsure": "errors", "Digit by digit": "accuracy",
             "How sure": "calibration", "Disturbed digits": "robustness", "Map": "hidden_layer"}
KINDS = {"confident": "Confident errors", "uncertain": "Uncertain errors", "lowest": "Lowest confidence"}
OLD_KINDS = {"Wrong, and sure of it": "confident", "Wrong, and unsure": "uncertain", "Least certain": "lowest"}
OLD_DISTURBANCES = {"Turning": "turn", "Slant": "slant", "Moving": "move", "Thickness": "thickness"}
TABLE = Table(PAGE, [
    Parameter("network", "ready", OneOf(readers.NAMES, old_labels=readers.OLD_NAMES), where=Where.VIEW),
    Parameter("view", "confusion", OneOf(VIEWS, old_labels=OLD_VIEWS), where=Where.VIEW),
    Parameter("kind", "confident", OneOf(KINDS, old_labels=OLD_KINDS), "kind of digits", Where.VIEW),
    Parameter("disturbance", "turn", OneOf({name: each.display for name, each in DISTURBANCES.items()},
                                           old_labels=OLD_DISTURBANCES), "transformation", Where.VIEW),
])
widgets = Widgets(TABLE)
