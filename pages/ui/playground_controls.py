"""The playground's widgets: each sets one thing, under one key, which is also its name in the URL.

They stand in the controls_*.py files beside this one, a file for each part of the page; this one has them all.
"""
from engine.training import RunConfig
from pages.ui.controls_common import ACTIVATION_NAMES, INIT_NAMES, LOSS_NAMES, OPTIMIZER_NAMES, PAGE, RATES, START
from pages.ui.controls_data import problem, tests_shown
from pages.ui.controls_network import MOST_LAYERS, MOST_NEURONS, network
from pages.ui.controls_training import (
    BATCH_SIZES,
    SPEEDS,
    discrete,
    learning_rate,
    penalty,
    speed,
    stretch,
    training,
    until_solved,
)
from pages.ui.controls_transport import presets, transport
from pages.ui.panels import panel
from pages.ui.problems import Problem

__all__ = ["ACTIVATION_NAMES", "BATCH_SIZES", "INIT_NAMES", "LOSS_NAMES", "MOST_LAYERS", "MOST_NEURONS",
           "OPTIMIZER_NAMES", "PAGE", "RATES", "SPEEDS", "START", "discrete", "learning_rate", "network", "penalty",
           "presets", "problem", "run_config", "speed", "stretch", "tests_shown", "training", "transport",
           "until_solved"]


def run_config(training_section) -> tuple[RunConfig, Problem]:
    """All settings of the present run, and what it learns; how it trains stands in a container of its own."""
    with panel("data"):
        chosen = problem()
    plane = chosen.plane()
    with panel("network"):
        fields = network()
    with training_section, panel("training"):
        fields |= training(len(plane.inputs), len(plane.labels))
    return RunConfig(dataset=str(chosen), **fields), chosen
