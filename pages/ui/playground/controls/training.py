"""The playground's widgets for how the network trains; some act on the running one."""
from typing import Any

import streamlit as st

from pages.ui.playground.choices import FEW, SPEEDS
from pages.ui.playground.parameters import widgets
from pages.ui.shared import hyperparameters, playback
from pages.ui.shared.glossary import term


def training(rows: int, classes: int) -> dict[str, Any]:
    """Optimizer, loss, batch size and order, as fields of a RunConfig; classes: 0 for regression."""
    optimizer = widgets.selectbox("Optimizer", "optimizer",
                                  help=f"How the {term('gradient')} changes the weights ({term('optimizer')}): "
                                       "Momentum adds past gradients, Adam adapts each weight's step. Try Adam with a "
                                       "learning rate near 0.01.")
    settings = hyperparameters.menus(widgets, optimizer)
    softmax = (f" {term('softmax', 'Softmax')} turns the outputs, called {term('logit', 'logits')}, into probabilities "
               f"of the {term('class', 'classes')}.") if classes > 2 else ""
    loss = widgets.selectbox("Loss", "loss" if classes == 2 else "loss_of_classes",
                             help=f"What training minimizes ({term('loss')}). {term('cross-entropy', 'Cross-entropy')} "
                                  f"punishes a confident wrong prediction far more than {term('mean squared error')}."
                                  f"{softmax} Try both from the same initial weights.") if classes else "mse"
    batch_size = _batch_size(rows)
    batches = -(-rows // batch_size)
    batch, epoch = term("batch"), term("epoch")
    st.caption(f"All {rows:,} training points are one {batch}, so a batch is an {epoch}." if batches == 1 else
               f"An {epoch} is all {rows:,} training points once: {batches:,} {term('batch', 'batches')}.")
    shuffle = widgets.toggle("Shuffle every epoch", "shuffle",
                             help="Takes the points in a new random order in each epoch. Try it off: the loss curve "
                                  "repeats its wiggles.")
    return {"loss": loss, "optimizer": optimizer, "optimizer_settings": settings, "batch_size": batch_size,
            "shuffle": shuffle}


def _batch_size(rows: int) -> int:
    """How many points each update of the weights is computed from."""
    help = (f"Training points per update of the weights. Try 1 ({term('stochastic gradient descent')}), then all: the "
            "loss curve gets smoother, but the weights are updated less often.")
    if rows == FEW:
        return widgets.slider("Batch size", "batch", help=help)
    chosen = widgets.select_slider("Batch size", "batch_size", help=help)
    return rows if chosen == "all" else min(rows, int(chosen))


def learning_rate() -> float:
    """The step size, which acts on the running network."""
    return widgets.select_slider("Learning rate", "rate")


def penalty() -> tuple[float, float]:
    """The rates of L1 and L2 regularization, which act on the running network."""
    st.markdown(term("regularization", "Regularization"))
    left, right = st.columns(2, gap="small")
    with left:
        l1 = widgets.select_slider("L1", "l1",
                                   help="Penalizes the absolute value of every weight; takes effect at once. Try 0.01: "
                                        "weights that matter little go to zero.")
    with right:
        l2 = widgets.select_slider("L2", "l2",
                                   help="Penalizes the square of every weight, so large ones most; takes effect at "
                                        "once. Try 0.01: the boundary gets smoother.")
    return l1, l2


def speed() -> playback.Speed:
    """How much to train in a second."""
    chosen = widgets.select_slider("Speed", "speed")
    return SPEEDS[chosen]


def discrete(possible: bool) -> bool:
    """Whether the map shows the predicted class alone, in one color each; `possible` if there are classes."""
    chosen = widgets.toggle("Discretize output", "discrete", disabled=not possible,
                            help="Shows only the predicted class, without its probability. Try it: where the colors "
                                 f"meet is the {term('decision boundary')}." if possible else
                                 "Regression has no classes, so there is nothing to discretize.")
    return chosen and possible


def pause_every() -> int:
    """After how many epochs to pause."""
    return widgets.number_input("Pause every … epochs", "pause_every",
                                help="Training pauses at every multiple of this. Try 1 with a slow speed.")


def until_solved() -> bool:
    """Whether to pause when there is nothing left to learn."""
    return widgets.toggle("Pause when solved", "until_solved",
                          help="Training pauses once every training point is classified correctly, with a probability "
                               f"of 90% for the correct class on average ({term('regression')}: once 98% of the "
                               "variance is explained). Try Go on then: the boundary gets sharper.")
