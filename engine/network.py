"""A stack of layers over one flat parameter vector, and what flows through it."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from engine.activations import ACTIVATIONS
from engine.constraints import Interval, check
from engine.initializers import INITIALIZERS
from engine.layers import Dense


class Network:
    """A multilayer perceptron. Build one with `Network.mlp`.

    params: every weight and bias, flat and contiguous; the layers hold views into it.
    """

    def __init__(self, params: np.ndarray, layers: list[Dense]):
        self.params = params
        self.layers = layers
        self.sizes = (layers[0].fan_in, *(layer.fan_out for layer in layers))

    @classmethod
    def mlp(cls, sizes: Sequence[int], *, hidden: str = "relu", output: str = "identity", init: str = "he",
            init_scale: float = 1.0, seed: int = 0, dtype: DTypeLike = np.float32) -> "Network":
        """A network of the given layer sizes, inputs first, outputs last: (784, 128, 10).

        hidden, output: rows of ACTIVATIONS; init: a row of INITIALIZERS, times init_scale. The same seed draws the
        same weights, in float64, then rounded to dtype. Raises ValueError for an unknown name or impossible sizes.
        """
        if not isinstance(sizes, Sequence) or len(sizes) < 2 or any(map(Interval(int, 1), sizes)):
            raise ValueError(f"A network needs at least an input and an output layer of one neuron, not {sizes}.")
        check({"init_scale": Interval(float, 0), "seed": Interval(int, 0)}, {"init_scale": init_scale, "seed": seed})
        random = np.random.default_rng(seed)
        shapes = [(fan_in + 1, fan_out) for fan_in, fan_out in pairwise(sizes)]
        params = np.empty(sum(rows * columns for rows, columns in shapes), dtype)
        layers: list[Dense] = []
        for matrix in matrices(params, shapes):
            last = len(layers) == len(shapes) - 1
            matrix[...] = init_scale * INITIALIZERS[init](random, len(matrix) - 1, matrix.shape[1])
            layers.append(Dense(matrix, ACTIVATIONS[output if last else hidden]))
        return cls(params, layers)

    def over(self, params: np.ndarray, fan_in: int | None = None) -> "Network":
        """A network like this one, with fan_in inputs if that is given, over other parameters, flat and contiguous."""
        shapes = [layer.matrix.shape for layer in self.layers]
        if fan_in is not None:
            shapes[0] = (fan_in + 1, shapes[0][1])
        return Network(params, [Dense(matrix, layer.activation)
                                for matrix, layer in zip(matrices(params, shapes), self.layers)])

    def forward(self, inputs: ArrayLike) -> np.ndarray:
        """The outputs (batch, outputs) for inputs (batch, features), an array or lists of numbers.

        Raises ValueError for another shape: a single row, too, is given as rows, [row]."""
        return self.activations(inputs)[-1]

    def activations(self, inputs: ArrayLike) -> list[np.ndarray]:
        """Every layer's outputs, each (batch, fan_out), for inputs (batch, features). The arrays are new ones."""
        return self.signals(inputs).outputs

    def signals(self, inputs: ArrayLike) -> "Signals":
        """All that flows through the network for inputs (batch, features), in new buffers."""
        try:
            inputs = np.asarray(inputs)
        except ValueError:
            raise ValueError("Inputs must be rows of equally many numbers.") from None
        if inputs.dtype.kind not in "fiub":
            raise ValueError(f"Inputs must be numbers, not {inputs.dtype}.")
        if inputs.ndim != 2 or inputs.shape[1] != self.layers[0].fan_in:
            single = " Give a single row as [row]." if inputs.shape == (self.layers[0].fan_in,) else ""
            raise ValueError(f"Inputs must be (batch, {self.layers[0].fan_in}), not {inputs.shape}.{single}")
        signals = Signals(self, len(inputs))
        with np.errstate(over="ignore", invalid="ignore"):  # a diverging network may answer inf or nan
            self.propagate(with_ones(inputs, self.params.dtype), signals)
        return signals

    def propagate(self, inputs: np.ndarray, signals: "Signals") -> None:
        """Send inputs with ones (batch, features + 1) through every layer; fills `signals` in place."""
        by_rows = signals.by_rows
        for stage in signals.stages:
            stage.layer.forward(inputs, stage.pre_activation, stage.outputs, by_rows)
            if stage.mask is not None:
                np.multiply(stage.outputs, stage.mask, out=stage.carried_outputs)
            elif stage.carried_outputs is not None:
                stage.carried_outputs[...] = stage.outputs
            inputs = stage.carried

    def load(self, params: ArrayLike) -> None:
        """Copy `params`, as long as ours, into place; views survive. Raises ValueError for another length."""
        if np.shape(params) != self.params.shape:
            raise ValueError(f"This network has {len(self.params):,} parameters in a row, not {np.shape(params)}.")
        self.params[...] = params


@dataclass(slots=True, eq=False)
class Stage:
    """One layer and its buffers for one batch on the way forward.

    pre_activation, outputs: (batch, fan_out), the layer's z and a. carried: what the next layer is given, the outputs
    and a last column of ones (batch, fan_out + 1), or the last layer's outputs. carried_outputs: its columns that the
    outputs have to be copied into; None where there is nothing to copy. mask: where neurons drop out, what the outputs
    are multiplied by on the way, (batch, fan_out); else None.
    """

    layer: Dense
    pre_activation: np.ndarray
    outputs: np.ndarray
    carried: np.ndarray
    carried_outputs: np.ndarray | None
    mask: np.ndarray | None


class Signals:
    """Buffers for one batch on its way through a network: a Stage a layer, and lists of what each of them holds.

    Order "C" keeps a row together, for training. The outputs are arrays of their own there, copied into the carried
    ones: a function of a tiny array takes 0.3 us, but 0.9 where a row ends before the next one begins. "F" keeps a
    neuron together, which is 3.8 times as fast for few neurons on a large grid; there the outputs are views.
    flat: (2, all numbers), in order "C" every layer's z, side by side, and its a.
    """

    def __init__(self, network: Network, batch_size: int, order: Literal["C", "F"] = "C", dropout: bool = False):
        def buffer(columns: int) -> np.ndarray:
            return np.ones((batch_size, columns), network.params.dtype, order)

        self.by_rows = order == "C"
        shapes = [(batch_size, layer.fan_out) for layer in network.layers]
        self.flat = np.ones((2, batch_size * sum(layer.fan_out for layer in network.layers)), network.params.dtype)
        self.pre_activations, outputs = (matrices(part, shapes, order) for part in self.flat)
        self.carried = [buffer(layer.fan_out + 1) for layer in network.layers[:-1]]
        views = [carried[:, :-1] for carried in self.carried]
        self.outputs = outputs if self.by_rows else [*views, outputs[-1]]
        self.masks = [buffer(layer.fan_out) for layer in network.layers[:-1]] if dropout else []
        carried, nothing = [*self.carried, self.outputs[-1]], [None] * len(network.layers)
        self.stages = [*map(Stage, network.layers, self.pre_activations, self.outputs, carried,
                            [*views, None] if self.by_rows else nothing, [*self.masks, None] if dropout else nothing)]

    def slopes(self) -> list[np.ndarray]:
        """Every layer's f'(z), (batch, fan_out) each, read-only."""
        return [np.broadcast_to(stage.layer.activation.slope(z, stage.outputs), z.shape)
                for stage, z in zip(self.stages, self.pre_activations)]


def with_ones(inputs: np.ndarray, dtype: DTypeLike, order: Literal["C", "F"] = "C") -> np.ndarray:
    """A copy of inputs (batch, features) with a last column of ones (batch, features + 1)."""
    extended = np.ones((len(inputs), inputs.shape[1] + 1), dtype, order)
    extended[:, :-1] = inputs
    return extended


def matrices(flat: np.ndarray, shapes: Iterable[tuple[int, int]], order: Literal["C", "F"] = "C") -> list[np.ndarray]:
    """Views of consecutive parts of a flat vector, one of each shape."""
    ends = accumulate(rows * cols for rows, cols in shapes)
    return [flat[end - rows * cols : end].reshape(rows, cols, order=order) for (rows, cols), end in zip(shapes, ends)]
