"""The digits page's further widgets: what to learn from, what learns, and how."""
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from engine.activations import ACTIVATIONS
from engine.config import RunConfig
from engine.datasets import Dataset, mnist
from engine.datasets.digit_format import PIXELS, SIDE
from engine.datasets.synthetic_digits.augmentation import change_digits
from pages.ui.digits.parameters import PAGE, widgets
from pages.ui.digits.training import kept_run, presets
from pages.ui.shared import hyperparameters, session
from pages.ui.shared.choices import ACTIVATION_NAMES
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded
from pages.ui.shared.keeping import news

HELD_OUT = 0.1  # of the training rows, to decide when to stop early
SAMPLES, COPIES = 3, 4  # digits in the preview of changed ones, and changed copies of each


class Settings(NamedTuple):
    """All settings of the present run but the learning rate and the epochs: what defines it, the digits it learns from,
    and what acts on it while it runs."""

    config: RunConfig
    dataset: Dataset
    schedule: str
    patience: int | None
    l2: float


def settings() -> Settings:
    """The widgets, in four groups."""
    st.markdown("**Data**")
    source, rows = _source()
    patience = _patience()
    name, dataset = _dataset(source, rows, held_out=patience is not None)
    st.markdown("**Network**")
    network = _network()
    st.markdown("**Training**")
    training, schedule = _training(), _schedule()
    st.markdown(f"**{term('regularization', 'Regularization')}**")
    against, l2 = _against(dataset, network["seed"]), _l2()
    config = RunConfig(dataset=name, loss="softmax_cross_entropy", **network, **training, **against)
    return Settings(config, dataset, schedule, patience, l2)


def _source() -> tuple[str, int]:
    """Whose digits, and how many of MNIST's."""
    offered = ["MNIST", "Your file"] if session.get(PAGE, "own_digits") is not None else ["MNIST"]
    if widgets.asked("source") not in (None, *offered):
        news.add("reload", gone=kept_run.FILE)
    source = widgets.segmented_control("Data set", "source", options=offered,
                                       help="MNIST comes with the app. Upload a CSV file under “Your files” below to "
                                            "train on digits of your own.")
    if source != "MNIST":
        return source, 0
    rows = widgets.select_slider("Training set size", "rows",
                                 help=f"Digits in the {term('training set')}. Up to 33,600, the {term('test set')} is "
                                      "8,400 others, as in the article; with all 60,000, it is MNIST's own 10,000. "
                                      f"Try 1,000 for {term('overfitting')}.")
    return source, rows


def _dataset(source: str, rows: int, held_out: bool) -> tuple[str, Dataset]:
    """The digits to learn from, and a name that tells them from others."""
    if source == "MNIST":
        return f"mnist-{rows}{'-held' * held_out}", mnist_digits(rows, held_out)
    own = session.get(PAGE, "own_digits")
    return f"{own.name}{'-held' * held_out}", own.held_out(HELD_OUT) if held_out else own


@st.cache_resource(show_spinner="Loading 70,000 digits…", max_entries=4)
def mnist_digits(rows: int, held_out: bool = False) -> Dataset:
    """MNIST's digits to learn from and to be tested on, one copy for all visitors."""
    digits = mnist("standard") if rows == 60_000 else mnist("tutorial", rows=rows)
    return digits.held_out(HELD_OUT) if held_out else digits


def _patience() -> int | None:
    chosen = widgets.select_slider("Early stopping (patience, epochs)", "patience",
                                   help=f"{term('early stopping', 'Stop')} after so many epochs without improvement on "
                                        f"the {term('validation set')}, a tenth of the training set that is then held "
                                        "out. The test set must not choose: it would no longer be a fair test. Try 3 "
                                        "with a training set of 10,000 and 200 epochs.")
    return presets.PATIENCE[chosen]


def _network() -> dict[str, Any]:
    """Hidden layers, activation, initialization and seed, as fields of a RunConfig."""
    st.caption(f"784 pixels, the {term('feature', 'features')}, go in; 10 scores come out. "
               f"{term('softmax', 'Softmax')} turns them into probabilities, and the prediction is their "
               f"{term('argmax')}. The {term('loss')} is the {term('cross-entropy')} with the {term('one-hot')} "
               f"{term('label')}.")
    layers = widgets.slider("Hidden layers", "layers",
                            help=f"{term('hidden layer', 'Layers')} between the inputs and the outputs. Try 3 of 64 "
                                 "neurons: no better than one of 128 here, because digits are simple shapes.")
    names = presets.HIDDEN_NAMES[:layers]
    hidden = tuple(widgets.select_slider("Hidden neurons" if layers == 1 else f"Neurons in hidden layer {number}", name,
                                         help="More neurons can tell more shapes apart, but train more slowly. Try 8: "
                                              "about 91 % test accuracy.")
                   for number, name in enumerate(names, 1))
    activation = widgets.selectbox("Activation", "activation",
                                   help=f"The {term('activation function')} of the hidden neurons. Try "
                                        f"“{ACTIVATION_NAMES['identity']}”: without a {term('non-linear')} one, about "
                                        "92 % with any number of layers. It also sets the "
                                        f"{term('initialization')}: He for the ReLUs and GELU, Xavier for the others.")
    seed = widgets.number_input("Seed", "seed",
                                help=f"The same {term('seed')} gives the same initial weights, order of digits and "
                                     "augmentation. Between seeds, results differ by 0.1 %, so smaller differences "
                                     "mean nothing.")
    return {"hidden": hidden, "activation": activation, "init": ACTIVATIONS[activation].fitting_init,
            "seed": seed}


def _training() -> dict[str, Any]:
    """Optimizer, batch size and order, as fields of a RunConfig."""
    optimizer = widgets.selectbox("Optimizer", "optimizer", on_change=guarded(_use_its_rate),
                                  help=f"The {term('optimizer')}. Momentum also uses the "
                                       f"{term('gradient', 'gradients')} of earlier steps; Adam adapts the step size "
                                       "of each weight and takes longer per step. Choosing one sets a learning rate "
                                       "that suits it.")
    settings = hyperparameters.menus(widgets, optimizer)
    batch = widgets.select_slider("Batch size", "batch",
                                  help=f"Digits per {term('batch')}, which is per update of the weights. Try 512: "
                                       "epochs are faster but have fewer updates, so the network learns less in each.")
    shuffle = widgets.toggle("Shuffle every epoch", "shuffle",
                             help="Use the training set in a new order each epoch. The article does not.")
    return {"optimizer": optimizer, "optimizer_settings": settings, "batch_size": batch, "shuffle": shuffle}


def _use_its_rate() -> None:
    if (rate := presets.FITTING_RATES.get(session.get(PAGE, "optimizer"))) is not None:
        session.put(PAGE, rate=rate)


def _schedule() -> str:
    """How the learning rate changes on the way, a row of SCHEDULES; acts on the running network."""
    return widgets.selectbox("Learning-rate schedule", "schedule",
                             help="Cosine decay lowers the learning rate along half a cosine wave, to 0 at the last "
                                  "planned epoch: large steps first, small ones last. Takes effect immediately. Try "
                                  "constant: the test loss fluctuates more.")


def _against(dataset: Dataset, seed: int) -> dict[str, Any]:
    """Dropout and augmentation, as fields of a RunConfig."""
    dropout = widgets.select_slider("Dropout", "dropout",
                                    help="The probability that a hidden neuron is left out of a training step, so "
                                         "that none can rely on another. Predictions use all neurons. Try 20 % with a "
                                         "training set of 5,000.")
    strength = widgets.select_slider("Data augmentation", "augmentation",
                                     help=f"{term('data augmentation', 'Augmentation')}: in each epoch every digit is "
                                          "rotated, sheared, stretched, bent and thickened at random. Nothing helps "
                                          "more with real handwriting, but training takes four to ten times as long. "
                                          "Try 50 % with a training set of 5,000 and 20 epochs: 96 % instead of 94 %.")
    with st.container():
        if strength:
            st.image(preview(dataset.inputs, strength, seed), width="stretch",
                     caption="Each row: a training digit, then augmented copies of it.")
    return {"dropout": dropout, "augmentation": strength}


def _l2() -> float:
    """The rate of L2 regularization, which acts on the running network."""
    return widgets.select_slider("L2 penalty", "l2",
                                 help="Adds the squares of the weights, times this number, to the loss, which keeps "
                                      "them small. Takes effect immediately, even during training. Try 0.0001; 0.1 is "
                                      "far too much.")


def preview(inputs: np.ndarray, strength: float, seed: int) -> np.ndarray:
    """A picture of a few training digits, dark on light, each beside copies changed by `strength`."""
    return _preview(inputs[:SAMPLES].tobytes(), strength, seed)


@lru_cache(16)
def _preview(digits: bytes, strength: float, seed: int) -> np.ndarray:
    originals = np.repeat(np.frombuffer(digits, np.uint8).reshape(-1, PIXELS), 1 + COPIES, axis=0) / np.float32(255)
    shown = originals.copy()
    change_digits(shown, np.random.default_rng(seed), strength)
    shown[:: 1 + COPIES] = originals[:: 1 + COPIES]
    tiles = shown.reshape(-1, 1 + COPIES, SIDE, SIDE).transpose(0, 2, 1, 3).reshape(-1, (1 + COPIES) * SIDE)
    return np.kron(255 - (255 * tiles).astype(np.uint8), np.ones((3, 3), np.uint8))
