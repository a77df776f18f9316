"""What the playground's widgets share: the page's name, what they show at first, and how they are remembered."""
import streamlit as st

from pages.ui.shared import session
from pages.ui.shared.choices import HYPERPARAMETERS

PAGE = "playground"

# What widgets show at first. An address leaves out what equals it: a change here would change links that people made.
START = {"dataset": "xor", "points": 300, "noise": 0.1, "test": 50, "data_seed": 0, "features": ["x1", "x2"],
         "layers": 1, "neurons1": 3, "activation": "sigmoid", "init": "normal", "init_scale": 1.0, "seed": 0,
         "optimizer": "sgd", "loss": "mse", "loss_of_classes": "softmax_cross_entropy", "batch": 4, "batch_size": "10",
         "shuffle": False, "rate": 0.2, "l1": 0.0, "l2": 0.0, "speed": "1,000", "stretch": 10_000,
         "until_solved": True, **HYPERPARAMETERS}


def kept(name: str) -> dict:
    """Options for a widget of the playground to be remembered."""
    return session.kept(PAGE, name)


def menu(label: str, name: str, options: dict[str, str], help: str) -> str:
    """A row of a table, chosen by what people call it."""
    return st.selectbox(label, options, index=[*options].index(START[name]), format_func=options.get, help=help,
                        **kept(name))
