"""The computational graph of a worked example, as its picture and its table print it. Knows nothing of Streamlit."""
import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from engine.inspection.worked import WorkedLayer
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles import formulas
from pages.ui.first_principles.own.names import nodes, places
from pages.ui.first_principles.own.settled import settled
from pages.ui.first_principles.printed import Number, printed
from pages.ui.shared.address import typed
from pages.ui.shared.plain import MINUS

STYLE = ((1e3, 1), (100, 2), (10, 3), (1e-2, 4), (1e-3, 5))  # an edge has room for nine characters
LARGE = 1e6  # from which on a number gets a power of ten


@lru_cache(maxsize=16)  # another parameter is chosen more often than another network
@np.errstate(all="ignore")  # what is no number is said in words
def picture(example: WorkedExample, sample: int) -> dict[str, Any]:
    """All that stands on the graph of a sample, numbers as text: nodes, parameters, and the loss."""
    found = settled(example, sample)
    return {"names": [[written(name) for name in layer] for layer in nodes(example.sizes)],
            "inputs": _typeable(example.inputs[sample], nodes(example.sizes)[0]),
            "targets": _typeable(example.targets[sample], _targets(example.sizes[-1])),
            "layers": [_neurons(example, layer, layer is found.layers[-1]) for layer in found.layers],
            "parameters": _parameters(example, found.layers), "is_fixed": example.bias_kind == "fixed",
            "loss": {"value": said(found.loss), "lines": [line.replace("-", MINUS) for line in loss_lines(example)],
                     "flow": _flow(example, found.layers[-1]), "flowNames": _flow_names(example)}}


def said(value: float) -> str:
    """A number in few letters, those that are none in words."""
    if not math.isfinite(value):
        return "not a number" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    return (printed(value, STYLE) if abs(value) < LARGE else Number(f"{value:.1e}", 0)).plain


def written(name: str) -> str:
    """A formula's name as letters: h_{2,1} as h₂,₁."""
    return formulas.written(name.replace("{", "").replace("}", ""))


def loss_lines(example: WorkedExample) -> list[str]:
    """The loss by its formula, and the derivative that it hands back, each line short enough for a node."""
    outputs = example.sizes[-1]
    parts = outputs if outputs > 1 and not example.sums_outputs else 1
    if example.end.loss == "softmax_cross_entropy":
        return ["-Σ y ln p" if outputs > 1 else "-y ln p", "δ = p - y"]
    if example.end.loss == "binary_cross_entropy":
        of = [] if outputs == 1 else ["Sum of" if parts == 1 else "Mean of"]
        return [*of, "-y ln p", "-(1 - y) ln(1 - p)", f"δ = {_times(Fraction(1, parts), 'p - y')}"]
    squares = f"{'½ ' if example.is_half else ''}{'Σ ' if outputs > 1 else ''}(o - y)²"
    return [squares + (f" / {parts}" if parts > 1 else ""),
            f"∂L/∂o = {_times(Fraction(1 if example.is_half else 2, parts), 'o - y')}"]


def _times(share: Fraction, difference: str) -> str:
    if share == 1:
        return difference
    above = "" if share.numerator == 1 else f"{share.numerator} "
    return f"{above}({difference})" + (f" / {share.denominator}" if share.denominator > 1 else "")


def _targets(outputs: int) -> list[str]:
    return ["y"] if outputs == 1 else [f"y_{j}" for j in range(1, outputs + 1)]


def _typeable(values: tuple[float, ...], named: list[str]) -> list[dict[str, str]]:
    """Numbers that can be typed into the picture. key: what they are called there; typed: with all digits."""
    return [{"key": f"{named[i][0]}{i + 1}", "name": written(named[i]), "value": said(value),
             "typed": typed.written(value)} for i, value in enumerate(values)]


def _neurons(example: WorkedExample, layer: WorkedLayer, is_last: bool) -> list[dict[str, str]]:
    """Each neuron's z, a, f'(z), dL/da and delta. Where the loss owns the last activation, there are no f'(z) and
    dL/da, and p for a."""
    owned = is_last and example.end.loss != "mse"
    outputs = example.loss.probabilities(layer.outputs[None])[0] if owned else layer.outputs
    neurons = []
    for j in range(len(layer.sums)):
        neuron = {"z": said(layer.sums[j]), "p" if owned else "a": said(outputs[j]), "delta": said(layer.delta[j])}
        neurons.append(neuron if owned else neuron | {"slope": said(layer.slopes[j]),
                                                      "fed": said(layer.output_gradient[j])})
    return neurons


def _flow(example: WorkedExample, last: WorkedLayer) -> list[str]:
    """What the loss hands back to each output: dL/do, or delta where it owns the last activation."""
    return [said(value) for value in (last.output_gradient if example.end.loss == "mse" else last.delta)]


def _flow_names(example: WorkedExample) -> list[str]:
    return ["∂L/∂" + written(name) if example.end.loss == "mse" else "δ" for name in nodes(example.sizes)[-1]]


def _parameters(example: WorkedExample, layers: list[WorkedLayer]) -> list[dict[str, Any]]:
    """Each weight and bias with its derivative, its place, and both sizes as shares of the largest one, -1 to 1."""
    values, derivatives = example.network.params, np.concatenate([layer.gradient.ravel() for layer in layers])
    sizes, slopes = _shares(values), _shares(derivatives)
    return [{"key": key, "name": written(place.name), "layer": place.layer, "row": place.row, "column": place.column,
             "bias": place.is_bias, "value": said(values[place.flat]), "typed": typed.written(values[place.flat]),
             "derivative": said(derivatives[place.flat]), "size": sizes[place.flat], "slope": slopes[place.flat]}
            for key, place in places(example).items()]


def _shares(values: np.ndarray) -> list[float]:
    finite = np.nan_to_num(values, nan=0.0)
    most = np.abs(finite).max(initial=0) or 1.0
    return [round(float(share), 4) for share in finite / most]


def tables(shown: dict[str, Any]) -> str:
    """The picture's numbers as two tables of Markdown: its nodes, and its parameters."""
    lines = ["| node | z | a | f'(z) | ∂L/∂a | δ = ∂L/∂z |", "|---|---|---|---|---|---|"]
    lines += [f"| {one['name']} | | {one['value']} | | | |" for one in shown["inputs"]]
    for names, neurons in zip(shown["names"][1:], shown["layers"]):
        lines += [f"| {name} | {one['z']} | {one.get('a', one.get('p'))} | {one.get('slope', '')} | "
                  f"{one.get('fed', '')} | {one['delta']} |" for name, one in zip(names, neurons)]
    lines += [f"| target {one['name']} | | {one['value']} | | | |" for one in shown["targets"]]
    lines += [f"| L | | {shown['loss']['value']} | | | |", "", "| parameter | from | to | value | ∂L/∂parameter |",
              "|---|---|---|---|---|"]
    for one in shown["parameters"]:
        below, above = ends(shown, one)
        lines.append(f"| {one['name']} | {below} | {above} | {one['value']} | {one['derivative']} |")
    return "\n".join(lines)


def ends(shown: dict[str, Any], parameter: dict[str, Any]) -> tuple[str, str]:
    """Where a parameter's edge comes from, 1 for a bias, and where it leads."""
    names, layer = shown["names"], parameter["layer"]
    return "1" if parameter["bias"] else names[layer][parameter["row"]], names[layer + 1][parameter["column"]]
