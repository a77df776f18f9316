"""The playground's widgets: each sets one thing, under one key, which is also its name in the URL.

They stand in the files beside this one, a file for each part of the page; this one has them all.
"""
from contextlib import AbstractContextManager
from typing import Any

from engine.config import RunConfig
from engine.datasets.problems import Problem
from pages.ui.playground.controls.data import problem, tests_shown
from pages.ui.playground.controls.network import network
from pages.ui.playground.controls.training import (
    discrete,
    learning_rate,
    pause_every,
    penalty,
    speed,
    training,
    until_solved,
)
from pages.ui.playground.controls.transport import presets, transport
from pages.ui.playground.panels import panel

__all__ = ["discrete", "learning_rate", "pause_every", "penalty", "presets", "run_config", "speed", "tests_shown",
           "transport", "until_solved"]


def run_config(training_section: AbstractContextManager[Any]) -> tuple[RunConfig, Problem]:
    """All settings of the present run, and what it learns; how it trains stands in a container of its own."""
    with panel("data"):
        chosen = problem()
    plane = chosen.plane()
    with panel("network"):
        fields = network()
    with training_section, panel("training"):
        fields |= training(len(plane.inputs), len(plane.labels))
    return RunConfig(dataset=str(chosen), **fields), chosen
