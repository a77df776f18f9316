"""Why a derivative is 0, or all but 0, in a sentence each."""
import numpy as np

from engine.inspection.worked import Worked
from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.derived.called import plain
from pages.ui.first_principles.formulas import plain as short
from pages.ui.first_principles.own.names import Place, nodes
from pages.ui.shared.glossary import term

FLAT = 0.01  # below which a bounded activation counts as saturated


def remarks(example: WorkedExample, row: int, step: Worked, place: Place) -> list[str]:
    """What is to be said of the chosen parameter's derivative, the reason nearest to it first."""
    found = [_enters(example, step, place), _own_slope(example, step, place), *_above(example, step, place)]
    gradient = float(step.layers[place.layer].gradient[place.row, place.column])
    if not gradient and not any(found) and step.layers[place.layer].delta[place.column]:
        found.append("The derivative is too small for a float64 and has become 0.")
    if place.is_bias and example.bias_kind == "fixed":
        found.append("This bias is fixed: its derivative exists, but no update uses it.")
    return [each for each in found if each]


def _enters(example: WorkedExample, step: Worked, place: Place) -> str:
    if place.is_bias or step.layers[place.layer].inputs[place.row]:
        return ""
    source = nodes(example.sizes)[place.layer][place.row]
    return (f"${source} = 0$ enters here, so ${place.name}$ does not matter for this sample: its derivative is 0, "
            "whatever the delta is.")


def _own_slope(example: WorkedExample, step: Worked, place: Place) -> str:
    """What the parameter's own neuron lets through."""
    return flat(example, step, place.layer, place.column)


def flat(example: WorkedExample, step: Worked, layer: int, j: int) -> str:
    """Why a neuron lets nothing through, or hardly anything; empty if it does."""
    is_last = layer == len(example.weights) - 1
    if is_last and example.end.loss != "mse":
        return ""
    name = nodes(example.sizes)[layer + 1][j]
    function = example.end.shown if is_last else example.hidden
    z, derivative = float(step.layers[layer].sums[j]), float(step.layers[layer].slopes[j])
    if function == "step":
        return f"${name}$ is a step, flat on both sides: $f' = 0$, and nothing below it can learn."
    if function == "relu" and not derivative:
        return (f"${name}$'s weighted sum is {short(z)}, where {term('ReLU')} is flat: $f' = 0$, so nothing passes "
                "through for this sample.")
    if function == "leaky_relu" and derivative < 1:
        return f"${name}$'s weighted sum is {short(z)}, where the leaky ReLU lets only one hundredth through."
    if function in ("sigmoid", "tanh") and derivative < FLAT:
        return (f"${name}$ is in {term('saturation')}: at {short(z)} its activation is flat, $f'$ = "
                f"{short(derivative)}, so hardly anything passes through." if derivative else
                f"${name}$ is in {term('saturation')}: $f'$ at {short(z)} has become 0 in a float64.")
    return "" if derivative else f"${name}$'s activation is flat at {short(z)}: $f' = 0$, so nothing passes through."


def _above(example: WorkedExample, step: Worked, place: Place) -> list[str]:
    """What stops the derivative on its way down to the parameter's neuron."""
    last, layer, j = len(example.weights) - 1, place.layer, place.column
    top = step.layers[-1]
    if not np.any(top.output_gradient[j] if layer == last else top.output_gradient):
        return ["The output is the target, to the last digit: there is no error to pass back."]
    if layer == last or np.any(step.layers[layer].output_gradient[j]):
        return []
    name, above = nodes(example.sizes)[layer + 1][j], step.layers[layer + 1]
    if not np.any(above.matrix[j]):
        return [f"All weights from ${name}$ upward are 0: it does not affect the loss, so its derivative is 0. Those "
                "weights themselves can still learn."]
    if np.any(above.matrix[j] * above.delta):
        return [f"The contributions from above cancel: ${name}$'s derivative is 0, although no path's is."]
    blocked = [k for k, weight in enumerate(above.matrix[j]) if weight and flat(example, step, layer + 1, k)]
    if blocked:
        shown = nodes(example.sizes)[layer + 2]
        called = ", ".join(plain(shown[k]) for k in blocked[:4]) + ("…" if len(blocked) > 4 else "")
        return [f"Above, {called} {'is' if len(blocked) == 1 else 'are'} flat, so nothing comes down to {plain(name)}."]
    return [f"No derivative comes down to ${name}$ from the layer above."]
