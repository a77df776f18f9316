"""What a run remembers: evenly, in bounded memory, whatever was offered in between."""
import numpy as np
import pytest

from engine.history import Moments, Series


def filled(steps, limit=8, spacing=1) -> Moments:
    moments = Moments(limit, spacing)
    for step in steps:
        moments.keep(step, f"at {step}")
    return moments


def series_of(count, limit=8) -> Series:
    series = Series(columns=1, limit=limit)
    for i in range(count):
        series.keep(i, (i * i,))
    return series


def test_all_moments_are_there_until_it_is_full():
    assert filled(range(8)).steps == [0, 1, 2, 3, 4, 5, 6, 7]
    assert filled(range(9)).steps == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("limit", [7, 8])
@pytest.mark.parametrize("count", [9, 10, 16, 17, 31, 64, 65, 100, 1001])
def test_many_are_thinned_evenly_and_the_first_and_the_newest_stay(count, limit):
    steps = filled(range(count), limit).steps
    *even, newest = steps
    assert limit // 2 <= len(steps) <= limit + 1
    assert (steps[0], newest) == (0, count - 1)
    assert len({*np.diff(even)}) == 1


def test_which_ones_stay_does_not_depend_on_what_was_offered_in_between():
    clock = np.random.default_rng(0)
    few, many = Moments(limit=8), Moments(limit=8)
    for moments, offered in ((few, []), (many, clock.integers(0, 1000, 500).tolist())):
        step = 0
        while step <= 1000:
            moments.keep(step, None)
            due = moments.next_step(step)
            step = min([due, *(other for other in offered if step < other < due)])
        moments.keep(1000, None)
    assert few.steps == many.steps == [*range(0, 1000, 128), 1000]


def test_a_newest_one_between_is_replaced_by_the_next():
    moments = filled([0, 4, 8, 10], spacing=4)
    assert moments.steps == [0, 4, 8, 10]
    moments.keep(11, None)
    assert moments.steps == [0, 4, 8, 11]
    assert moments.next_step(11) == 12


def test_one_of_the_same_step_replaces_what_there_was():
    moments = filled(range(3))
    moments.keep(2, "edited")
    assert moments.steps == [0, 1, 2]
    assert moments[-1] == "edited"


def test_after_going_back_the_future_is_written_anew():
    moments = filled(range(101))
    moments.forget_after(50)
    assert moments.steps == [0, 16, 32, 48]
    moments.keep(51, None)
    assert moments.steps == [0, 16, 32, 48, 51]


@pytest.mark.parametrize("count", [4, 9, 100])
def test_forgetting_nothing_changes_nothing(count):
    series = series_of(count)
    before = series.points()
    series.forget_after(count)
    np.testing.assert_array_equal(series.points(), before)


def test_forgetting_everything_leaves_an_empty_series():
    series = series_of(5)
    series.forget_after(-1)
    assert series.points().shape == (0, 2)


def test_points_are_numbers_by_epoch_in_a_table_of_their_own():
    series = series_of(3)
    assert series.points().tolist() == [[0, 0], [1, 1], [2, 4]]
    assert series.points(steps_per_epoch=4).tolist() == [[0, 0], [0.25, 1], [0.5, 4]]
    series.points()[...] = -1
    assert series.points()[0].tolist() == [0, 0]
    assert Series(columns=2).points().shape == (0, 3)
