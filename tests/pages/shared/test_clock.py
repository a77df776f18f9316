"""What the clock decides, nobody sees in a result: a slow machine and a fast one stop at the same step, with the same
network, the same curve and the same words."""
from itertools import pairwise

import numpy as np
import pytest

from engine import training
from engine.replay.looks import PER_DOUBLING, next_look
from pages.ui.digits.training import training as digit_training
from pages.ui.playground.choices import SPEEDS
from pages.ui.shared import playback
from pages.ui.shared.streamlit_private import runs
from tests.app_pages import Page

CIRCLE = {"dataset": "circle", "points": 100, "layers": 1, "neurons1": 6, "batch_size": "10", "pause_every": 60}
ENDS = {
    "solved": {"dataset": "xor", "activation": "tanh", "rate": 1.0, "until_solved": True},
    "diverged": {"dataset": "xor", "activation": "identity", "loss": "binary_cross_entropy", "rate": 10.0,
                 "init": "he"},
    "dead": CIRCLE | {"dataset": "gaussians", "layers": 4, "neurons1": 4, "neurons2": 4, "neurons3": 4, "neurons4": 4,
                      "activation": "relu", "init": "he", "optimizer": "adam", "rate": 1.0, "batch_size": "1",
                      "loss": "binary_cross_entropy"},
    "saturated": {"dataset": "xor", "init": "normal_with_biases", "init_scale": 5.0, "rate": 10.0,
                  "pause_every": 3_000},
    "straight": {"dataset": "xor", "layers": 0, "rate": 1.0, "loss": "binary_cross_entropy"},
    "zeros": {"dataset": "circle", "activation": "relu", "init": "zeros"},
    "": CIRCLE | {"activation": "tanh", "optimizer": "adam", "shuffle": True,
                  "until_solved": False},  # the pause that is set
}


def test_looks_are_dense_at_first_and_then_keep_pace_with_the_run():
    looks = [0]
    while looks[-1] < 100_000:
        looks.append(next_look(looks[-1]))
    assert looks[:17] == [*range(17)]
    for before, after in pairwise(looks[16:]):
        assert 1 / 16 <= (after - before) / before <= 1 / PER_DOUBLING
    assert len(looks) < 120
    assert [next_look(step) for step in (33, 35, 36, 10_000)] == [36, 36, 40, 10_240]


def ended(settings: dict, speed: str, budget: float, monkeypatch) -> tuple:
    """All that there is to see of a run on the playground that stopped by itself."""
    monkeypatch.setattr(playback, "BUDGET", budget)
    page = Page("playground", **settings | {"speed": speed})
    page.play_until_it_stops("play", most_ticks=3_000)
    live = page.live
    return (live.reason, live.notice, live.run.step_count, live.run.network.params.tobytes(), live.timeline.steps,
            live.stage.curve.points().tobytes())


@pytest.mark.parametrize("reason", ENDS)
def test_a_run_ends_the_same_on_a_slow_and_on_a_fast_machine(reason, monkeypatch):
    slow, fast = (ended(ENDS[reason], "max", budget, monkeypatch) for budget in (0.001, 10.0))
    assert slow == fast
    assert slow[0] == reason
    assert np.isfinite(np.frombuffer(slow[5])).any()


@pytest.mark.parametrize("speed", [*SPEEDS][-4:])
def test_a_run_ends_the_same_at_every_speed(speed, monkeypatch):
    ends = {ended(ENDS["solved"], speed, 0.1, monkeypatch)[:4] for speed in (speed, "max")}
    assert len(ends) == 1


@pytest.mark.parametrize("budget", [0.01, 10.0])
def test_curve_and_timeline_lie_evenly_in_epochs(budget, monkeypatch):
    monkeypatch.setattr(playback, "BUDGET", budget)
    page = Page("playground", dataset="xor", speed="max", pause_every=10_000, until_solved=False)
    page.play_until_it_stops("play", most_ticks=3_000)
    for steps in (page.live.timeline.steps, page.live.stage.curve.steps):
        assert steps == [*range(0, 10_000, 64), 10_000]


@pytest.mark.parametrize(("settings", "epochs"), [
    ({"rate": 0.1, "epochs": 3}, 3), ({"rate": 1.0, "epochs": 30, "held_out": 10, "patience": 2}, None),
    ({"rate": 1e30, "epochs": 3}, None), ({"rate": 10.0, "epochs": 3}, None)])
def test_a_digit_network_ends_the_same_on_a_slow_and_on_a_fast_machine(settings, epochs, monkeypatch):
    ends = []
    for glance, called in ((0.0005, True), (10.0, False)):
        monkeypatch.setattr(training, "GLANCE", glance)
        monkeypatch.setattr(digit_training, "LONGEST_SLICE", 1.0)
        monkeypatch.setattr(runs, "is_called", lambda called=called: called)
        page = Page("digits", rows=1_000, hidden=16, batch=32, **settings)
        page.play_until_it_stops("train", most_ticks=3_000)
        run, course = page.live.run, page.live.course
        ends.append((run.step_count, run.network.params.tobytes(), page.live.in_trouble,
                     {name: np.array(points).tobytes() for name, points in digit_training.points(page.live, 3).items()},
                     course.best and course.best.epoch))
    assert ends[0] == ends[1]
    assert epochs is None or ends[0][0] == epochs * page.live.run.steps_per_epoch
