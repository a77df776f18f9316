"""How wrong a network is: a loss, its gradient, and what the network's outputs mean as predictions.

Losses and gradients are means over the batch, so that a learning rate survives a change of batch size; `scale`
multiplies the gradients alone. The two cross-entropies take raw scores and own their sigmoid or softmax: a wrong
pairing cannot be written.
"""
from collections.abc import Callable

import numpy as np

from engine.activations import Sigmoid
from engine.constraints import Table

sigmoid = Sigmoid()


class Loss:
    """What all of them share: what menus call it, and what a classifier that is trained with it ends in."""

    label: str
    output_activation: str
    __call__: Callable[..., float]
    probabilities: Callable[[np.ndarray], np.ndarray]


class MeanSquaredError(Loss):
    """L = mean((output - target)^2), over every number in the batch.

    Some tutorials, the XOR one among our presets, add the rows' gradients up and leave out the factor 2 / count that
    the derivative of this mean has. With four rows, their learning rate 0.1 takes the same steps as 0.2 does here.
    """

    label = "Mean squared error"
    output_activation = "sigmoid"  # what a classifier that is trained with this loss ends in; for regression, identity

    def __call__(self, outputs: np.ndarray, targets: np.ndarray, gradient: np.ndarray | None = None,
                 scale: float = 1.0) -> float:
        """The loss of `outputs` against `targets`, both (batch, outputs); fills `gradient`, of that shape, with
        dL/d outputs = 2 (output - target) / count."""
        error = np.subtract(outputs, targets, out=gradient)
        loss = float(np.vdot(error, error)) / error.size
        if gradient is not None:
            gradient *= scale * 2 / error.size
        return loss

    def probabilities(self, outputs: np.ndarray) -> np.ndarray:
        """The outputs themselves: a classifier's sigmoid put them into 0..1; for regression they are the answers."""
        return outputs


class BinaryCrossEntropy(Loss):
    """L = mean(-log p(target)) with p = sigmoid(score), for outputs that are raw scores of yes-or-no questions.

    Written as softplus(score) - target * score, which neither overflows nor takes the logarithm of zero.
    """

    label = "Binary cross-entropy"
    output_activation = "identity"

    def __call__(self, scores: np.ndarray, targets: np.ndarray, gradient: np.ndarray | None = None,
                 scale: float = 1.0) -> float:
        """The loss of `scores` against 0-or-1 `targets`, both (batch, outputs); fills `gradient`, of that shape, with
        dL/d scores = (sigmoid(score) - target) / count."""
        loss = float((np.logaddexp(0, scores) - scores * targets).sum()) / scores.size  # no term is below zero
        if gradient is not None:
            np.subtract(sigmoid(scores, out=gradient), targets, out=gradient)
            gradient *= scale / scores.size
        return loss

    def probabilities(self, scores: np.ndarray) -> np.ndarray:
        """sigmoid(score), the probability of "yes"."""
        return sigmoid(scores)


class SoftmaxCrossEntropy(Loss):
    """L = mean over rows of -log p[true class] with p = softmax(scores), for raw scores of exclusive classes.

    softmax(s) = e^s / sum(e^s). Subtracting the row's largest score first changes nothing but prevents overflow.
    """

    label = "Softmax cross-entropy"
    output_activation = "identity"

    def __call__(self, scores: np.ndarray, targets: np.ndarray, gradient: np.ndarray | None = None,
                 scale: float = 1.0) -> float:
        """The loss of `scores` against one-hot `targets`, both (batch, classes); fills `gradient`, of that shape, with
        dL/d scores = (softmax(scores) - target) / batch."""
        shifted = np.subtract(scores, scores.max(axis=1, keepdims=True), out=gradient)
        true_scores = float(np.vdot(shifted, targets))
        e = np.exp(shifted, out=gradient)
        sums = e.sum(axis=1, keepdims=True)
        loss = (float(np.add.reduce(np.log(sums), axis=None)) - true_scores) / len(scores)  # .sum() takes 1 us more
        if gradient is not None:
            gradient /= sums
            gradient -= targets
            gradient *= scale / len(scores)
        return loss

    def probabilities(self, scores: np.ndarray) -> np.ndarray:
        """softmax(scores): positive, and each row adds up to 1."""
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


LOSSES: Table[Loss] = Table("loss", {"mse": MeanSquaredError(), "binary_cross_entropy": BinaryCrossEntropy(),
                                     "softmax_cross_entropy": SoftmaxCrossEntropy()})


def fitting_losses(classes: int) -> tuple[str, ...]:
    """The rows of LOSSES that make sense for so many classes, the usual choice first; 0 classes mean regression."""
    if classes == 0:
        return ("mse",)
    return ("binary_cross_entropy", "mse") if classes == 2 else ("softmax_cross_entropy", "mse")


def predicted_classes(probabilities: np.ndarray) -> np.ndarray:
    """The class of every row of (batch, outputs): 0 or 1 by the half for one output, else the largest."""
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] >= 0.5).astype(int)
    return probabilities.argmax(axis=1)
