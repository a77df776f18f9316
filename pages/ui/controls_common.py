"""What the playground's widgets share: the page's name, the names in its menus, what they show at first."""
import streamlit as st

from pages.ui import session
from pages.ui.problems import RECIPES

PAGE = "playground"
RATES = [float(f"{mantissa}e{power}") for power in range(-3, 1) for mantissa in (1, 1.5, 2, 3, 5, 7)] + [10.0]
PENALTIES = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3)

ACTIVATION_NAMES = {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "ReLU", "leaky_relu": "Leaky ReLU", "gelu": "GELU",
                    "sine": "Sine", "identity": "Identity", "step": "Step"}
LOSS_NAMES = {"mse": "Mean squared error", "binary_cross_entropy": "Binary cross-entropy",
              "softmax_cross_entropy": "Softmax cross-entropy"}
OPTIMIZER_NAMES = {"sgd": "Gradient descent (SGD)", "momentum": "Momentum", "adam": "Adam"}
INIT_NAMES = {"he": "He", "xavier": "Xavier", "normal": "Standard normal",
              "normal_with_biases": "Standard normal, biases too", "zeros": "Zeros"}
FITTING_INITS = {"relu": "he", "leaky_relu": "he", "gelu": "he"}  # of weights before these; before others, xavier

START = RECIPES["circle"] | RECIPES["rings"] | RECIPES["xor"]  # what widgets show at first


def kept(name: str) -> dict:
    """Options for a widget of the playground to be remembered."""
    return session.kept(PAGE, name)


def menu(label: str, name: str, options: dict[str, str], help: str) -> str:
    """A row of a table, chosen by what people call it."""
    return st.selectbox(label, options, index=[*options].index(START[name]), format_func=options.get, help=help,
                        **kept(name))
