"""The playground's widgets: each sets one thing, under one key, which is also its name in the URL.

They stand in the files beside this one, a file for each part of the page; this one has them all.
"""
from engine.datasets.problems import Problem
from engine.training import RunConfig
from pages.ui.playground.controls.common import PAGE, START
from pages.ui.playground.controls.data import problem, tests_shown
from pages.ui.playground.controls.network import MOST_LAYERS, MOST_NEURONS, network
from pages.ui.playground.controls.training import (
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
from pages.ui.playground.controls.transport import presets, transport
from pages.ui.playground.panels import panel
from pages.ui.shared.choices import ACTIVATION_NAMES, INIT_NAMES, LEARNING_RATES, LOSS_NAMES, OPTIMIZER_NAMES

__all__ = ["ACTIVATION_NAMES", "BATCH_SIZES", "INIT_NAMES", "LEARNING_RATES", "LOSS_NAMES", "MOST_LAYERS",
           "MOST_NEURONS", "OPTIMIZER_NAMES", "PAGE", "SPEEDS", "START", "discrete", "learning_rate", "network",
           "penalty", "presets", "problem", "run_config", "speed", "stretch", "tests_shown", "training", "transport",
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
