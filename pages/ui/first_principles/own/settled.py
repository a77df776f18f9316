"""A sample's numbers as they are printed: a sum that cancels to rounding noise is 0, as it is by hand.

0.5·1 - 0.3·2 + 0.1 is 2.8e-17 in float64. The engine goes on with that; a page says 0. Knows nothing of Streamlit.
"""
import numpy as np

from engine.inspection.worked import Worked, WorkedLayer
from engine.inspection.worked_example import WorkedExample
from engine.layers import Dense

NOISE = 4 * float(np.finfo(np.float64).eps)  # of the terms' sizes together: a sum below it has no digit that is right


@np.errstate(all="ignore")  # what is no number is said in words
def settled(example: WorkedExample, row: int) -> Worked:
    """A sample's pass forward and back, as `WorkedExample.sample` has it, with 0 for each sum that is noise, and for
    what follows from it alone."""
    found = example.sample(row)
    layers, inputs = [], found.layers[0].inputs
    for layer, raw in zip(example.network.layers, found.layers):
        layers.append(_forward(layer, raw, inputs))
        inputs = layers[-1].outputs
    given = _handed_back(example, layers[-1], np.array(example.targets[row]))
    loss = found.loss if example.end.loss != "mse" or given.any() else 0.0
    for i in reversed(range(len(layers))):
        layers[i] = _backward(layers[i], given)
        terms = layers[i].matrix[:-1] * layers[i].delta
        given = without_noise(layers[i - 1].output_gradient, terms) if i else given
    return found._replace(layers=layers, loss=loss)


def without_noise(sums: np.ndarray, terms: np.ndarray) -> np.ndarray:
    """Sums (n,) of the rows of their terms (n, count), 0 for those that are noise."""
    least = NOISE * np.abs(terms).sum(axis=1)
    return np.where(np.isfinite(least) & (np.abs(sums) <= least), 0.0, sums)


def gradient(example: WorkedExample, shown: Worked) -> list[np.ndarray]:
    """What a step from a settled sample goes by, shaped like each layer's matrix: with the penalty on weights."""
    return [np.concatenate([layer.gradient[:-1] + example.l2 * layer.matrix[:-1], layer.gradient[-1:]])
            for layer in shown.layers]


def shows_less(raw: Worked, shown: Worked) -> bool:
    """Whether any sum is shown as 0 that is none."""
    return any((a.sums != b.sums).any() or (a.output_gradient != b.output_gradient).any()
               for a, b in zip(raw.layers, shown.layers) if np.isfinite([a.sums, a.output_gradient]).all())


def _forward(layer: Dense, raw: WorkedLayer, inputs: np.ndarray) -> WorkedLayer:
    """A layer's sums and outputs. A neuron whose slope jumps at 0 keeps its noise: it says which side it is on."""
    sums = without_noise(raw.sums, np.array([*inputs, 1.0]) * raw.matrix.T)
    outputs = layer.activation(sums[None])[0]
    slopes = np.broadcast_to(layer.activation.slope(sums[None], outputs[None]), (1, len(sums)))[0]
    keeps = (sums == raw.sums) | ~np.isclose(slopes, raw.slopes, rtol=1e-9, atol=1e-12)
    return raw._replace(inputs=inputs, sums=np.where(keeps, raw.sums, sums),
                        outputs=np.where(keeps, raw.outputs, outputs))


def _handed_back(example: WorkedExample, last: WorkedLayer, targets: np.ndarray) -> np.ndarray:
    """The loss's derivatives, 0 for an output that is its target but for rounding."""
    outputs = last.outputs if example.end.loss == "mse" else example.loss.probabilities(last.outputs[None])[0]
    is_met = without_noise(outputs - targets, np.array([outputs, targets]).T) == 0
    return np.where(is_met, 0.0, last.output_gradient)


def _backward(layer: WorkedLayer, given: np.ndarray) -> WorkedLayer:
    delta = np.where(given == 0, 0.0, layer.delta)
    entered = np.array([*layer.inputs, 1.0])
    is_nothing = (entered[:, None] == 0) | (delta == 0)
    return layer._replace(output_gradient=given, delta=delta, gradient=np.where(is_nothing, 0.0, layer.gradient))
