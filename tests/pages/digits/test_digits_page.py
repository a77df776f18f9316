"""The digits page, without a browser: every `run()` is one tick of its clock, and nothing is drawn."""
import io
import re
import subprocess
import sys
import zipfile
from types import SimpleNamespace

import numpy as np
import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests

from engine.datasets import mnist
from engine.exchange import About, from_npz, to_npz
from engine.network import Network
from engine.training import RunConfig
from pages.ui.digits import files
from pages.ui.digits.answer import answer
from pages.ui.digits.reading import Reading
from pages.ui.digits.training import settings as digit_settings
from pages.ui.digits.training import training
from pages.ui.digits.training.presets import PRESETS, TUTORIAL, Plan
from pages.ui.shared.drawing import readers
from pages.ui.shared.streamlit_private import runs
from tests.app_pages import Page
from tests.found_digits import digit as found

SMALL = TUTORIAL | {"rows": 1_000, "hidden": 16, "epochs": 2}
READY = {"ready": readers.ready_made()}


def digits(**settings) -> Page:
    return Page("digits", **settings)


def trained(page: Page) -> Page:
    return page.play_until_it_stops("train")


def test_before_training_the_page_says_what_to_do():
    assert "Press Train" in digits(**SMALL).app.caption[0].value


def test_training_ends_by_itself_and_says_how_good_the_network_is():
    page = trained(digits(**SMALL))
    run = page.live.run
    assert run.epoch == 2
    assert "on 8,400 digits" in page.app.caption[0].value
    assert f"{run.evaluate('test').accuracy:.2%}" in page.app.caption[0].value
    assert run.evaluate("test").accuracy > 0.6


def test_reset_in_the_middle_of_training_is_safe_for_what_is_pressed_next(glances):
    page = digits(**SMALL | {"epochs": 200}).click("train", "reset", "train")
    assert page.live.playing
    assert page.live.run.epoch > 0


def test_the_curves_have_a_point_for_every_epoch():
    page = trained(digits(**SMALL))
    points = training.points(page.live, 2)
    assert [point[0] for point in points["evaluations"]] == [0, 1, 2]
    assert len(points["batches"]) >= 10


def test_train_goes_on_for_as_many_epochs_again():
    page = trained(trained(digits(**SMALL)))
    assert page.live.run.epoch == 4


def test_pause_stops_and_reset_forgets(glances):
    page = digits(**SMALL | {"epochs": 200}).click("train", "pause")
    epoch = page.live.run.epoch
    page.run()
    assert page.live.run.epoch == epoch > 0
    page.click("reset")
    assert page.live.run.epoch == 0
    assert page.live.before is None


def test_the_preset_restores_the_tutorial_exactly():
    page = digits(**SMALL).click("preset_tutorial")
    run = page.live.run
    assert len(run.dataset.inputs) == 33_600
    assert len(run.dataset.test_inputs) == 8_400
    assert run.network.sizes == (784, 128, 10)
    assert (run.config.activation, run.config.loss, run.config.init) == ("relu", "softmax_cross_entropy", "he")
    assert (run.config.batch_size, run.config.shuffle, run.optimizer.learning_rate) == (32, False, 0.1)
    assert (run.config.seed, run.config.dropout, run.config.augmentation, run.penalty.l2) == (0, 0, 0, 0)
    assert page.app.number_input(key="digits.epochs").value == TUTORIAL["epochs"] == 50


def test_a_changed_setting_starts_a_new_network_but_the_trained_one_goes_on_answering():
    page = trained(digits(**SMALL))
    old = page.live.run
    page.app.select_slider(key="digits.hidden").set_value(32).run()
    assert page.live.run is not old
    assert page.live.before is old.network


def test_the_trained_network_and_the_settings_survive_a_visit_to_another_page():
    page = trained(digits(**SMALL))
    run = page.live.run
    page.visit("playground")
    page.visit("digits")
    assert page.live.run is run
    assert page.app.select_slider(key="digits.hidden").value == 16


def test_a_much_too_high_rate_stops_with_a_sentence_that_says_what_to_try():
    page = digits(**SMALL | {"rate": 10.0, "batch": 1})
    trained(page)
    assert "lower it from 10" in page.app.warning[0].value


def test_the_ready_made_network_answers_at_first_and_your_own_after_train():
    page = digits(**SMALL)
    assert page.app.segmented_control(key="digits.reader").value == "ready"
    trained(page)
    assert page.app.segmented_control(key="digits.reader").value == "own"


@pytest.mark.parametrize("asked", ["ready", "own"])
def test_a_blank_sheet_asks_for_a_digit_and_never_predicts(asked):
    reply = answer(Reading([], READY), asked)
    assert reply["probabilities"] is None
    assert reply["words"].startswith("Draw a digit")


def test_before_training_your_network_shows_a_drawing_but_does_not_answer():
    reply = answer(Reading([found(np.ones((28, 28), np.float32))], READY), "own")
    assert reply["probabilities"] is None
    assert reply["picture"] is not None
    assert "once you train it" in reply["words"]
    assert reply["other"].startswith("Pretrained network:")


def test_both_networks_answer_the_same_drawing():
    page = trained(digits(**SMALL | {"rows": 5_000, "hidden": 32, "epochs": 5}))
    test = mnist("standard")
    for row in range(10):
        digit, truth = test.test_inputs[row].reshape(28, 28) / np.float32(255), test.test_targets[row].argmax()
        reply = answer(Reading([found(digit)], READY | {"own": page.live.run.network}), "own")
        assert sum(reply["probabilities"]) == pytest.approx(1, abs=1e-5)
        if row < 3:
            assert int(np.argmax(reply["probabilities"])) == truth
            assert reply["other"].startswith(f"Pretrained network: {truth}")


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_leaves_nothing_of_other_settings(name):
    page = digits(layers=3, hidden=8, hidden2=8, hidden3=8, activation="tanh", dropout=0.5, l2=0.01, patience="2",
                  optimizer="adam", rate=0.001, seed=7, rows=1_000, batch=512)
    page.click(f"preset_{name.lower()}")
    changed, plain = page.live.run, digits().click(f"preset_{name.lower()}").live.run
    assert changed.config == plain.config
    assert (changed.optimizer.learning_rate, changed.penalty.l2) == (plain.optimizer.learning_rate, 0)


def test_every_setting_of_the_network_and_its_training_reaches_the_run():
    page = digits(**SMALL | {"layers": 3, "hidden": 32, "hidden2": 16, "hidden3": 8, "activation": "tanh", "seed": 3,
                             "optimizer": "adam", "rate": 0.001, "batch": 64, "shuffle": True, "dropout": 0.2,
                             "augmentation": 0.25, "l2": 0.001})
    run = page.live.run
    assert run.config == RunConfig(
        dataset="mnist-1000", hidden=(32, 16, 8), activation="tanh", loss="softmax_cross_entropy", init="xavier",
        optimizer="adam", batch_size=64, shuffle=True, seed=3, dropout=0.2, augmentation=0.25)
    assert run.penalty.l2 == 0.001
    trained(page)
    assert run.epoch == 2
    assert np.isfinite(run.evaluate("test").loss)


def test_rate_l2_and_schedule_act_on_the_running_network(glances):
    page = digits(**SMALL | {"epochs": 200}).click("train")
    run = page.live.run
    page.app.select_slider(key="digits.rate").set_value(0.03)
    page.app.select_slider(key="digits.l2").set_value(0.001)
    page.app.selectbox(key="digits.schedule").set_value("cosine")
    page.run()
    assert page.live.run is run
    assert (run.optimizer.learning_rate, run.penalty.l2) == (0.03, 0.001)
    assert 0 < run.optimizer.rate < 0.03


def test_the_cosine_reaches_zero_at_the_planned_end_and_one_more_epoch_still_learns():
    page = trained(digits(**SMALL | {"schedule": "cosine"}))
    run = page.live.run
    assert run.optimizer.rate < 0.1 * 0.01
    before = run.network.params.copy()
    page.play_until_it_stops("one_more")
    assert run.epoch == 3
    assert not np.array_equal(run.network.params, before)


def test_one_more_epoch_is_one_and_train_goes_on_to_the_plan():
    page = digits(**SMALL | {"epochs": 3}).play_until_it_stops("one_more")
    assert page.live.run.epoch == 1
    assert "Trained for 1 epoch" in page.app.caption[0].value
    assert trained(page).live.run.epoch == 3


def test_an_optimizer_brings_a_rate_that_suits_it():
    page = digits(**SMALL)
    page.app.selectbox(key="digits.optimizer").set_value("adam").run()
    assert page.live.run.optimizer.learning_rate == 0.001


def test_a_training_that_gets_no_better_stops_early_by_rows_that_were_held_out():
    page = digits(**SMALL | {"epochs": 200, "hidden": 32, "rate": 0.2, "batch": 8, "patience": "2"})
    run = trained(page).live.run
    assert (len(run.dataset.inputs), len(run.dataset.validation_inputs)) == (900, 100)
    best = page.live.course.best
    assert run.epoch == best.epoch + 2 < 200
    assert "no epoch after" in page.app.caption[0].value
    assert best.accuracy == max(best.accuracy, run.evaluate("validation").accuracy)

    page.click("best")
    assert run.epoch == best.epoch
    np.testing.assert_array_equal(run.network.params, best.snapshot.params)
    assert run.evaluate("validation").accuracy == best.accuracy
    assert f"{run.evaluate('test').accuracy:.2%} on 8,400" in page.app.caption[0].value
    assert training.points(page.live, 2)["evaluations"][-1][0] == best.epoch
    page.click("train")
    assert run.epoch > best.epoch


def test_after_steps_that_were_too_long_the_best_moment_can_be_had_again():
    page = trained(digits(**SMALL))
    run, good = page.live.run, page.live.run.network.params.copy()
    assert "digits.best" not in [button.key for button in page.app.button]
    page.app.select_slider(key="digits.rate").set_value(10.0).run()
    trained(page).click("best")
    assert run.epoch == 2
    np.testing.assert_array_equal(run.network.params, good)
    assert "optimistic" in page.app.caption[0].value  # no rows were held out to choose by


def test_a_moment_that_only_a_sample_liked_is_not_offered_as_the_best():
    live = trained(digits(**SMALL)).live
    course, run = live.course, live.run
    first = run.snapshot()._replace(params=np.zeros_like(run.network.params), step_count=32)
    course.candidate = course.best._replace(accuracy=1.0, snapshot=first)
    assert course.conclude(run) == run.evaluate("test").accuracy
    assert course.best.snapshot.step_count == run.step_count
    assert course.best.accuracy == run.evaluate("test").accuracy


def test_changed_digits_are_shown_before_they_are_learned_from():
    picture = digit_settings.preview(mnist().inputs, 0.5, seed=0)
    tiles = (255 - picture[::3, ::3]).reshape(3, 28, 5, 28).transpose(0, 2, 1, 3)
    np.testing.assert_array_equal(tiles[:, 0].reshape(3, -1), mnist().inputs[:3])
    assert len({tile.tobytes() for row in tiles for tile in row}) == 15
    digits(**SMALL | {"augmentation": 0.5})


def test_the_line_below_tells_speed_time_and_the_rate_of_the_moment(glances):
    page = digits(**SMALL | {"epochs": 200}).click("train")
    share, text = training.progress(page.live, Plan(200, "cosine"))
    assert 0 < share < 1
    assert re.fullmatch(r"Epoch [\d.]+ of 200 · [\d,]+ digits per second · \d+ s left · learning rate now 0.1", text)


def csv(rows=100, label=None) -> bytes:
    lines = [",".join(map(str, [index % 10 if label is None else label, *pixels]))
             for index, pixels in enumerate(mnist().inputs[:rows].tolist())]
    return "\n".join(["label," + ",".join(f"pixel{i}" for i in range(784)), *lines]).encode()


def test_digits_from_a_file_are_learned_from_and_mnist_stays_at_hand():
    page = digits(**SMALL)
    page.bring("csv", "train.csv", csv())
    run = page.live.run
    assert (len(run.dataset.inputs), len(run.dataset.test_inputs)) == (80, 20)
    np.testing.assert_array_equal(run.dataset.inputs, mnist().inputs[:80])
    assert "100 digits, 80 in the training set and 20 in the test set" in page.app.success[0].value
    trained(page)
    assert "on 20 digits" in page.app.caption[0].value
    page.app.segmented_control(key="digits.source").set_value("MNIST").run()
    assert len(page.live.run.dataset.inputs) == 1_000


@pytest.mark.parametrize(("content", "message"), [
    (csv().replace(b"\n5,0,", b"\n5,NaN,", 1), "Row 7, column 2: “NaN”"), (csv()[:-100], "Row 101 has"),
    (csv(label=3), "Column 1 says 3"), (b"", "0 rows"), (b"PK\x03\x04", "a ZIP file"), (b"\x80\x04\x95.", "a pickle")])
def test_a_bad_file_of_digits_is_told_and_changes_nothing(content, message):
    page = trained(digits(**SMALL))
    run, params = page.live.run, page.live.run.network.params.copy()
    page.bring("csv", "train.csv", content)
    assert message in page.app.error[0].value
    assert "Everything is as it was" in page.app.error[0].value
    assert page.live.run is run
    np.testing.assert_array_equal(run.network.params, params)
    page.bring("csv", "train.csv", csv())
    assert not page.app.error


def test_saved_weights_come_back_as_a_network_that_answers():
    page = trained(digits(**SMALL))
    content = files.weights_file(page.live.run.network, page.live)
    assert "2 epochs on 1,000 digits" in from_npz(content)[1].note
    other = digits(**SMALL)
    other.bring("weights", "digits.npz", content)
    loaded = other.app.session_state["digits.loaded"]
    np.testing.assert_array_equal(loaded.params, page.live.run.network.params)
    assert other.app.segmented_control(key="digits.reader").value == "loaded"
    assert "784-16-10" in other.app.success[0].value


def test_the_downloaded_script_answers_like_the_network(tmp_path):
    page = trained(digits(**SMALL))
    with zipfile.ZipFile(io.BytesIO(files.script_file(page.live.run.network, page.live))) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "some.csv").write_bytes(csv(50))
    said = subprocess.run([sys.executable, tmp_path / "read_digits.py", tmp_path / "some.csv"], capture_output=True,
                          text=True, check=True).stdout
    answers = page.live.run.predict(mnist().inputs[:50]).argmax(axis=1)
    assert [int(answer) for answer in re.findall(r"^row \d+: (\d)", said, re.M)] == answers.tolist()
    assert f"right: {np.mean(answers == np.arange(50) % 10):.2%} of 50" in said


@pytest.mark.parametrize("content", [b"", b"\x80\x04\x95.", b"PK\x03\x04" + bytes(99), b"[[[[", b"{}"])
def test_a_bad_file_of_weights_is_told_and_the_loaded_network_stays(content):
    page = digits(**SMALL)
    before = page.app.session_state["digits.loaded"] = readers.ready_made()
    page.run()
    page.bring("weights", "digits.npz", content)
    assert "digits.npz cannot be used" in page.app.error[0].value
    assert page.app.session_state["digits.loaded"] is before


def test_a_network_for_other_things_is_refused():
    xor = Network.mlp((2, 3, 1), output="sigmoid")
    with pytest.raises(ValueError, match="2 inputs and 1 outputs"):
        files.digit_network(to_npz(xor, About("mse", ("0", "1"))))


@pytest.mark.parametrize(("waiting", "called"), [
    (None, False), ("tick", True), ("click", True), ("end of the visit", True)])
def test_training_makes_way_for_a_call(monkeypatch, waiting, called):
    requests = ScriptRequests()
    requests.request_rerun(RerunData(fragment_id="show"))
    requests.on_scriptrunner_ready()
    if waiting == "end of the visit":
        requests.request_stop()
    elif waiting:
        requests.request_rerun(RerunData(fragment_id="show", is_auto_rerun=waiting == "tick"))
    monkeypatch.setattr(runs, "context", lambda: SimpleNamespace(script_requests=requests))
    assert runs.is_called() == called


def test_training_goes_on_until_it_is_called(monkeypatch):
    monkeypatch.setattr(runs, "is_called", lambda: True)
    page = digits(**TUTORIAL).click("train")
    before = page.live.run.step_count
    page.run()
    least = page.live.run.step_count - before
    assert page.live.playing
    assert 0 < least <= page.live.run.steps_per_epoch  # an epoch, or a glance's time
    looks = [False] * 3
    monkeypatch.setattr(runs, "is_called", lambda: looks.pop() if looks else True)
    page.run()
    assert looks == []
    assert page.live.run.step_count > before + least


def test_a_call_that_shows_other_parts_ends_early_for_the_browser_to_take_the_old_ones_away(monkeypatch):
    look, answer = ("inside", False), ("answer", False)
    assert training.longest_slice(look, look) == training.LONGEST_SLICE
    assert training.longest_slice(look, answer) == 0
    assert training.longest_slice(look, None) < training.TICK
    page, slices = digits(**TUTORIAL).click("train"), []
    monkeypatch.setattr(training, "train", lambda live, plan, longest: slices.append(longest))
    waits = iter([True, False])  # the clock may tick before a call ends: then the next one has to
    monkeypatch.setattr(runs, "is_called", lambda: next(waits))
    page.run()
    assert page.app.session_state["digits.parts"] is None
    page.run()
    assert page.app.session_state["digits.parts"] == answer
    assert slices == [training.FIRST_SLICE] * 2


def test_pause_before_the_first_step_says_nothing():
    page = digits(**TUTORIAL)
    page.live.play()
    training.finish(page.live)
    assert not page.live.playing
    assert page.live.notice == ""


def test_pictures_do_not_wait_for_training(monkeypatch, glances):
    page = digits(**TUTORIAL).click("train")
    shown = []
    monkeypatch.setattr(training.curves, "draw", lambda points, key: shown.append(page.live.run.step_count))
    before = page.live.run.step_count
    page.run()
    assert shown == [before]
    assert page.live.run.step_count > before
