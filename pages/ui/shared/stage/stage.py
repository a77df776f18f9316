"""The live stage: what the browser is told of a run, in messages, and the component that shows them.

What seldom changes, the scene, goes apart: some kilobytes that every message would have again. It is known by a number
that its content gives, so that a browser has it as long as it is the same, and messages say which one they are about.
While a run plays, most messages go on from the one before, as a film's pictures do: they have its curve's new points
alone, and what has changed in the pictures. A browser that has missed one waits for the next whole one.
"""
import itertools
import secrets
import struct
import zlib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from engine.datasets import Dataset
from engine.datasets.features import FEATURES, PLANE
from engine.history import Series
from engine.inspection.boundary import Grid, plane_of
from engine.losses import predicted_classes
from engine.training import Metrics, TrainingRun
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.stage.messages.message import NUMBER, Block, Field, number_of, write
from pages.ui.shared.streamlit_private import runs

TILE, MAP = 20, 60  # cells along a side of a neuron's picture and of the answer's map

POINT = [Field(name) for name in ("x", "y", "value", "test")]  # value: class or target; test: 1 for a test point
INPUT = [Field("place"), Field("tile", "uint8", TILE * TILE)]  # place: among the network's inputs, -1: not one of them
CURVE = [Field("row", length=5)]  # epoch and what `Stage.curve` keeps

SCENE = "scene"
WHOLE = 6  # of so many messages one is whole, and all that do not play
SAID = ("words", "undo")  # facts that change with what a person does in the picture, as often as a slider moves

component = Component(Path(__file__).with_name("stage.js"))
scene = Component(Path(__file__).with_name("messages") / "scene.js")


def load(stage: "Stage") -> None:
    """Have the browser get what shows a page's stage, and the stage's scene; before the fragment that draws it."""
    component.load()
    scene.load()
    stage.begin_whole()
    stage.slow = session.get(SCENE, "slow", False)
    with st.container(key="unseen-scene"):
        scene.draw(stage.scene, key=SCENE)
    session.put(SCENE, drawn=number_of(stage.scene))


def draw(stage: "Stage", message: bytes, key: str, on_event: Callable[[dict[str, Any]], None] | None = None) -> None:
    """Show one of the stage's messages. A fragment that draws what its page has no scene for has the whole page run."""
    if runs.is_fragment() and session.get(SCENE, "drawn") != number_of(stage.scene):
        st.rerun()
    component.draw(message, key, partial(_hear, stage, on_event))


def _hear(stage: "Stage", on_event: Callable[[dict[str, Any]], None] | None, event: dict[str, Any]) -> None:
    """Note whether the picture can be seen and whether its browser keeps up, and pass on what else a person did. A
    callback."""
    if event.get("do") == "away":
        stage.away = event.get("away") is True
    elif event.get("do") == "pace":
        stage.slow = event.get("slow") is True
        session.put(SCENE, slow=stage.slow)
    elif on_event is not None:
        on_event(event)


class _Told(NamedTuple):
    """What the next message may go on from: the last one's number, step, kind of picture and last picture; and how
    many have gone on from each other."""

    number: int
    step: int
    large: tuple[int, int] | None
    pictures: bytes
    going_on: int


class Stage:
    """Takes snapshots of one run and packs them into messages."""

    # Of messages, equal numbers mean equal ones; a new run is shown at once, without a blend from the one before. A
    # page may go on with another server, whose numbers are others.
    _numbers, _runs = (itertools.count(secrets.randbelow(2**31)) for _ in range(2))

    def __init__(self, run: TrainingRun, plane: Dataset, features: Sequence[str] = PLANE, **facts: Any):
        """plane: the run's points on their plane; features: what the network is told of them; facts: see `know`."""
        self.plane, self._features, self._facts = plane, features, facts
        margin = 0.25 if plane.names else 0.08  # points with names need room to show them
        self._x_range, self._y_range = plane_of(np.concatenate([plane.inputs, plane.test_inputs]), margin)
        self._tiles = Grid(run.network, self._x_range, self._y_range, TILE, features)
        self._map = Grid(run.network, self._x_range, self._y_range, MAP, features)
        self._inputs = self._all_inputs(run)
        self._run = run
        self._snapshots: list[tuple[bytes, bytes]] = []  # numbers and pictures
        self.has_changes = False  # for the next message, although the run may not have moved
        self._newest = (b"", b"")  # snapshot, for a message without new ones
        self._told: _Told | None = None
        self.away = False  # whether nobody sees it, behind other tabs or not there yet: a run that plays waits then
        self.slow = False  # whether the browser does not keep up with what plays
        self._large: tuple[int, int] | None = None  # (layer, index) of the neuron that is looked at closely
        self._points = np.concatenate([_points(plane, "train"), _points(plane, "test")]).astype("<f4")
        self.ask: Callable[[bool], dict[str, Any]] | None = None  # what else to say in a message that plays, or not
        self.curve = Series(columns=4)  # training and test loss, training and test accuracy
        self._number = next(self._runs)
        self._fixed = self._fixed_scene(run)
        self._scene = b""  # to be written when it is next asked for
        self.capture()
        self.last_message = self.message(playing=False)
        self._told = None  # as long as nobody has drawn that: a page that goes on playing another run does not

    def renewed(self, run: TrainingRun) -> "Stage":
        """The same stage for another run on the same points."""
        again = Stage(run, self.plane, self._features, **self._facts)
        again.away, again.slow = self.away, self.slow
        return again

    def know(self, **facts: Any) -> bool:
        """Say more in the header of each message from now on, in place; whether any of it is new."""
        is_new = self._facts != self._facts | facts
        if is_new:
            self._facts |= facts
            self._scene = b""
        self.has_changes |= is_new
        return is_new

    def look_at(self, neuron: tuple[int, int] | None) -> None:
        """Send the map of a neuron (layer, index) large from now on, in place.

        Layer 0 are the inputs; the outputs' maps are large anyway.
        """
        self.has_changes |= neuron != self._large
        self._large = neuron
        self._snapshots.clear()
        self.capture(in_curve=False)

    def measure(self, in_curve: bool = True) -> tuple[Metrics, Metrics]:
        """How well the run does now on training and test points. in_curve: whether the curve goes on from there."""
        training, test = self._run.evaluate("train"), self._run.evaluate("test")
        if in_curve:
            self.curve.keep(self._run.step_count, (training.loss, test.loss, training.accuracy, test.accuracy))
        return training, test

    def capture(self, in_curve: bool = True) -> None:
        """Keep the run's present state for the next message. in_curve: whether the curve goes on from there."""
        run = self._run
        training, test = self.measure(in_curve)
        *hidden, outputs = self._tiles.answers()
        tiles = [_bytes_of(layer, network_layer.activation.bounds)
                 for layer, network_layer in zip(hidden, run.network.layers)]
        tiles.append(self._answer_bytes(outputs))
        answers = self._map.answers()
        self.answer_map = self._answer_bytes(answers[-1])
        large, largest = self._large_map(answers)
        numbers = np.concatenate([[run.epoch, *training, *test, largest], run.network.params]).astype("<f4")
        self._newest = numbers.tobytes(), b"".join([*map(np.ndarray.tobytes, tiles), self.answer_map.tobytes(), large])
        self._snapshots.append(self._newest)

    @property
    def scene(self) -> bytes:
        """What the messages are about: a message of its own, with the same number for the same content."""
        if not self._scene:
            offered = FEATURES if "data" in self._facts.get("build", ()) else self._features
            inputs = [self._inputs[name] for name in offered]
            points = self._points if self._facts.get("testsShown", True) else self._points[: len(self.plane.inputs)]
            header = self._fixed | {name: fact for name, fact in self._facts.items() if name not in SAID} | {
                "offered": [(key, name) for key, (name, _) in zip(offered, inputs)]}
            blocks = (Block("points", len(points), POINT, points.tobytes()),
                      Block("inputs", len(inputs), INPUT, b"".join(record for _, record in inputs)))
            content = write(0, header, *blocks)[NUMBER.size :]
            self._scene = NUMBER.pack(zlib.crc32(content)) + content
        return self._scene

    def message(self, playing: bool, seconds: float = 0.25, at_once: bool = False) -> bytes:
        """All snapshots since the last message; played in `seconds`, or, when not playing or `at_once`, the newest
        without delay."""
        snapshots = self._snapshots or [self._newest]
        said = {name: self._facts[name] for name in SAID if name in self._facts}
        number = next(self._numbers) % 2**32
        before = self._goes_on_from() if playing and not at_once else None
        curve = self._curve_after(before.step if before else -1)
        header = said | (self.ask(playing) if self.ask else {}) | {
            "run": self._number, "scene": number_of(self.scene), "playing": playing, "atOnce": at_once,
            "gap": 1000 * seconds / len(snapshots), "large": self._large, "away": self.away, "slow": self.slow,
            "after": before.number if before else None}
        numbers, pictures = zip(*snapshots)
        self.last_message = write(
            number, header, Block("curve", len(curve), CURVE, curve.tobytes()),
            Block("snapshots", len(snapshots), self._number_fields(), b"".join(numbers)),
            Block("pictures", len(snapshots), self._picture_fields(), b"".join(pictures), are_pictures=True,
                  before=before.pictures if before else b""))
        self._told = _Told(number, max(self.curve.steps, default=-1), self._large, pictures[-1],
                           before.going_on + 1 if before else 0)
        self._snapshots.clear()
        self.has_changes = False
        return self.last_message

    def begin_whole(self) -> None:
        """Have the last message be whole, and the next: the page is drawn anew, perhaps for a browser that has none."""
        if self._told and self._told.going_on:
            self.message(playing=True, at_once=True)
        self._told = None

    def _goes_on_from(self) -> _Told | None:
        """What a message that plays goes on from, or None if it is to be whole."""
        told = self._told
        return told if told and told.large == self._large and told.going_on + 1 < WHOLE else None

    def _curve_after(self, step: int) -> np.ndarray:
        """The points of the curve after a step."""
        points = self.curve.points(self._run.steps_per_epoch).astype("<f4")
        return points[bisect_right(self.curve.steps, step) :]

    def _number_fields(self) -> list[Field]:
        """The numbers that `capture` keeps. largest: what the large map's ends stand for, 0 without one."""
        numbers = ("epoch", "loss", "accuracy", "testLoss", "testAccuracy", "largest")
        return [*map(Field, numbers), Field("params", length=len(self._run.network.params))]

    def _picture_fields(self) -> list[Field]:
        """The pictures that `capture` keeps, in which 0 stands for negative or "no", 255 for positive or "yes"."""
        sizes, tile, answer = self._run.network.sizes, TILE * TILE, MAP * MAP
        return [Field("tiles", "uint8", sum(sizes[1:]) * tile), Field("map", "uint8", sizes[-1] * answer),
                Field("large", "uint8", answer if self._large else 0)]

    def _all_inputs(self, run: TrainingRun) -> dict[str, tuple[str, bytes]]:
        """What a network can be told of the plane, rows of FEATURES: the name of each on this plane, and a record."""
        names = [*FEATURES]
        tiles = _bytes_of(Grid(run.network, self._x_range, self._y_range, TILE, names).inputs(), (-np.inf, np.inf))
        called = [feature.name for feature in self.plane.features]
        places = [self._features.index(name) if name in self._features else -1 for name in names]
        return {name: (FEATURES[name].display.format(*called), struct.pack("<f", place) + tile.tobytes())
                for name, place, tile in zip(names, places, tiles)}

    def _large_map(self, answers: list[np.ndarray]) -> tuple[bytes, float]:
        """The map of the neuron that is looked at, and what its ends stand for if the neuron has no bounds."""
        if self._large is None:
            return b"", 0.0
        layer, index = self._large
        picture = (answers[layer - 1] if layer else self._map.inputs())[index : index + 1]
        bounds = self._run.network.layers[layer - 1].activation.bounds if layer else (-np.inf, np.inf)
        return _bytes_of(picture, bounds).tobytes(), float(np.abs(picture).max())

    def _answer_bytes(self, outputs: np.ndarray) -> np.ndarray:
        """(outputs, rows, columns) of outputs as the answers that they stand for: probabilities, or -1..1."""
        if self._run.dataset.is_regression:
            return _bytes_of(outputs, (-1.0, 1.0))
        flat = outputs.reshape(len(outputs), -1).T
        with np.errstate(over="ignore"):
            return _bytes_of(self._run.loss.probabilities(flat).T.reshape(outputs.shape), (0.0, 1.0))

    def _fixed_scene(self, run: TrainingRun) -> dict[str, Any]:
        """What no message says again, beside facts, points and inputs."""
        plane = self.plane
        return {
            "sizes": run.network.sizes, "tile": TILE, "map": MAP,
            "x": self._x_range, "y": self._y_range, "axes": [vars(feature) for feature in plane.features],
            "features": [vars(feature) for feature in run.dataset.features],
            "labels": plane.labels or ("-1", "1"), "regression": plane.is_regression, "answer": _answer_in_words(plane),
            "activation": _function(run.config.activation), "outputActivation": _output_activation(run),
            "bounds": [low_high if np.isfinite(low_high).all() else None
                       for low_high in (layer.activation.bounds for layer in run.network.layers[:-1])],
            "stepsPerEpoch": run.steps_per_epoch, "names": [*plane.names, *plane.test_names]}


def _answer_in_words(dataset: Dataset) -> str:
    if dataset.is_regression:
        return "Predicted value"
    return f"Probability of “{dataset.labels[1]}”" if len(dataset.labels) == 2 else "Predicted class"


def _function(activation: str) -> str:
    """What formulas call an activation."""
    return "linear" if activation == "identity" else activation


def _output_activation(run: TrainingRun) -> str:
    if run.dataset.is_regression:
        return _function("identity")
    return "softmax" if run.config.loss == "softmax_cross_entropy" else "sigmoid"


def _bytes_of(values: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    """Values between finite bounds spread over 0..255; others so that zero is the middle and the largest of each
    picture an end."""
    low, high = bounds
    values = np.nan_to_num(values)  # weights that somebody made huge can answer inf, or nothing
    if not np.isfinite(low + high):
        largest = np.abs(values).max(axis=(1, 2), keepdims=True)
        low, high = -1.0, 1.0
        values = np.divide(values, largest, out=np.zeros_like(values), where=largest > 0)
    return ((values - low) * (255 / (high - low)) + 0.5).clip(0, 255).astype(np.uint8)


def _points(dataset: Dataset, split: str) -> np.ndarray:
    inputs, targets = dataset.split(split)
    values = targets[:, 0] if dataset.is_regression else predicted_classes(targets)
    return np.column_stack([inputs, values, np.full(len(inputs), split == "test")])
