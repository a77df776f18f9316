"""A neural network in forty lines of plain NumPy, by the formulas of the textbooks, and the fast engine beside it.

    python -m engine.examples.textbook_loop

Each line of `gradients` has its counterpart in engine/backprop.py, which does the same in less than half the time:
there every result goes into an array that is there already, and weights and biases share a matrix. A layer is [weights
(fan_in, fan_out), biases (fan_out,)]; x is (rows, features), y (rows, outputs).
"""
from collections.abc import Callable
from typing import Any

import numpy as np

from engine.config import RunConfig
from engine.datasets import xor
from engine.training import TrainingRun

Layers = list[list[np.ndarray]]
Function = Callable[[np.ndarray], np.ndarray]


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def relu(z: np.ndarray) -> np.ndarray:
    return np.where(z > 0, z, 0)


def softmax(scores: np.ndarray) -> np.ndarray:
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# A function f of pre-activations z, and its derivative f'(z), which a = f(z) is enough to know.
ACTIVATIONS: dict[str, tuple[Function, Function]] = {"sigmoid": (sigmoid, lambda a: a * (1 - a)),
                                                     "relu": (relu, lambda a: a > 0)}


def forward(layers: Layers, x: np.ndarray, activation: str, classes: bool) -> list[np.ndarray]:
    """Every layer's outputs, x itself first; the last are sigmoids, or probabilities of `classes` by softmax."""
    function, _ = ACTIVATIONS[activation]
    outputs = [x]
    for weights, biases in layers[:-1]:
        outputs.append(function(outputs[-1] @ weights + biases))
    weights, biases = layers[-1]
    return [*outputs, (softmax if classes else sigmoid)(outputs[-1] @ weights + biases)]


def gradients(layers: Layers, x: np.ndarray, y: np.ndarray, activation: str = "sigmoid",
              classes: bool = False) -> Layers:
    """[[dL/d weights, dL/d biases] of each layer] for L the mean squared error, or for classes the cross-entropy."""
    *inputs, answer = forward(layers, x, activation, classes)  # of every layer, and what the last one makes of them
    _, slope = ACTIVATIONS[activation]
    # delta = dL/dz, of the last layer first
    delta = (answer - y) / len(x) if classes else 2 * (answer - y) / y.size * answer * (1 - answer)
    found: Layers = []
    for i in reversed(range(len(layers))):
        found.insert(0, [inputs[i].T @ delta, delta.sum(axis=0)])
        if i:
            delta = delta @ layers[i][0].T * slope(inputs[i])  # of the layer below
    return found


def train(layers: Layers, x: np.ndarray, y: np.ndarray, rate: float, epochs: int, batch_size: int | None = None,
          **kind: Any) -> None:
    """Plain gradient descent, in place, in batches of the rows as they stand."""
    batch_size = batch_size or len(x)
    for _ in range(epochs):
        for first in range(0, len(x), batch_size):
            rows = slice(first, first + batch_size)
            for parameters, slopes in zip(layers, gradients(layers, x[rows], y[rows], **kind)):
                for parameter, slope in zip(parameters, slopes):
                    parameter -= rate * slope


def layers_of(run: TrainingRun) -> Layers:
    """Copies of the present weights and biases of the engine's network."""
    return [[layer.weights.copy(), layer.biases.copy()] for layer in run.network.layers]


def main(epochs: int = 5_000) -> float:
    """Train both on XOR from the same first weights; print their answers, return the largest difference of a weight."""
    run = TrainingRun.start(RunConfig(dtype="float64"), xor(), learning_rate=1.0)
    layers, x, y = layers_of(run), run.dataset.inputs.astype(float), run.dataset.targets.astype(float)
    train(layers, x, y, rate=1.0, epochs=epochs)
    run.advance(epochs=epochs)
    print(f"After {epochs:,} epochs:\n\n| inputs | target | textbook loop | engine |\n|---|--:|--:|--:|")
    answers = zip(x, y[:, 0], forward(layers, x, "sigmoid", classes=False)[-1][:, 0], run.predict(x)[:, 0])
    for inputs, target, textbook, engine in answers:
        print(f"| {inputs[0]:.0f} {inputs[1]:.0f} | {target:.0f} | {textbook:.6f} | {engine:.6f} |")
    difference = max(float(np.abs(ours - theirs).max()) for ours, theirs in zip(
        [array for layer in layers for array in layer], [array for layer in layers_of(run) for array in layer]))
    print(f"\nNo weight differs by more than {difference:.0e}.")
    return difference


if __name__ == "__main__":
    main()
