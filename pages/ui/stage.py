"""The live stage: what the browser paints of a run, as binary messages, and the component that carries them there.

One message is one `bytes` value: the header's length (uint32), the header (JSON), the points (four float32 each: x, y,
class or target, 1 for a test point), the loss curve (three float32 each: epoch, training loss, test loss), then per
snapshot epoch, training loss and accuracy, test loss and accuracy and every parameter (float32), a picture per input
and neuron and a map per output (uint8, 0 negative or "no", 255 positive or "yes"), and last the message's number
(uint32). All little-endian.
"""
import itertools
import json
from collections.abc import Sequence

import numpy as np

from engine.boundary import Grid, plane_of
from engine.datasets import Dataset
from engine.datasets.features import PLANE
from engine.history import Series
from engine.losses import predicted_classes
from engine.training import TrainingRun
from pages.ui.painters import Painter

TILE, MAP = 20, 60  # cells along a side of a neuron's picture and of the answer's map

painter = Painter("stage", "stage_message", "stage_look", "stage_network", "stage_answer", "stage_curve")


class Stage:
    """Takes snapshots of one run and packs them into messages."""

    _numbers = itertools.count(1)  # of messages, in this process: equal numbers mean equal messages
    _runs = itertools.count(1)  # a new run is shown at once, without a blend from the one before

    def __init__(self, run: TrainingRun, plane: Dataset, features: Sequence[str] = PLANE):
        """plane: the run's points on their plane; features: what the network is told of them."""
        self.plane, self._features = plane, features
        margin = 0.25 if plane.names else 0.08  # points with names need room to show them
        self._x_range, self._y_range = plane_of(np.concatenate([plane.inputs, plane.test_inputs]), margin)
        self._tiles = Grid(run.network, self._x_range, self._y_range, TILE, features)
        self._map = Grid(run.network, self._x_range, self._y_range, MAP, features)
        self._input_tiles = _bytes_of(self._tiles.inputs(), (-np.inf, np.inf)).tobytes()
        self._run = run
        self._snapshots: list[bytes] = []
        self._points = np.concatenate([_points(plane, "train"), _points(plane, "test")]).astype("<f4")
        self.curve = Series(columns=3)  # (epoch, training loss, test loss) at the moments captured
        self._scene = self._fixed_scene(run)
        self.capture()
        self.last_message = self.message(playing=False)

    def renewed(self, run: TrainingRun) -> "Stage":
        """The same stage for another run on the same points."""
        return Stage(run, self.plane, self._features)

    def capture(self) -> None:
        """Keep the run's present state for the next message."""
        run = self._run
        training, test = run.evaluate("train"), run.evaluate("test")
        self.curve.forget_after(run.epoch - 1e-9)
        self.curve.append(run.epoch, training.loss, test.loss)
        numbers = np.concatenate([[run.epoch, *training, *test], run.network.params]).astype("<f4")
        *hidden, outputs = self._tiles.answers()
        tiles = [_bytes_of(layer, network_layer.activation.bounds)
                 for layer, network_layer in zip(hidden, run.network.layers)]
        tiles.append(self._answer_bytes(outputs))
        answer = self._answer_bytes(self._map.answers()[-1])
        self._snapshots.append(b"".join([numbers.tobytes(), self._input_tiles, *(tile.tobytes() for tile in tiles),
                                         answer.tobytes()]))

    def message(self, playing: bool, seconds: float = 0.25) -> bytes:
        """All snapshots since the last message; played in `seconds`, or, when not playing, the newest at once."""
        curve = self.curve.points().astype("<f4")
        header = self._scene | {"playing": playing, "gap": 1000 * seconds / len(self._snapshots),
                                "curvePoints": len(curve), "snapshotCount": len(self._snapshots)}
        text = json.dumps(header).encode()
        number = np.array([next(self._numbers)], "<u4").tobytes()
        self.last_message = b"".join([np.array([len(text)], "<u4").tobytes(), text, self._points.tobytes(),
                                      curve.tobytes(), *self._snapshots, number])
        self._snapshots.clear()
        return self.last_message

    def _answer_bytes(self, outputs: np.ndarray) -> np.ndarray:
        """(outputs, rows, columns) of outputs as the answers that they stand for: probabilities, or -1..1."""
        if self._run.dataset.is_regression:
            return _bytes_of(outputs, (-1.0, 1.0))
        flat = outputs.reshape(len(outputs), -1).T
        with np.errstate(over="ignore"):
            return _bytes_of(self._run.loss.probabilities(flat).T.reshape(outputs.shape), (0.0, 1.0))

    def _fixed_scene(self, run) -> dict:
        """What every message says again, so that each one can be painted by itself."""
        plane = self.plane
        return {
            "run": next(self._runs), "sizes": run.network.sizes, "tile": TILE, "map": MAP,
            "x": self._x_range, "y": self._y_range, "axes": [vars(feature) for feature in plane.features],
            "features": [vars(feature) for feature in run.dataset.features],
            "labels": plane.labels or ("-1", "1"), "regression": plane.is_regression, "answer": _answer_in_words(plane),
            "activation": run.config.activation, "outputActivation": _output_activation(run),
            "stepsPerEpoch": run.steps_per_epoch, "names": [*plane.names, *plane.test_names],
            "pointCount": len(self._points)}


def _answer_in_words(dataset) -> str:
    if dataset.is_regression:
        return "The network's answer"
    return f'How sure the network is of "{dataset.labels[1]}"' if len(dataset.labels) == 2 else "The most likely class"


def _output_activation(run) -> str:
    if run.dataset.is_regression:
        return "identity"
    return "softmax" if run.config.loss == "softmax_cross_entropy" else "sigmoid"


def _bytes_of(values: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    """Values between finite bounds spread over 0..255; others so that zero is the middle and the largest of each
    picture an end."""
    low, high = bounds
    if not np.isfinite(low + high):
        largest = np.abs(values).max(axis=(1, 2), keepdims=True)
        low, high = -1.0, 1.0
        values = np.divide(values, largest, out=np.zeros_like(values), where=largest > 0)
    return ((values - low) * (255 / (high - low)) + 0.5).clip(0, 255).astype(np.uint8)


def _points(dataset, split: str) -> np.ndarray:
    inputs, targets = dataset.split(split)
    values = targets[:, 0] if dataset.is_regression else predicted_classes(targets)
    return np.column_stack([inputs, values, np.full(len(inputs), split == "test")])
