"""Principal components, on points whose spread is known."""
import numpy as np
import pytest

from engine.inspection.projection import hidden_map, principal_directions
from engine.network import Network


def test_the_first_direction_is_the_one_of_most_spread():
    points = np.array([[-3, -3], [3, 3], [-1, 1], [1, -1]], float)
    directions, shares = principal_directions(points)
    assert np.allclose(directions[0], [0.5**0.5, 0.5**0.5])
    assert np.allclose(np.abs(directions[1]), 0.5**0.5)
    assert np.allclose(shares, [36 / 40, 4 / 40])


@pytest.mark.parametrize("rows", [3, 40])
def test_few_rows_and_many_rows_give_directions_of_length_1_at_right_angles(rows):
    points = np.random.default_rng(0).standard_normal((rows, 6))
    directions, shares = principal_directions(points)
    assert np.allclose(directions @ directions.T, np.eye(2))
    assert 0 < shares[1] <= shares[0] < 1


def test_points_on_a_line_have_one_direction_and_points_in_one_place_none():
    line = np.outer(np.arange(5), [3.0, 4.0, 0.0])
    directions, shares = principal_directions(line)
    assert np.allclose(directions, [[0.6, 0.8, 0], [0, 0, 0]])
    assert np.allclose(shares, [1, 0])
    directions, shares = principal_directions(np.ones((4, 3)))
    assert not directions.any()
    assert not shares.any()


@pytest.mark.parametrize("sizes", [(5, 4, 3), (5, 3)])
def test_the_map_has_two_numbers_for_every_example(sizes):
    inputs = np.random.default_rng(0).random((30, 5)).astype(np.float32)
    places, shares = hidden_map(Network.mlp(sizes), inputs)
    assert places.shape == (30, 2)
    assert np.allclose(places.mean(axis=0), 0, atol=1e-5)
    assert places[:, 0].var() >= places[:, 1].var()
    assert shares.sum() <= 1
