"""What each disturbance does to a picture whose pixels can be counted."""
import numpy as np
import pytest

from engine.datasets import mnist
from engine.inspection.robustness import DISTURBANCES, moved, noisy, robustness, slanted, thickened, turned
from engine.models import load_digits_model


def dot(row: int, column: int) -> np.ndarray:
    image = np.zeros((1, 28, 28), np.float32)
    image[0, row, column] = 1
    return image


@pytest.mark.parametrize("disturbance", DISTURBANCES.values(), ids=DISTURBANCES)
def test_strength_0_changes_nothing_and_others_do(disturbance):
    images = mnist().test_inputs[:3].reshape(-1, 28, 28) / np.float32(255)
    assert np.allclose(disturbance.change(images, 0), images, atol=1e-5)
    for strength in disturbance.strengths:
        changed = disturbance.change(images, strength)
        assert changed.shape == images.shape
        assert changed.dtype == np.float32
        assert 0 <= changed.min() <= changed.max() <= 1.0001
        assert strength == 0 or not np.allclose(changed, images, atol=0.1)


def test_moving_takes_a_dot_to_the_right_and_out_of_the_picture():
    assert np.allclose(moved(dot(10, 10), 3), dot(10, 13), atol=1e-6)
    assert np.allclose(moved(dot(10, 10), -10), dot(10, 0), atol=1e-6)
    assert not moved(dot(10, 10), -12).any()


def test_turning_by_90_degrees_goes_counterclockwise():
    assert np.allclose(turned(dot(13, 20), 90), dot(7, 13), atol=1e-4)


def test_slanting_moves_the_upper_half_to_the_right():
    slant = slanted(dot(3, 14), 0.5)
    assert slant[0, 3].argmax() in (19, 20)
    assert slanted(dot(24, 14), 0.5)[0, 24].argmax() in (8, 9)


def test_thickening_grows_a_dot_to_a_cross_and_thinning_takes_it_away():
    assert thickened(dot(5, 5), 1).sum() == 5
    assert thickened(dot(5, 5), 0.5).sum() == 3
    assert not thickened(dot(5, 5), -1).any()


def test_noise_is_always_the_same():
    assert np.array_equal(noisy(dot(5, 5), 0.3), noisy(dot(5, 5), 0.3))


def test_the_network_in_the_box_is_best_undisturbed():
    digits = mnist()
    found = robustness(load_digits_model(), digits.test_inputs[:100], digits.test_targets[:100])
    for name, disturbance in DISTURBANCES.items():
        undisturbed = found[name][disturbance.strengths.index(0)]
        assert undisturbed >= 0.97
        assert min(found[name]) < undisturbed
