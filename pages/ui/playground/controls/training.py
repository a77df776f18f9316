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
                                  help=f"How the {term('gradient')} updates the weights. Momentum also averages past "
                                       "gradients, Adam adapts each weight's step. Try Adam with a rate near 0.01.")
    settings = hyperparameters.menus(widgets, optimizer)
    loss = widgets.selectbox("Loss", "loss" if classes == 2 else "loss_of_classes",
                             help="What training makes small; cross-entropy punishes a sure but wrong answer far more. "
                                  "Try both from the same start.") if classes else "mse"
    batch_size = _batch_size(rows)
    batches = -(-rows // batch_size)
    st.caption(f"All {rows:,} training points are one batch, so a batch is an epoch." if batches == 1 else
               f"An epoch is all {rows:,} training points once: {batches:,} batches.")
    shuffle = widgets.toggle("Shuffle every epoch", "shuffle",
                             help="Takes the points in a new order in each epoch. Try it off: the loss repeats its "
                                  "wiggles.")
    return {"loss": loss, "optimizer": optimizer, "optimizer_settings": settings, "batch_size": batch_size,
            "shuffle": shuffle}


def _batch_size(rows: int) -> int:
    """How many points to look at before each change of the weights."""
    help = ("Points looked at before each change of the weights. Try 1, one by one, and then all: the loss gets "
            "smoother, but changes come more seldom.")
    if rows == FEW:
        return widgets.slider("Batch size", "batch", help=help)
    chosen = widgets.select_slider("Batch size", "batch_size", help=help)
    return rows if chosen == "all" else min(rows, int(chosen))


def learning_rate() -> float:
    """The step size, which acts on the running network."""
    return widgets.select_slider("Learning rate", "rate",
                                 help="How far each step moves the weights, on a logarithmic scale; it acts at once, "
                                      "even while training runs. Try 10 with ReLU.")


def penalty() -> tuple[float, float]:
    """The rates of L1 and L2 regularization, which act on the running network."""
    left, right = st.columns(2, gap="small")
    with left:
        l1 = widgets.select_slider("L1", "l1",
                                   help="Regularization: a price for every weight, however small, which acts at once. "
                                        "Try 0.01: weights that do not matter go to zero.")
    with right:
        l2 = widgets.select_slider("L2", "l2",
                                   help="Regularization: a price for large weights, which acts at once. Try 0.01: the "
                                        "boundary gets smoother.")
    return l1, l2


def speed() -> playback.Speed:
    """How much to train in a second."""
    chosen = widgets.select_slider("Speed", "speed",
                                   help="How much to train in a second: an epoch is one pass over all points, a step "
                                        "is one batch, one change of the weights. Try 1 step/s and watch single "
                                        "changes.")
    return SPEEDS[chosen]


def discrete(possible: bool) -> bool:
    """Whether the map shows the answer alone, in one flat color a class; `possible` if there are classes."""
    chosen = widgets.toggle("Flat colors", "discrete", disabled=not possible,
                            help="Shows only which class the network would answer, not how sure it is. Try it: the "
                                 "edge between the colors is the decision boundary." if possible else
                                 "Heights have no classes to show in flat colors.")
    return chosen and possible


def pause_every() -> int:
    """After how many epochs to pause."""
    return widgets.number_input("Pause every … epochs", "pause_every",
                                help="Training pauses by itself at every multiple of this. Try 1 with a slow speed.")


def until_solved() -> bool:
    """Whether to pause when there is nothing left to learn."""
    return widgets.toggle("Pause when solved", "until_solved",
                          help="Training pauses once all training points are right and the network is 90 % sure on "
                               "average (for regression: 2 % of the variance left). Try Go on then: the boundary gets "
                               "sharper.")
