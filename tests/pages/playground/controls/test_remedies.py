"""What the buttons beside a stopped run's notice offer."""

import pytest

from engine.config import RunConfig
from engine.datasets import xor
from engine.training import TrainingRun
from pages.ui.playground.controls.remedies import REMEDIES, remedies
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.verdicts.stop_reasons import WORDS


def offered(reason: str, rate: float = 0.1, l2: float = 0.0, **config) -> list[dict]:
    """The settings of the remedies for a run that stopped for this reason."""
    live = StagedRun(TrainingRun.start(RunConfig(**config), xor(), rate), xor())
    live.run.penalty.l2, live.reason = l2, reason
    return [remedy.settings for remedy in remedies(live)]


def test_every_reason_to_stop_has_words_and_at_least_one_remedy():
    assert set(REMEDIES) == set(WORDS)
    for reason in WORDS:
        assert offered(reason)


@pytest.mark.parametrize("reason", ["diverged", "dead", "saturated"])
@pytest.mark.parametrize(("rate", "lower"), [(10.0, 0.1), (0.7, 0.07), (0.2, 0.02), (0.01, 0.001), (0.0015, None)])
def test_a_lower_rate_is_a_tenth_at_most_and_on_the_slider(reason, rate, lower):
    lower_rate = [] if lower is None else [{"rate": lower}]
    assert offered(reason, rate, seed=7) == [*lower_rate, {"seed": 8}]


def test_extreme_first_weights_are_made_smaller_first():
    assert offered("saturated", init_scale=5.0)[0] == {"init_scale": 1.0}


@pytest.mark.parametrize(("hidden", "larger"), [
    ((3,), {"neurons1": 5}), ((8, 7), {"neurons1": 8, "neurons2": 8})])
def test_a_settled_network_may_grow_start_anew_or_go_on(hidden, larger):
    assert offered("settled", hidden=hidden) == [larger, {"seed": 1}, {}]


@pytest.mark.parametrize(("config", "settings"), [
    ({"hidden": ()}, {"layers": 1, "neurons1": 3}),
    ({"hidden": (), "activation": "identity"}, {"layers": 1, "neurons1": 3, "activation": "tanh"}),
    ({"hidden": (2,), "activation": "identity"}, {"activation": "tanh"})])
def test_a_network_that_bends_nothing_is_given_what_bends(config, settings):
    assert offered("straight", **{"activation": "sigmoid"} | config) == [settings, {}]


@pytest.mark.parametrize(("activation", "init"), [("relu", "he"), ("leaky_relu", "he"), ("tanh", "xavier")])
def test_equal_neurons_get_the_random_weights_that_suit_them(activation, init):
    assert offered("zeros", activation=activation) == [{"init": init}]


def test_a_network_of_full_size_does_not_grow():
    assert offered("settled", hidden=(8, 8)) == [{"seed": 1}, {}]


@pytest.mark.parametrize(("present", "price"), [(0.0, 0.001), (0.001, 0.003), (0.1, 0.3)])
def test_learning_by_heart_gets_a_price_above_the_present_one(present, price):
    assert offered("memorized", l2=present) == [{"l2": price}, {}]


def test_the_highest_price_is_not_raised():
    assert offered("memorized", l2=0.3) == [{}]
