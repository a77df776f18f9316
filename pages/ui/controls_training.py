"""The playground's widgets for how the network trains; some act on the running one."""
import streamlit as st

from engine.losses import fitting_losses
from pages.ui import playback
from pages.ui.controls_common import LOSS_NAMES, OPTIMIZER_NAMES, PENALTIES, RATES, START, kept, menu

STEP_SPEEDS = {f"{steps} step{'s' if steps > 1 else ''}": playback.Speed(steps=steps) for steps in (1, 2, 5, 10)}
EPOCH_SPEEDS = {f"{epochs:,}": playback.Speed(epochs=epochs) for epochs in (1, 5, 10, 50, 100, 500, 2_000)}
SPEEDS = STEP_SPEEDS | EPOCH_SPEEDS | {"max": playback.FASTEST}
SPEED_NAMES = ({name: f"{name}/s" for name in STEP_SPEEDS} | {name: f"{name} epochs/s" for name in EPOCH_SPEEDS}
               | {"1": "1 epoch/s", "max": "max"})
BATCH_SIZES = ("1", "5", "10", "20", "30", "50", "100", "all")


def training(rows: int, classes: int) -> dict:
    """Loss, batch size and order, as fields of a RunConfig, for so many training rows and classes (0: regression)."""
    help = "What training makes small. Cross-entropy punishes a sure but wrong answer far more."
    names = {name: LOSS_NAMES[name] for name in fitting_losses(classes)}
    loss = menu("Loss", "loss" if classes == 2 else "loss_of_classes", names, help) if classes else "mse"
    optimizer = menu("Optimizer", "optimizer", OPTIMIZER_NAMES,
                      "How the gradient moves the weights. Momentum keeps rolling; Adam gives each weight its own pace "
                      "and wants a rate near 0.01.")
    if rows <= 4:
        batch_size = st.slider("Batch size", 1, rows, START["batch"], **kept("batch"),
                               help=f"Points looked at before each change of the weights: 1 is one by one, {rows} all.")
    else:
        chosen = st.select_slider("Batch size", BATCH_SIZES, START["batch_size"], **kept("batch_size"),
                                  help="Points looked at before each change of the weights.")
        batch_size = rows if chosen == "all" else min(rows, int(chosen))
    shuffle = st.toggle("Shuffle every epoch", START["shuffle"], **kept("shuffle"),
                        help="Take the points in a new order each time.")
    return {"loss": loss, "optimizer": optimizer, "batch_size": batch_size, "shuffle": shuffle}


def learning_rate() -> float:
    """The step size, which acts on the running network."""
    return st.select_slider("Learning rate", RATES, START["rate"], format_func="{:g}".format, **kept("rate"),
                            help="How far each step moves the weights, on a logarithmic scale. It acts at once, even "
                                 "while training runs. Try 10 with relu.")


def penalty() -> tuple[float, float]:
    """The rates of L1 and L2 regularization, which act on the running network."""
    l1 = st.select_slider("Regularization, L1", PENALTIES, 0.0, format_func="{:g}".format, **kept("l1"),
                          help="A price for every weight, however small: those that do not matter go to zero. It acts "
                               "at once.")
    l2 = st.select_slider("Regularization, L2", PENALTIES, 0.0, format_func="{:g}".format, **kept("l2"),
                          help="A price for large weights: the boundary gets smoother. It acts at once.")
    return l1, l2


def speed() -> playback.Speed:
    """How much to train in a second."""
    chosen = st.select_slider("Speed", SPEEDS, START["speed"], format_func=SPEED_NAMES.get, **kept("speed"),
                              help="How much to train in a second: an epoch is one pass over all points, a step is one "
                                   "batch, one change of the weights. Try 1 step/s and watch single changes.")
    return SPEEDS[chosen]


def discrete(possible: bool) -> bool:
    """Whether the map shows the answer alone, in one flat color a class; `possible` if there are classes."""
    chosen = st.toggle("Flat colors", False, disabled=not possible, **kept("discrete"),
                       help="Show only which class the network would answer, not how sure it is. The edge between the "
                            "colors is the decision boundary." if possible else
                            "Heights have no classes to show in flat colors.")
    return chosen and possible


def stretch() -> int:
    """After how many epochs to pause."""
    return st.number_input("Pause every … epochs", 1, 1_000_000, START["stretch"], **kept("stretch"),
                           help="Training pauses by itself at every multiple of this. Try 1 with a slow speed.")


def until_solved() -> bool:
    """Whether to pause when there is nothing left to learn."""
    return st.toggle("Pause when solved", START["until_solved"], **kept("until_solved"),
                     help="Training pauses once all training points are right and the network is 90 % sure on average "
                          "(for regression: 2 % of the variance left). Try Go on then: the boundary gets sharper.")
