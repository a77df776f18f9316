"""The digits page, without a browser: every `run()` is one tick of its clock, and nothing is drawn."""
import numpy as np
import pytest

from engine.datasets import mnist
from pages.ui import digit_training, readers
from pages.ui.answer import answer
from pages.ui.digit_controls import TUTORIAL
from tests.app_pages import Page

SMALL = {"rows": 1_000, "hidden": 16, "epochs": 2}
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
    assert "of 8,400 test digits" in page.app.caption[0].value
    assert f"{run.evaluate('test').accuracy:.2%}" in page.app.caption[0].value
    assert run.evaluate("test").accuracy > 0.6


def test_reset_in_the_middle_of_training_is_safe_for_what_is_pressed_next():
    page = digits(**SMALL | {"epochs": 200}).click("train", "reset", "train")
    assert page.live.playing
    assert page.live.run.epoch > 0


def test_the_curves_have_a_point_for_every_epoch():
    page = trained(digits(**SMALL))
    points = digit_training.points(page.live, 2)
    assert [point[0] for point in points["evaluations"]] == [0, 1, 2]
    assert len(points["batches"]) >= 10


def test_train_goes_on_for_as_many_epochs_again():
    page = trained(trained(digits(**SMALL)))
    assert page.live.run.epoch == 4


def test_pause_stops_and_reset_forgets():
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
    assert page.app.number_input(key="digits.epochs").value == TUTORIAL["epochs"] == 50


def test_a_changed_setting_starts_a_new_network_but_the_trained_one_goes_on_answering():
    page = trained(digits(**SMALL))
    old = page.live.run
    page.app.select_slider(key="digits.hidden").set_value(32).run()
    assert page.live.run is not old
    assert page.live.before is old


def test_the_trained_network_and_the_settings_survive_a_visit_to_another_page():
    page = trained(digits(**SMALL))
    run = page.live.run
    page.visit("playground")
    page.visit("digits")
    assert page.live.run is run
    assert page.app.select_slider(key="digits.hidden").value == 16


def test_a_much_too_high_rate_stops_with_a_sentence_that_says_what_to_try():
    page = digits(**SMALL, rate=10.0, batch=1)
    trained(page)
    assert "lower it from 10" in page.app.warning[0].value


def test_the_ready_made_network_answers_at_first_and_your_own_after_train():
    page = digits(**SMALL)
    assert page.app.segmented_control(key="digits.reader").value == "ready"
    trained(page)
    assert page.app.segmented_control(key="digits.reader").value == "own"


@pytest.mark.parametrize("asked", ["ready", "own"])
def test_a_blank_sheet_asks_for_a_digit_and_never_predicts(asked):
    reply = answer(None, asked, READY)
    assert reply["probabilities"] is None
    assert reply["words"].startswith("Draw a digit")


def test_before_training_your_network_shows_a_drawing_but_does_not_answer():
    reply = answer(np.ones((28, 28), np.float32), "own", READY)
    assert reply["probabilities"] is None
    assert reply["picture"] is not None
    assert "press Train" in reply["words"]
    assert reply["other"].startswith("Ready-made network:")


def test_both_networks_answer_the_same_drawing():
    page = trained(digits(rows=5_000, hidden=32, epochs=5))
    test = mnist("standard")
    for row in range(10):
        digit, truth = test.test_inputs[row].reshape(28, 28) / np.float32(255), test.test_targets[row].argmax()
        reply = answer(digit, "own", READY | {"own": page.live.run.network})
        assert sum(reply["probabilities"]) == pytest.approx(1, abs=1e-5)
        if row < 3:
            assert int(np.argmax(reply["probabilities"])) == truth
            assert reply["other"].startswith(f"Ready-made network: {truth}")
