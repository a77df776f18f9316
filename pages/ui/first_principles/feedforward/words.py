"""The equations of a forward pass with their numbers put in: neuron by neuron as TeX, cell by cell as plain text.

Knows nothing of Streamlit. Every equation can be reckoned again by its printed digits, see `printed.equation`.
"""
from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.network import Network
from pages.ui.first_principles import formulas, functions
from pages.ui.first_principles.formulas import factor
from pages.ui.first_principles.printed import SHORT, Number, equation, printed
from pages.ui.shared.plain import MINUS

HIGHEST = 1e5  # from which on a cell has no room for all digits
LETTERS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def small_network(values: Sequence[float], activation: str) -> Network:
    """The engine's 2-2-1 network of w₁, w₂, b₁, w₃, w₄, b₂, w₅, w₆, b₃, in float64."""
    w1, w2, b1, w3, w4, b2, w5, w6, b3 = values
    network = Network.mlp((2, 2, 1), hidden=activation, output=activation, dtype=np.float64)
    network.load([w1, w3, w2, w4, b1, b2, w5, w6, b3])
    return network


def neuron(name: str, weights: Sequence[str], inputs: Sequence[str], bias: str, numbers: Sequence[Sequence[float]],
           z: float, a: float, activation: str) -> str:
    """A neuron's weighted sum and its activation, as TeX. numbers: of its weights, of its inputs, and of its bias."""
    ws, xs, (b,) = numbers
    found = sum_of(xs, ws, b, z)  # as in the formula, each weight before its input
    terms = " + ".join(rf"{w} \, {x}" for w, x in zip(weights, inputs))
    lines = [rf"z_{{{name}}} &= {terms} + {bias}", "&" + formulas.put_in(found, _written_out(r" \cdot "))]
    found, of = functions.found(activation, z, a), functions.formula(activation)
    shown = formulas.put_in(found, lambda z: of.tex(z.tex, z.factor), bold=True)
    if of.tex("z", "z") == "z":  # there is nothing to put in
        shown = rf"= \boldsymbol{{{found.result.tex}}}"
    return formulas.aligned([*lines, rf"{name} &= f(z_{{{name}}}) {shown}"])


def sum_of(weights: Sequence[float], inputs: Sequence[float], bias: float, z: float, extra: int = 0) -> Any:
    """The equation of a weighted sum: of input and weight in turn, and the bias."""
    pairs = [number for pair in zip(inputs, weights) for number in pair]
    return equation([*pairs, bias], z, lambda *all_of: sum(
        x * w for x, w in zip(all_of[:-1:2], all_of[1:-1:2])) + all_of[-1], extra=extra)


def _written_out(times: str) -> Any:
    def written_out(*operands: Number) -> str:
        products = [f"{x.factor}{times}{w.factor}" for x, w in zip(operands[:-1:2], operands[1:-1:2])]
        return " + ".join([*products, operands[-1].factor])
    return written_out


def sum_in_words(weights: Sequence[float], inputs: Sequence[float], bias: float, z: float) -> str:
    """Row times column plus bias, in plain text: 2·0 + 3·1 + 0 = 3."""
    found = sum_of(weights, inputs, bias, z)
    terms = [f"{factor(x)}·{factor(w)}" for x, w in zip(found.operands[:-1:2], found.operands[1:-1:2])]
    return f"{' + '.join([*terms, factor(found.operands[-1])])} {found.sign} {found.result.plain}"


def activation_in_words(activation: str, z: float, a: float) -> str:
    """f(z) in plain text: sigmoid(3) = 0.9526."""
    found = functions.found(activation, z, a)
    (of,) = found.operands
    return f"{functions.formula(activation).plain(of.plain, factor(of))} {found.sign} {found.result.plain}"


def cell(value: float) -> str:
    """A number in a matrix's cell, where there is room for few digits."""
    return f"{value:.1e}".replace("-", MINUS) if abs(value) >= HIGHEST else printed(value, SHORT).plain


def numbered(letter: str, count: int) -> list[str]:
    """h₁, h₂ and so on."""
    return [f"{letter}{i}".translate(LETTERS) for i in range(1, count + 1)]


def matrix(name: str, numbers: np.ndarray, rows: Sequence[str], columns: Sequence[str],
           shape: str = "") -> dict[str, Any]:
    """What the board draws of a matrix (rows, columns). tints: from -1 to 1, by the numbers' sizes."""
    most = float(np.abs(numbers).max()) or 1.0
    return {"name": name, "shape": shape or f"{numbers.shape}", "rows": [*rows], "columns": [*columns],
            "texts": [[*map(cell, row)] for row in numbers.tolist()],
            "tints": [[round(value / most, 3) for value in row] for row in numbers.tolist()]}


def passed(network: Network, inputs: np.ndarray, samples: Sequence[str],
           activations: Sequence[str]) -> dict[str, Any]:
    """What the board draws of a pass through a network of two layers: the inputs, and for each layer its weights,
    biases, sums and activations, and in words how each cell of the last two came about."""
    signals, layers, names = network.signals(inputs), [], ["x", "h", "o"]
    for i, layer in enumerate(network.layers):
        given = signals.outputs[i - 1] if i else np.asarray(inputs, float)
        before, after = numbered(names[i], layer.fan_in), numbered(names[i + 1], layer.fan_out)
        z, a = signals.pre_activations[i], signals.outputs[i]
        mark, columns = "₁₂"[i], [*zip(layer.weights.T.tolist(), layer.biases.tolist())]
        sums = [[sum_in_words(weights, row, bias, value) for (weights, bias), value in zip(columns, values)]
                for row, values in zip(given.tolist(), z.tolist())]
        outputs = [[activation_in_words(activations[i], *pair) for pair in zip(*rows)]
                   for rows in zip(z.tolist(), a.tolist())]
        layers.append({"weights": matrix(f"W{mark}", layer.weights, before, after),
                       "biases": matrix(f"b{mark}", layer.biases[None], [], after, f"({layer.fan_out},)"),
                       "sums": matrix(f"Z{mark}", z, samples, after) | {"words": sums},
                       "outputs": matrix(f"A{mark}", a, samples, after) | {"words": outputs}})
    return {"inputs": matrix("X", inputs, samples, numbered("x", network.sizes[0])), "layers": layers}
