"""Training all nine parameters: a button, the loss over the epochs, predictions for new people, and normalization."""
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.descent import present, rows, words
from pages.ui.first_principles.descent.problem import ALL, Problem, network, problem
from pages.ui.first_principles.descent.training import EPOCHS, SPACING, trained
from pages.ui.first_principles.descent.verdict import NOISE
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.parameters import PAGE, widgets
from pages.ui.first_principles.printed import apart
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded

component = Component(Path(__file__).with_name("boards") / "descent_training.js")
HISTORY = "descent.history"


def show() -> None:
    """The whole part."""
    every, params = present.everything(), present.present().params
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        by_sample = widgets.segmented_control("Samples of an update", "descent_method", wrap=True, help=(
            f"One at a time is the tutorial's way, {term('stochastic gradient descent')}: four updates an "
            f"{term('epoch')}. All at once: one update, by the mean gradient.")) == "sgd"
        rate = numbers.values([rows.TRAINING_RATE])["descent_training_rate"]
        st.button(f"Train {EPOCHS:,} epochs", key=f"{PAGE}.descent_train", type="primary",
                  on_click=guarded(partial(_train, every, params, rate, by_sample)))
    history = _history(every, params)
    is_people = every.data.name == "gender"
    board.draw(component, [rows.TRAINING_RATE, *(rows.PERSON if is_people else [])],
               {"losses": [float(f"{loss:.6g}") for loss in history["losses"]], "epochs": history["epochs"]},
               _progress(every, params, history))
    st.markdown(_progress(every, params, history))
    if is_people:
        left, right = st.columns(2, gap="large")
        with left:
            _people(every, params)
        with right:
            _normalization(params)
    else:
        st.markdown(words.outputs(every, params))


def _train(every: Problem, params: np.ndarray, rate: float, by_sample: bool) -> None:
    """Train on from the present parameters. A callback."""
    before = _history(every, params)
    found = trained(every, params, rate, by_sample)
    spacing, losses = before["spacing"], before["losses"][:-1] + found.losses
    present.set_params(found.params)
    session.put(PAGE, **{HISTORY: {
        "params": found.params.tolist(), "inputs": every.inputs.tolist(), "spacing": spacing, "losses": losses[-2000:],
        "epochs": before["epochs"] + found.epochs, "has_left": found.has_left}})


def _history(every: Problem, params: np.ndarray) -> dict[str, Any]:
    """The training that has led to the present parameters: nothing once anything else was changed."""
    kept = session.get(PAGE, HISTORY)
    if kept and kept["params"] == params.tolist() and kept["inputs"] == every.inputs.tolist():
        return dict(kept)
    return {"epochs": 0, "losses": [], "spacing": SPACING, "has_left": False}


def _progress(every: Problem, params: np.ndarray, history: dict[str, Any]) -> str:
    loss = float(every.at(params[None])[0][0])
    if history["has_left"]:
        return (f"**Diverging:** stopped after {history['epochs']:,} epochs, as a weight was about to leave the "
                "numbers that can be typed here. Lower the learning rate.")
    if not history["epochs"]:
        return f"The mean loss of all four samples is {plain(loss)}. Not trained yet from these weights."
    first, epochs = history["losses"][0], f"{history['epochs']:,} epochs"
    if abs(loss - first) <= NOISE * first:
        return f"After {epochs} the mean loss is still {plain(loss)}."
    before, after = apart(first, loss)
    return (f"After {epochs} the mean loss has {'fallen' if first > loss else 'risen'} from {before} to {after}. All "
            "parts now show the trained network.")


def _people(every: Problem, params: np.ndarray) -> None:
    """Predictions for those of the tutorial and for one's own person."""
    data, values = every.data, numbers.values(rows.PERSON)
    shifts = np.array([feature.offset for feature in data.features], np.float64)
    bodies = [*(data.test_inputs.astype(np.float64) + shifts), np.array([*values.values()], np.float64)]
    names = [*data.test_names, "your person"]
    inputs = np.array(bodies) - every.offsets
    st.markdown("**People it was not trained on.** The network gives the probability of “female”. Type your own person "
                "beside the picture.\n\n" + words.predictions(
                    [*zip(names, bodies, inputs, every.predictions(params, inputs).tolist())], data.labels))


def _normalization(params: np.ndarray) -> None:
    """What raw inputs do to the sigmoid."""
    found = []
    for name, raw in (("minus 135 lb and 66 in", False), ("raw", True)):
        one = problem("gender", ALL, raw)
        signals = network(params).signals(one.inputs)
        largest = float(np.abs(one.at(params[None])[1][0, :4]).max())
        found.append((name, float(signals.pre_activations[0][0, 0]), float(signals.slopes()[0][0, 0]), largest))
    st.markdown(f"**Why shift the inputs?** {term('normalization', 'Normalization')} keeps the weighted sums small. "
                f"Raw pounds and inches are large numbers of one sign, and unless all weights are tiny, so are "
                f"their sums: {term('saturation')}. Where the sigmoid is flat, its derivative is almost 0, and hardly "
                "anything is learned. Choose the raw inputs at the top, train, and see.\n\n" + words.saturation(found))
