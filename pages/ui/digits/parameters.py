"""The digits page's parameters."""
from collections.abc import Mapping
from functools import partial
from typing import Any

from pages.ui.digits.training import presets
from pages.ui.digits.training.presets import START
from pages.ui.shared import hyperparameters
from pages.ui.shared.address.table import Flag, Number, OneOf, Parameter, Table, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.choices import (
    ACTIVATION_NAMES,
    LEARNING_RATES,
    OLD_ACTIVATION_NAMES,
    OPTIMIZER_NAMES,
    PENALTIES,
    SCHEDULE_NAMES,
)
from pages.ui.shared.drawing import readers, tools

PAGE = readers.PAGE
VIEWS = {"answer": "Prediction", "reading": "Preprocessing", "inside": "Look inside"}
OLD_VIEWS = {"Answer": "answer", "How it is read": "reading"}
OLD_SCHEDULES = {"Cosine, down to 0": "cosine"}


def _has_layer(layer: int, values: Mapping[str, Any]) -> bool:
    return values.get("layers", 1) >= layer


TABLE = Table(PAGE, [
    Parameter("source", START["source"], OneOf(("MNIST", "Your file")), "data set"),
    Parameter("rows", START["rows"], OneOf(presets.ROWS, "{:,}".format), "training set size"),
    Parameter("epochs", START["epochs"], Number(1, 200)),
    Parameter("rate", START["rate"], OneOf(LEARNING_RATES), "learning rate"),
    Parameter("patience", START["patience"], OneOf([*presets.PATIENCE]), "early-stopping patience"),
    Parameter("layers", START["layers"], Number(1, presets.MOST_LAYERS), "number of hidden layers"),
    *(Parameter(name, START[name], OneOf(presets.HIDDEN), f"neurons in hidden layer {layer}",
                applies=partial(_has_layer, layer))
      for layer, name in enumerate(presets.HIDDEN_NAMES, 1)),
    Parameter("activation", START["activation"], OneOf({name: ACTIVATION_NAMES[name] for name in presets.ACTIVATIONS},
                                                         old_labels=OLD_ACTIVATION_NAMES)),
    Parameter("seed", START["seed"], Number(0, 999_999)),
    Parameter("optimizer", START["optimizer"], OneOf(OPTIMIZER_NAMES)),
    *hyperparameters.PARAMETERS,
    Parameter("batch", START["batch"], OneOf(presets.BATCHES), "batch size"),
    Parameter("shuffle", START["shuffle"], Flag(), "shuffling"),
    Parameter("schedule", START["schedule"], OneOf(SCHEDULE_NAMES, old_labels=OLD_SCHEDULES),
              "learning-rate schedule"),
    Parameter("dropout", START["dropout"], OneOf(presets.DROPOUTS, "{:.0%}".format)),
    Parameter("augmentation", START["augmentation"], OneOf(presets.STRENGTHS, "{:.0%}".format),
              "data augmentation"),
    Parameter("l2", START["l2"], OneOf(PENALTIES), "L2 penalty"),
    *tools.PARAMETERS,
    Parameter("view", "answer", OneOf(VIEWS, old_labels=OLD_VIEWS), where=Where.VIEW),
    Parameter("reader", "ready", OneOf(readers.NAMES, old_labels=readers.OLD_NAMES), where=Where.VIEW),
])
widgets = Widgets(TABLE)
