"""The playground's widgets for the network: its layers, its neurons, its first weights."""
from typing import Any

import streamlit as st

from pages.ui.playground import lessons
from pages.ui.playground.choices import MOST_LAYERS
from pages.ui.playground.parameters import PAGE, widgets


def network() -> dict[str, Any]:
    """Hidden layers, their neurons, activation and initialization, as fields of a RunConfig."""
    with st.container(key=f"{PAGE}.layers_box", gap="xsmall"):
        layers = widgets.number_input("Hidden layers", "layers",
                                      help=f"Layers of neurons between inputs and output, up to {MOST_LAYERS}. Try 0: "
                                           "from x1 and x2 alone, XOR then cannot be learned.")
        hidden = tuple(_neurons(layer) for layer in range(1, layers + 1))
    activation = widgets.selectbox("Activation", "activation",
                                   help="How a hidden neuron bends its weighted sum. Try Identity, which does not bend "
                                        "it: from x1 and x2 alone, the boundary stays a straight line.")
    with lessons.box("First weights", "weights_section"):
        init = widgets.selectbox("Initialization", "init",
                                 help="How the first weights are drawn; Xavier suits tanh, He suits ReLU. Try Zeros: "
                                      "all neurons of a layer stay equal forever.")
        left, right = st.columns(2, gap="small")
        with left:
            scale = widgets.select_slider("Scale", "init_scale",
                                          help="The first weights are multiplied by this; 1 leaves them as they are "
                                               "drawn. Try 5 with sigmoid: the neurons saturate.")
        with right:
            seed = widgets.number_input("Seed", "seed",
                                        help="The same seed draws the same first weights: the same run, again. Try a "
                                             "few: some starts get stuck.")
    return {"hidden": hidden, "activation": activation, "init": init, "init_scale": scale, "seed": seed}


def _neurons(layer: int) -> int:
    return widgets.number_input(f"Neurons in layer {layer}", f"neurons{layer}",
                                help="Each neuron draws one bent line through the plane of its inputs. Try fewer until "
                                     "the problem can no longer be learned.")
