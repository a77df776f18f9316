"""The formulas of one step of learning with their numbers put in, as Markdown. Knows nothing of Streamlit.

Names are the tutorial's: inputs x, hidden neurons h, the output o; weights w1, w2, ... neuron by neuron, biases b.
Every equation can be reckoned again by its printed digits, see `printed.equation`.
"""
import operator
from collections.abc import Sequence

import numpy as np

from engine.inspection.worked import Worked, WorkedLayer
from pages.ui.first_principles import functions
from pages.ui.first_principles.formulas import aligned, number, put_in
from pages.ui.first_principles.printed import MOST_EXTRA, SHORT, Number, equation

MEANINGS = {"sigmoid": r"The sigmoid $\sigma(z) = 1 / (1 + e^{-z})$ maps it to a number between 0 and 1.",
            "tanh": r"The hyperbolic tangent $\tanh(z)$ maps it to a number between $-1$ and 1.",
            "relu": r"The ReLU, $\max(0, z)$, keeps positive sums and makes all others 0."}
RULE = "\n\n" r"$$w \leftarrow w - \eta \, \frac{\partial L}{\partial w}$$" "\n\n"


def neurons(step: Worked) -> list[list[str]]:
    """What each layer's neurons are called."""
    hidden = [[f"h_{j + 1}" for j in range(len(layer.sums))] for layer in step.layers[:-1]]
    return [*hidden, ["o"]]


def parameters(step: Worked) -> list[list[list[str]]]:
    """The names of each layer's parameters, neuron by neuron: its weights, then its bias."""
    names: list[list[list[str]]] = []
    weights = biases = 0
    for layer in step.layers:
        names.append([])
        for _ in layer.sums:
            own = [f"w_{weights + i + 1}" for i in range(len(layer.inputs))]
            weights, biases = weights + len(own), biases + 1
            names[-1].append([*own, f"b_{biases}"])
    return names


def forward(step: Worked, inputs: list[str], activation: str) -> str:
    """Every neuron's sum and what its function makes of it."""
    lines, names = [], [inputs, *neurons(step)]
    for depth, (layer, owned) in enumerate(zip(step.layers, parameters(step))):
        function = activation if depth < len(step.layers) - 1 else "sigmoid"
        of = functions.formula(function)
        for j, own in enumerate(owned):
            name, terms = names[depth + 1][j], [rf"{weight} \, {x}" for weight, x in zip(own, names[depth])]
            lines.append(aligned([
                rf"z_{{{name}}} &= {' + '.join([*terms, own[-1]])}",
                rf"&{_weighted_sum(layer, j)}",
                rf"{name} &= {of.tex(f'z_{{{name}}}', f'z_{{{name}}}')} "
                + put_in(functions.found(function, layer.sums[j], layer.outputs[j]),
                         lambda z, of=of: of.tex(z.tex, z.factor), bold=True)]))
    return "\n\n".join(lines)


def _weighted_sum(layer: WorkedLayer, j: int) -> str:
    """One neuron's weights times their inputs, and its bias."""
    def written_out(*numbers: Number) -> str:
        *pairs, bias = [*zip(numbers[:-1:2], numbers[1::2]), numbers[-1]]
        return " + ".join([*(rf"{weight.factor} \cdot {x.factor}" for weight, x in pairs), bias.factor])

    def reckoned(*numbers: float) -> float:
        return sum(map(operator.mul, numbers[:-1:2], numbers[1::2])) + numbers[-1]

    pairs = [each for pair in zip(layer.matrix[:-1, j], layer.inputs) for each in pair]
    return put_in(equation([*pairs, layer.matrix[-1, j]], layer.sums[j], reckoned), written_out)


def loss(step: Worked, target: float) -> str:
    """The squared error."""
    error = equation([step.layers[-1].outputs[0], target], step.loss, lambda o, y: (o - y) ** 2)
    return f"$$L = (o - y)^2 {put_in(error, lambda o, y: f'({o.tex} - {y.tex})^2', bold=True)}$$"


def backward(step: Worked, inputs: list[str], target: float, activation: str) -> str:
    """The chain rule, from the loss back to every parameter."""
    hidden, output = step.layers
    (names, _), (owned, (own,)) = neurons(step), parameters(step)
    o, by_o, derivative, delta = (numbers[0] for numbers in (output.outputs, output.output_gradient, output.slopes,
                                                        output.delta))
    error = put_in(equation([o, target], by_o, lambda o, y: 2 * (o - y)), lambda o, y: rf"2\,({o.tex} - {y.tex})")
    parts = [r"Start at the output. $\delta_o = \partial L / \partial z_o$ is the derivative of the loss with respect "
             "to the output's weighted sum:",
             aligned([rf"{_derivative('L', 'o')} &= 2\,(o - y) {error}",
                       f"{_derivative('o', 'z_o')} &{_bend('sigmoid', 'o', o, derivative)}",
                       rf"\delta_o &{_product(by_o, derivative, delta)}",
                       *_products(own, "o", names, delta, hidden.outputs, output.gradient[:, 0])])]
    for j, name in enumerate(names):
        weight, by_name = output.matrix[j, 0], hidden.output_gradient[j]
        derivative, share = hidden.slopes[j], hidden.delta[j]
        parts += [rf"${name}$ affects the loss through ${own[j]}$, so the chain rule passes $\delta_o$ back along it:",
                  aligned([rf"{_derivative('L', name)} &= \delta_o \cdot {own[j]} {_product(delta, weight, by_name)}",
                            f"{_derivative(name, f'z_{{{name}}}')} "
                            f"&{_bend(activation, name, hidden.outputs[j], derivative)}",
                            rf"\delta_{{{name}}} &{_product(by_name, derivative, share)}",
                            *_products(owned[j], name, inputs, share, hidden.inputs, hidden.gradient[:, j])])]
    return "\n\n".join(parts)


def _bend(activation: str, name: str, value: float, derivative: float) -> str:
    """An activation function's derivative, which is known from what the function gave."""
    if activation == "sigmoid":
        found = equation([value], derivative, lambda a: a * (1 - a))
        numbers = put_in(found, lambda a: rf"{a.factor} \cdot (1 - {a.tex})")
        return rf"= {name} \cdot (1 - {name}) {numbers}"
    if activation == "tanh":
        found = equation([value], derivative, lambda a: 1 - a * a)
        return rf"= 1 - {name}^2 {put_in(found, lambda a: f'1 - {a.base}^2')}"
    return rf"= (1 \text{{ if }} z > 0 \text{{, else }} 0) = {number(derivative)}"


def _products(own: Sequence[str], neuron: str, sources: Sequence[str], delta: float, values: np.ndarray,
              gradient: np.ndarray) -> list[str]:
    """One neuron's derivatives: delta times what each weight was multiplied by, and delta itself for the bias."""
    return [*(rf"{_derivative('L', name)} &= \delta_{{{neuron}}} \cdot {source} "
              + _product(delta, value, derivative, bold=True)
              for name, source, value, derivative in zip(own, sources, values, gradient)),
            rf"{_derivative('L', own[-1])} &= \delta_{{{neuron}}} = \mathbf{{{number(gradient[-1])}}}"]


def _product(first: float, second: float, result: float, bold: bool = False) -> str:
    found = equation([first, second], result, operator.mul)
    return put_in(found, lambda a, b: rf"{a.factor} \cdot {b.factor}", bold)


def _derivative(what: str, by: str) -> str:
    return rf"\frac{{\partial {what}}}{{\partial {by}}}"


def update(step: Worked, rate: float) -> str:
    """A table of all parameters before and after the step."""
    rows = [r"| parameter | before | $\partial L / \partial w$ | $-\eta \, \partial L / \partial w$ | after |",
            "|:--|--:|--:|--:|--:|"]
    for layer, owned in zip(step.layers, parameters(step)):
        for j, own in enumerate(owned):
            rows += [f"| ${name}$ | {' | '.join(_changed(before, derivative, rate))} |"
                     for name, before, derivative in zip(own, layer.matrix[:, j], layer.gradient[:, j])]
    return "\n".join(rows)


def _changed(before: float, derivative: float, rate: float) -> list[str]:
    """A parameter before, the derivative, the change and the parameter after it, so that derivative and change, and
    before and change, lead to what stands behind them."""
    change, after = -rate * derivative, before - rate * derivative
    for extra in range(MOST_EXTRA + 1):
        moved = equation([before, change], after, operator.add, SHORT, more=extra)
        scaled = equation([derivative], change, lambda derivative: -rate * derivative, SHORT, extra=moved.extra)
        if moved.is_exact and scaled.is_exact:
            break
    signs = ["" if found.is_exact else "≈ " for found in (scaled, moved)]
    was, moves = moved.operands
    return [was.plain, scaled.operands[0].plain, signs[0] + moves.plain, f"**{signs[1]}{moved.result.plain}**"]


def predicted(nudge: float, derivative: float) -> str:
    """How much the loss grows when a parameter grows by `nudge`, by its derivative."""
    found = equation([derivative], nudge * derivative, lambda derivative: nudge * derivative, SHORT)
    operand = found.operands[0]
    factor = f"({operand.plain})" if operand.value < 0 else operand.plain
    return f"{nudge} · {factor} {found.sign} {found.result.plain}"
