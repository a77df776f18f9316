"""The playground's timeline: looking at any moment, going on from it, and what the page says of it in words."""
import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, xor
from engine.datasets.problems import NAMES
from engine.training import TrainingRun
from pages.ui.playground import description, timeline
from pages.ui.shared import playback
from pages.ui.shared.stage.stage import Stage
from pages.ui.shared.stage.staged_run import StagedRun
from tests.app_pages import Page
from tests.pages.shared.test_stage import decoded

STEPS = 6


@pytest.fixture
def live() -> StagedRun:
    """A run of a few steps on a page, each of them a moment."""
    run = TrainingRun.start(RunConfig(dataset="xor", hidden=(3,), batch_size=4, optimizer="momentum"), xor(), 0.3)
    live = StagedRun(run, run.dataset)
    playback.begin(live)
    timeline.attach(live)
    for _ in range(STEPS):
        playback.step_epoch(live)
    return live


def look(live: StagedRun, index: int, of: int | None = None) -> tuple[dict, np.ndarray, list[dict]]:
    timeline.look_back("playground", live, {"index": index, "of": of or len(live.timeline)})
    playback.show(live)
    return decoded(live.stage)


def present(live: StagedRun) -> tuple:
    return live.run.step_count, live.run.network.params.tolist(), len(live.run.history.points())


def test_a_moment_is_shown_exactly_and_the_future_stays(live):
    newest, kept = present(live), live.timeline[2].params
    header, curve, (shown,) = look(live, 2)
    assert np.array_equal(shown["params"], kept)
    assert (header["moment"], header["ahead"], header["moments"]) == (2, True, STEPS + 1)
    assert header["epochs"] == [*range(STEPS + 1)]
    assert curve[:, 0].tolist() == [*range(STEPS + 1)]
    header, _, _ = look(live, STEPS)
    assert header["ahead"] is False
    assert present(live) == newest


def test_going_on_from_an_earlier_moment_gives_the_same_run_and_drops_the_later_ones(live):
    later = live.timeline[3].params
    for index in (5, 0, 2):
        look(live, index)
    playback.step_epoch(live)
    assert live.timeline.steps == [0, 1, 2, 3]
    assert np.array_equal(live.run.network.params, later)
    assert live.run.history.points()[:, 0].tolist() == [1, 2, 3]
    _, curve, _ = decoded(live.stage)
    assert curve[:, 0].tolist() == [0, 1, 2, 3]


def test_an_edit_at_an_earlier_moment_drops_the_later_ones_and_can_be_replayed(live):
    look(live, 2)
    live.change("w0", 1.5)
    playback.step_epoch(live)
    assert live.timeline.steps == [0, 1, 2, 3]
    again = TrainingRun.start(live.run.config, live.run.dataset, 0.3)
    assert live.journal.replay(again, 3)
    assert np.array_equal(again.network.params, live.run.network.params)


def test_a_rate_changed_while_looking_back_drops_nothing_and_counts_from_where_training_goes_on(live):
    look(live, 2)
    live.change("rate", 0.7)
    assert len(live.timeline) == STEPS + 1
    look(live, STEPS)
    playback.step_epoch(live)
    again = TrainingRun.start(live.run.config, live.run.dataset, 0.3)
    assert live.journal.replay(again, STEPS + 1)
    assert np.array_equal(again.network.params, live.run.network.params)
    assert [(change.step, change.what) for change in live.journal.changes if change.value == 0.7] == [(STEPS, "rate")]


def test_looking_back_pauses_and_play_goes_on_from_there(live):
    live.play()
    look(live, 1)
    assert not live.playing
    live.play()
    assert live.playing
    assert live.timeline.steps == [0, 1]
    assert live.ahead is None


def test_a_place_on_a_shorter_list_means_the_same_part_of_the_run(live):
    header, _, _ = look(live, 2, of=3)
    assert header["moment"] == STEPS
    header, _, _ = look(live, 1, of=3)
    assert header["moment"] == STEPS // 2


def test_charts_wait_while_somebody_drags():
    page = Page("playground", chart="Weights").click("step", "step")
    for held in (True, False):
        timeline.look_back("playground", page.live, {"index": 0, "of": 3, "held": held})
        page.run()
        assert any("when you let go" in caption.value for caption in page.app.caption) == held


@pytest.mark.parametrize("news", [{}, {"index": 1}, {"index": "1", "of": 2}, {"index": 10**9, "of": 2},
                                  {"index": -5, "of": 0}, {"index": 1.5, "of": float("nan")}])
def test_news_of_any_kind_leaves_a_run_that_can_go_on(live, news):
    timeline.look_back("playground", live, news)
    playback.step_epoch(live)
    assert live.timeline.steps[-1] == live.run.step_count


def test_while_it_plays_messages_say_how_many_moments_there_are_and_not_which(live):
    live.play()
    live.stage.begin_whole()
    playback.play(live, playback.Speed(epochs=40), 1000)
    header, _, _ = decoded(live.stage)
    assert header["moments"] == len(live.timeline)
    assert "epochs" not in header
    assert "summary" not in header


def test_the_page_keeps_an_earlier_moment_through_other_pages_and_a_changed_rate():
    page = Page("playground").click("step", "step", "step")
    page.live.look_at(page.live.timeline[1])
    page.visit("home")
    page.visit("playground")
    page.app.select_slider(key="playground.rate").set_value(1.5).run()
    assert (page.live.run.epoch, len(page.live.timeline)) == (1, 4)
    header, _, _ = decoded(page.live.stage)
    assert "SGD 1.5" in header["settings"]
    page.click("step")
    assert page.live.timeline.steps == [0, 1, 2]


@pytest.mark.parametrize("name", NAMES)
def test_every_data_set_can_be_said_in_words(name):
    page = Page("playground", dataset=name, points=50, layers=2, activation="relu", neurons1=3, neurons2=2)
    words = description.in_words(page.live.run, page.live.stage)
    assert f"Data set: {NAMES[name]}, with " in words
    assert "2 hidden layers of 3 neurons and 2 neurons (ReLU)" in words
    assert "At epoch 0 on the training points the loss is" in words
    assert ("its output ranges from" in words) == page.live.run.dataset.is_regression


def test_the_words_name_dead_neurons_and_count_areas():
    plane = GENERATED["circle"](points=60)
    config = RunConfig(dataset="circle", hidden=(2,), activation="relu", loss="binary_cross_entropy")
    run = TrainingRun.start(config, plane, 0.1)
    run.network.layers[0].weights[...] = [[9, 0], [0, 0]]  # the first one rises on the right, the second never does
    run.network.layers[0].biases[...] = [0, -1]
    run.network.layers[1].weights[...] = [[1], [1]]
    run.network.layers[1].biases[...] = [-1]
    words = description.in_words(run, Stage(run, plane))
    assert "Dead (output and gradient constant for all training points): neuron 2 of hidden layer 1." in words
    assert "separate areas" not in words
    stripes = np.zeros((30, 30), bool)
    stripes[:, ::6] = True
    stripes[3, 3] = True  # a speck
    assert description.areas(stripes) == 5


def test_settings_stand_in_one_line():
    config = RunConfig(hidden=(4, 2), activation="tanh", optimizer="adam", batch_size=3, seed=7)
    run = TrainingRun.start(config, xor(), 0.01)
    run.penalty.l2 = 0.003
    assert description.settings(run) == "2-4-2-1 tanh, Adam 0.01, batch 3, L2 0.003, seed 7"
