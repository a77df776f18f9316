"""The forward pass and the loss, line by line. Knows nothing of Streamlit."""
import numpy as np

from engine.examples import own_network_loop as loop
from engine.exchange.worked_script import loss_formula, loss_share
from engine.layers import Dense
from pages.ui.first_principles.code.passed import Pass
from pages.ui.first_principles.code.source import part, whole
from pages.ui.first_principles.code.step import Step, Values, difference, input_of, plain_input, sub
from pages.ui.first_principles.functions import formula


def weighted_sum(of: Pass, i: int) -> Step:
    """z of layer i, from 0."""
    layer, textbook = of.network.layers[i], part(loop.forward, "z = ")
    lines = part(Dense.forward, "# z = [x 1] [W; b]")
    found = lines.run(self=layer, inputs=of.inputs[i], pre_activation=np.empty_like(of.z[i]), by_rows=True)
    x, (weights, biases) = of.passed[i][0], of.layers[i]
    own = textbook.run(x=x, weights=weights, biases=biases)
    return Step(
        "Weighted sum", rf"z_{i + 1} = {input_of(i)} W_{i + 1} + b_{i + 1}", [lines],
        [("inputs", f"[{plain_input(i)} 1]", of.inputs[i]), ("self.matrix", f"[W{sub(i)}; b{sub(i)}]", layer.matrix),
         ("pre_activation", f"z{sub(i)}", found["pre_activation"])],
        difference(found["pre_activation"], of.z[i]), [textbook], difference(own["z"], of.z[i]))


def activation(of: Pass, i: int) -> Step:
    """a of layer i."""
    layer, textbook, is_last = of.network.layers[i], part(loop.forward, "a = "), i == of.last
    lines, applied = part(Dense.forward, "# a = f(z)"), whole(type(layer.activation).__call__)
    found = lines.run(self=layer, pre_activation=of.z[i], outputs=np.empty_like(of.a[i]))
    a = applied.call(layer.activation, of.z[i])
    own = textbook.run(f=of.kind["f"], z=of.passed[i][1], i=i + 1, layers=of.layers, ending=of.kind["ending"])["a"]
    values: Values = [("pre_activation", f"z{sub(i)}", of.z[i]), ("outputs", f"a{sub(i)}", found["outputs"])]
    shown, note, known = [lines, applied], "", of.a[i]
    name = of.example.end.shown if is_last else of.example.hidden
    if is_last and of.example.end.loss != "mse":
        probabilities = whole(type(of.example.loss).probabilities)
        known = of.example.loss.probabilities(of.a[i])
        shown.append(probabilities)
        values.append(("probabilities(scores)", "o", probabilities.call(of.example.loss, of.a[i])))
        note = f"The engine's last layer gives raw scores: its loss has the {name} inside, and predictions ask it."
    return Step("Activation", _activation_formula(name, i, is_last), shown, values,
                max(difference(found["outputs"], of.a[i]), difference(a, of.a[i])), [textbook],
                difference(own, known), note)


def _activation_formula(name: str, i: int, is_last: bool) -> str:
    z = f"z_{i + 1}"
    tex = rf"\mathrm{{softmax}}({z})" if name == "softmax" else formula(name).tex(z, z)
    return f"{'o' if is_last else f'a_{i + 1}'} = {tex}"


def loss(of: Pass, i: int) -> Step:
    """The loss and dL/d outputs, whichever layer is chosen."""
    lines, outputs = whole(type(of.example.loss).__call__), of.a[-1]
    gradient, known = np.empty_like(outputs), np.empty_like(outputs)
    mean = lines.call(of.example.loss, outputs, of.y, gradient=gradient, scale=of.factor)
    again = of.example.loss(outputs, of.y, gradient=known, scale=of.factor)
    name = "outputs" if of.example.end.loss == "mse" else "scores"
    why = _why(of)
    yours = f"Yours is {of.factor:g} times that ({why}), so `scale` is {of.factor:g}." if why else (
        "So is yours: `scale` is 1.")
    note = f"The engine's loss is a mean, {mean:.6g}. {yours}"
    return Step(
        "Loss", rf"{_loss_formula(of)} \\[4pt] {_loss_derivative(of)}", [lines],
        [(name, "o" if name == "outputs" else f"z{sub(of.last)}", outputs), ("targets", "y", of.y),
         ("loss * scale", "L", mean * of.factor), ("gradient", f"∂L/∂{'o' if name == 'outputs' else 'z'}", gradient)],
        max(abs(mean - of.loss), abs(mean - again), difference(gradient, known)), [], None, note)


def _why(of: Pass) -> str:
    """Of what the factor between the two losses is the product; nothing where both are the same mean."""
    example, samples = of.example, len(of.rows)
    is_square = example.end.loss == "mse"
    factors = ["½"] if example.is_half and is_square else []
    if example.sums_outputs and example.end.loss != "softmax_cross_entropy":
        factors.append(f"{example.sizes[-1]} output{'s' * (example.sizes[-1] != 1)}")
    if example.sums_samples:
        factors.append(f"{samples} sample{'s' * (samples != 1)}")
    return " · ".join(factors)


def _loss_formula(of: Pass) -> str:
    """In lines that a phone has room for."""
    return loss_formula(of.example, len(of.rows)).replace(r", \qquad", r" \\[4pt]")


def _loss_derivative(of: Pass) -> str:
    is_square = of.example.end.loss == "mse"
    share = loss_share(of.example, len(of.rows)) * (2 if is_square else 1)
    difference = "o - y" if share == 1 else "(o - y)"
    times = "" if share == 1 else rf"\frac{{{share.numerator}}}{{{share.denominator}}} \, " if (
        share.denominator > 1) else rf"{share.numerator} \, "
    return rf"\frac{{\partial L}}{{\partial {'o' if is_square else 'z'}}} = {times}{difference}"
