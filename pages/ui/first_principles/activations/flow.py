"""Signals through a deep network at its start: how initialization keeps their size, or does not."""
import math
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import streamlit as st

from engine.inspection.signal_sizes import spreads
from engine.network import Network
from pages.ui.first_principles.activations.curves import derivatives, values
from pages.ui.first_principles.activations.rows import FLOW_FIELDS
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, plain, put_in
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.choices import ACTIVATION_NAMES, INIT_NAMES
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

component = Component(Path(__file__).with_name("activation_flow.js"))
ROWS = 64  # random inputs
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(100)  # the mean over a standard normal z
FAR_APART = 30.0


class Flow(NamedTuple):
    """Standard deviations: of every layer's activations, the inputs' first; of its gradients dL/dz; of the first
    layer's weights."""

    forward: list[float]
    backward: list[float]
    weights: float


@lru_cache(1)  # up to 40 ms, while it is another board's slider that is dragged
def flow(name: str, init: str, depth: int, width: int, scale: float, seed: int) -> Flow:
    """What the engine's network does to random inputs, and to a random gradient at its output."""
    network = Network.mlp((width,) * (depth + 1), hidden=name, output=name, init=init, init_scale=scale, seed=seed,
                          dtype=np.float64)
    random = np.random.default_rng([seed, 1])
    inputs, output_gradient = random.standard_normal((ROWS, width)), random.standard_normal((ROWS, width))
    return Flow(*spreads(network, inputs, output_gradient), float(network.layers[0].weights.std()))


def show() -> None:
    """The board, and the formula of He."""
    st.markdown("##### The same in a deep network, and what initialization is for")
    st.markdown(f"A neuron adds up n products, so its sum grows with n and with the weights. {ROWS} random inputs go "
                f"through a fresh network and a random gradient comes back; the {term('initialization')} decides "
                "whether they keep their size.")
    with st.container(horizontal=True, gap="medium"):
        name = widgets.segmented_control("Activation", "activations_deep", wrap=True)
        init = widgets.segmented_control("Initialization", "activations_init", wrap=True)
    depth, width, scale, seed = numbers.values(FLOW_FIELDS).values()
    found = flow(name, init, int(depth), int(width), scale, int(seed))
    board.draw(component, FLOW_FIELDS, {"forward": found.forward, "backward": found.backward},
               f"Standard deviations layer by layer. Activations: {plain(found.forward[0])} at the input, "
               f"{plain(found.forward[-1])} at the output. Gradients: {plain(found.backward[-1])} in the last layer, "
               f"{plain(found.backward[0])} in the first.")
    left, right = st.columns(2, gap="large")
    left.markdown(kept(name, int(width)))
    right.markdown(f"{drawn(init, int(width), scale, found)}\n\n{verdict(found)}")


def mean_square(name: str, of: Callable[[str, np.ndarray], np.ndarray] = values) -> float:
    """The mean of f(z)^2, or of f'(z)^2, where z is standard normal."""
    return float(WEIGHTS @ of(name, NODES) ** 2 / WEIGHTS.sum())


def kept(name: str, width: int) -> str:
    """Which standard deviation of weights keeps a layer's sums as large as those of the layer below, as Markdown."""
    share = mean_square(name)
    label = ACTIVATION_NAMES[name]
    if share == 0:
        return f"**{label}** gives 0 for every z, so no weights keep the signal."
    wanted = 1 / math.sqrt(width * share)
    found = equation([share], wanted, lambda share: 1 / math.sqrt(width * share))
    he = equation([], math.sqrt(2 / width), lambda: math.sqrt(2 / width))
    lines = [r"\mathrm{Var}(z_l) &= n \cdot \mathrm{Var}(w) \cdot \overline{a_{l-1}^2} = 1",
             r"\mathrm{std}(w) &= \frac{1}{\sqrt{n \cdot \overline{f(z)^2}}}",
             "&" + put_in(found, lambda share: rf"\frac{{1}}{{\sqrt{{{width} \cdot {share.tex}}}}}", bold=True)]
    said = (f"**What keeps the size.** With random weights around 0, the variance of a sum of n products is n times "
            f"that of one. If z has variance 1 in one layer, the mean of $f(z)^2$ is {plain(share)} for {label}, and z "
            f"has variance 1 in the next layer, too, if\n\n{aligned(lines)}\n\nIn the backward pass, $f'(z)^2$ takes "
            f"the place of $f(z)^2$; its mean is {plain(mean_square(name, derivatives))}.")
    rule = (r"ReLU makes half of all sums 0 and keeps the others, so $\overline{f(z)^2} = \tfrac{1}{2}$. That is He "
            "initialization:\n\n"
            + aligned([r"\mathrm{std}(w) &= \sqrt{\frac{2}{n}}",
                       "&" + put_in(he, lambda: rf"\sqrt{{\frac{{2}}{{{width}}}}}", bold=True)]))
    return f"{said}\n\n{rule}"


def drawn(init: str, width: int, scale: float, found: Flow) -> str:
    """How the weights were drawn, and how large they are, in a sentence."""
    factor = "" if scale == 1 else f", times {plain(scale)}"
    return (f"**What was drawn.** {INIT_NAMES[init]}{factor}: the {width * width:,} weights of the first layer have "
            f"standard deviation {plain(found.weights)}.")


def verdict(found: Flow) -> str:
    """What becomes of activations and gradients, in a sentence each. Activations may all be alike and yet not be 0."""
    return (f"**Activations:** the standard deviation {_trend(found.forward[0], found.forward[-1])}, from "
            f"{plain(found.forward[0])} at the input to {plain(found.forward[-1])} in the last layer.  \n"
            f"**Gradients:** the standard deviation {_trend(found.backward[-1], found.backward[0])}, from "
            f"{plain(found.backward[-1])} in the last layer to {plain(found.backward[0])} in the first.")


def _trend(before: float, after: float) -> str:
    if before == after == 0:
        return "is 0 all along"
    if after * FAR_APART < before:
        return "vanishes"
    return "explodes" if after > FAR_APART * before else "keeps its order of magnitude"
