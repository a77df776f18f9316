"""What a stage's message holds, read back as the browser reads it."""
import zlib

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, TOY_DATASETS
from engine.datasets.features import FEATURES, with_features
from engine.losses import fitting_losses
from engine.training import TrainingRun
from pages.ui.shared.stage.messages.message import Block, Field, read, write
from pages.ui.shared.stage.stage import MAP, TILE, WHOLE, Stage


def read_whole(stage: Stage, before: bytes = b"") -> tuple[int, dict, dict[str, list[dict]]]:
    """A stage's last message as `read` gives it, with what its scene says. before: see there."""
    number, header, blocks = read(stage.last_message, before)
    scene, about, more = read(stage.scene)
    assert header["scene"] == scene
    return number, about | header, more | blocks


def last_picture(blocks: dict[str, list[dict]]) -> bytes:
    """What the next message may come after."""
    return b"".join(picture.tobytes() for picture in blocks["pictures"][-1].values())


def decoded(stage: Stage) -> tuple[dict, np.ndarray, list[dict]]:
    """(header, curve (points, 5), snapshots) of a stage's scene and last message; the header with its points
    (points, 4) and the message's number."""
    number, header, blocks = read_whole(stage)
    sizes = header["sizes"]
    header["number"] = number
    header["inputPlaces"] = [record["place"] for record in blocks["inputs"]]
    header["points"] = np.array([[*point.values()] for point in blocks["points"]], np.float32).reshape(-1, 4)
    curve = np.array([point["row"] for point in blocks["curve"]]).reshape(-1, 5)
    snapshots = [snapshot | pictures | {"tiles": pictures["tiles"].reshape(sum(sizes[1:]), TILE, TILE),
                                        "maps": pictures["map"].reshape(sizes[-1], MAP, MAP)}
                 for snapshot, pictures in zip(blocks["snapshots"], blocks["pictures"], strict=True)]
    return header, curve, snapshots


def started(dataset="xor", **settings) -> TrainingRun:
    return TrainingRun.start(RunConfig(dataset=dataset, **settings), TOY_DATASETS[dataset](), 0.5)


def stage_of(run: TrainingRun) -> Stage:
    return Stage(run, run.dataset)


def told(stage: Stage, playing: bool) -> Stage:
    """The stage, after a whole message more."""
    stage.begin_whole()
    stage.message(playing=playing)
    return stage


def test_a_message_shows_exactly_the_engines_state():
    run = started(hidden=(4, 3), activation="tanh")
    stage = stage_of(run)
    run.advance(epochs=7)
    stage.capture()
    header, curve, (snapshot,) = decoded(told(stage, playing=False))
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
    header, _, snapshots = decoded(stage_of(run))
    (x0, x1), (y0, y1) = header["x"], header["y"]
    column, row = 10, 50
    point = [x0 + (column + 0.5) / MAP * (x1 - x0), y1 - (row + 0.5) / MAP * (y1 - y0)]
    expected = run.answers(np.array([point], np.float32))[0, 0]
    assert snapshots[-1]["maps"][0, row, column] == pytest.approx(255 * expected, abs=0.51)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_the_middle_of_the_scale_is_neutral_for_every_activation(activation):
    run = started(hidden=(2,), activation=activation, init="zeros")
    _, _, (snapshot,) = decoded(stage_of(run))
    assert set(np.unique(snapshot["tiles"][:2])) <= {127, 128}


def test_messages_are_numbered_and_snapshots_sent_once():
    run = started()
    stage = stage_of(run)
    run.advance(epochs=1)
    stage.capture()
    stage.capture()
    first, _, snapshots = decoded(told(stage, playing=True))
    stage.capture()
    second, _, later = decoded(told(stage, playing=True))
    assert len(snapshots) == 2
    assert len(later) == 1
    assert second["number"] > first["number"]


def test_points_carry_their_names_classes_and_whether_they_were_trained_on():
    dataset = TOY_DATASETS["gender"]()
    header, _, (snapshot,) = decoded(stage_of(started("gender")))
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
    header, _, snapshots = decoded(told(stage, playing=True))
    assert len(header["points"]) == 30
    assert header["sizes"][0] == len(FEATURES)
    assert snapshots[-1]["maps"].shape == (3 if len(plane.labels) == 3 else 1, MAP, MAP)
    assert header["regression"] is plane.is_regression


def deflated(content: bytes) -> bytes:
    return bytes(4) + zlib.compress(content)


@pytest.mark.parametrize(("change", "words"), [
    (lambda message: message[:3], "has no number"), (lambda message: message[:-4], "do not inflate"),
    (lambda message: message[:4] + b"1234", "do not inflate"), (lambda message: message + b"1234", "do not inflate"),
    (lambda message: deflated(zlib.decompress(message[4:]) + b"1234"), "speaks of"),
    (lambda message: deflated(zlib.decompress(message[4:])[:-4]), "speaks of|not divisible|smaller|reshape")])
def test_a_message_that_does_not_end_where_its_header_says_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        read(change(stage_of(started()).last_message))


def test_a_message_that_plays_goes_on_from_the_one_before_and_now_and_then_one_is_whole():
    run = started(hidden=(4,))
    stage = stage_of(run)
    stage.message(playing=True)
    number, _, blocks = read_whole(stage)
    whole, rows = [], 1
    for _ in range(2 * WHOLE):
        run.advance(steps=3)
        stage.capture()
        stage.message(playing=True)
        earlier, (number, header, blocks) = number, read_whole(stage, last_picture(blocks))
        whole.append(header["after"] is None)
        assert header["after"] in (None, earlier)
        rows = len(blocks["curve"]) + (0 if whole[-1] else rows)
        assert rows >= len(stage.curve)  # a browser keeps points that were only the newest for a moment
        assert last_picture(blocks) == stage._newest[1]
    assert whole == ([False] * (WHOLE - 1) + [True]) * 2


@pytest.mark.parametrize("change", [
    lambda stage: stage.message(playing=False), lambda stage: stage.message(playing=True, at_once=True),
    lambda stage: (stage.look_at((1, 0)), stage.message(playing=True)),
    lambda stage: (stage.begin_whole(), stage.message(playing=True)), lambda stage: stage.begin_whole()])
def test_what_a_browser_may_see_first_is_whole(change):
    stage = stage_of(started(hidden=(4,)))
    stage.message(playing=True)
    assert read_whole(stage)[1]["after"] is None  # nothing says that the one before was drawn
    stage.message(playing=True)
    assert read_whole_after(stage)
    change(stage)
    assert read_whole(stage)[1]["after"] is None


def read_whole_after(stage: Stage) -> bool:
    """Whether a stage's last message cannot be read alone."""
    with pytest.raises(ValueError, match="come after those of another one"):
        read_whole(stage)
    return True


def test_a_scene_has_the_same_number_for_the_same_content_and_another_for_another():
    gender, again = stage_of(started("gender")), stage_of(started("gender"))
    assert again.scene == gender.scene
    assert stage_of(started()).scene[:4] != gender.scene[:4]
    gender.know(words="Done.", undo="weight")  # as often as somebody moves a slider
    assert again.scene == gender.scene
    gender.know(testsShown=False)
    assert again.scene[:4] != gender.scene[:4]
    assert len(decoded(told(gender, playing=False))[0]["points"]) == 4


def test_a_block_that_is_not_what_its_fields_say_is_not_written():
    with pytest.raises(ValueError, match="The block points has 3 bytes"):
        write(1, {}, Block("points", 1, [Field("x")], b"123"))
