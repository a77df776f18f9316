"""The playground's widgets for the network: its layers, its neurons, its first weights."""
import streamlit as st

from pages.ui.controls_common import ACTIVATION_NAMES, INIT_NAMES, START, kept, menu

MOST_LAYERS, MOST_NEURONS = 6, 8
SCALES = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0)


def network() -> dict:
    """Hidden layers, their neurons, activation and initialization, as fields of a RunConfig."""
    layers = st.slider("Hidden layers", 0, MOST_LAYERS, START["layers"], **kept("layers"),
                       help="Layers of neurons between inputs and output. Try 0: XOR then cannot be learned.")
    hidden = tuple(st.slider(f"Neurons in hidden layer {i}", 1, MOST_NEURONS, START["neurons1"], **kept(f"neurons{i}"))
                   for i in range(1, layers + 1))
    activation = menu("Activation", "activation", ACTIVATION_NAMES,
                       "How a hidden neuron bends its weighted sum. Identity does not bend it, and the boundary "
                       "stays a straight line.")
    init = menu("Initialization", "init", INIT_NAMES,
                 "How the first weights are drawn. With zeros, all neurons of a layer stay equal forever.")
    scale = init_scale()
    seed = st.number_input("Seed", 0, 999_999, START["seed"], **kept("seed"),
                           help="The same seed draws the same first weights: the same run, again.")
    return {"hidden": hidden, "activation": activation, "init": init, "init_scale": scale, "seed": seed}


def init_scale() -> float:
    """What the first weights are multiplied by."""
    return st.select_slider("Scale of the first weights", SCALES, START["init_scale"], format_func="{:g}".format,
                            **kept("init_scale"),
                            help="The first weights are multiplied by this; 1 leaves them as they are drawn. Try 5 "
                                 "with sigmoid: the neurons saturate.")
