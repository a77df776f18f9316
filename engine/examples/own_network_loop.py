"""Any small network, its gradient and its training in forty lines of plain NumPy, by the formulas of the textbooks.

    python -m engine.examples.own_network_loop

The engine's own lines do the same in place. A layer is [weights (fan_in, fan_out), biases (fan_out,)]; x is (rows,
features), y (rows, outputs); f, with its slope f', is one of the engine's ACTIVATIONS. `factor` is what the mean over
outputs and rows is multiplied by, and `learns` is 0 where biases stay as they are.
"""
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from engine.activations import ACTIVATIONS, Activation
from engine.inspection.worked_example import WorkedExample

Array = np.ndarray
Layers = list[list[Array]]
Passed = tuple[Array, Array, Array]  # a layer's inputs x, weighted sums z and outputs a
Kept = list[Any]  # what an optimizer keeps of a parameter from step to step
Update = Callable[..., None]
# The last layer's f, and the mean loss's dL/dz, of its outputs o and the targets y.
Ending = tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]
sigmoid, linear = ACTIVATIONS["sigmoid"], ACTIVATIONS["identity"]


def softmax(z: Array) -> Array:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


ENDINGS: dict[str, Ending] = {  # the last f, and the loss's dL/dz
    "sigmoid": (sigmoid, lambda o, y: 2 * (o - y) / y.size * o * (1 - o)),
    "linear": (linear, lambda o, y: 2 * (o - y) / y.size),
    "sigmoid_entropy": (sigmoid, lambda o, y: (o - y) / y.size),
    "softmax": (softmax, lambda o, y: (o - y) / len(y))}


def forward(layers: Layers, x: Array, f: Activation, ending: str) -> Iterator[Passed]:
    for i, (weights, biases) in enumerate(layers, 1):
        z = x @ weights + biases
        a = f(z) if i < len(layers) else ENDINGS[ending][0](z)
        yield x, z, a  # a layer's inputs, weighted sums and outputs
        x = a


def gradients(layers: Layers, x: Array, y: Array, f: Activation, ending: str,
              factor: float = 1, l2: float = 0, learns: int = 1) -> Layers:
    """[dL/d weights, dL/d biases] of each layer, from the last one down."""
    passed, found = [*forward(layers, x, f, ending)], Layers()
    delta = factor * ENDINGS[ending][1](passed[-1][2], y)
    for i, (x, z, a) in reversed([*enumerate(passed)]):
        if i < len(layers) - 1:
            delta = delta @ layers[i + 1][0].T * f.slope(z, a)
        found.insert(0, [x.T @ delta + l2 * layers[i][0], learns * delta.sum(axis=0)])
    return found


def descend(p: Array, g: Array, kept: Kept, t: int, rate: float,
            momentum: float = 0) -> None:
    kept[0] = momentum * kept[0] + g
    p -= rate * kept[0]


def adam(p: Array, g: Array, kept: Kept, t: int, rate: float, beta_1: float,
         beta_2: float, epsilon: float) -> None:
    kept[0] = m = beta_1 * kept[0] + (1 - beta_1) * g
    kept[1] = v = beta_2 * kept[1] + (1 - beta_2) * g**2
    p -= rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + epsilon)


def train(layers: Layers, x: Array, y: Array, steps: int, update: Update, settings: Any,
          **kind: Any) -> None:
    memory = [[[0, 0] for _ in layer] for layer in layers]
    for t in range(1, steps + 1):
        for layer, slopes, kept in zip(layers, gradients(layers, x, y, **kind), memory):
            for parameters, slope, its_own in zip(layer, slopes, kept):
                update(parameters, slope, its_own, t, **settings)


UPDATES: dict[str, Update] = {"sgd": descend, "momentum": descend, "adam": adam}  # of the engine's OPTIMIZERS


def layers_of(example: WorkedExample) -> Layers:
    """Copies of an example's weights and biases."""
    return [[layer.weights.copy(), layer.biases.copy()] for layer in example.network.layers]


def samples_of(example: WorkedExample, rows: Sequence[int] | None = None) -> tuple[Array, Array]:
    """(x, y) of some of its samples, or of all."""
    chosen = slice(None) if rows is None else [*rows]
    return np.array(example.inputs)[chosen], np.array(example.targets)[chosen]


def kind_of(example: WorkedExample, samples: int) -> dict[str, Any]:
    """What `gradients` has to know of it besides its numbers, for a step over so many samples."""
    return {"f": ACTIVATIONS[example.hidden], "ending": example.ending, "factor": example.factor(samples),
            "l2": example.l2, "learns": int(example.bias_kind == "trained")}


def flat(layers: Layers) -> Array:
    """All numbers in a row, in the order of the engine's `params`."""
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def main(steps: int = 1_000) -> float:
    """Train Mazur's network by the loop and by the engine; print both outputs, return the largest difference."""
    example = WorkedExample((((0.15, 0.25), (0.2, 0.3)), ((0.4, 0.5), (0.45, 0.55))), ((0.35, 0.35), (0.6, 0.6)),
                            ((0.05, 0.1),), ((0.01, 0.99),), bias_kind="fixed", is_half=True, sums_outputs=True,
                            rate=0.5)
    layers, (x, y), kind = layers_of(example), samples_of(example), kind_of(example, 1)
    train(layers, x, y, steps, UPDATES[example.optimizer], {"rate": example.rate}, **kind)
    trained, optimizer = example, example.fresh_optimizer()
    for _ in range(steps):
        params = trained.network.params.copy()
        optimizer.step(params, trained.gradient())
        trained = trained.over(params)
    *_, (_, _, outputs) = forward(layers, x, kind["f"], kind["ending"])
    print(f"After {steps:,} steps, with the targets 0.01 and 0.99:\n")
    print(f"the loop    {outputs[0]}\nthe engine  {trained.outputs()[0]}")
    difference = float(np.abs(flat(layers) - trained.network.params).max())
    print(f"\nNo weight differs by more than {difference:.0e}.")
    return difference


if __name__ == "__main__":
    main()
