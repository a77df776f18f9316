import numpy as np
import pytest

from engine.history import Series


def series_of(count, limit=8):
    series = Series(columns=2, limit=limit)
    for i in range(count):
        series.append(i, i * i)
    return series


def test_few_points_are_all_kept():
    assert series_of(3).points().tolist() == [[0, 0], [1, 1], [2, 4]]


def test_no_points_are_an_empty_table():
    assert Series(columns=2).points().shape == (0, 2)


@pytest.mark.parametrize("limit", [7, 8])
@pytest.mark.parametrize("count", [9, 64, 65, 1000])
def test_many_points_are_thinned_evenly_and_the_newest_stays(count, limit):
    points = series_of(count, limit).points()
    assert len(points) <= limit + 1
    assert points[0].tolist() == [0, 0]
    assert points[-1].tolist() == [count - 1, (count - 1) ** 2]
    steps = np.diff(points[:-1, 0])
    assert (steps == steps[0]).all()


def test_the_points_are_a_copy():
    series = series_of(3)
    series.points()[...] = -1
    assert series.points()[0].tolist() == [0, 0]


@pytest.mark.parametrize("count", [4, 9, 100])
def test_forgetting_drops_what_came_later(count):
    series = series_of(count)
    series.forget_after(2)
    assert (series.points()[:, 0] <= 2).all()
    series.append(3, 9)
    assert series.points()[-1].tolist() == [3, 9]


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
