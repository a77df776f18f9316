"""A run with all that was done to it, had again."""
import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, xor
from engine.optimizers import OPTIMIZERS
from engine.replay.journal import Change, Journal
from engine.training import TrainingRun

XOR = RunConfig(hidden=(3,), activation="tanh", init="xavier")


def run_of(config=XOR, dataset=None) -> TrainingRun:
    return TrainingRun.start(config, dataset or xor(), learning_rate=0.5)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_replayed_run_is_the_same_bit_for_bit(optimizer):
    config = RunConfig(dataset="moons", hidden=(4,), activation="tanh", loss="binary_cross_entropy", init="xavier",
                       optimizer=optimizer, batch_size=10, shuffle=True)
    moons = GENERATED["moons"](80, 0.1, 0.5, 0)
    run = run_of(config, moons)
    journal = Journal(run)
    for steps, what, value in [(5, "rate", 0.1), (7, "l2", 0.01), (3, "w3", 0.25), (0, "w4", -1.5), (9, "l1", 0.001)]:
        run.advance(steps=steps)
        journal.change(run, what, value)
    run.advance(steps=11)

    other = Journal(again := run_of(config, moons))
    other.load_text(journal.to_text(), again.network.params.size)
    assert other.replay(again, run.step_count)
    assert np.array_equal(again.network.params, run.network.params)


def test_of_several_changes_at_one_step_the_last_one_counts():
    run = run_of()
    journal = Journal(run)
    for rate in (0.1, 0.2, 0.3):
        journal.change(run, "rate", rate)
    assert [change for change in journal.changes if change.what == "rate"] == [Change(0, "rate", 0.3)]


def test_rewinding_forgets_later_changes_but_keeps_the_present_rate():
    run = run_of()
    journal = Journal(run)
    run.advance(steps=4)
    snapshot = run.snapshot()
    run.advance(steps=4)
    journal.change(run, "w0", 3.0)
    journal.change(run, "rate", 2.0)
    journal.rewind(run, snapshot)
    assert run.step_count == 4
    assert journal.changes[-1] == Change(4, "rate", 2.0)
    assert all(change.what != "w0" for change in journal.changes)
    run.advance(steps=5)

    again = run_of()
    assert journal.replay(again, 9)
    assert np.array_equal(again.network.params, run.network.params)


def test_a_replay_out_of_time_goes_on_at_the_next_call():
    run = run_of()
    journal = Journal(run)
    run.advance(steps=50)
    journal.change(run, "rate", 0.1)
    run.advance(steps=5000)
    again, calls = run_of(), 0
    while not journal.replay(again, 5050, seconds=0.001):
        calls += 1
    assert calls > 0
    assert np.array_equal(again.network.params, run.network.params)


def test_a_replay_that_diverges_says_that_it_did_not_arrive():
    run = TrainingRun.start(RunConfig(hidden=(3,), activation="relu", loss="binary_cross_entropy"), xor(), 1e30)
    assert not Journal(run).replay(run, 1000)
    assert run.diverged


@pytest.mark.parametrize("text", ["", "x", "1_rate_", "1_rate_nan", "1_rate_-1", "1_rate_1e99", "1_w99_1", "1_speed_1",
                                  "1_rate_1_1", "5_rate_1*1_l1_0", "٣_rate_1", "0_rate_1*" * 20_000 + "0_rate_1"])
def test_a_broken_text_is_refused_and_nothing_changes(text):
    journal = Journal(run_of())
    before = [*journal.changes]
    with pytest.raises(ValueError, match=r".+"):
        journal.load_text(text, params=13)
    assert journal.changes == before
