"""The menus for what an optimizer takes beside the learning rate: those of the chosen one, on each page that trains."""
import streamlit as st

from engine.optimizers import OPTIMIZERS
from pages.ui.shared import session


def menus(page: str, optimizer: str) -> dict[str, float]:
    """Menus for the optimizer's hyperparameters, two side by side; their values, as `optimizer_settings`."""
    kind, chosen = OPTIMIZERS[optimizer], {}
    rows = [*kind.hyperparameters.items()]
    for pair in (rows[i : i + 2] for i in range(0, len(rows), 2)):
        for (name, about), column in zip(pair, st.columns(len(pair), gap="small")):
            with column:
                chosen[name] = st.select_slider(about.label, about.choices, kind.defaults()[name], help=about.help,
                                                format_func="{:g}".format, **session.kept(page, name))
    return chosen
