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
    st.markdown("**Digits**")
    source, rows = _source()
    patience = _patience()
    name, dataset = _dataset(source, rows, held_out=patience is not None)
    st.markdown("**Network**")
    network = _network()
    st.markdown("**Training**")
    training, schedule = _training(), _schedule()
    st.markdown("**Against learning by heart**")
    against, l2 = _against(dataset, network["seed"]), _l2()
    config = RunConfig(dataset=name, loss="softmax_cross_entropy", **network, **training, **against)
    return Settings(config, dataset, schedule, patience, l2)


def _source() -> tuple[str, int]:
    """Whose digits, and how many of MNIST's."""
    offered = ["MNIST", "Your file"] if session.get(PAGE, "own_digits") is not None else ["MNIST"]
    if widgets.asked("source") not in (None, *offered):
        news.add("reload", gone=kept_run.FILE)
    source = widgets.segmented_control("Learn from", "source", options=offered,
                                       help="MNIST's digits come with the app. Upload a CSV file under “Your files” "
                                            "below, and it stands here beside them.")
    if source != "MNIST":
        return source, 0
    rows = widgets.select_slider("Training rows", "rows",
                                 help="Digits to learn from. Up to 33,600 the network is tested on 8,400 others, as in "
                                      "the tutorial; with all 60,000, on MNIST's own 10,000 test digits. Try 1,000: it "
                                      "knows those by heart soon, and does worse on others.")
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
    chosen = widgets.select_slider("Stop early after … epochs", "patience",
                                   help="Stop when so many epochs have brought nothing better. A tenth of the training "
                                        "rows is then held out to judge by, because the test digits would no longer be "
                                        "a fair test of a network that was chosen by them. Try 3 with 10,000 rows and "
                                        "200 epochs.")
    return presets.PATIENCE[chosen]


def _network() -> dict[str, Any]:
    """Hidden layers, activation, initialization and seed, as fields of a RunConfig."""
    layers = widgets.slider("Hidden layers", "layers",
                            help="Layers of neurons between 784 pixels and 10 answers. Try 3 of 64 each: here they do "
                                 "no better than one of 128, because digits are simple shapes.")
    names = presets.HIDDEN_NAMES[:layers]
    hidden = tuple(widgets.select_slider("Hidden neurons" if layers == 1 else f"Neurons in hidden layer {number}", name,
                                         help="More neurons know more shapes and take longer. Try 8: about 91 % right.")
                   for number, name in enumerate(names, 1))
    activation = widgets.selectbox("Activation", "activation",
                                   help="How a hidden neuron bends its weighted sum. Try identity, which does not "
                                        "bend: about 92 %, whatever the layers. Weights start as large as suits it (He "
                                        "for the ReLUs and GELU, Xavier for the others).")
    seed = widgets.number_input("Seed", "seed",
                                help="The same seed draws the same first weights, order and changes. Try others: "
                                     "results differ by 0.1 %, so that smaller differences mean nothing.")
    return {"hidden": hidden, "activation": activation, "init": ACTIVATIONS[activation].fitting_init,
            "seed": seed}


def _training() -> dict[str, Any]:
    """Optimizer, batch size and order, as fields of a RunConfig."""
    optimizer = widgets.selectbox("Optimizer", "optimizer", on_change=guarded(_use_its_rate),
                                  help="How the gradient moves the weights. Momentum keeps rolling; Adam gives each "
                                       "weight a pace of its own and takes longer a step. A choice sets a learning "
                                       "rate that fits.")
    settings = hyperparameters.menus(widgets, optimizer)
    batch = widgets.select_slider("Batch size", "batch",
                                  help="Digits looked at before each change of the weights. Try 512: more rows a "
                                       "second, but fewer steps, so it learns less an epoch.")
    shuffle = widgets.toggle("Shuffle every epoch", "shuffle",
                             help="Take the digits in a new order each time. The tutorial does not.")
    return {"optimizer": optimizer, "optimizer_settings": settings, "batch_size": batch, "shuffle": shuffle}


def _use_its_rate() -> None:
    if (rate := presets.FITTING_RATES.get(session.get(PAGE, "optimizer"))) is not None:
        session.put(PAGE, rate=rate)


def _schedule() -> str:
    """How the learning rate changes on the way, a row of SCHEDULES; acts on the running network."""
    return widgets.selectbox("Schedule of the learning rate", "schedule",
                             help="Cosine lets the rate fall to 0 along half a wave until the planned epochs are over: "
                                  "big steps first, fine ones last. It acts at once. Try constant and watch the test "
                                  "loss jump about.")


def _against(dataset: Dataset, seed: int) -> dict[str, Any]:
    """Dropout and augmentation, as fields of a RunConfig."""
    dropout = widgets.select_slider("Dropout", "dropout",
                                    help="The chance of each hidden neuron to be left out of a step, so that none can "
                                         "rely on another; when it answers, all are there. Try 20 % with 5,000 rows.")
    strength = widgets.select_slider("Changed digits", "augmentation",
                                     help="Turn, slant, stretch, bend and thicken every digit at each look, so that no "
                                          "two are alike. Nothing helps more with real handwriting, but training takes "
                                          "four to ten times as long. Try 50 % with 5,000 rows and 20 epochs: 96 % "
                                          "instead of 94 %.")
    with st.container():
        if strength:
            st.image(preview(dataset.inputs, strength, seed), width="stretch",
                     caption="On the left of each row a training digit as it is, beside it changed copies of it.")
    return {"dropout": dropout, "augmentation": strength}


def _l2() -> float:
    """The rate of L2 regularization, which acts on the running network."""
    return widgets.select_slider("L2, a price for large weights", "l2",
                                 help="Pulls all weights towards 0, so that none counts too much. It acts at once, "
                                      "even while training runs. Try 0.0001; 0.1 is far too much.")


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
