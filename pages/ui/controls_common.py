"""What the playground's widgets share: the page's name, the names in its menus, what they show at first."""
import streamlit as st

from pages.ui import session

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

# What widgets show at first. An address leaves out what equals it: a change here would change links that people made.
START = {"dataset": "xor", "points": 300, "noise": 0.1, "test": 50, "data_seed": 0, "features": ["x1", "x2"],
         "layers": 1, "neurons1": 3, "activation": "sigmoid", "init": "normal", "init_scale": 1.0, "seed": 0,
         "optimizer": "sgd", "loss": "mse", "loss_of_classes": "softmax_cross_entropy", "batch": 4, "batch_size": "10",
         "shuffle": False, "rate": 0.2, "l1": 0.0, "l2": 0.0, "speed": "1,000", "stretch": 10_000,
         "until_solved": True}


def kept(name: str) -> dict:
    """Options for a widget of the playground to be remembered."""
    return session.kept(PAGE, name)


def menu(label: str, name: str, options: dict[str, str], help: str) -> str:
    """A row of a table, chosen by what people call it."""
    return st.selectbox(label, options, index=[*options].index(START[name]), format_func=options.get, help=help,
                        **kept(name))
