"""A run's moments in bounded memory."""
from itertools import pairwise

import pytest

from engine.replay.timeline import Timeline
from engine.training import Snapshot


def moment(step: int) -> Snapshot:
    return Snapshot(step, None, [], ())


def filled(count: int, limit: int = 8) -> Timeline:
    timeline = Timeline(limit)
    for step in range(count):
        timeline.keep(moment(step))
    return timeline


def test_all_moments_are_there_until_it_is_full():
    assert filled(8).steps == [0, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("count", [9, 10, 16, 17, 31, 100, 1001])
def test_a_full_one_thins_evenly_and_keeps_the_first_and_the_newest(count):
    steps = filled(count).steps
    gaps = {after - before for before, after in pairwise(steps[:-1])}
    assert steps[0] == 0
    assert steps[-1] == count - 1
    assert 4 <= len(steps) <= 8
    assert len(gaps) == 1


def test_a_moment_of_the_same_step_replaces_the_one_there_was():
    timeline = filled(3)
    edited = moment(2)
    timeline.keep(edited)
    assert timeline.steps == [0, 1, 2]
    assert timeline[-1] is edited


def test_after_going_back_the_future_is_written_anew():
    timeline = filled(100)
    timeline.forget_after(50)
    assert timeline.steps[-1] <= 50
    timeline.keep(moment(51))
    assert timeline.steps[-1] == 51
    assert timeline.steps == sorted(set(timeline.steps))
