"""What a stage's message holds, read back as the browser reads it."""
import json
from itertools import pairwise

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, TOY_DATASETS
from engine.datasets.features import FEATURES, with_features
from engine.losses import fitting_losses
from engine.training import TrainingRun
from pages.ui.shared.stage.stage import MAP, TILE, Stage


def decoded(message: bytes) -> tuple[dict, np.ndarray, list[dict]]:
    """(header, curve (points, 5), snapshots); the header with its points (points, 4)."""
    size = int(np.frombuffer(message[:4], "<u4")[0])
    header = json.loads(message[4 : 4 + size])
    at = 4 + size

    def take(count, dtype):
        nonlocal at
        part = np.frombuffer(message, dtype, count, at)
        at += part.nbytes
        return part

    header["points"] = take(4 * header["pointCount"], "<f4").reshape(-1, 4)
    curve = take(5 * header["curvePoints"], "<f4").reshape(-1, 5)
    sizes = header["sizes"]
    neurons = sum(sizes[1:])
    params = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))
    snapshots = []
    for _ in range(header["snapshotCount"]):
        epoch, loss, accuracy, test_loss, _, largest = take(6, "<f4").tolist()
        snapshots.append({"epoch": epoch, "loss": loss, "accuracy": accuracy, "test_loss": test_loss,
                          "largest": largest, "params": take(params, "<f4"),
                          "inputs": take(sizes[0] * TILE * TILE, np.uint8),
                          "tiles": take(neurons * TILE * TILE, np.uint8).reshape(neurons, TILE, TILE),
                          "maps": take(sizes[-1] * MAP * MAP, np.uint8).reshape(-1, MAP, MAP),
                          "large": take(MAP * MAP if header["large"] else 0, np.uint8)})
    header["number"] = int(take(1, "<u4")[0])
    assert at == len(message)
    return header, curve, snapshots


def started(dataset="xor", **settings) -> TrainingRun:
    return TrainingRun.start(RunConfig(dataset=dataset, **settings), TOY_DATASETS[dataset](), 0.5)


def stage_of(run: TrainingRun) -> Stage:
    return Stage(run, run.dataset)


def test_a_message_shows_exactly_the_engines_state():
    run = started(hidden=(4, 3), activation="tanh")
    stage = stage_of(run)
    run.advance(epochs=7)
    stage.capture()
    header, curve, (snapshot,) = decoded(stage.message(playing=False))
    assert header["sizes"] == [2, 4, 3, 1]
    assert header["playing"] is False
    assert snapshot["epoch"] == 7
    assert snapshot["loss"] == np.float32(run.evaluate("train").loss)
    assert np.array_equal(snapshot["params"], run.network.params)
    assert curve[:, 0].tolist() == [0, 7]
    assert curve[-1, 1] == np.float32(run.evaluate("train").loss)


def test_the_map_is_the_networks_answer_with_high_y_on_top():
    run = started("gender", hidden=(3,))
    run.advance(epochs=300)
    header, _, snapshots = decoded(stage_of(run).last_message)
    (x0, x1), (y0, y1) = header["x"], header["y"]
    column, row = 10, 50
    point = [x0 + (column + 0.5) / MAP * (x1 - x0), y1 - (row + 0.5) / MAP * (y1 - y0)]
    expected = run.answers(np.array([point], np.float32))[0, 0]
    assert snapshots[-1]["maps"][0, row, column] == pytest.approx(255 * expected, abs=0.51)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_the_middle_of_the_scale_is_neutral_for_every_activation(activation):
    run = started(hidden=(2,), activation=activation, init="zeros")
    _, _, (snapshot,) = decoded(stage_of(run).last_message)
    assert set(np.unique(snapshot["tiles"][:2])) <= {127, 128}


def test_messages_are_numbered_and_snapshots_sent_once():
    run = started()
    stage = stage_of(run)
    run.advance(epochs=1)
    stage.capture()
    stage.capture()
    first, _, snapshots = decoded(stage.message(playing=True))
    stage.capture()
    second, _, later = decoded(stage.message(playing=True))
    assert len(snapshots) == 2
    assert len(later) == 1
    assert second["number"] > first["number"]


def test_points_carry_their_names_classes_and_whether_they_were_trained_on():
    dataset = TOY_DATASETS["gender"]()
    header, _, (snapshot,) = decoded(stage_of(started("gender")).last_message)
    assert header["names"] == ["Alice", "Bob", "Charlie", "Diana", "Emily", "Frank"]
    assert header["points"][:, :2].tolist() == [*dataset.inputs.tolist(), *dataset.test_inputs.tolist()]
    assert header["points"][:, 2].tolist() == [1, 0, 0, 1, 1, 0]
    assert header["points"][:, 3].tolist() == [0, 0, 0, 0, 1, 1]
    assert snapshot["test_loss"] == np.float32(started("gender").evaluate("test").loss)


@pytest.mark.parametrize("name", GENERATED)
def test_every_generated_problem_can_be_shown_with_all_features(name):
    plane = GENERATED[name](points=30)
    loss = fitting_losses(len(plane.labels))[0]
    run = TrainingRun.start(RunConfig(dataset=name, loss=loss, batch_size=5), with_features(plane, [*FEATURES]), 0.1)
    stage = Stage(run, plane, [*FEATURES])
    run.advance(epochs=2)
    stage.capture()
    header, _, snapshots = decoded(stage.message(playing=True))
    assert header["pointCount"] == 30
    assert header["sizes"][0] == len(FEATURES)
    assert snapshots[-1]["maps"].shape == (3 if len(plane.labels) == 3 else 1, MAP, MAP)
    assert header["regression"] is plane.is_regression
