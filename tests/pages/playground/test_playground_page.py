"""The playground page, without a browser: every `run()` is one tick of its clock."""
import re

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.datasets import GENERATED, TOY_DATASETS
from engine.datasets.problems import NAMES, RECIPES, TUTORIALS
from engine.initializers import INITIALIZERS
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from pages.ui.shared.choices import ACTIVATION_NAMES, INIT_NAMES, LOSS_NAMES, OPTIMIZER_NAMES
from tests.app_pages import Page
from tests.pages.shared.test_stage import read_whole


def playground(**settings) -> Page:
    return Page("playground", **settings)


def table_of(page: Page) -> str:
    (table,) = (markdown.value for markdown in page.app.markdown if markdown.value.startswith("| point"))
    return table


def header(page: Page) -> dict:
    return read_whole(page.live.stage)[1]


def counts(page: Page) -> dict:
    """How many records each block of the stage's message and scene has."""
    return {name: len(records) for name, records in read_whole(page.live.stage)[2].items()}


def test_it_opens_paused_on_the_untrained_network():
    page = playground()
    assert not page.live.playing
    assert page.live.run.epoch == 0
    assert counts(page)["snapshots"] == 1


def test_play_trains_on_every_tick_and_pause_stops():
    page = playground().click("play")
    first = page.live.run.epoch
    assert first > 0
    page.run()
    second = page.live.run.epoch  # how far depends on what else the machine does
    assert second > first
    page.click("pause")
    page.run()
    assert page.live.run.epoch == second
    assert not page.live.playing


def test_play_and_pause_are_one_button_that_says_what_it_will_do():
    def labels():
        return [each.label for each in page.app.button if each.label in ("Play", "Pause")]

    page = playground()
    assert labels() == ["Play"]
    page.click("play")
    assert labels() == ["Pause"]
    page.click("pause")
    assert labels() == ["Play"]


def test_step_trains_one_epoch_and_pauses():
    page = playground(**TUTORIALS["gender"]).click("step")
    assert page.live.run.epoch == 1
    assert not page.live.playing
    assert header(page)["playing"] is False


def test_reset_goes_back_to_the_same_weights():
    page = playground()
    start = page.live.run.network.params.copy()
    page.click("step", "reset")
    assert page.live.run.epoch == 0
    assert np.array_equal(page.live.run.network.params, start)


def test_new_start_draws_other_weights_from_the_next_seed():
    page = playground()
    start = page.live.run.network.params.copy()
    page.click("new_start")
    assert page.app.number_input(key="playground.seed").value == 1
    assert not np.array_equal(page.live.run.network.params, start)


def test_changing_width_restarts_training():
    page = playground().click("step")
    page.app.number_input(key="playground.neurons1").set_value(5).run()
    assert page.live.run.network.sizes == (2, 5, 1)
    assert page.live.run.epoch == 0


def test_changing_the_learning_rate_acts_on_the_running_network():
    page = playground().click("play")
    run = page.live.run
    page.app.select_slider(key="playground.rate").set_value(1.5).run()
    assert page.live.run is run
    assert run.optimizer.learning_rate == 1.5


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_preset_restores_the_tutorial_exactly(name):
    page = playground(activation="relu", layers=3, batch=2, rate=5.0, seed=7)
    page.click(f"preset_{name}")
    settings, config = TUTORIALS[name], page.live.run.config
    assert config.dataset.startswith(name)
    assert config.hidden == (settings["neurons1"],)
    assert (config.activation, config.loss, config.init) == ("sigmoid", "mse", settings["init"])
    assert config.optimizer == "sgd"
    assert not page.live.run.penalty
    assert (config.batch_size, config.shuffle, config.seed) == (settings["batch"], False, 0)
    assert page.live.run.optimizer.learning_rate == settings["rate"]


def test_the_gender_tutorial_learns_emily_and_frank_in_its_thousand_epochs_and_pauses_there():
    page = playground(**TUTORIALS["gender"] | {"speed": "max"})
    page.play_until_it_stops("play")
    assert page.live.run.epoch == 1000
    assert "Paused at epoch 1,000" in page.app.caption[0].value
    table = table_of(page)
    assert "| Emily (test set) | 128 | 63 | female |" in table
    assert "| Frank (test set) | 155 | 68 | male |" in table
    assert "✗" not in table


def test_the_table_shows_raw_units():
    table = table_of(playground(dataset="gender"))
    assert "weight, lb" in table
    assert "| Alice | 133 | 65 | female |" in table


@pytest.mark.parametrize(("dataset", "loss"), [("xor", "binary_cross_entropy"), ("xor", "mse"),
                                               ("gender", "binary_cross_entropy")])
def test_a_rate_of_ten_with_relu_stops_with_a_sentence_that_says_what_to_try(dataset, loss):
    seed = 1
    page = playground(dataset=dataset, activation="relu", loss=loss, init="he", seed=seed, rate=10.0, speed="max")
    page.play_until_it_stops("play")
    assert page.live.in_trouble
    assert "Training stopped" in page.app.warning[0].value
    assert "learning rate" in page.app.warning[0].value
    assert np.isfinite(page.live.run.network.params).all()
    page.click("remedy0")
    assert page.live.run.optimizer.learning_rate == 0.1
    assert page.app.select_slider(key="playground.rate").value == 0.1
    assert page.live.run.epoch > 0


def test_linear_hidden_neurons_diverge_with_cross_entropy_and_the_last_good_network_stays():
    page = playground(activation="identity", loss="binary_cross_entropy", rate=10.0, speed="max", init="he")
    page.play_until_it_stops("play")
    assert "too large for a computer" in page.app.warning[0].value
    assert np.isfinite(page.live.run.network.params).all()


@pytest.mark.parametrize(("settings", "words", "remedy"), [
    ({"activation": "step"}, "of a step function is 0", {"activation": "sigmoid"}),
    ({"activation": "relu", "init": "zeros"}, "started at zero", {"init": "he"}),
    ({"activation": "identity", "init": "zeros"}, "started at zero", {"init": "xavier"}),
    ({"activation": "identity", "rate": 1.0}, "all layers together compute one weighted sum", {"activation": "tanh"}),
    ({"layers": 0, "rate": 1.0}, "without a hidden layer", {"hidden": (3,)})])
def test_networks_that_cannot_learn_are_told_why_and_helped_with_one_click(settings, words, remedy):
    page = playground(speed="500", **settings).play_until_it_stops("play")
    assert words in (page.app.warning or page.app.caption)[0].value
    page.click("remedy0")
    assert page.live.playing
    assert remedy.items() <= vars(page.live.run.config).items()
    assert 0 < page.live.run.epoch <= 125


SOLVABLE = {"dataset": "xor", "activation": "tanh", "rate": 1.0, "speed": "max", "until_solved": True}


def test_a_pause_at_the_set_epoch_says_what_keeps_a_straight_network_from_learning_more():
    page = playground(dataset="circle", layers=0, pause_every=2, speed="max").play_until_it_stops("play")
    assert "It cannot be solved, because without a hidden layer" in page.app.caption[0].value


@pytest.mark.parametrize(("settings", "words"), [
    ({"dataset": "circle"}, "one weighted sum of the inputs: its [decision boundary](#term-decision-boundary) is a "
                            "straight line."),
    ({"dataset": "rings"}, "the lines where its predicted class changes are straight."),
    ({"dataset": "circle", "features": ["x1"]}, "is a straight line."),
    ({"dataset": "circle", "features": ["x1", "sin_x2"]}, "is straight in these inputs, though not on the"),
    ({"dataset": "multi_gaussian", "features": ["x1_x2"]}, "its output is a plane, which does not fit."),
    ({"dataset": "multi_gaussian", "layers": 2, "activation": "identity"}, "its output is a plane, which does not "
                                                                           "fit.")])
def test_straight_is_said_of_what_is_straight(settings, words):
    page = playground(**{"layers": 0, "pause_every": 1, "speed": "max", "rate": 0.01} | settings)
    page.play_until_it_stops("play")
    assert words in page.app.caption[0].value


def test_what_a_straight_network_gets_all_right_is_not_called_out_of_its_reach():
    page = playground(dataset="gaussians", layers=0, noise=0.0, pause_every=3, speed="max", until_solved=True,
                      rate=0.01, loss="binary_cross_entropy").play_until_it_stops("play")
    assert page.live.run.evaluate("train").accuracy == 1
    assert page.app.caption[0].value == "Paused at epoch 3. Press Play to train on."


def test_the_share_of_few_test_points_is_told_as_a_count():
    page = Page("playground", dataset="gender", rate=1.0, speed="max", until_solved=True).play_until_it_stops("play")
    assert "and 2 of the 2 test points" in page.app.caption[0].value


def test_a_solved_problem_pauses_and_goes_on_with_one_click_to_where_it_was_to_go():
    page = playground(**SOLVABLE).play_until_it_stops("play")
    solved = page.live.run.epoch
    assert solved < 10_000
    assert "Solved at epoch" in page.app.caption[0].value
    assert "all 4 training points are classified correctly" in page.app.caption[0].value
    page.play_until_it_stops("remedy0")
    assert page.live.run.epoch == 10_000
    assert "Paused at epoch 10,000." in page.app.caption[0].value


def test_play_after_solved_goes_on_and_a_reset_run_says_it_again():
    page = playground(**SOLVABLE).play_until_it_stops("play")
    page.play_until_it_stops("play")
    assert page.live.run.epoch == 10_000
    page.click("reset").play_until_it_stops("play")
    assert "Solved" in page.app.caption[0].value


def test_points_learned_by_heart_are_told_apart_from_a_solved_problem():
    points = [f"{np.cos(i):.3f},{np.sin(2 * i):.3f},{'ab'[i * i % 7 % 2]}" for i in range(30)]
    page = playground(dataset="own", own_text="\n".join(points), layers=2, neurons1=8, neurons2=8, rate=0.02, test=50,
                      optimizer="adam", speed="max").play_until_it_stops("play")
    assert "That is [overfitting](#term-overfitting)." in page.app.caption[0].value
    overfitted = page.live.run.epoch
    page.click("remedy0")
    assert page.live.run.penalty.l2 == 0.001
    assert page.live.run.epoch > overfitted > 1


def test_slow_motion_takes_one_step_every_fourth_tick_beginning_at_once():
    page = playground(**TUTORIALS["gender"] | {"speed": "1 step"}).click("play")
    steps = [page.live.run.step_count]
    for _ in range(8):
        page.run()
        steps.append(page.live.run.step_count)
    assert steps == [1, 1, 1, 1, 2, 2, 2, 2, 3]


def test_a_batch_is_one_step_and_an_epoch_goes_to_the_end_of_the_pass():
    page = playground(**TUTORIALS["gender"]).click("step_batch")
    assert page.live.run.step_count == 1
    page.click("step")
    assert page.live.run.epoch == 1
    assert "in 4 batches" in explained(page)


def test_where_one_batch_holds_all_points_the_buttons_say_that_it_is_an_epoch():
    page = playground().click("step_batch")
    assert page.live.run.epoch == 1
    assert "a batch is an epoch" in explained(page)


def explained(page: Page) -> str:
    """What the bar says of its own controls."""
    return page.app.get_by_key("playground.help").markdown[0].value


def test_a_network_at_the_best_it_can_do_pauses_without_alarm():
    page = playground(layers=0, rate=1.0, speed="max", pause_every=1_000_000).play_until_it_stops("play")
    assert "it has [converged](#term-convergence), and the loss stays at 0.2500" in page.app.caption[0].value
    assert not page.app.warning


def test_buttons_work_in_a_row_without_the_page_between_them():
    page = playground().click("play")
    for button in ("reset", "step"):
        page.app.button(key=f"playground.{button}").click()
    page.run()
    page.click("reset", "step", "reset", "play")
    assert page.live.playing


def test_everything_the_engine_has_has_a_name_in_a_menu():
    assert set(ACTIVATION_NAMES) == set(ACTIVATIONS)
    assert set(OPTIMIZER_NAMES) == set(OPTIMIZERS)
    assert set(INIT_NAMES) == set(INITIALIZERS)
    assert set(LOSS_NAMES) == set(LOSSES)


def test_settings_and_progress_survive_a_visit_to_another_page():
    page = playground(neurons1=6)
    page.click("step")
    page.visit("home")
    page.visit("playground")
    assert page.app.number_input(key="playground.neurons1").value == 6
    assert page.live.run.epoch == 1


def test_a_broken_url_gives_the_defaults():
    page = Page("playground", query={"playground.rate": "nonsense", "playground.layers": "-3", "other": "<b>"})
    assert page.live.run.optimizer.learning_rate == TUTORIALS["xor"]["rate"]
    assert page.live.run.config.hidden == (3,)


def test_every_problem_has_a_name_and_a_recipe():
    assert set(NAMES) == set(RECIPES) == {*TOY_DATASETS, *GENERATED, "own"}


@pytest.mark.parametrize("name", GENERATED)
def test_choosing_a_problem_brings_settings_that_can_learn_it(name):
    page = playground()
    page.app.selectbox(key="playground.dataset").set_value(name).run()
    page.app.session_state["playground.speed"] = "max"
    page.app.session_state["playground.pause_every"] = 450
    page.play_until_it_stops("play")
    loss, accuracy = page.live.run.evaluate("test")
    assert loss < 0.03 if page.live.run.dataset.is_regression else accuracy > 0.9


def test_own_points_are_learned_and_shown_in_their_own_units():
    page = playground()
    page.app.selectbox(key="playground.dataset").set_value("own").run()
    page.app.text_area(key="playground.own_text").set_value("a;b;kind\n1;10;no\n2;20;no\n8;80;yes\n9;95;yes\n").run()
    plane = page.live.plane
    assert plane.labels == ("no", "yes")
    assert [feature.name for feature in plane.features] == ["a", "b"]
    assert sorted(np.concatenate([plane.raw(plane.inputs), plane.raw(plane.test_inputs)])[:, 1].round().tolist()) == [
        10, 20, 80, 95]


def test_bad_points_are_told_by_row_and_those_from_before_stay():
    page = playground(dataset="own")
    before = page.live.run
    page.app.text_area(key="playground.own_text").set_value("1,2,a\n3,four,b\n").run()
    assert not page.app.exception
    assert "four" in page.app.error[0].value
    assert "stay in use" in page.app.error[0].value
    assert page.live.run is before


def test_editing_the_points_ends_the_complaint_about_a_file():
    page = playground(dataset="own", own_trouble="bad.csv cannot be used.")
    assert "bad.csv" in page.app.error[0].value
    page.app.text_area(key="playground.own_text").set_value("1,2,a\n3,4,b\n").run()
    assert not page.app.error


@pytest.mark.parametrize("text", ["1,2,a\n3,4,b", "1,2,a\n3,4,b\n5,6,a\n7,8,b", "", " ", "1,2", "1,2,a", "\x00\x01",
                                  "1,2,a\n" * 3000, "nan,1,a\n1,2,b"])
def test_no_text_in_the_box_shows_a_traceback(text):
    page = playground(dataset="own", own_text=text)
    assert page.live.run.dataset.name == "own"


def test_regularization_acts_on_the_running_network():
    page = playground().click("play")
    run = page.live.run
    page.app.select_slider(key="playground.l2").set_value(0.01).run()
    assert page.live.run is run
    assert run.penalty.l2 == 0.01


def test_without_any_input_the_network_gets_x1():
    page = playground(features=[])
    assert page.live.run.network.sizes[0] == 1


@pytest.mark.parametrize("name", ["xor", "rings", "circle", "own"])
def test_every_control_says_what_it_means_and_what_to_try(name):
    page = playground(**RECIPES[name] | {"dataset": name, "layers": 6})
    app = page.app
    for kind in (app.selectbox, app.slider, app.select_slider, app.number_input, app.toggle, app.text_area):
        for widget in kind:
            said = re.search(rf"\*\*{re.escape(widget.label)}\*\*: (.+)", explained(page)) if not widget.help else None
            sentence, _, hint = (said[1] if said else widget.help).partition("Try ")
            assert len(sentence) > 20, widget.key
            assert len(hint) > 4, widget.key


def test_test_points_can_be_hidden_and_come_back():
    page = playground(dataset="circle")
    assert counts(page)["points"] == 300
    page.app.toggle(key="playground.show_test").set_value(False).run()
    assert counts(page)["points"] == 150
    page.click("step", "reset")
    assert counts(page)["points"] == 150
    page.app.toggle(key="playground.show_test").set_value(True).run()
    assert counts(page)["points"] == 300


def test_new_points_come_from_the_next_seed_and_meet_the_same_first_weights():
    page = playground(dataset="circle")
    before = page.live.run
    page.click("new_points")
    assert page.app.number_input(key="playground.data_seed").value == 1
    assert not np.array_equal(page.live.run.dataset.inputs, before.dataset.inputs)
    assert np.array_equal(page.live.run.network.params, before.network.params)


@pytest.mark.parametrize(("dataset", "words"), [
    ("circle", "between the colors"), ("rings", "between the colors"), ("plane", "the value at every point"),
])
def test_the_first_hint_fits_the_problem_and_is_gone_once_something_was_trained(dataset, words):
    page = playground(dataset=dataset)
    assert any(words in caption.value for caption in page.app.caption)
    page.click("step")
    assert any("Press Play to go on" in caption.value for caption in page.app.caption)
    assert not any(words in caption.value for caption in page.app.caption)
