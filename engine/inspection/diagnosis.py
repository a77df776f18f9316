"""Why a run cannot learn any more, if it cannot."""
import numpy as np

from engine.backprop import Backprop
from engine.network import Network, Signals, with_ones
from engine.training import TrainingRun

LEARNED = 1e-4  # a loss below which nothing is left to learn, for heights too
FLAT = 1e-3  # a slope below which hardly any gradient passes
FLOAT32_RESOLUTION = 6e-8  # relative; a smaller change of a weight is rounded away


def diagnosis(run: TrainingRun) -> str | None:
    """"diverged", "dead", "saturated", "settled", or None while there is hope or nothing left to learn.

    diverged: loss or parameters stopped being finite. dead: in some hidden layer every slope is exactly zero on every
    training row, so that no gradient passes. The gradient is too small to change any parameter: saturated, because all
    slopes of some layer are almost zero; settled, because this is as good as the network gets from here. Meant for
    small datasets: it looks at all training rows.
    """
    if run.diverged:
        return "diverged"
    loss, accuracy = run.evaluate("train")
    if accuracy == 1.0 or loss < LEARNED:
        return None
    inputs, targets = run.dataset.inputs * run.dataset.input_scale, run.dataset.targets
    slopes = _slopes(run.network, inputs)
    if any(not slope.any() for slope in slopes[:-1]):
        return "dead"
    backprop = Backprop(run.network, run.loss, len(inputs))
    backprop(inputs, targets)
    largest_change = run.optimizer.learning_rate * np.abs(backprop.gradient).max()
    if largest_change >= FLOAT32_RESOLUTION * np.abs(run.network.params).max():
        return None
    return "saturated" if any(np.abs(slope).max() < FLAT for slope in slopes) else "settled"


def dead_neurons(network: Network, inputs: np.ndarray) -> list[np.ndarray]:
    """For each hidden layer which neurons (fan_out,) bool have a slope of exactly zero on all inputs (rows, features):
    no gradient passes through them, so that they never change again."""
    return [(slope == 0).all(axis=0) for slope in _slopes(network, inputs)[:-1]]


def _slopes(network, inputs):
    signals = Signals(network, len(inputs))
    with np.errstate(over="ignore"):
        network.propagate(with_ones(inputs, network.params.dtype), signals)
    return [np.broadcast_to(layer.activation.slope(z, a), z.shape)
            for layer, z, a in zip(network.layers, signals.pre_activations, signals.outputs)]
