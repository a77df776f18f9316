"""Charts of a run at rest, one at a time, for whoever asks: below the live picture, so that they never hold it up."""
from typing import Any

import numpy as np
import streamlit as st

from engine.inspection.gradients import gradients
from engine.inspection.landscape import landscape
from engine.losses import predicted_classes
from pages.ui.playground.charts import answers as charts_answers
from pages.ui.playground.charts import descriptions, figures
from pages.ui.playground.charts import landscape as charts_landscape
from pages.ui.playground.choices import RANDOM
from pages.ui.playground.parameters import widgets
from pages.ui.shared import plain
from pages.ui.shared.glossary import term
from pages.ui.shared.stage.staged_run import StagedRun

SPLITS = {"train": "Training", "test": "Test"}


def show(page: str, live: StagedRun) -> None:
    """The choice of a chart and the chart. It takes its place while training runs, so that the page does not jump."""
    st.markdown("#### A closer look")
    chosen = widgets.segmented_control("Chart", "chart", label_visibility="collapsed")
    with st.container(key=f"{page}.{'chart_place' if chosen else 'no_chart'}"):
        if chosen is None:
            st.caption(f"Choose what to look at: the learning curves, the weights, the {term('gradient')}, "
                       f"the {term('confusion matrix')}, or the {term('loss surface')} with the path of training.")
        elif live.playing or live.held:
            st.caption("The chart appears when training pauses." if live.playing else "Let go, and the chart appears.")
        else:
            CHARTS[chosen](page, live)


def learning(page: str, live: StagedRun) -> None:
    """Loss and accuracy by epoch."""
    curve = live.stage.curve.points(live.run.steps_per_epoch)
    if len(curve) < 2:
        st.caption("Training diverged before there was a curve. Lower the learning rate and press Reset." if
                   live.run.diverged else "Nothing is learned yet, so there is no curve. Press Play or 1 epoch first.")
        return
    scale = widgets.segmented_control("Scale of the loss", "loss_scale")
    words = descriptions.learning_curves(curve)
    _draw(page, "learning", figures.learning_curves(curve, scale == "Logarithmic"), words)
    _explain(words + _if_diverged(live),
             "Training and test should fall together; where they part, the network has begun to learn its examples by "
             "heart. On the logarithmic scale the same slope is always the same percentage. Try: fewer points and more "
             "noise, and watch the test curve turn upward.")


def weights(page: str, live: StagedRun) -> None:
    """How the weights and biases of each layer are spread."""
    layers = [layer.matrix.astype(float) for layer in live.run.network.layers]
    words = descriptions.weights(layers)
    _draw(page, "weights", figures.histograms(layers, "weight"), words)
    _explain(words + _if_diverged(live),
             "Each bar counts the weights, or hatched the biases, of about that value; ± is the standard deviation, "
             "how far they spread around their mean. Training moves them apart, and L1 gathers them at zero. Try: "
             "train, raise L1 to 0.03, train again.")


def gradient_histograms(page: str, live: StagedRun) -> None:
    """How the gradients of each layer are spread."""
    layers = gradients(live.run)
    if not all(np.isfinite(layer).all() for layer in layers):
        st.caption("The gradient has become too large for a computer to hold. Lower the learning rate and press "
                   "Reset.")
        return
    words = descriptions.gradients(layers)
    _draw(page, "gradients", figures.histograms(layers, "gradient"), words)
    penalty = " and the penalty on weights" if live.run.penalty else ""
    _explain(words, "The gradient says how much the loss would grow per unit that a weight grows; training goes the "
             f"other way. This one is of all training points{penalty}; its norm is its length. A spike at zero in one "
             "layer beside a wide spread in another means that the first hardly learns. Try: six hidden layers with "
             "sigmoid, then with tanh.")


def answers(page: str, live: StagedRun) -> None:
    """Which classes are taken for which, or how far numbers are from the truth."""
    run, labels = live.run, live.plane.labels
    results = {}
    for split, name in SPLITS.items():
        inputs, targets = run.dataset.split(split)
        if len(inputs):
            results[name] = (targets, run.answers(inputs))
    if not labels:
        _numbers(page, {name: (targets[:, 0].astype(float), given[:, 0].astype(float))
                        for name, (targets, given) in results.items()})
        return
    words = []
    for place, (name, (targets, given)) in zip(st.columns(2), results.items()):
        table = charts_answers.counts(predicted_classes(targets), predicted_classes(given), len(labels))
        words.append(descriptions.confusion(table, labels, name))
        with place:
            st.markdown(f"**{name}**")
            _draw(page, f"confusion_{name.lower()}", charts_answers.confusion(table, labels), words[-1])
    _explain(" ".join(words) + ("" if len(results) == 2 else " No points are kept for a test here."),
             "Each row is a class, each column an answer, with the share of its row below the count: blue is right, "
             "orange wrong. An orange cell in one row only means that the network favors a class. Try: hidden layers 0 "
             "on XOR clouds, where no straight line can be right.")


def _numbers(page: str, results: dict[str, Any]) -> None:
    splits = {name.lower(): result for name, result in results.items()}
    words = " ".join(descriptions.predicted_and_true(result[0], result[1], name) for name, result in results.items())
    _draw(page, "predicted", charts_answers.predicted_and_true(splits), words)
    _explain(words, "This problem asks for numbers, not classes: each point's true number across, the network's answer "
             "up. On the dotted line it is exact; a flat cloud means that it answers nearly the same everywhere. Try: "
             "look untrained, then train and look again.")


def loss_landscape(page: str, live: StagedRun) -> None:
    """The loss on a plane through the parameters, as a surface and as a map."""
    run, timeline = live.run, live.timeline
    moments = [snapshot.params for snapshot in timeline if snapshot.step_count <= run.step_count]
    seed = None
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        if run.step_count:
            choice = widgets.segmented_control("Directions", "directions")
        if not run.step_count or choice == RANDOM:
            seed = widgets.number_input("Seed of the directions", "landscape_seed", width=200)
    land = landscape(run, moments, seed)
    view = charts_landscape.shown(land)
    words = descriptions.landscape(land, view.cap if view.is_cut else None)
    solid, flat = st.columns(2, gap="small")
    with solid:
        _draw(page, "surface", charts_landscape.surface(land), f"The loss as a surface. {words}")
    with flat:
        _draw(page, "contour", charts_landscape.contour(land), f"The same surface as contour lines. {words}")
    count = f"{run.network.params.size:,} weights and biases"
    plane = (f"All {count} move at once along two directions, here those that show most of the walk from the start to "
             "now (its principal components). " if land.shares else
             f"All {count} move at once along two directions drawn at random, in which every neuron's weights move "
             "as far as they are long: at 1, a weight vector is moved by its own length. ")
    _explain(words + ("" if run.step_count else " The run has not walked yet.") + _if_diverged(live), plane +
             "Height and color are the loss on the training points, the colors on a logarithmic scale. Training walks "
             "downhill; off this plane there may be other ways. Drag the surface to turn it. Try: a higher learning "
             "rate, and look for a walk that zigzags across the valley instead of along it.")


def _draw(page: str, name: str, figure: Any, words: str) -> None:
    st.plotly_chart(figure, width="stretch", theme="streamlit", key=f"{page}.chart_{name}", alt=words,
                    config={"displayModeBar": False, "scrollZoom": False})


def _explain(numbers: str, meaning: str) -> None:
    st.markdown(plain.markdown(numbers))  # a class may have any name
    st.caption(meaning)


def _if_diverged(live: StagedRun) -> str:
    return " Training diverged; this is the network just before." if live.run.diverged else ""


CHARTS = {"Learning curves": learning, "Weights": weights, "Gradients": gradient_histograms, "Confusion": answers,
          "Loss landscape": loss_landscape}
