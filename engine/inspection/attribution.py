"""What an answer is made of: what each hidden neuron and each pixel adds to the outputs' scores."""
from typing import NamedTuple

import numpy as np

from engine.network import Network, Signals


class PixelParts(NamedTuple):
    """inputs (outputs, features): what each input adds to each output. start (outputs,): what the outputs were before
    any of them was added. The two together make up the network's outputs."""

    inputs: np.ndarray
    start: np.ndarray


def neuron_parts(network: Network, sample: np.ndarray) -> list[np.ndarray]:
    """For each hidden layer what its neurons add to every output, (neurons, outputs), for a sample (features,).

    It is a neuron's activation times the slope of the output along it. For the last hidden layer before raw scores
    that is activation times weight, and with the biases it adds up to the score exactly. For an earlier one it adds up
    with all biases on the way if every neuron is a ReLU, leaky ReLU or identity; for others it is an estimate.
    """
    signals = network.signals(sample[None])
    return [signals.outputs[i][0][:, None] * (network.layers[i + 1].weights @ slopes[0])
            for i, slopes in enumerate(_output_slopes(network, signals)[1:])]


def pixel_parts(network: Network, sample: np.ndarray, start: np.ndarray, steps: int = 128) -> PixelParts:
    """What each input of a sample (features,) adds to every output, on the way there from another sample `start`.

    Integrated gradients (Sundararajan et al. 2017, arXiv:1703.01365): on the straight way from `start`, every step of
    a pixel is multiplied by the output's slope along that pixel at that place, and all of that is added up. So the
    parts make up the difference of the outputs for any activation, the more exactly the more `steps`. With an average
    digit as the start, missing ink counts too.
    """
    shares = ((np.arange(steps) + 0.5) / steps).astype(np.float32)
    signals = network.signals(start + shares[:, None] * (sample - start))
    gradient = network.layers[0].weights @ _output_slopes(network, signals)[0].mean(axis=0)
    return PixelParts((gradient * (sample - start)[:, None]).T, network.forward(start[None])[0])


def _output_slopes(network: Network, signals: Signals) -> list[np.ndarray]:
    """For every layer the slopes of all outputs along its pre-activations, (batch, fan_out, outputs) each.

    The last layer's is f'(z) on the diagonal; from there backward, d out / d z = f'(z) * W_next @ (d out / d z_next).
    """
    slopes = [slope[:, :, None] for slope in signals.slopes()]
    found = [slopes[-1] * np.eye(network.sizes[-1], dtype=network.params.dtype)]
    for layer, slope in zip(network.layers[:0:-1], slopes[-2::-1]):
        found.insert(0, slope * (layer.weights @ found[0]))
    return found
