"""The playground's parameters: what its address can hold, and what its widgets offer and show at first."""
import math
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from engine.datasets import dataset_from_csv
from engine.datasets.problems import EXAMPLE, NAMES
from engine.datasets.table import MOST_BYTES, PLANE_TABLE
from engine.losses import fitting_losses
from pages.ui.playground.choices import (
    BATCH_SIZES,
    CHARTS,
    FEATURE_NAMES,
    FEW,
    LOSS_SCALES,
    MOST_LAYERS,
    MOST_NEURONS,
    OLD_CHARTS,
    OLD_DIRECTIONS,
    OLD_PANELS,
    OLD_PROBLEMS,
    PANELS,
    RANDOM,
    SCALES,
    SPEED_NAMES,
    WALKED,
)
from pages.ui.shared import guard, hyperparameters
from pages.ui.shared.address.packed import bytes_of, letters, packed, unpacked
from pages.ui.shared.address.table import Flag, Number, OneOf, Parameter, Several, Table, Text, Where
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.choices import (
    ACTIVATION_NAMES,
    INIT_NAMES,
    LEARNING_RATES,
    LOSS_NAMES,
    OLD_ACTIVATION_NAMES,
    OLD_INIT_NAMES,
    OPTIMIZER_NAMES,
    PENALTIES,
)

PAGE = "playground"
LONGEST_POINTS, LONGEST_CHANGES = 12_000, 12_000  # letters: servers and browsers take addresses of 32,000 or more
LAST_STEP = 100_000_000
SEEDS = Number(0, 999_999)


def _has_layer(layer: int, values: Mapping[str, Any]) -> bool:
    return values.get("layers", 0) >= layer


def _moment(text: str) -> int:
    """The step that an address asks for. Raises ValueError."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) > LAST_STEP:
        raise ValueError(f"A moment is a step, 0 to {LAST_STEP:,}.")
    return int(text)


def _params(text: str) -> bytes:
    """A network's parameters, float32, which only the run that they are of can count. Raises ValueError."""
    try:
        content = bytes_of(text)
        finite = np.isfinite(np.frombuffer(content, "<f4")).all()
    except ValueError:
        finite = False
    if not text or not finite:
        raise ValueError("These are no parameters.")
    return content


def _loss(text: str) -> float:
    """A training loss. Raises ValueError."""
    loss = float(text)
    if not math.isfinite(loss):
        raise ValueError("A loss is finite.")
    return loss


def _points(text: str) -> str:
    """The visitor's own points, as a CSV text that can be read. Raises ValueError."""
    if len(text) > LONGEST_POINTS:
        raise ValueError("There are too many points.")
    try:
        return points(unpacked(text, MOST_BYTES))
    except Exception as error:
        raise ValueError(guard.reason(error, "the reading of a link's points")) from error


def points(table: str) -> str:
    """The same text of points if it can be read. Raises ValueError."""
    dataset_from_csv(table, PLANE_TABLE)
    return table


def _changes(text: str) -> str:
    """A journal's text, which only the run that it is about can read. Raises ValueError."""
    if len(text) > LONGEST_CHANGES:
        raise ValueError("There are too many changes.")
    return text


TABLE = Table(PAGE, [
    Parameter("dataset", "xor", OneOf(NAMES, old_labels=OLD_PROBLEMS), "data set"),
    Parameter("points", 300, Number(50, 1000, 50)),
    Parameter("noise", 0.1, Number(0.0, 0.5, 0.05)),
    Parameter("test", 50, Number(0, 90, 10), "share of the test set"),
    Parameter("data_seed", 0, SEEDS, "seed of the data"),
    Parameter("features", ["x1", "x2"], Several(FEATURE_NAMES), "inputs"),
    Parameter("layers", 1, Number(0, MOST_LAYERS), "number of hidden layers"),
    *(Parameter(f"neurons{i}", 3, Number(1, MOST_NEURONS), f"neurons in hidden layer {i}",
                applies=partial(_has_layer, i)) for i in range(1, MOST_LAYERS + 1)),
    Parameter("activation", "sigmoid", OneOf(ACTIVATION_NAMES, old_labels=OLD_ACTIVATION_NAMES)),
    Parameter("init", "normal", OneOf(INIT_NAMES, old_labels=OLD_INIT_NAMES), "initializer"),
    Parameter("init_scale", 1.0, OneOf(SCALES), "scale of the initial weights"),
    Parameter("seed", 0, SEEDS),
    Parameter("optimizer", "sgd", OneOf(OPTIMIZER_NAMES)),
    *hyperparameters.PARAMETERS,
    Parameter("loss", "mse", OneOf({name: LOSS_NAMES[name] for name in fitting_losses(2)})),
    Parameter("loss_of_classes", "softmax_cross_entropy",
              OneOf({name: LOSS_NAMES[name] for name in fitting_losses(3)}), "loss"),
    Parameter("batch", 4, Number(1, FEW), "batch size"),
    Parameter("batch_size", "10", OneOf(BATCH_SIZES)),
    Parameter("shuffle", False, Flag(), "shuffling"),
    Parameter("rate", 0.2, OneOf(LEARNING_RATES), "learning rate"),
    Parameter("l1", 0.0, OneOf(PENALTIES), "L1 regularization"),
    Parameter("l2", 0.0, OneOf(PENALTIES), "L2 regularization"),
    Parameter("speed", "1,000", OneOf(SPEED_NAMES)),
    Parameter("pause_every", 10_000, Number(1, 1_000_000), "number of epochs before a pause", old_names=("stretch",)),
    Parameter("until_solved", True, Flag(), "pause when solved"),
    Parameter("discrete", False, Flag(), "discretized output", where=Where.VIEW),
    Parameter("show_test", True, Flag(), "showing of test points", where=Where.VIEW),
    Parameter("chart", None, OneOf(CHARTS, old_labels=OLD_CHARTS), where=Where.VIEW),
    Parameter("loss_scale", "Linear", OneOf(LOSS_SCALES), where=Where.VIEW),
    Parameter("directions", WALKED, OneOf((WALKED, RANDOM), old_labels=OLD_DIRECTIONS), where=Where.VIEW),
    Parameter("landscape_seed", 0, SEEDS, where=Where.VIEW),
    Parameter("hide", [], Several(PANELS, old_labels=OLD_PANELS), "list of hidden panels", Where.PAGE),
    Parameter("lesson", "", Text(), where=Where.PAGE),
    Parameter("own_points", EXAMPLE, Text(_points, packed), "points", Where.POINTS),
    Parameter("moment", None, Text(_moment), where=Where.RUN),
    Parameter("changes", "", Text(_changes), "list of changes", Where.RUN),
    Parameter("params", None, Text(_params, letters), "weights of the moment", Where.RUN),
    Parameter("moment_loss", None, Text(_loss, "{:.6g}".format), "loss of the moment", Where.RUN),
])
START = TABLE.defaults(Where.SETTING)
widgets = Widgets(TABLE)
