"""The playground's widgets for the network: its layers, its neurons, its initial weights."""
from typing import Any

import streamlit as st

from pages.ui.playground import lessons
from pages.ui.playground.choices import MOST_LAYERS
from pages.ui.playground.parameters import PAGE, widgets
from pages.ui.shared.glossary import term


def network() -> dict[str, Any]:
    """Hidden layers, their neurons, activation and initialization, as fields of a RunConfig."""
    with st.container(key=f"{PAGE}.layers_box", gap="xsmall"):
        layers = widgets.number_input("Hidden layers", "layers",
                                      help=f"{term('hidden layer', 'Layers')} of {term('neuron', 'neurons')} between "
                                           f"inputs and output, up to {MOST_LAYERS}. Try 0: from x1 and x2 alone, XOR "
                                           "cannot be learned then.")
        hidden = tuple(_neurons(layer) for layer in range(1, layers + 1))
    activation = widgets.selectbox("Activation", "activation",
                                   help=f"The {term('activation function')} of the hidden neurons. Try Linear: without "
                                        f"a {term('non-linear')} one, the boundary stays a straight line.")
    with lessons.box("Initialization", "weights_section"):
        init = widgets.selectbox("Initializer", "init",
                                 help=f"How the initial weights are drawn ({term('initialization')}); Xavier suits "
                                      "tanh, He suits ReLU. Try Zeros: all neurons of a layer stay equal.")
        left, right = st.columns(2, gap="small")
        with left:
            scale = widgets.select_slider("Weight scale", "init_scale",
                                          help="The initial weights are multiplied by this; 1 leaves them as they are "
                                               f"drawn. Try 5 with sigmoid: {term('saturation')}.")
        with right:
            seed = widgets.number_input("Seed", "seed",
                                        help=f"The same {term('seed')} draws the same initial weights and batches: the "
                                             "same run again. Try a few: some starts get stuck.")
    return {"hidden": hidden, "activation": activation, "init": init, "init_scale": scale, "seed": seed}


def _neurons(layer: int) -> int:
    return widgets.number_input(f"Neurons in layer {layer}", f"neurons{layer}",
                                help="Each neuron of the first hidden layer adds one straight edge to the "
                                     f"{term('decision boundary')}, softened by its activation; later layers combine "
                                     "such edges. Try fewer, until the data set can no longer be learned.")
