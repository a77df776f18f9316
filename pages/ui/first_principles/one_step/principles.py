"""A network of two hidden neurons that learns one sample at a time, by hand: its picture, its formulas, its buttons."""
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine.datasets import TOY_DATASETS, Dataset
from engine.inspection.worked import Worked, worked
from engine.losses import LOSSES, predicted_classes
from engine.network import Network
from pages.ui.first_principles import formulas
from pages.ui.first_principles.one_step import words
from pages.ui.first_principles.parameters import PAGE, STAGES, widgets
from pages.ui.first_principles.printed import apart
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import MINUS

# The button that leads on from each stage.
ONWARD = {"forward": "Next: the loss", "loss": "Next: backpropagation", "backward": "Next: the update",
          "update": "Apply the update"}
EPOCHS = 100
NUDGE = 0.001
ZHOU = "https://victorzhou.com/blog/intro-to-neural-networks/"
MSE = LOSSES["mse"]

component = Component(Path(__file__).with_name("principles.js"))


def show() -> None:
    """The whole chapter."""
    st.caption(f"Training repeats one step: {term('forward pass')}, {term('loss')}, {term('backpropagation')}, update "
               "of the weights. Here is that step with every number in it. Press the blue button to follow it.")
    above = st.container(horizontal=True, gap="medium")
    picture, formulas = st.columns([1.15, 1], gap="large")
    st.markdown("**Settings**")
    data, start, activation, rate = _settings()
    network = _network(start, activation)
    with above:
        stage = widgets.segmented_control("Stage", "stage", wrap=True, label_visibility="collapsed")
        row = _sample(data)
    step = worked(network, MSE, data.inputs[row], data.targets[row], rate)
    with picture:
        shown = step
        if stage == "update":
            shown = worked(network.over(step.params_after), MSE, data.inputs[row], data.targets[row], rate)
        component.draw(_picture(data, row, shown, stage) | {"label": _spoken(step, stage)}, key=f"{PAGE}.picture")
        _buttons(data, row, network, step, stage, rate)
        st.caption(_progress(data, network))
    with formulas:
        st.markdown(EXPLANATIONS[stage](data, row, step, activation, rate))
        if stage == "backward":
            st.markdown(_check(network, data, row, step))


def _settings() -> tuple[Dataset, str, str, float]:
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        name = widgets.segmented_control("Data set", "dataset",
                                         help=f"Four people: female or male, by two {term('feature', 'features')}, "
                                              f"weight and height, from [Victor Zhou's article]({ZHOU}). 135 lb and "
                                              f"66 in are subtracted ({term('normalization')}). XOR: 1 if exactly one "
                                              "input is 1.")
        start = widgets.segmented_control("Initial weights", "start",
                                          help="All 1, with biases 0: the article's example. With equal weights, both "
                                               f"hidden neurons get the same {term('gradient')} and stay identical. "
                                               "Random weights let them specialize.")
        activation = widgets.segmented_control("Activation", "activation",
                                               help=f"The {term('activation function')} of the hidden neurons. The "
                                                    f"output neuron always has the {term('sigmoid')}.")
        rate = widgets.select_slider("Learning rate", "rate", width=220,
                                     help=f"The {term('learning rate')} η, the size of a step. Try 10: the loss may "
                                          "rise.")
    return TOY_DATASETS[name](), start, activation, rate


def _network(start: str, activation: str) -> Network:
    """The network as it has learned so far with these settings."""
    network = Network.mlp((2, 2, 1), hidden=activation, output="sigmoid", init="normal_with_biases", seed=1,
                          dtype=np.float64)
    if start == "ones":
        for layer in network.layers:
            layer.weights[...], layer.biases[...] = 1, 0
    made_for = session.get(PAGE, "dataset"), start, activation
    if session.get(PAGE, "made_for") != made_for:
        session.put(PAGE, made_for=made_for, params=None, steps=0)
    if (params := session.get(PAGE, "params")) is not None:
        network.load(params)
    return network


def _sample(data: Dataset) -> int:
    """The row that the step learns from."""
    names = data.names if data.name == "gender" else [name.partition(" =")[0] for name in data.names]
    return widgets.segmented_control("Sample", "row", options=range(len(names)), format_func=lambda row: names[row],
                                     label_visibility="collapsed")


def _buttons(data: Dataset, row: int, network: Network, step: Worked, stage: str, rate: float) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(ONWARD[stage], type="primary", key=f"{PAGE}.onward", on_click=guarded(_go_on),
                  args=(data, row, step, stage))
        st.button(f"Train {EPOCHS} epochs", key=f"{PAGE}.rounds", on_click=guarded(_train),
                  args=(data, network, rate),
                  help=f"An {term('epoch')} is this step for each of the four samples in turn: "
                       f"{term('stochastic gradient descent')} with batch size 1.")
        st.button("Reset", key=f"{PAGE}.again", icon=":material/replay:", on_click=guarded(partial(
            session.put, PAGE, params=None, steps=0, stage="forward", row=0)))


def _go_on(data: Dataset, row: int, step: Worked, stage: str) -> None:
    if stage == "update":
        session.put(PAGE, params=step.params_after, steps=session.get(PAGE, "steps") + 1,
                    row=(row + 1) % len(data.inputs))
    following = [*STAGES][([*STAGES].index(stage) + 1) % len(STAGES)]
    session.put(PAGE, stage=following)


def _train(data: Dataset, network: Network, rate: float) -> None:
    for _ in range(EPOCHS):
        for sample, target in zip(data.inputs, data.targets):
            network.load(worked(network, MSE, sample, target, rate).params_after)
    session.put(PAGE, params=network.params, steps=session.get(PAGE, "steps") + EPOCHS * len(data.inputs),
                stage="forward")


def _progress(data: Dataset, network: Network) -> str:
    answers = network.forward(data.inputs)
    right = int((predicted_classes(answers) == predicted_classes(data.targets)).sum())
    return (f"Steps taken: {session.get(PAGE, 'steps'):,}. All four samples: the mean loss is "
            f"{MSE(answers, data.targets):.4f}, and {right} of 4 predictions are correct (threshold 0.5).")


def _picture(data: Dataset, row: int, step: Worked, stage: str) -> dict[str, Any]:
    """What the picture shows of a step: columns of nodes from the inputs to the loss, and the weights between them."""
    inputs = [{"name": formulas.written(f"x_{j + 1}"), "note": _input_name(data, j), "value": formulas.plain(value)}
              for j, value in enumerate(data.inputs[row])]
    columns, links, names = [inputs], [], words.neurons(step)
    steepest = max(np.abs(layer.gradient).max() for layer in step.layers) or 1
    for depth, (layer, owned) in enumerate(zip(step.layers, words.parameters(step))):
        shown, widths, of = layer.matrix, layer.matrix, ""
        if stage == "backward":
            shown, widths, of = layer.gradient, 2 * layer.gradient / steepest, "∂L/∂"
        columns.append([{"name": ("δ of " if stage == "backward" else "") + formulas.written(names[depth][j]),
                         "value": formulas.plain((layer.delta if stage == "backward" else layer.outputs)[j]),
                         "note": f"{of}{formulas.written(owned[j][-1])} = {formulas.plain(shown[-1, j])}"}
                        for j in range(len(layer.sums))])
        links += [{"from": [depth, i], "to": [depth + 1, j], "size": float(widths[i, j]),
                   "name": of + formulas.written(owned[j][i]), "text": formulas.plain(shown[i, j])}
                  for i in range(len(layer.inputs)) for j in range(len(layer.sums))]
    target = float(data.targets[row, 0])
    columns.append([{"name": "loss", "value": formulas.plain(step.loss),
                     "note": f"label {target:g}" if stage != "update" else "after the update"}])
    return {"stage": stage, "columns": columns, "links": links}


def _spoken(step: Worked, stage: str) -> str:
    """The picture in a sentence, for who cannot see it."""
    answer = formulas.plain(step.layers[-1].outputs[0])
    before, after = apart(step.loss, step.loss_after)
    return (f"A network of two inputs, two hidden neurons and one output, stage {STAGES[stage]}. Its output is "
            f"{answer}; the loss is {before}, after the update {after}.")


def _input_name(data: Dataset, column: int) -> str:
    feature = data.features[column]
    return f"{feature.name} {MINUS} {feature.offset:g} {feature.unit}" if feature.unit else "input"


def _forward_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    return (f"**Forward pass.** Each {term('neuron')} multiplies its inputs by its {term('weight', 'weights')}, adds "
            f"the products (a dot product) and its {term('bias')}, and applies its {term('activation function')} to "
            f"this weighted sum $z$. {words.MEANINGS[activation]}\n\n"
            + words.forward(step, ["x_1", "x_2"], activation))


def _loss_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    target, answer = float(data.targets[row, 0]), float(step.layers[-1].outputs[0])
    label = data.labels[int(target)]
    return (f"**Loss.** The {term('label')} is “{label}”, so the target is $y = {target:g}$. The network predicts "
            f"$o = {formulas.number(answer)}$. Squaring the difference gives one number that measures the error. It is "
            f"never below 0, and 0 only if the prediction is exact.\n\n{words.loss(step, target)}\n\n"
            f"Training makes this number smaller. Its mean over all samples is the {term('mean squared error')}.")


def _backward_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    return ("**Backpropagation.** If a parameter (a weight or a bias) were a little larger, how fast would the loss "
            rf"grow? That is the partial {term('derivative')} $\partial L / \partial w$. The {term('chain rule')} "
            "multiplies the derivatives along the way from the loss back to the parameter. All of them together, one "
            f"for each parameter, are the {term('gradient')}.\n\n"
            + words.backward(step, ["x_1", "x_2"], float(data.targets[row, 0]), activation))


def _update_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    before, after = apart(step.loss, step.loss_after)
    if step.loss_after < step.loss:
        verdict = f"The loss on this sample falls from {before} to {after}."
    elif step.loss_after > step.loss:
        verdict = (f"The loss on this sample rises from {before} to {after}: the step overshot. Lower the learning "
                   "rate.")
    else:
        verdict = f"The loss on this sample stays at {before}: the gradient is 0, so nothing changes."
    return ("**Update.** Where the derivative is positive, a larger parameter means a larger loss. So "
            f"{term('gradient descent')} moves each parameter against its derivative, times the "
            rf"{term('learning rate')} $\eta = {rate:g}$:" + words.RULE + f"{words.update(step, rate)}\n\n{verdict}")


EXPLANATIONS = {"forward": _forward_words, "loss": _loss_words, "backward": _backward_words, "update": _update_words}


def _check(network: Network, data: Dataset, row: int, step: Worked) -> str:
    """The derivative with respect to the first weight beside what really happens when that is increased."""
    nudged = network.params.copy()
    nudged[0] += NUDGE
    grown = MSE(network.over(nudged).forward(data.inputs[row][None]), data.targets[row][None]) - step.loss
    derivative = step.layers[0].gradient[0, 0]
    return (f"**Check the gradient.** Increase $w_1$ by {NUDGE} and compute the loss again: it changes by "
            f"{formulas.plain(grown)}. The derivative predicts {words.predicted(NUDGE, derivative)}.")
