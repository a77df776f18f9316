"""A digit on its way through 784-128-10: a network that the server trains, and what the board shows of the pass.

Nothing is stored: the network learns from MNIST when the first visitor of a server's process opens the chapter.
"""
import base64
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from engine.config import RunConfig
from engine.datasets import mnist
from engine.datasets.digit_format import LABELS
from engine.training import TrainingRun
from pages.ui.first_principles.feedforward.words import numbered
from pages.ui.first_principles.formulas import factor
from pages.ui.first_principles.printed import SHORT, equation, printed

HIDDEN, LEARNED_FROM, LEARNING_RATE = 128, 12_000, 0.2
LARGEST_PRODUCTS = 4  # that are written out of a score's 128


class Trained(NamedTuple):
    """A run after its one pass over the digits, and its accuracy on the test digits, from 0 to 1."""

    run: TrainingRun
    accuracy: float


class Pass(NamedTuple):
    """One digit's way: pixels (784,) uint8, label; sums, activations (128,); scores, probabilities (10,)."""

    pixels: np.ndarray
    label: int
    sums: np.ndarray
    activations: np.ndarray
    scores: np.ndarray
    probabilities: np.ndarray


@st.cache_resource(show_spinner=f"Training on {LEARNED_FROM:,} digits…")
def trained() -> Trained:
    """The network, one for all visitors of this process; it takes a quarter of a second."""
    config = RunConfig(dataset="mnist", hidden=(HIDDEN,), activation="relu", loss="softmax_cross_entropy", init="he",
                       batch_size=32, seed=1)
    run = TrainingRun.start(config, mnist(rows=LEARNED_FROM), LEARNING_RATE)
    run.advance(epochs=1)
    return Trained(run, run.evaluate("test").accuracy)


def passed(run: TrainingRun, index: int) -> Pass:
    """The test digit of this index, sent through the network."""
    digits = run.dataset
    pixels = digits.test_inputs[index]
    signals = run.network.signals(pixels[None] * run.network.params.dtype.type(digits.input_scale))
    scores = signals.outputs[1]
    return Pass(pixels, int(digits.test_targets[index].argmax()), signals.pre_activations[0][0], signals.outputs[0][0],
                scores[0], run.loss.probabilities(scores)[0])


def picture(run: TrainingRun, found: Pass, with_weights: bool) -> dict[str, Any]:
    """What the board shows. with_weights: whether to send the first layer's, which the browser keeps: 100 kB."""
    first, last = run.network.layers
    products = found.activations[:, None] * last.weights
    names = numbered("h", HIDDEN)
    shown = {
        "network": str(hash(run.network.params[:500].tobytes()) % 10**9), "pixels": text_of(found.pixels),
        "labels": LABELS, "label": found.label, "shapes": [list(layer.weights.shape) for layer in run.network.layers],
        "activations": text_of(signed_bytes(found.activations)), "products": text_of(by_columns(products)),
        "names": names, "hidden": [
            hidden_words(z, bias, a) for z, bias, a in zip(found.sums, first.biases, found.activations)],
        "probabilities": [round(float(p), 4) for p in found.probabilities],
        "scores": [printed(score, SHORT).plain for score in found.scores],
        "outputs": [score_words(found.activations, last.weights[:, k], last.biases[k], found.scores[k], names)
                    for k in range(len(LABELS))]}
    return shown | ({"weights": text_of(by_columns(first.weights))} if with_weights else {})


def hidden_words(z: float, bias: float, a: float) -> str:
    """How a hidden neuron's activation came about."""
    total = equation([z - bias, bias], z, lambda products, bias: products + bias)
    products, own = total.operands
    return (f"products add up to {products.plain}; z = {products.plain} + {factor(own)} {total.sign} "
            f"{total.result.plain}; a = max(0, {total.result.plain}) = {printed(a).plain}")


def score_words(activations: np.ndarray, weights: np.ndarray, bias: float, score: float, names: list[str]) -> str:
    """How a score came about: the largest of its products, the sum of all, and the bias."""
    products = activations * weights
    largest = np.argsort(-np.abs(products))[:LARGEST_PRODUCTS]
    said = []
    for j in largest:
        found = equation([activations[j], weights[j]], products[j], lambda a, w: a * w, SHORT)
        said.append(f"{names[j]}: {found.operands[0].plain}·{factor(found.operands[1])} {found.sign} "
                    f"{found.result.plain}")
    total = equation([score - bias, bias], score, lambda products, bias: products + bias, SHORT)
    return (f"The largest of {len(products)} products: {'; '.join(said)}. All add up to {total.operands[0].plain}; "
            f"z = {total.operands[0].plain} + {factor(total.operands[1])} {total.sign} {total.result.plain}")


def signed_bytes(values: np.ndarray) -> np.ndarray:
    """Values as whole numbers from -127 to 127, the largest of them at an end."""
    most = np.abs(values).max(initial=0) or 1
    return np.asarray(np.rint(127 * values / most), np.int8)


def by_columns(matrix: np.ndarray) -> np.ndarray:
    """The same of a matrix, each column by itself, one column after the other."""
    return np.array([signed_bytes(column) for column in matrix.T])


def text_of(numbers: np.ndarray) -> str:
    """Bytes as base64."""
    return base64.b64encode(np.ascontiguousarray(numbers).tobytes()).decode()
