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
from pages.ui.first_principles import words
from pages.ui.first_principles.parameters import PAGE, STAGES, widgets
from pages.ui.first_principles.printed import apart
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import MINUS

# The button that leads on from each stage.
ONWARD = {"forward": "Next: how wrong is it?", "loss": "Next: which way is better?",
          "backward": "Next: change a little", "update": "Take this step"}
ROUNDS = 100
NUDGE = 0.001
MSE = LOSSES["mse"]

component = Component(Path(__file__).with_name("principles.js"))


def show() -> None:
    """The whole page."""
    st.markdown("#### First principles")
    st.caption("A network learns by taking one small step again and again. Here is that step with every number in it. "
               "Press the blue button and follow.")
    above = st.container(horizontal=True, gap="medium")
    picture, formulas = st.columns([1.15, 1], gap="large")
    st.markdown("**Another network**")
    data, start, activation, rate = _settings()
    network = _network(start, activation)
    with above:
        stage = widgets.segmented_control("Stage", "stage", label_visibility="collapsed")
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
        name = widgets.segmented_control("Learns", "dataset",
                                         help="Four people: who is female, by weight and height, the tutorial's "
                                              "network. XOR: whether exactly one input is 1.")
        start = widgets.segmented_control("First weights", "start",
                                          help="All 1 with biases 0 is the tutorial's example; its two hidden neurons "
                                               "stay twins. Random ones can come to different things.")
        activation = widgets.segmented_control("Hidden neurons", "activation",
                                               help="The function that bends a hidden neuron's sum. The output is "
                                                    "always a sigmoid.")
        rate = widgets.select_slider("Learning rate", "rate", width=220,
                                     help="How far a step goes. Try 10: the loss may grow.")
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
        st.button(f"{ROUNDS} rounds of all four", key=f"{PAGE}.rounds", on_click=guarded(_go_round),
                  args=(data, network, rate),
                  help=f"The same step for each of the four in turn, {ROUNDS} times.")
        st.button("Start again", key=f"{PAGE}.again", icon=":material/replay:", on_click=guarded(partial(
            session.put, PAGE, params=None, steps=0, stage="forward", row=0)))


def _go_on(data: Dataset, row: int, step: Worked, stage: str) -> None:
    if stage == "update":
        session.put(PAGE, params=step.params_after, steps=session.get(PAGE, "steps") + 1,
                    row=(row + 1) % len(data.inputs))
    following = [*STAGES][([*STAGES].index(stage) + 1) % len(STAGES)]
    session.put(PAGE, stage=following)


def _go_round(data: Dataset, network: Network, rate: float) -> None:
    for _ in range(ROUNDS):
        for sample, target in zip(data.inputs, data.targets):
            network.load(worked(network, MSE, sample, target, rate).params_after)
    session.put(PAGE, params=network.params, steps=session.get(PAGE, "steps") + ROUNDS * len(data.inputs),
                stage="forward")


def _progress(data: Dataset, network: Network) -> str:
    answers = network.forward(data.inputs)
    right = int((predicted_classes(answers) == predicted_classes(data.targets)).sum())
    return (f"Steps taken: {session.get(PAGE, 'steps'):,}. Over all four, the loss is {MSE(answers, data.targets):.4f} "
            f"and {right} of 4 answers are on the right side of one half.")


def _picture(data: Dataset, row: int, step: Worked, stage: str) -> dict[str, Any]:
    """What the picture shows of a step: columns of nodes from the inputs to the loss, and the weights between them."""
    inputs = [{"name": words.written(f"x_{j + 1}"), "note": _input_name(data, j), "value": words.plain(value)}
              for j, value in enumerate(data.inputs[row])]
    columns, links, names = [inputs], [], words.neurons(step)
    steepest = max(np.abs(layer.gradient).max() for layer in step.layers) or 1
    for depth, (layer, owned) in enumerate(zip(step.layers, words.parameters(step))):
        shown, widths, of = layer.matrix, layer.matrix, ""
        if stage == "backward":
            shown, widths, of = layer.gradient, 2 * layer.gradient / steepest, "∂L/∂"
        columns.append([{"name": ("δ of " if stage == "backward" else "") + words.written(names[depth][j]),
                         "value": words.plain((layer.delta if stage == "backward" else layer.outputs)[j]),
                         "note": f"{of}{words.written(owned[j][-1])} = {words.plain(shown[-1, j])}"}
                        for j in range(len(layer.sums))])
        links += [{"from": [depth, i], "to": [depth + 1, j], "size": float(widths[i, j]),
                   "name": of + words.written(owned[j][i]), "text": words.plain(shown[i, j])}
                  for i in range(len(layer.inputs)) for j in range(len(layer.sums))]
    target = float(data.targets[row, 0])
    columns.append([{"name": "loss", "value": words.plain(step.loss),
                     "note": f"truth {target:g}" if stage != "update" else "after the step"}])
    return {"stage": stage, "columns": columns, "links": links}


def _spoken(step: Worked, stage: str) -> str:
    """The picture in a sentence, for who cannot see it."""
    answer = words.plain(step.layers[-1].outputs[0])
    before, after = apart(step.loss, step.loss_after)
    return (f"A network of two inputs, two hidden neurons and one output, stage {STAGES[stage]}. It answers {answer}; "
            f"the loss is {before}, after the step {after}.")


def _input_name(data: Dataset, column: int) -> str:
    feature = data.features[column]
    return f"{feature.name} {MINUS} {feature.offset:g} {feature.unit}" if feature.unit else "input"


def _forward_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    return (f"**Forward.** Every neuron multiplies each of its inputs by a weight, adds the products and its bias, and "
            f"bends the sum $z$ with a function. {words.MEANINGS[activation]}\n\n"
            + words.forward(step, ["x_1", "x_2"], activation))


def _loss_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    target, answer = float(data.targets[row, 0]), float(step.layers[-1].outputs[0])
    label = data.labels[int(target)]
    return (f"**Loss.** The truth is “{label}”, so the right answer $y$ is {target:g}. The network said "
            f"$o = {words.number(answer)}$. The square of the difference makes one number of the mistake: it is never "
            f"below 0, and it is 0 only if the answer is exactly right.\n\n{words.loss(step, target)}\n\n"
            "All that follows has one aim: to make this number smaller.")


def _backward_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    return ("**Backward.** If a parameter (a weight or a bias) were a little larger, how fast would the loss grow? "
            r"That is its slope $\partial L / \partial w$, the partial derivative. The chain rule multiplies the "
            "slopes on the way from the loss back to the parameter.\n\n"
            + words.backward(step, ["x_1", "x_2"], float(data.targets[row, 0]), activation))


def _update_words(data: Dataset, row: int, step: Worked, activation: str, rate: float) -> str:
    before, after = apart(step.loss, step.loss_after)
    if step.loss_after < step.loss:
        verdict = f"The loss on this sample falls from {before} to {after}."
    elif step.loss_after > step.loss:
        verdict = (f"The loss on this sample rises from {before} to {after}: the step went too far. Lower the learning "
                   "rate.")
    else:
        verdict = f"The loss on this sample stays at {before}: where all slopes are 0, nothing can be learned."
    return ("**Update.** A positive slope says that a larger parameter makes the loss larger, so every parameter moves "
            f"against its slope: by the slope times the learning rate, {rate:g}.\n\n{words.update(step, rate)}\n\n"
            f"{verdict}")


EXPLANATIONS = {"forward": _forward_words, "loss": _loss_words, "backward": _backward_words, "update": _update_words}


def _check(network: Network, data: Dataset, row: int, step: Worked) -> str:
    """The slope of the first weight beside what really happens when it is nudged."""
    nudged = network.params.copy()
    nudged[0] += NUDGE
    grown = MSE(network.over(nudged).forward(data.inputs[row][None]), data.targets[row][None]) - step.loss
    slope = step.layers[0].gradient[0, 0]
    return (f"**Is it true?** Make $w_1$ larger by {NUDGE} and compute the loss again: it changes by "
            f"{words.plain(grown)}. The slope foretold {words.foretold(NUDGE, slope)}.")
