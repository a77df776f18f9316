"""A network that learns one more hand."""
import numpy as np
import pytest

from engine.datasets import mnist
from engine.inspection.evaluation import evaluated
from engine.inspection.robustness import slanted, turned
from engine.models import load_digits_model, tuning
from engine.models.tuning import tuned


@pytest.fixture(scope="module")
def strange_hand():
    """MNIST's test digits as somebody would write them who turns and slants everything."""
    digits = mnist()
    images = slanted(turned(digits.test_inputs[:1_500].reshape(-1, 28, 28) / np.float32(255), -40), -0.4)
    return np.clip(images * 255, 0, 255).astype(np.uint8).reshape(-1, 784), digits.test_targets[:1_500].argmax(axis=1)


def test_tuning_learns_a_strange_hand_and_forgets_little(strange_hand, monkeypatch):
    monkeypatch.setattr(tuning, "STEPS", 100)  # a third of the usual, for speed
    images, labels = strange_hand
    network, digits = load_digits_model(), mnist()
    before = network.params.copy()
    better = tuned(network, images[:60], labels[:60], digits)
    unseen = images[60:], np.eye(10)[labels[60:]]
    everybody = digits.test_inputs[2_000:3_000], digits.test_targets[2_000:3_000]
    assert evaluated(better, *unseen).accuracy > evaluated(network, *unseen).accuracy + 0.03
    assert evaluated(better, *everybody).accuracy > evaluated(network, *everybody).accuracy - 0.01
    assert np.array_equal(network.params, before)


def test_the_same_drawings_give_the_same_network(strange_hand, monkeypatch):
    monkeypatch.setattr(tuning, "STEPS", 3)
    images, labels = strange_hand
    first, second = (tuned(load_digits_model(), images[:20], labels[:20], mnist()) for _ in range(2))
    assert np.array_equal(first.params, second.params)
