"""One training step's gradient, by the chain rule from the loss back to every weight, over reusable buffers."""
import numpy as np

from engine.network import Network, Signals, matrices, with_ones


class Backprop:
    """Fills `gradient`, flat and in the order of `network.params`, with the batch's MEAN gradient of `loss`."""

    def __init__(self, network: Network, loss, batch_size: int):
        self.network = network
        self.loss = loss
        self.gradient = np.zeros_like(network.params)
        self._gradients = matrices(self.gradient, [layer.matrix.shape for layer in network.layers])
        self._buffers = {batch_size: _Buffers(network, batch_size)}

    def __call__(self, inputs, targets) -> float:
        """The mean loss of inputs (batch, features) against targets (batch, outputs), before any update."""
        with np.errstate(over="ignore"):
            return self.step(with_ones(np.asarray(inputs), self.network.params.dtype), np.asarray(targets))

    def step(self, inputs, targets) -> float:
        """The same for inputs that already carry their last column of ones (batch, features + 1)."""
        buffers = self._buffers.get(len(inputs))
        if buffers is None:  # the last batch of an epoch may be shorter
            buffers = self._buffers[len(inputs)] = _Buffers(self.network, len(inputs))

        # forward: z = [x 1] [W; b], a = f(z), layer by layer, and the loss L of the last a
        signals = buffers.signals
        self.network.propagate(inputs, signals)
        loss = self.loss(signals.outputs[-1], targets, gradient=buffers.deltas[-1])

        # backward: from the last layer to the first, starting at delta = dL/da
        for i in buffers.backward:
            layer, delta = self.network.layers[i], buffers.deltas[i]
            layer_inputs = signals.carried[i - 1] if i else inputs
            # dL/dz = dL/da * f'(z)
            slope = layer.activation.slope(signals.pre_activations[i], signals.outputs[i], out=buffers.slopes[i])
            np.multiply(delta, slope, out=delta)
            # dL/d[W; b] = [x 1]^T dL/dz
            np.dot(layer_inputs.T, delta, out=self._gradients[i])
            # dL/dx = dL/dz W^T, and x is the layer below's a
            if i:
                np.dot(delta, layer.weights.T, out=buffers.deltas[i - 1])
        return loss


class _Buffers:
    """What one batch size needs on the way forward and back."""

    def __init__(self, network: Network, batch_size: int):
        self.signals = Signals(network, batch_size)
        self.deltas = [np.empty_like(z) for z in self.signals.pre_activations]
        self.slopes = [np.empty(z.shape, layer.activation.slope_dtype or z.dtype)
                       for layer, z in zip(network.layers, self.signals.pre_activations)]
        self.backward = range(len(network.layers) - 1, -1, -1)
