import numpy as np
import pytest

from engine.datasets import mnist
from engine.inspection.examples import STRONGEST, Examples
from engine.network import Network


@pytest.fixture(scope="module")
def few():
    digits = mnist()
    made = Network.mlp((784, 20, 12, 10), seed=1)
    return digits.inputs[:3_000], made, Examples(made, digits.inputs[:3_000])


def pixels(images, rows):
    return images[rows] * np.float32(1 / 255)


def test_a_training_digit_is_nearest_to_itself(few):
    images, _, known = few
    for nearest in (known.alike(pixels(images, 2_345)), known.alike_in_ink(pixels(images, 2_345))):
        assert nearest.rows[0] == 2_345
        assert nearest.distances[0] == pytest.approx(0, abs=1e-5)
        assert (np.diff(nearest.distances) >= 0).all()


def test_the_nearest_are_those_that_a_search_without_shortcuts_finds(few):
    images, made, known = few
    drawing = pixels(mnist().test_inputs, 7)
    seen = made.activations(pixels(images, slice(None)))[-2]
    distances = np.linalg.norm(seen - made.activations([drawing])[-2], axis=1)
    nearest = known.alike(drawing)
    np.testing.assert_allclose(nearest.distances, np.sort(distances)[:10], rtol=1e-4)
    ink = np.linalg.norm(pixels(images, slice(None)) - drawing, axis=1)
    np.testing.assert_allclose(known.alike_in_ink(drawing).distances, np.sort(ink)[:10], rtol=1e-4)


def test_the_digits_that_fire_a_neuron_most_are_found_across_parts(few):
    images, made, known = few
    for layer, activations in enumerate(made.activations(pixels(images, slice(None)))[:-1]):
        assert known.strongest[layer].shape == (activations.shape[1], STRONGEST)
        fired = np.take_along_axis(activations.T, known.strongest[layer], axis=1)
        np.testing.assert_allclose(fired, -np.sort(-activations.T, axis=1)[:, :STRONGEST], rtol=1e-5)


def test_a_first_neuron_looks_for_its_weights_where_digits_have_ink(few):
    images, made, known = few
    look, weights = known.looks[0][3].reshape(28, 28), made.layers[0].weights[:, 3].reshape(28, 28)
    np.testing.assert_allclose(look[12:16, 12:16], weights[12:16, 12:16], atol=1e-3)
    assert not look[0].any()
    assert images[:, :28].max() == 0


def test_a_later_neuron_looks_for_what_the_digits_that_fire_it_have_more_of(few):
    images, made, known = few
    fired = made.activations(pixels(images, slice(None)))[1]
    weighted = fired.T @ pixels(images, slice(None)) / fired.sum(axis=0)[:, None]
    np.testing.assert_allclose(known.looks[1], weighted - pixels(images, slice(None)).mean(axis=0), atol=2e-3)


def test_a_wide_network_is_shown_fewer_digits_so_that_they_fit():
    known = Examples(Network.mlp((784, 64, 10)), mnist().inputs[:2_000], most_bytes=64 * 500)
    assert known.seen.nbytes == 64 * 500
    assert len(known.images) == 500
