"""The menus for what an optimizer takes beside the learning rate: those of the chosen one, on each page that trains."""
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from engine.optimizers import OPTIMIZERS
from pages.ui.shared.address.table import OneOf, Parameter
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.choices import HYPERPARAMETERS


def _choices(name: str) -> list[float]:
    """What any optimizer offers for a hyperparameter."""
    return sorted({choice for kind in OPTIMIZERS.values() if name in kind.hyperparameters
                   for choice in kind.hyperparameters[name].choices})


def _is_of_optimizer(name: str, values: Mapping[str, Any]) -> bool:
    return name in OPTIMIZERS[values["optimizer"]].hyperparameters if "optimizer" in values else True


# Rows of the table of each page that trains.
PARAMETERS = tuple(Parameter(name, usual, OneOf(_choices(name)), applies=partial(_is_of_optimizer, name))
                   for name, usual in HYPERPARAMETERS.items())


def menus(widgets: Widgets, optimizer: str) -> dict[str, float]:
    """Menus for the optimizer's hyperparameters, two side by side; their values, as `optimizer_settings`."""
    chosen: dict[str, float] = {}
    rows = [*OPTIMIZERS[optimizer].hyperparameters.items()]
    for pair in (rows[i : i + 2] for i in range(0, len(rows), 2)):
        for (name, about), column in zip(pair, st.columns(len(pair), gap="small")):
            with column:
                chosen[name] = widgets.select_slider(about.label, name, options=about.choices, help=about.help)
    return chosen
