"""What a stage's message holds, read back as the browser reads it."""
import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, TOY_DATASETS
from engine.datasets.features import FEATURES, with_features
from engine.losses import fitting_losses
from engine.training import TrainingRun
from pages.ui.shared.stage.message import Block, Field, read, write
from pages.ui.shared.stage.stage import MAP, TILE, Stage


def decoded(message: bytes) -> tuple[dict, np.ndarray, list[dict]]:
    """(header, curve (points, 5), snapshots); the header with its points (points, 4) and the message's number."""
    number, header, blocks = read(message)
    sizes = header["sizes"]
    header["number"] = number
    header["inputPlaces"] = [record["place"] for record in blocks["inputs"]]
    header["points"] = np.array([[*point.values()] for point in blocks["points"]], np.float32).reshape(-1, 4)
    curve = np.array([point["row"] for point in blocks["curve"]]).reshape(-1, 5)
    snapshots = [snapshot | {"tiles": snapshot["tiles"].reshape(sum(sizes[1:]), TILE, TILE),
                             "maps": snapshot["map"].reshape(sizes[-1], MAP, MAP)} for snapshot in blocks["snapshots"]]
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
    assert snapshot["testLoss"] == np.float32(started("gender").evaluate("test").loss)


@pytest.mark.parametrize("name", GENERATED)
def test_every_generated_problem_can_be_shown_with_all_features(name):
    plane = GENERATED[name](points=30)
    loss = fitting_losses(len(plane.labels))[0]
    run = TrainingRun.start(RunConfig(dataset=name, loss=loss, batch_size=5), with_features(plane, [*FEATURES]), 0.1)
    stage = Stage(run, plane, [*FEATURES])
    run.advance(epochs=2)
    stage.capture()
    header, _, snapshots = decoded(stage.message(playing=True))
    assert len(header["points"]) == 30
    assert header["sizes"][0] == len(FEATURES)
    assert snapshots[-1]["maps"].shape == (3 if len(plane.labels) == 3 else 1, MAP, MAP)
    assert header["regression"] is plane.is_regression


@pytest.mark.parametrize(("cut", "words"), [(slice(None, -4), "smaller"), (slice(None), "speaks of")])
def test_a_message_that_does_not_end_where_its_header_says_is_refused(cut, words):
    with pytest.raises(ValueError, match=words):
        read((stage_of(started()).last_message + b"1234")[cut] if cut.stop is None
             else stage_of(started()).last_message[cut])


def test_a_block_that_is_not_what_its_fields_say_is_not_written():
    with pytest.raises(ValueError, match="The block points has 3 bytes"):
        write(1, {}, Block("points", 1, [Field("x")], b"123"))
