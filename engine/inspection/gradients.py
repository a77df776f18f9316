"""All training rows at once, through a run's network and back: how it does, and the gradient of its loss."""
import math

import numpy as np

from engine.backprop import Backprop
from engine.losses import predicted_classes
from engine.network import matrices, with_ones
from engine.training import Metrics, TrainingRun

FAR_APART = 30  # times that one layer's gradient is another's before signals vanish or explode
NOTHING = 1e-7  # a gradient no larger than this on the average changes nothing that one could see


class TrainingRows:
    """All training rows of a small run, passed through its network as it is now, and back again.

    Its buffers are used again at each `look`: for XOR that takes 35 us, and 180 with new ones.
    metrics: loss and accuracy, as `TrainingRun.evaluate` says them. probabilities: (rows, outputs). gradients: each
    layer's (fan_in + 1, fan_out), the biases' in the last row, of the mean loss and of the penalty on weights, if there
    is one, as training adds them up. All are overwritten by the next `look`.
    """

    def __init__(self, run: TrainingRun):
        self._run, dataset, dtype = run, run.dataset, run.network.params.dtype
        self._inputs = with_ones(dataset.inputs * dataset.input_scale, dtype)
        self._targets = dataset.targets.astype(dtype, copy=False)
        self._classes = predicted_classes(self._targets)
        self._backprop = Backprop(run.network, run.loss, len(self._inputs))
        self.gradients = matrices(self._backprop.gradient, [layer.matrix.shape for layer in run.network.layers])

    def look(self) -> "TrainingRows":
        """Pass the rows through the network as it is now; returns itself."""
        run = self._run
        with np.errstate(over="ignore", invalid="ignore"):
            loss = self._backprop.step(self._inputs, self._targets)
            if run.penalty:
                self._backprop.add_gradient_of(run.penalty)
            self.probabilities = run.loss.probabilities(self._backprop.signals(len(self._inputs)).outputs[-1])
        right = np.count_nonzero(predicted_classes(self.probabilities) == self._classes) / len(self._classes)
        self.metrics = Metrics(loss, math.nan if run.dataset.is_regression else right)
        return self

    @property
    def doubts(self) -> np.ndarray:
        """(rows,) how far the probability that the network gives to each row's right class is from 1."""
        return np.abs(self.probabilities - self._targets).max(axis=1)

    @property
    def sureness(self) -> float:
        """The probability that the network gives to the right class, the average of all rows."""
        return 1 - float(self.doubts.mean())

    def slopes(self) -> list[np.ndarray]:
        """Every layer's f'(z), (rows, fan_out) each."""
        return self._backprop.signals(len(self._inputs)).slopes()


def gradients(run: TrainingRun) -> list[np.ndarray]:
    """Each layer's gradient as TrainingRows has it, in float64."""
    return [gradient.astype(np.float64) for gradient in TrainingRows(run).look().gradients]


def size(gradient: np.ndarray) -> float:
    """The root of the mean square: unlike a norm it compares layers of different sizes."""
    return float(np.sqrt(np.mean(gradient**2)))


def flow(gradients: list[np.ndarray]) -> tuple[str, int]:
    """What happens to gradients on their way from the output back, and in which layer, counted from the first one.

    "flat": all are next to nothing. "blocked": nothing at all reaches a layer, though the output has one. "vanishing",
    "exploding": a hidden layer's is FAR_APART times smaller or larger than the output's. "even" otherwise.
    """
    sizes = np.array([size(gradient) for gradient in gradients])
    *hidden, output = sizes
    if sizes.max() <= NOTHING:
        return "flat", int(sizes.argmax())
    if hidden and 0 in hidden:
        return "blocked", int(np.flatnonzero(sizes == 0)[-1])
    if hidden and min(hidden) * FAR_APART < output:
        return "vanishing", int(np.argmin(hidden))
    if hidden and max(hidden) > FAR_APART * output:
        return "exploding", int(np.argmax(hidden))
    return "even", 0
