"""The chapter Feedforward: a small network neuron by neuron, then in matrices, then 784-128-10 with a digit."""
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine.datasets.digit_format import LABELS, PIXELS
from engine.network import Network
from pages.ui.first_principles import formulas
from pages.ui.first_principles.alone import alone
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.chapter import Chapter
from pages.ui.first_principles.feedforward import digit, questions, typed_matrices, words
from pages.ui.first_principles.feedforward.rows import (
    DIGIT,
    FEATURES,
    FIELDS,
    HEIGHT,
    INPUTS,
    MATRICES,
    NEURONS,
    TEST_DIGITS,
    WEIGHT,
)
from pages.ui.first_principles.feedforward.shapes import (
    PRESETS,
    largest_difference,
    names_of,
    network_of,
)
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared import session
from pages.ui.shared.choices import ACTIVATION_NAMES
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded
from pages.ui.shared.plain import MINUS

PAGE = numbers.PAGE
END = r"\end{aligned}"  # the last letters reach beyond the formula's own width, and it would scroll by two pixels
HERE = Path(__file__).parent
neurons_board, matrices_board, person_board, digit_board = (
    Component(HERE / f"{name}.js") for name in ("two_two_one", "matrices", "own_person", "digit_pass"))


def show() -> None:
    """The whole chapter. Parts that nothing else depends on are fragments: what is dragged there runs them alone."""
    alone(NEURONS, _neuron_by_neuron)
    typed_matrices.add_person()
    network = _matrices()
    alone([WEIGHT, HEIGHT], _own_person, network)
    no_room = typed_matrices.no_room()
    st.button("Add this person to X", key=f"{PAGE}.feedforward_add", on_click=guarded(typed_matrices.ask_to_add),
              disabled=bool(no_room))
    if no_room:
        st.caption(no_room)
    alone([DIGIT], _digit)


def _neuron_by_neuron() -> None:
    st.markdown(f"A {term('layer')} is a group of neurons that take the same inputs. Two {term('feature', 'features')} "
                f"go to a {term('hidden layer')} of two neurons, and their activations to an output neuron, which "
                f"predicts the {term('label')}. Computing this from left to right is the {term('forward pass')}, also "
                "called feedforward.")
    activation = widgets.segmented_control("Activation of all three neurons", "feedforward_activation", wrap=True)
    values = [*numbers.values(NEURONS).values()]
    network = words.small_network(values[2:], activation)
    signals = network.signals([values[:2]])
    output = float(signals.outputs[1][0, 0])
    board.draw(neurons_board, NEURONS, {"activation": activation},
               f"A network of two inputs, two hidden neurons and one output neuron. Its output is "
               f"{formulas.plain(output)}.")
    with st.container(horizontal=True, gap="small"):
        for text in neuron_words(values, activation):
            st.markdown(text.replace(END, END + r"\quad"), width="content")  # as many in a row as have room
    h1, h2 = map(float, signals.outputs[0][0])
    st.caption(f"In full: h₁ = {h1!r}, h₂ = {h2!r}, **o = {output!r}**")


def neuron_words(values: list[float], activation: str) -> list[str]:
    """The equations of the three neurons, as TeX."""
    x1, x2, w1, w2, b1, w3, w4, b2, w5, w6, b3 = values
    signals = words.small_network(values[2:], activation).signals([[x1, x2]])
    (z1, z2), (h1, h2) = signals.pre_activations[0][0], signals.outputs[0][0]
    z, o = signals.pre_activations[1][0, 0], signals.outputs[1][0, 0]
    return [words.neuron("h_1", ["w_1", "w_2"], ["x_1", "x_2"], "b_1", [[w1, w2], [x1, x2], [b1]], z1, h1, activation),
            words.neuron("h_2", ["w_3", "w_4"], ["x_1", "x_2"], "b_2", [[w3, w4], [x1, x2], [b2]], z2, h2, activation),
            words.neuron("o", ["w_5", "w_6"], ["h_1", "h_2"], "b_3", [[w5, w6], [h1, h2], [b3]], z, o, activation)]


def _matrices() -> Network:
    """The board of matrices, and its network."""
    st.markdown("##### The same in matrices")
    st.markdown(f"Put the samples of a {term('batch')} in the rows of $X$, and each neuron's weights in a column of "
                f"$W$. Then a whole layer is one {term('matrix product')}, which NumPy writes with @, and $b$ is added "
                f"to every row ({term('broadcasting')}). Shapes say what fits: (n, k) @ (k, m) gives (n, m), and both "
                "k must be equal. A vector of m numbers, such as $b$, has the shape (m,).")
    with st.container(horizontal=True, gap="small"):
        for name, preset in PRESETS.items():
            st.button(preset.label, key=f"{PAGE}.feedforward_{name}", on_click=guarded(partial(_take_preset, name)))
    with st.container(horizontal=True, gap="medium"):
        hidden = widgets.selectbox("Hidden activation", "feedforward_hidden", width=165)
        output = widgets.selectbox("Output activation", "feedforward_output", width=165)
    shown, wrong, said = typed_matrices.to_show()
    if said:
        st.caption(said)
    network, inputs = network_of(shown, hidden, output), shown[INPUTS.name]
    picture = words.passed(network, np.array(inputs), names_of(inputs), [hidden, output])
    picture["activations"] = [ACTIVATION_NAMES[hidden], ACTIVATION_NAMES[output]]
    board.draw(matrices_board, MATRICES, picture, matrices_label(network, len(inputs)), errors=wrong)
    st.code(in_numpy(network, len(inputs)), language="python", wrap_lines=True)
    _batch(network, inputs)
    return network


def matrices_label(network: Network, samples: int) -> str:
    """The board in a sentence."""
    features, hidden, outputs = network.sizes
    return (f"X of shape ({samples}, {features}) times W₁ ({features}, {hidden}) plus b₁ gives Z₁ ({samples}, "
            f"{hidden}); A₁ times W₂ ({hidden}, {outputs}) plus b₂ gives Z₂ ({samples}, {outputs}).")


def in_numpy(network: Network, samples: int) -> str:
    """The pass as NumPy code, with its shapes."""
    features, hidden, outputs = network.sizes
    return "\n".join([
        f"Z1 = X @ W1 + b1   # ({samples}, {features}) @ ({features}, {hidden}) + ({hidden},) -> ({samples}, {hidden})",
        f"A1 = f(Z1)         # ({samples}, {hidden})",
        f"Z2 = A1 @ W2 + b2  # ({samples}, {hidden}) @ ({hidden}, {outputs}) + ({outputs},) -> ({samples}, {outputs})",
        f"A2 = f(Z2)         # ({samples}, {outputs})"])


def _batch(network: Network, inputs: Any) -> None:
    outputs = network.forward(inputs)
    said = "; ".join(f"{name}: {', '.join(repr(value) for value in row)}"
                     for name, row in zip(names_of(inputs), outputs.tolist()))
    st.caption(f"A₂ in full: {said}")
    st.markdown("**Why a batch.** No row of $X$ mixes with another, so one product gives what the samples one by one "
                f"would give, but faster. Computed both ways, the largest difference is "
                f"{formulas.plain(largest_difference(network, inputs))}. $W$ has the shape (fan_in, fan_out): a row "
                "for each input of the layer, a column for each of its neurons. Tutorials that write $Wx$ put the "
                "sample in a column and use the transpose of this $W$.")


def _take_preset(name: str) -> None:
    for field in MATRICES:
        numbers.put(field, field.written(PRESETS[name].matrices[field.name]))
    session.put(PAGE, feedforward_hidden="sigmoid", feedforward_output="sigmoid")


def _own_person(network: Network) -> None:
    st.markdown("##### A person of your own")
    st.markdown("The four people's weights and heights are in pounds and inches. "
                f"{FEATURES[0].offset:g} lb and {FEATURES[1].offset:g} in, round numbers near their means, are "
                f"subtracted: {term('normalization')} keeps features near 0, where the sigmoid is not flat.")
    raw = [*numbers.values([WEIGHT, HEIGHT]).values()]
    offsets = [feature.offset for feature in FEATURES]
    outputs = network.forward([[value - offset for value, offset in zip(raw, offsets)]])[0].tolist()
    layers = [{"weights": layer.weights.tolist(), "biases": layer.biases.tolist(), "activation": name}
              for layer, name in zip(network.layers, _activations())]
    board.draw(person_board, [WEIGHT, HEIGHT], {
        "names": [feature.name for feature in FEATURES], "units": [feature.unit for feature in FEATURES],
        "offsets": offsets, "layers": layers}, f"The network's output for this person is {_listed(outputs)}.")
    st.markdown(person_words(raw, network))


def _activations() -> tuple[str, str]:
    return (session.get(PAGE, "feedforward_hidden", "sigmoid"), session.get(PAGE, "feedforward_output", "sigmoid"))


def _listed(values: list[float]) -> str:
    return ", ".join(map(formulas.plain, values))


def person_words(raw: list[float], network: Network) -> str:
    """A person's numbers, what is subtracted and why, and the network's output."""
    features, lines = [value - feature.offset for feature, value in zip(FEATURES, raw)], []
    hidden, outputs = (each.tolist() for each in network.activations([features, raw]))
    for feature, value in zip(FEATURES, raw):
        found = equation([value, feature.offset], value - feature.offset, lambda one, other: one - other)
        one, other = found.operands
        lines.append(f"{feature.name} {one.plain} {MINUS} {other.plain} {found.sign} {found.result.plain}")
    meaning = "The outputs say" if len(outputs[0]) > 1 else "1 means female, 0 male, but the output says"
    return (f"In numbers: {'; '.join(lines)}. The hidden activations are {_listed(hidden[0])}; with the raw numbers "
            f"they would be {_listed(hidden[1])}.\n\nThe network on the board gives **{_listed(outputs[0])}**. "
            f"{meaning} something about a person only if the weights have been trained for that. The next chapters "
            f"measure how wrong an output is, and train weights by {term('gradient descent')}.")


def _digit() -> None:
    """784-128-10. A fragment: another digit runs nothing else."""
    run, accuracy = digit.trained()
    found = digit.passed(run, (number := int(numbers.values([DIGIT])[DIGIT.name])) - 1)
    st.markdown(f"##### {PIXELS}-{digit.HIDDEN}-{len(LABELS)}: a digit")
    st.markdown(f"The same two products read a digit: $X$ has {PIXELS} features, its pixels. This network comes "
                f"from no file: the server that shows you this page has trained it itself, in one {term('epoch')} of "
                f"{digit.LEARNED_FROM:,} digits. On {TEST_DIGITS:,} others its {term('accuracy')} is "
                f"{accuracy:.1%}. Point at a hidden neuron, or at an output.")
    st.button("Another digit", key=f"{PAGE}.feedforward_another", icon=":material/refresh:", on_click=guarded(_another))
    wants = session.get(PAGE, "feedforward_wants", False)
    session.put(PAGE, feedforward_wants=False)
    board.draw(digit_board, [DIGIT], digit.picture(run, found, with_weights=wants), digit_label(found, number),
               on_event=_hear)
    st.markdown(digit_words(found))


def _hear(event: dict[str, Any]) -> None:
    """Note that the browser has no weights yet. A callback."""
    if event.get("wants") == "weights":
        session.put(PAGE, feedforward_wants=True)


def _another() -> None:
    numbers.put(DIGIT, str(1 + np.random.default_rng().integers(TEST_DIGITS)))


def digit_label(found: digit.Pass, number: int) -> str:
    """The board in a sentence."""
    return f"Test digit {number}, a {found.label}. The network predicts {found.probabilities.argmax()}."


def digit_words(found: digit.Pass) -> str:
    """What the network predicts, and how."""
    best = int(found.probabilities.argmax())
    verdict = "correct" if best == found.label else f"wrong: the label is {found.label}"
    dead = int((found.activations == 0).sum())
    return (f"{term('ReLU')} has set {dead} of {digit.HIDDEN} activations to 0. {term('softmax', 'Softmax')} turns the "
            f"ten scores into probabilities that add up to 1. The {term('argmax')} is {best}, with "
            f"{found.probabilities[best]:.1%}: {verdict}. Weights of pixels at the edge, where no digit has ink, are "
            "still random.")


CHAPTER = Chapter("Feedforward", FIELDS, questions.ask, show, [questions.number, questions.gate])
