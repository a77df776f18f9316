"""What the charts of a run show, in words and numbers, for everybody and for those who cannot see them."""
import math
from collections.abc import Sequence

import numpy as np

from engine.inspection.gradients import FAR_APART, flow, size
from engine.inspection.landscape import Landscape
from pages.ui.playground.charts.figures import layer_names
from pages.ui.shared.plain import MINUS

RISEN = 1.1  # times its lowest: a test loss that has turned


def learning_curves(curve: np.ndarray) -> str:
    """curve: (points, 5), as the stage keeps it."""
    epoch, loss, test_loss, accuracy, test_accuracy = curve[-1]
    text = f"After {_count(epoch, 'epoch')} the training loss is {loss:.3g}"
    text += f", from {curve[0, 1]:.3g} at epoch {curve[0, 0]:,.4g}" if len(curve) > 1 else ""
    text += f"; the test loss is {test_loss:.3g}" if math.isfinite(test_loss) else ""
    if math.isfinite(accuracy):
        text += f". Accuracy: {accuracy:.1%} of the training points"
        text += f", {test_accuracy:.1%} of the test points" if math.isfinite(test_accuracy) else ""
    text += "."
    if np.isfinite(curve[:, 2]).any():
        best = int(np.nanargmin(curve[:, 2]))
        if best < len(curve) - 1 and test_loss > RISEN * curve[best, 2] and loss < curve[best, 1]:
            text += (f" The test loss was lowest, {curve[best, 2]:.3g}, at epoch {curve[best, 0]:,.4g} and has risen "
                     "since, while the training loss fell: overfitting.")
    return text


def weights(layers: list[np.ndarray]) -> str:
    """layers: a matrix (fan_in + 1, fan_out) each, the biases in the last row."""
    name, largest = _largest(layers)
    whole = np.concatenate([layer.ravel() for layer in layers]).astype(np.float64)
    return (f"{len(whole):,} weights and biases, with mean {_signed(whole.mean(), '.2g')} and standard deviation "
            f"{whole.std():.2g}. The one farthest from zero, {_signed(largest, '.3g')}, is in {_the(name)}.")


def gradients(layers: list[np.ndarray]) -> str:
    """Where the gradient is large and where it vanishes."""
    names, (what, where) = layer_names(len(layers)), flow(layers)
    sizes = [size(layer) for layer in layers]
    norms = ", ".join(f"{name.lower()} {np.linalg.norm(layer):.2g}" for name, layer in zip(names, layers))
    text = f"Norm of the gradient: {norms}. "
    if what == "flat":
        return text + "That is close to zero: the loss is flat here, and training changes the weights no further."
    if what == "blocked":
        return text + (f"No gradient reaches {_the(names[where])}: all neurons after it have derivative 0, as dead "
                       "ReLUs and steps do, or all weights after it are zero. It cannot learn.")
    if what == "vanishing":
        return text + (f"Gradients in {_the(names[where])} are {_times(sizes[-1], sizes[where])} times smaller than in "
                       "the output layer: a vanishing gradient. This layer learns slowest.")
    if what == "exploding":
        return text + (f"Gradients in {_the(names[where])} are {_times(sizes[where], sizes[-1])} times larger than in "
                       "the output layer: an exploding gradient. It needs a small learning rate.")
    if len(layers) == 1:
        return text + "There is no hidden layer in which it could vanish."
    return text + f"The layers' gradients differ by less than a factor of {FAR_APART}: all of them learn."


def confusion(table: np.ndarray, labels: tuple[str, ...], split: str) -> str:
    """table: (classes, classes), a row for each true class and a column for each predicted one."""
    right, total = int(np.trace(table)), int(table.sum())
    text = f"{split}: {right:,} of {_count(total, 'point')} correct ({right / total:.1%})."
    if right < total:
        wrong = np.where(np.eye(len(table), dtype=bool), 0, table)
        truth, answer = np.unravel_index(wrong.argmax(), wrong.shape)
        text += (f" Most frequent error: “{labels[truth]}” predicted as “{labels[answer]}”, "
                 f"{_count(int(wrong[truth, answer]), 'time')}.")
    return text


def predicted_and_true(truth: np.ndarray, answers: np.ndarray, split: str) -> str:
    """How far regression's predictions (rows,) are from the true numbers (rows,)."""
    if not np.isfinite(answers).all():
        return f"{split}: some predictions have become too large for a computer to hold."
    error, spread = answers - truth, truth - truth.mean()
    text = f"{split}: {_count(len(truth), 'point')}, off by {np.abs(error).mean():.2g} on average"
    if (spread**2).sum() > 0:
        explained = 1 - (error**2).sum() / (spread**2).sum()
        text += (f"; {explained:.1%} of the variance explained" if explained > 0 else
                 "; predicting their mean would be no worse")
    return text + "."


def landscape(land: Landscape, cut_at: float | None) -> str:
    """cut_at: the height above which the charts show nothing, if anything lies there."""
    lowest = float(land.losses.min())
    text = f"The loss is {land.loss:.3g} here"
    if len(land.walk):
        text += f" and was {land.walk_losses[0]:.3g} at the start of the path"
    lowest_text = f"{lowest:.3g}" if math.isfinite(lowest) else "too large to hold"
    text += f"; the lowest on this plane is {lowest_text}. "
    if land.shares:
        text += (f"The plane shows {sum(land.shares):.1%} of the path's variance: {land.shares[0]:.1%} along "
                 f"direction 1, {land.shares[1]:.1%} along direction 2. ")
    return text + (f"Losses above {cut_at:.3g} are cut off." if cut_at is not None else "")


def _largest(layers: Sequence[np.ndarray]) -> tuple[str, float]:
    flat = [layer.ravel()[np.abs(layer).argmax()] for layer in layers]
    where = int(np.abs(flat).argmax())
    return layer_names(len(layers))[where], float(flat[where])


def _signed(number: float, form: str) -> str:
    return f"{number:{form}}".replace("-", MINUS)


def _the(name: str) -> str:
    return f"the {name.lower()}" if name.startswith("Output") else name.lower()


def _times(larger: float, smaller: float) -> str:
    return f"{float(f'{larger / smaller:.2g}'):,.0f}"


def _count(number: float, noun: str) -> str:
    return f"{number:,.4g} {noun}{'' if number == 1 else 's'}" if number < 1000 else f"{number:,.0f} {noun}s"
