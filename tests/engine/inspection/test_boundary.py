import numpy as np
import pytest

from engine.inspection.boundary import Grid, plane_of
from engine.network import Network


def test_the_grid_answers_as_the_network_does_at_the_centers_of_its_cells():
    network = Network.mlp((2, 3, 2, 1), hidden="tanh", init="normal_with_biases", dtype=np.float64)
    answers = Grid(network, x_range=(0, 4), y_range=(-2, 2), resolution=4).answers()
    assert [pictures.shape for pictures in answers] == [(3, 4, 4), (2, 4, 4), (1, 4, 4)]
    top_left, bottom_right = network.activations([[0.5, 1.5], [3.5, -1.5]])[0]
    np.testing.assert_allclose(answers[0][:, 0, 0], top_left)
    np.testing.assert_allclose(answers[0][:, 3, 3], bottom_right)
    assert answers[2][0, 1, 2] == pytest.approx(network.forward([[2.5, 0.5]]).item())


def test_the_grid_follows_the_network():
    network = Network.mlp((2, 1), init="zeros")
    grid = Grid(network, (0, 1), (0, 1), 2)
    assert not grid.answers()[0].any()
    network.layers[0].biases[...] = 3
    assert (grid.answers()[0] == 3).all()


def test_a_saturated_network_answers_without_a_warning():
    network = Network.mlp((2, 2, 1), hidden="sigmoid", output="sigmoid", init="zeros")
    network.params[...] = -1e6
    assert np.isfinite(Grid(network, (-1, 1), (-1, 1), 3).answers()[-1]).all()


def test_the_grid_computes_the_features_that_the_network_was_given():
    names = ("x2", "x1_squared", "sin_x1")
    network = Network.mlp((3, 2, 1), hidden="tanh", init="normal_with_biases", dtype=np.float64)
    picture = Grid(network, (0, 4), (-2, 2), 4, features=names).answers()[-1]
    assert picture[0, 1, 2] == pytest.approx(network.forward([[0.5, 2.5**2, np.sin(2.5)]]).item())


def test_the_plane_has_a_margin_around_the_points():
    points = np.array([[0.0, -2.0], [4.0, 2.0], [1.0, 0.0]])
    assert plane_of(points, margin=0.25) == ((-1, 5), (-3, 3))


def test_the_plane_around_points_in_a_line_is_not_flat():
    (x0, x1), (y0, y1) = plane_of(np.array([[1.0, 5.0], [2.0, 5.0]]))
    assert x0 < 1 < 2 < x1
    assert y0 < 5 < y1
