"""One pass of the engine over a worked example's samples, forward and back: what the chapter's lines are run on. Knows
nothing of Streamlit."""
from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np

from engine.activations import Identity
from engine.backprop import Backprop
from engine.examples.own_network_loop import forward, kind_of, layers_of, samples_of
from engine.inspection.worked_example import WorkedExample
from engine.network import with_ones
from engine.optimizers import Optimizer
from engine.penalty import Penalty


class Pass:
    """What the engine has computed of some of an example's samples, and the textbook loop beside it.

    rows: of the samples, from 0. memory: the optimizer's state so far, if it has any. inputs: each layer's, with ones,
    (samples, fan_in + 1); z, a, deltas: each (samples, fan_out); gradients: each layer's dL/d[W; b], without a penalty;
    gradient: all of them, flat, as the optimizer takes them.
    """

    def __init__(self, example: WorkedExample, rows: Sequence[int], memory: Sequence[np.ndarray] | None = None):
        self.example, self.rows, self.memory = example, rows, memory
        self.x, self.y = samples_of(example, rows)
        self.network, self.factor = example.network, example.factor(len(rows))
        backprop = Backprop(self.network, example.loss, len(rows))
        first = with_ones(self.x, np.float64)
        with np.errstate(over="ignore", invalid="ignore"):
            self.loss = backprop.step(first, self.y, scale=self.factor)
            signals = backprop.signals(len(rows))
            self.inputs = [first, *signals.carried]
            self.z, self.a, self.deltas = signals.pre_activations, signals.outputs, backprop.deltas(len(rows))
            self.gradients = example.cut(backprop.gradient.copy())
            backprop.add_gradient_of(Penalty(l2=example.l2))
            self.gradient = backprop.gradient
            for part in example.cut(self.gradient) if example.bias_kind != "trained" else []:
                part[-1] = 0
            self.layers, self.kind = layers_of(example), kind_of(example, len(rows))
            self.passed = [*forward(self.layers, self.x, self.kind["f"], self.kind["ending"])]

    @property
    def last(self) -> int:
        """The number of the last layer, from 0."""
        return len(self.z) - 1

    def buffers(self, i: int) -> SimpleNamespace:
        """What Backprop keeps of a layer, with empty room for what its lines fill in."""
        activation, z = self.network.layers[i].activation, self.z[i]
        slope = None if isinstance(activation, Identity) else np.zeros(z.shape, activation.slope_dtype or z.dtype)
        return SimpleNamespace(
            slopes=[] if slope is None else [(activation, z, self.a[i], slope)], slope=slope,
            inputs_transposed=self.inputs[i].T, gradient=np.empty_like(self.gradients[i]),
            weights_transposed=self.network.layers[i].weights.T,
            delta_below=np.empty_like(self.deltas[i - 1]) if i else None)

    def optimizer(self) -> Optimizer:
        """The example's, as it is before this step."""
        found = self.example.fresh_optimizer()
        if self.memory is not None and [part.shape for part in found.state] == [np.shape(part) for part in self.memory]:
            for place, kept in zip(found.state, self.memory):
                place[...] = kept
        return found
