"""One training step's gradient, by the chain rule from the loss back to every weight, over reusable buffers.

Every array that a step needs is made once for a batch size and filled anew by each step: NumPy's `out=` says where a
result goes. What engine/examples/textbook_loop.py writes as `delta @ weights.T * slope` stands here as
`delta.dot(weights_transposed, out=delta_below)` and `delta *= slope`: the same numbers, without a new array.
"""
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import numpy as np
from numpy.typing import ArrayLike

from engine.activations import Activation, Identity
from engine.losses import Loss
from engine.network import Network, Signals, matrices, with_ones
from engine.penalty import Penalty


class Backprop:
    """Fills `gradient`, flat and in the order of `network.params`, with the batch's MEAN gradient of `loss`."""

    def __init__(self, network: Network, loss: Loss, batch_size: int, dropout: float = 0.0,
                 random: np.random.Generator | None = None):
        """dropout: the chance, below 1, with which `random` leaves a hidden neuron out of a row (arXiv:1207.0580)."""
        self.network = network
        self._loss = loss.__call__  # looked up once: 0.2 us less a step
        self.random = np.random.default_rng(0) if random is None else random
        self._dropout = dropout
        self.gradient = np.zeros_like(network.params)
        self._gradients = gradients = matrices(self.gradient, [layer.matrix.shape for layer in network.layers])
        self._buffers = cache(lambda rows: _Buffers(network, gradients, rows, bool(dropout)))
        self._buffers(batch_size)

    def __call__(self, inputs: ArrayLike, targets: ArrayLike) -> float:
        """The mean loss of inputs (batch, features) against targets (batch, outputs), before any update.

        Raises ValueError for other shapes."""
        inputs, targets = np.asarray(inputs), np.asarray(targets)
        features, *_, outputs = self.network.sizes
        if inputs.shape != (len(targets), features) or targets.shape != (len(inputs), outputs):
            raise ValueError(f"Give inputs (batch, {features}) and targets (batch, {outputs}) of as many rows, not "
                             f"{inputs.shape} and {targets.shape}.")
        with np.errstate(over="ignore", invalid="ignore"):
            return self.step(with_ones(inputs, self.network.params.dtype), targets)

    def step(self, inputs: np.ndarray, targets: np.ndarray, scale: float = 1.0) -> float:
        """The same for inputs that already carry their last column of ones (batch, features + 1); fills `gradient` with
        `scale` times the gradient."""
        buffers = self._buffers(len(inputs))  # the last batch of an epoch may be shorter

        # dropout: m = 0 with the chance p, else 1 / (1 - p), so that the next layer's sums stay as large on average
        for mask in buffers.signals.masks:
            np.multiply(self.random.random(mask.shape, mask.dtype) >= self._dropout, 1 / (1 - self._dropout), out=mask)

        # forward: z = [x 1] [W; b], a = f(z), layer by layer (x = m a of the layer below), and the loss L of the last a
        self.network.propagate(inputs, buffers.signals)
        loss = self._loss(buffers.outputs, targets, gradient=buffers.last_delta, scale=scale)

        # f'(z), at once for neighboring layers with the same f: a call takes 0.3 us, however few numbers it is for
        for activation, z, a, slope in buffers.slopes:
            activation.slope(z, a, out=slope)

        # backward: from the last layer to the first, starting at delta = dL/da
        buffers.backward[-1].inputs_transposed = inputs.T
        for layer in buffers.backward:
            delta = layer.delta
            # dL/da = m dL/dx, x being what the layer above was given
            if layer.mask is not None:
                delta *= layer.mask
            # dL/dz = dL/da * f'(z)
            if layer.slope is not None:
                delta *= layer.slope
            # dL/d[W; b] = [x 1]^T dL/dz
            layer.inputs_transposed.dot(delta, out=layer.gradient)
            # dL/dx = dL/dz W^T, if there is a layer below
            if layer.delta_below is not None:
                delta.dot(layer.weights_transposed, out=layer.delta_below)
        return loss

    def signals(self, batch_size: int) -> Signals:
        """What flowed through the network in the last step of so many rows; the next one overwrites it."""
        return self._buffers(batch_size).signals

    def deltas(self, batch_size: int) -> list[np.ndarray]:
        """Every layer's dL/dz, (batch, fan_out), in the last step of so many rows; the next one overwrites it."""
        return [layer.delta for layer in reversed(self._buffers(batch_size).backward)]

    def add_gradient_of(self, penalty: Penalty, scale: float = 1.0) -> None:
        """Add `scale` times a penalty's gradient to `gradient`, in place."""
        for layer, gradient in zip(self.network.layers, self._gradients):
            penalty.add_gradient(layer.weights, gradient[:-1], scale)


@dataclass(slots=True, eq=False)
class _LayerBuffers:
    """What one layer needs on the way back, for one batch size.

    slope: f'(z), (batch, fan_out); None where it is 1. mask: of the neurons that dropped out, or None. delta: (batch,
    fan_out), dL/da and then dL/dz in its place. inputs_transposed: [x 1]^T (fan_in + 1, batch); the first layer's is
    set by each step. gradient: dL/d[W; b], a view into Backprop.gradient. delta_below: the delta (batch, fan_in) of the
    layer below; None if there is none.
    """

    slope: np.ndarray | None
    mask: np.ndarray | None
    delta: np.ndarray
    inputs_transposed: np.ndarray
    gradient: np.ndarray
    weights_transposed: np.ndarray
    delta_below: np.ndarray | None


class _Buffers:
    """What one batch size needs on the way forward and back. Views are cut here, once: a cut takes 0.1 us."""

    def __init__(self, network: Network, gradients: list[np.ndarray], batch_size: int, dropout: bool):
        self.signals = Signals(network, batch_size, dropout=dropout)
        self.outputs = self.signals.outputs[-1]
        deltas = [np.empty_like(z) for z in self.signals.pre_activations]
        self.last_delta = deltas[-1]
        self.slopes: list[tuple[Activation, np.ndarray, np.ndarray, np.ndarray]] = []
        cut: list[np.ndarray | None] = []
        rest = self.signals.flat
        for activation, alike in groupby(network.layers, lambda layer: layer.activation):
            shapes = [(batch_size, layer.fan_out) for layer in alike]
            (z, a), rest = np.split(rest, [sum(rows * columns for rows, columns in shapes)], axis=1)
            if isinstance(activation, Identity):
                cut += [None] * len(shapes)  # f'(z) = 1: nothing to multiply by
            else:
                slope = np.zeros(z.shape, activation.slope_dtype or z.dtype)  # stays so where all f'(z) = 0
                self.slopes.append((activation, z, a, slope))
                cut += matrices(slope, shapes)
        masks = [stage.mask for stage in self.signals.stages]
        inputs_transposed = [self.outputs.T, *(carried.T for carried in self.signals.carried)]
        self.backward = [*map(_LayerBuffers, cut, masks, deltas, inputs_transposed, gradients, [
            layer.weights.T for layer in network.layers], [None, *deltas])][::-1]  # the last layer first
