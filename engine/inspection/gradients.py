"""How strongly the loss pulls at each layer, over all training rows at once."""
import numpy as np

from engine.backprop import Backprop
from engine.network import matrices
from engine.training import TrainingRun

FAR_APART = 30  # times that one layer's gradient is another's before signals vanish or explode
NOTHING = 1e-7  # a gradient no larger than this on the average changes nothing that one could see


def gradients(run: TrainingRun) -> list[np.ndarray]:
    """Each layer's gradient (fan_in + 1, fan_out), the biases' in the last row: of the mean loss over all training
    rows, and of the penalty on weights, if there is one, as training adds them up."""
    backprop = Backprop(run.network, run.loss, len(run.dataset.inputs))
    backprop(run.dataset.inputs * run.dataset.input_scale, run.dataset.targets)
    if run.penalty:
        backprop.add_gradient_of(run.penalty)
    shapes = [layer.matrix.shape for layer in run.network.layers]
    return [gradient.astype(np.float64) for gradient in matrices(backprop.gradient, shapes)]


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
