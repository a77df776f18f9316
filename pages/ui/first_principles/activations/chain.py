"""The gradient through a chain of single-neuron layers: a product of derivatives, one factor a layer."""
from pathlib import Path
from typing import NamedTuple

import numpy as np
import streamlit as st

from engine.backprop import Backprop
from engine.inspection.signal_sizes import deltas
from engine.losses import Loss
from engine.network import Network
from pages.ui.first_principles.activations.curves import steepest
from pages.ui.first_principles.activations.rows import CHAIN_FIELDS
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, number, plain, put_in
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.choices import ACTIVATION_NAMES
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

component = Component(Path(__file__).with_name("activation_chain.js"))
FAR_APART = 100.0  # times that the first layer's derivative is smaller or larger than the last one's


class Output(Loss):
    """L = the mean output: its gradient is that of the output itself."""

    def __call__(self, outputs: np.ndarray, targets: np.ndarray, gradient: np.ndarray | None = None,
                 scale: float = 1.0) -> float:
        """The mean of outputs (batch, outputs), whatever the targets; fills `gradient`, of that shape."""
        if gradient is not None:
            gradient[...] = scale / outputs.size
        return float(outputs.mean())


class Chain(NamedTuple):
    """The engine's numbers, a layer each: weighted sums z, outputs a, derivatives f'(z), the product of derivatives
    da_n/dz from the output back to the layer, and the same as backpropagation gives it, for the layer's bias."""

    sums: list[float]
    outputs: list[float]
    slopes: list[float]
    products: list[float]
    gradients: list[float]


def chain(name: str, depth: int, w: float, b: float, x: float) -> Chain:
    """A chain of `depth` layers of one neuron, each with the weight w and the bias b, for the input x."""
    network = Network.mlp((1,) * (depth + 1), hidden=name, output=name, dtype=np.float64)
    network.load([w, b] * depth)
    backprop, inputs = Backprop(network, Output(), 1), np.array([[x]])
    with np.errstate(all="ignore"):
        backprop(inputs, np.zeros((1, 1)))
        signals = network.signals(inputs)
        slopes, products = signals.slopes(), deltas(signals, np.ones((1, 1)))
    return Chain(_numbers(signals.pre_activations), _numbers(signals.outputs), _numbers(slopes), _numbers(products),
                 backprop.gradient[1::2].tolist())


def _numbers(layers: list[np.ndarray]) -> list[float]:
    """The one number of each layer's array."""
    return [float(each[0, 0]) for each in layers]


def show() -> None:
    """The board and its equations."""
    st.markdown("##### The gradient as a product of derivatives")
    st.markdown(f"A chain of layers of one neuron each: $a_l = f(z_l)$ with $z_l = w \\, a_{{l-1}} + b$. The "
                f"{term('chain rule')} multiplies by $f'(z)$ and by $w$ once for each layer of the backward pass. "
                f"Factors below 1 make a {term('vanishing gradient')}, factors above 1 an "
                f"{term('exploding gradient')}.")
    name = widgets.segmented_control("Activation of every layer", "activations_chain", wrap=True)
    depth, w, b, x = numbers.values(CHAIN_FIELDS).values()
    found = chain(name, int(depth), w, b, x)
    board.draw(component, CHAIN_FIELDS, {"name": name, "label": ACTIVATION_NAMES[name]},
               f"A chain of {depth:g} layers. The derivative of its output by the weighted sum of the last layer is "
               f"{plain(found.products[-1])}, by that of the first layer {plain(found.products[0])}.")
    left, right = st.columns(2, gap="large")
    left.markdown(product(found, w))
    right.markdown(f"{verdict(found)}\n\n{bound(name, found, w)}")
    with right.expander("All layers"):
        st.markdown(table(found, w))


def product(found: Chain, w: float) -> str:
    """The first, the second and the last of the steps back, as Markdown."""
    n, lines = len(found.sums), []
    for layer in dict.fromkeys((n, n - 1, 1)):
        if layer < 1:
            continue
        if layer == 1 and n > 3:
            lines.append(r"&\;\; \vdots")
        slope, name = found.slopes[layer - 1], rf"\frac{{\partial a_{{{n}}}}}{{\partial z_{{{layer}}}}}"
        if layer == n:
            lines.append(rf"{name} &= f'(z_{{{n}}}) = \boldsymbol{{{number(slope)}}}")
            continue
        step = equation([slope, w, found.products[layer]], found.products[layer - 1], lambda f, w, after: f * w * after)
        lines += [rf"{name} &= f'(z_{{{layer}}}) \cdot w \cdot \frac{{\partial a_{{{n}}}}}"
                  rf"{{\partial z_{{{layer + 1}}}}}",
                  "&" + put_in(step, lambda *three: r" \cdot ".join(each.factor for each in three), bold=True)]
    same = found.products == found.gradients or np.allclose(found.products, found.gradients, rtol=1e-12, atol=0)
    return (f"From the output back:\n\n{aligned(lines)}\n\n{term('backpropagation', 'Backpropagation')} in the engine "
            rf"gives $\partial a_{{{n}}} / \partial b_1 = {number(found.gradients[0])}$, "
            + ("the same number: it is this product." if same else "which is not this product."))


def verdict(found: Chain) -> str:
    """What becomes of the gradient, in a sentence."""
    first, last, n = abs(found.products[0]), abs(found.products[-1]), len(found.products)
    if last == 0:
        return f"**Nothing passes:** the derivative of layer {n} is 0, so every product behind it is 0, too."
    if first == 0:
        layer = max(i for i, each in enumerate(found.products) if each == 0) + 1
        return f"**Nothing gets past layer {layer}:** the product is 0 from there on back."
    if n == 1:
        return "**One layer:** a single factor. Add layers and see the product change."
    factor = (first / last) ** (1 / (n - 1))
    kind = "It vanishes" if first * FAR_APART < last else "It gets through"
    if first > FAR_APART * last:
        kind = "It explodes"
    return (f"**{kind}:** the derivative with respect to $z_1$ is ${number(first / last)}$ times that for "
            f"$z_{{{n}}}$. On average, each layer multiplies the gradient by {plain(factor)}.")


def bound(name: str, found: Chain, w: float) -> str:
    """The largest that the product can be, by the largest derivative, as Markdown."""
    largest, n = steepest(name), len(found.products)
    most = largest**n * abs(w) ** (n - 1)
    told = equation([largest, abs(w)], most, lambda largest, w: largest**n * w ** (n - 1))
    shown = put_in(told, lambda largest, w: rf"{largest.base}^{{{n}}} \cdot {w.base}^{{{n - 1}}}", bold=True)
    return (f"The largest $|f'|$ is {plain(largest)}. So with {n} {'layer' if n == 1 else 'layers'}, the product is at "
            f"most\n\n" + aligned([rf"&\max|f'|^{{{n}}} \cdot |w|^{{{n - 1}}}", f"&{shown}"]))


def table(found: Chain, w: float) -> str:
    """Every layer's numbers, the last one first, as a Markdown table."""
    n = len(found.sums)
    head = (r"| layer | $z$ | $a$ | $f'(z)$ | $f'(z) \cdot w$ "
            rf"| $\partial a_{{{n}}} / \partial z$ | $\partial a_{{{n}}} / \partial b$ |")
    rows = []
    for i in reversed(range(n)):
        own = found.sums[i], found.outputs[i], found.slopes[i], found.slopes[i] * w
        rows.append(f"| {i + 1} | {' | '.join(map(plain, (*own, found.products[i], found.gradients[i])))} |")
    return "\n".join([head, "|--:|--:|--:|--:|--:|--:|--:|", *rows])
