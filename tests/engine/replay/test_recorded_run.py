"""A recorded run plays, pauses, goes back and on, and forgets exactly what no longer happened."""
import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import xor
from engine.optimizers import OPTIMIZERS
from engine.replay.recorded_run import RecordedRun
from engine.training import TrainingRun


@pytest.fixture
def live() -> RecordedRun:
    """At step 4 of XOR, with a moment recorded at each step."""
    live = RecordedRun(TrainingRun.start(RunConfig(hidden=(3,), batch_size=2), xor(), learning_rate=0.5))
    live.keep()
    for _ in range(4):
        live.run.advance(steps=1)
        live.keep()
    return live


def test_a_new_one_rests_at_its_first_weights_with_its_rates_noted():
    live = RecordedRun(TrainingRun.start(RunConfig(), xor(), learning_rate=0.5))
    assert (live.playing, live.notice, live.reason, live.destination, live.ahead) == (False, "", "", None, None)
    assert live.journal.changes == [(0, "rate", 0.5), (0, "l1", 0.0), (0, "l2", 0.0)]


def test_playing_takes_back_what_was_said_about_the_last_stop(live):
    live.stop("It diverged.", in_trouble=True, reason="diverged")
    assert (live.playing, live.notice, live.in_trouble, live.reason) == (False, "It diverged.", True, "diverged")
    live.play()
    assert (live.playing, live.notice, live.in_trouble, live.reason) == (True, "", False, "")


def test_looking_at_an_earlier_moment_forgets_nothing(live):
    newest = live.run.network.params.copy()
    live.look_at(live.timeline[1])
    assert (live.run.step_count, live.timeline.steps) == (1, [0, 1, 2, 3, 4])
    assert not np.array_equal(live.run.network.params, newest)
    live.look_at(live.timeline[-1])
    assert live.run.step_count == 4
    assert live.ahead is None
    np.testing.assert_array_equal(live.run.network.params, newest)


def test_going_on_from_an_earlier_moment_forgets_what_came_after(live):
    live.look_at(live.timeline[1])
    live.play()
    assert (live.run.step_count, live.timeline.steps, live.ahead) == (1, [0, 1], None)


def test_a_rate_changed_at_an_earlier_moment_is_noted_only_when_the_run_goes_on_from_there(live):
    live.look_at(live.timeline[1])
    live.change("rate", 0.1)
    assert [change.step for change in live.journal.changes] == [0, 0, 0]
    live.go_on()
    assert live.journal.changes[-1] == (1, "rate", 0.1)


def test_a_weight_changed_at_an_earlier_moment_makes_the_run_go_on_from_there(live):
    live.look_at(live.timeline[2])
    live.change("w0", 1.5)
    assert live.ahead is None
    assert live.timeline.steps == [0, 1, 2]
    assert live.timeline[-1].params[0] == 1.5


def test_nothing_but_the_journal_changes_a_run_that_repeats_it(live):
    again = RecordedRun(TrainingRun.start(live.run.config, xor(), learning_rate=0.5))
    again.head_for(4, live.journal.to_text())
    again.change("rate", 3.0)
    assert again.run.optimizer.learning_rate == 0.5
    assert again.journal.replay(again.run, again.destination)
    np.testing.assert_array_equal(again.run.network.params, live.run.network.params)


def test_stopping_on_the_way_drops_the_changes_that_will_not_happen(live):
    live.change("rate", 0.1)
    again = RecordedRun(TrainingRun.start(live.run.config, xor(), learning_rate=0.5))
    again.head_for(9, live.journal.to_text())
    again.stop()
    assert again.destination is None
    assert [change.step for change in again.journal.changes] == [0, 0, 0]


def test_changes_that_cannot_be_read_start_nothing(live):
    with pytest.raises(ValueError, match="not a change"):
        live.head_for(4, "500_weight_1")
    assert live.destination is None
    assert not live.playing


def test_a_restarted_one_has_the_first_weights_and_the_present_learning_rate(live):
    live.change("rate", 0.1)
    again = live.restarted()
    first = TrainingRun.start(live.run.config, xor(), learning_rate=0.5)
    np.testing.assert_array_equal(again.run.network.params, first.network.params)
    assert again.run.optimizer.learning_rate == 0.1
    assert not len(again.timeline)
    assert type(again) is type(live)


@pytest.mark.parametrize(("steps", "goal"), [(0, 6), (5, 6), (6, 12)])
def test_the_goal_is_the_next_whole_multiple_of_epochs(steps, goal):
    live = RecordedRun(TrainingRun.start(RunConfig(batch_size=2), xor()))
    if steps:
        live.run.advance(steps=steps)
    assert live.goal(every=3) == goal


def shuffled(optimizer="adam", steps=0) -> RecordedRun:
    config = RunConfig(hidden=(3,), batch_size=3, optimizer=optimizer, shuffle=True)
    live = RecordedRun(TrainingRun.start(config, xor(), learning_rate=0.05))
    live.run.advance(steps=steps)
    live.keep()
    return live


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("step", [1, 2, 7])
def test_a_run_shown_by_its_parameters_alone_goes_on_with_a_fresh_optimizer_and_can_be_had_again(optimizer, step):
    params = shuffled(optimizer, steps=9).run.network.params
    live = shuffled(optimizer)
    live.show_alone(step, params, "0_rate_0.05*1_rate_0.1")
    assert (live.run.step_count, live.timeline.steps) == (step, [step])
    assert live.run.network.params.tobytes() == params.tobytes()
    assert "fresh" not in live.journal.to_text()
    live.play()
    live.run.advance(steps=8)
    again = shuffled(optimizer)
    again.journal.load_text(live.journal.to_text(), params.size)
    assert again.journal.replay(again.run, step + 8)
    assert again.run.network.params.tobytes() == live.run.network.params.tobytes()
    assert [array.tolist() for array in again.run.optimizer.state] == [
        array.tolist() for array in live.run.optimizer.state]


def test_a_rate_changed_where_the_parameters_alone_are_known_leaves_the_run_there_and_a_weight_goes_on():
    live = shuffled()
    live.show_alone(4, live.run.network.params + np.float32(1))
    live.change("rate", 0.2)
    assert live.is_fresh
    live.change("w0", 0.5)
    assert not live.is_fresh
    assert [change.what for change in live.journal.changes][:5] == ["rate", "l1", "l2", "rate", "fresh"]
    assert live.journal.changes[-1] == (4, "w0", 0.5)


def test_broken_changes_or_parameters_leave_a_run_as_it_was():
    live = shuffled()
    with pytest.raises(ValueError, match="not a change"):
        live.show_alone(4, live.run.network.params, "hello")
    assert (live.run.step_count, live.is_fresh, len(live.journal.changes)) == (0, False, 3)


def test_a_run_becomes_another_one_with_all_its_moments_and_keeps_its_rates():
    other = shuffled(steps=5)
    other.run.advance(steps=2)
    other.keep()
    live = shuffled()
    live.show_alone(7, other.run.network.params)
    live.change("l2", 0.01)
    live.become(other)
    other.run.penalty.l2 = 0.01
    assert (live.timeline.steps, live.is_fresh) == ([5, 7], False)
    assert live.journal.changes[-1] == (7, "l2", 0.01)
    for one in (live, other):
        one.run.advance(steps=6)
    assert live.run.network.params.tobytes() == other.run.network.params.tobytes()
