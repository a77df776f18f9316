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
            st.caption(f"The chart appears when {'training pauses' if live.playing else 'you let go'}.")
        else:
            CHARTS[chosen](page, live)


def learning(page: str, live: StagedRun) -> None:
    """Loss and accuracy by epoch."""
    curve = live.stage.curve.points(live.run.steps_per_epoch)
    if len(curve) < 2:
        st.caption("Training diverged before there was a curve. Lower the learning rate and press Reset." if
                   live.run.diverged else "No epoch has been trained yet, so there is no curve. Press Play first.")
        return
    scale = widgets.segmented_control("Scale of the loss", "loss_scale")
    words = descriptions.learning_curves(curve)
    _draw(page, "learning", figures.learning_curves(curve, scale == "Logarithmic"), words)
    _explain(words + _if_diverged(live),
             f"Training and test loss should fall together; where the test loss rises again, {term('overfitting')} "
             f"begins; where both stay high, it is {term('underfitting')}. On the logarithmic scale, equal distances "
             "are equal percentages. Try fewer points and more noise: the test curve turns upward.")


def weights(page: str, live: StagedRun) -> None:
    """How the weights and biases of each layer are distributed."""
    layers = [layer.matrix.astype(float) for layer in live.run.network.layers]
    words = descriptions.weights(layers)
    _draw(page, "weights", figures.histograms(layers, "weight"), words)
    _explain(words + _if_diverged(live),
             f"Each bar counts the {term('weight', 'weights')}, or hatched the {term('bias', 'biases')}, of about that "
             "value; ± is the standard deviation. Training spreads them, L1 drives them to zero. Try: train, raise L1 "
             "to 0.03, train again.")


def gradient_histograms(page: str, live: StagedRun) -> None:
    """How the gradients of each layer are distributed."""
    layers = gradients(live.run)
    if not all(np.isfinite(layer).all() for layer in layers):
        st.caption("The gradient has become too large for a computer to hold. Lower the learning rate and press "
                   "Reset.")
        return
    words = descriptions.gradients(layers)
    _draw(page, "gradients", figures.histograms(layers, "gradient"), words)
    penalty = " and the penalty on weights" if live.run.penalty else ""
    _explain(words, f"∂loss/∂weight is the {term('derivative')} of the loss with respect to a weight, computed by "
             f"{term('backpropagation')}, that is, the {term('chain rule')}; {term('gradient descent')} goes the other "
             f"way. This gradient is of all training points{penalty}; its norm is its length. A spike at zero in one "
             "layer beside a wide spread in another means that the first barely learns: a "
             f"{term('vanishing gradient')}. Try six hidden layers with sigmoid, then with tanh.")


def answers(page: str, live: StagedRun) -> None:
    """Which classes are predicted as which, or how far predicted numbers are from the true ones."""
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
    _explain(" ".join(words) + ("" if len(results) == 2 else " There is no test set here."),
             f"A {term('confusion matrix')}: each row is a true class, each column a predicted one, with the share of "
             "its row below the count. Blue is correct, orange wrong. Orange in one row only means that the network "
             "favors a class. Try 0 hidden layers on XOR clouds, which no straight line separates.")


def _numbers(page: str, results: dict[str, Any]) -> None:
    splits = {name.lower(): result for name, result in results.items()}
    words = " ".join(descriptions.predicted_and_true(result[0], result[1], name) for name, result in results.items())
    _draw(page, "predicted", charts_answers.predicted_and_true(splits), words)
    _explain(words, f"{term('regression', 'Regression')} predicts numbers, not classes: each point's true number is on "
             "the horizontal axis, the predicted one on the vertical axis. On the dotted line it is exact; a flat "
             "cloud means nearly the same prediction everywhere. Try it untrained, then train and look again.")


def loss_surface(page: str, live: StagedRun) -> None:
    """The loss on a plane through the parameters, as a surface and as contour lines."""
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
    plane = (f"All {count} change at once along two directions, here the first two principal components "
             f"({term('PCA')}) of the path of training. " if land.shares else
             f"All {count} change at once along two random directions, in each of which a neuron's weights move by "
             "their own length: at 1, a weight vector is moved as far as it is long. ")
    _explain(words + ("" if run.step_count else " Nothing has been trained yet, so there is no path.") +
             _if_diverged(live),
             f"A cut through the {term('loss surface')}. {plane}Height and color are the loss on the training points, "
             "the colors on a logarithmic scale. Training goes downhill; what looks like a "
             f"{term('local minimum')} here may have a way out in another direction. Drag the surface to turn it. Try "
             "a higher learning rate, and look for a path that zigzags across the valley.")


def _draw(page: str, name: str, figure: Any, words: str) -> None:
    st.plotly_chart(figure, width="stretch", theme="streamlit", key=f"{page}.chart_{name}", alt=words,
                    config={"displayModeBar": False, "scrollZoom": False})


def _explain(numbers: str, meaning: str) -> None:
    st.markdown(plain.markdown(numbers))  # a class may have any name
    st.caption(meaning)


def _if_diverged(live: StagedRun) -> str:
    return " Training diverged; this is the network just before." if live.run.diverged else ""


CHARTS = {"Learning curves": learning, "Weights": weights, "Gradients": gradient_histograms,
          "Confusion matrix": answers, "Loss surface": loss_surface}
