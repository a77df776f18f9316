import inspect
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engine.datasets import mnist
from engine.datasets.synthetic_digits import strokes
from engine.datasets.synthetic_digits.augmentation import _thickened, augmented
from engine.datasets.synthetic_digits.strokes import _rounded, drawing, synthetic_digits
from engine.datasets.synthetic_digits.styles import STYLES
from engine.handwriting.recipe import digit_from_ink, stroke_width
from engine.inspection.evaluation import Evaluation, evaluated
from engine.inspection.examples import Examples
from engine.models import load_digits_model, train_digits
from engine.models.digits import MODEL_FILE, SIZES, new_digits_model, save_digits_model
from engine.models.report_digits import report
from engine.models.train_digits import made_digits, training


def a_few_digits(count=200):
    return mnist().inputs[:count].reshape(-1, 28, 28) * np.float32(1 / 255)


def test_model_reads_at_least_99_2_percent_of_the_test_digits():
    digits = mnist()
    assert evaluated(load_digits_model(), digits.test_inputs, digits.test_targets).accuracy >= 0.992


@pytest.mark.parametrize(("digit", "strokes"), [
    (0, [[(90, 50), (60, 140), (90, 230), (150, 230), (180, 140), (150, 50), (90, 50)], [(190, 40), (60, 240)]]),
    (1, [[(90, 110), (140, 40), (140, 240)], [(80, 240), (200, 240)]]),
    (4, [[(90, 60), (70, 160), (200, 155)], [(165, 60), (155, 240)]]),
    (7, [[(60, 50), (200, 45), (110, 240)], [(80, 140), (190, 135)]]),
])
def test_model_reads_styles_that_mnist_lacks(digit, strokes):
    image = Image.new("L", (280, 280))
    for stroke in strokes:
        ImageDraw.Draw(image).line(stroke, fill=255, width=16, joint="curve")
    scores = load_digits_model().forward(digit_from_ink(np.asarray(image)).reshape(1, 784))
    assert scores.argmax() == digit


def test_model_is_no_larger_than_a_million_weights_and_two_megabytes():
    assert load_digits_model().params.size <= 1_000_000
    assert MODEL_FILE.stat().st_size <= 2_000_000


def test_views_inside_have_room_for_what_the_last_hidden_layer_makes_of_all_training_digits():
    room = inspect.signature(Examples).parameters["most_bytes"].default
    assert SIZES[-2] * len(mnist().inputs) <= room


def test_saved_model_comes_back(tmp_path):
    network = new_digits_model(seed=1)
    save_digits_model(network, tmp_path / "digits.npz")
    np.testing.assert_array_equal(load_digits_model(tmp_path / "digits.npz").params, network.params.astype(np.float16))


def test_missing_model_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="check it out again"):
        load_digits_model(tmp_path / "digits.npz")


COUNT = new_digits_model().params.size


@pytest.mark.parametrize("arrays", [
    {"weights": np.zeros(COUNT, np.float16)},
    {"params": np.zeros(COUNT - 1, np.float16)},
    {"params": np.zeros(COUNT, np.float32)},
    {"params": np.full(COUNT, np.nan, np.float16)},
    {"params": np.array([None])},
])
def test_wrong_content_is_refused(tmp_path, arrays):
    np.savez(tmp_path / "digits.npz", **arrays)
    with pytest.raises(ValueError, match=r"digits\.npz"):
        load_digits_model(tmp_path / "digits.npz")


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04", b"\x93NUMPY"])
def test_damaged_file_is_refused(tmp_path, content):
    (tmp_path / "digits.npz").write_bytes(content)
    with pytest.raises(ValueError, match="cannot be read"):
        load_digits_model(tmp_path / "digits.npz")


def test_made_digits_come_with_their_targets_and_the_same_for_the_same_seed(monkeypatch):
    for name, value in {"SYNTHETIC_DIGITS": 20, "AT_ONCE": 10, "REDRAWN": 5}.items():
        monkeypatch.setattr(train_digits, name, value)
    monkeypatch.setattr(train_digits, "ProcessPoolExecutor", ThreadPoolExecutor)
    images, targets = made_digits(mnist(), seed=3)
    assert images.shape == (25, 784)
    assert images.dtype == np.uint8
    assert targets.argmax(axis=1).tolist() == [*range(10), *range(10), *mnist().targets[:5].argmax(axis=1)]
    np.testing.assert_array_equal(made_digits(mnist(), seed=3)[0], images)


def test_training_learns_from_changed_digits():
    digits = mnist(rows=2048)
    network = new_digits_model()
    losses = list(training(network, digits.inputs, digits.targets, 3, np.random.default_rng(0)))
    assert len(losses) == 3
    assert losses[2] < 0.7 * losses[0]
    assert evaluated(network, digits.test_inputs, digits.test_targets).accuracy > 0.85


def test_same_seed_trains_the_same_model():
    digits = mnist(rows=600)
    networks = [new_digits_model(), new_digits_model()]
    for network in networks:
        list(training(network, digits.inputs, digits.targets, 1, np.random.default_rng(3)))
    np.testing.assert_array_equal(networks[0].params, networks[1].params)


def test_changed_digits_have_the_form_of_mnist_digits():
    digits = augmented(a_few_digits(), np.random.default_rng(0))
    assert digits.shape == (200, 28, 28)
    assert digits.dtype == np.float32
    assert digits.min() >= 0
    assert digits.max() <= 1
    profile = digits.sum(axis=0)
    assert profile.sum(axis=1) @ np.arange(28) / profile.sum() == pytest.approx(14, abs=0.2)
    assert profile.sum(axis=0) @ np.arange(28) / profile.sum() == pytest.approx(14, abs=0.2)
    sides = [max(np.ptp(axis) + 1 for axis in np.nonzero(digit > 0.3)) for digit in digits]
    assert np.mean(sides) == pytest.approx(20, abs=1)


def test_digits_changed_by_nothing_stay_where_they_are():
    same = dict.fromkeys(("turn", "slant", "stretch", "bend", "jitter", "thickness"), 0.0)
    before = a_few_digits()
    after = augmented(before, np.random.default_rng(0), **same)
    assert np.abs(after - before).sum() < 0.3 * before.sum()


@pytest.mark.parametrize(("amount", "direction"), [(0.6, 1), (-0.6, -1)])
def test_thickness_changes_the_stroke_both_ways(amount, direction):
    before = a_few_digits()
    after = _thickened(before, np.full(len(before), amount, np.float32))
    assert direction * (stroke_width(after.reshape(-1, 28)) - stroke_width(before.reshape(-1, 28))) > 0.4


def test_blank_image_can_be_changed():
    assert not augmented(np.zeros((3, 28, 28), np.float32), np.random.default_rng(0)).any()


@pytest.mark.parametrize("style", [style for styles in STYLES.values() for _, style in styles])
def test_every_style_can_be_drawn(style):
    ink = drawing(style, np.random.default_rng(0))
    assert ink.dtype == np.uint8
    assert digit_from_ink(ink).shape == (28, 28)


def test_a_broad_pen_leaves_no_gaps_in_a_ring(monkeypatch):
    monkeypatch.setattr(strokes, "PENS", (24, 24))
    for seed in range(20):
        image = Image.fromarray(drawing("oval 40,50 90,100 -90,450", np.random.default_rng(seed))).copy()
        for place in ((0, 0), (80, 80)):  # around the ring, and inside it
            ImageDraw.floodfill(image, place, 255)
        assert np.asarray(image).all()


def test_rounding_a_line_cuts_its_corners_and_keeps_its_ends():
    corner = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 100.0]])
    rounded = _rounded(corner, 0.2)
    np.testing.assert_array_equal(rounded[[0, -1]], corner[[0, -1]])
    nearest = np.abs(rounded - corner[1]).sum(axis=1).min()
    assert 10 < nearest < 40


def test_synthetic_digits_are_balanced_and_each_is_new():
    digits, labels = synthetic_digits(40, np.random.default_rng(0))
    assert np.bincount(labels).tolist() == [4] * 10
    assert len(np.unique(digits, axis=0)) == 40
    assert set(STYLES) == set(range(10))


def test_sizes_begin_with_the_pixels_and_end_with_the_digits():
    assert (SIZES[0], SIZES[-1]) == (784, 10)


def test_a_report_counts_what_was_predicted_for_what():
    evaluation = Evaluation(np.array([0, 1, 1]), np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]]))
    first, *_, zero, one = report(evaluation).splitlines()
    assert first.startswith("66.67% accuracy on 3 test digits")
    assert zero == "| **0** | 1 |  | 100.0% |"
    assert one == "| **1** | 1 | 1 | 50.0% |"
