"""The menus for what an optimizer takes beside the learning rate: those of the chosen one, on each page that trains."""
import streamlit as st

from engine.optimizers import OPTIMIZERS
from pages.ui.shared import session


def menus(page: str, optimizer: str) -> dict[str, float]:
    """Two menus side by side for the optimizer's hyperparameters, by their names, as `optimizer_settings`."""
    kind, chosen, columns = OPTIMIZERS[optimizer], {}, []
    for name, about in kind.hyperparameters.items():
        columns = columns or st.columns(2, gap="small")
        with columns.pop(0):
            chosen[name] = st.select_slider(about.label, about.choices, kind.defaults()[name], help=about.help,
                                            format_func="{:g}".format, **session.kept(page, name))
    return chosen
