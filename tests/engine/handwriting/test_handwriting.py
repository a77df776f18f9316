import numpy as np
import pytest
from PIL import Image, ImageDraw

from engine.handwriting.recipe import (
    centered,
    cropped,
    digit_from_ink,
    evened,
    fitted,
    ink_from_rgba,
    magnified,
    stroke_width,
    widened,
)

SEVEN = [(0.1, 0.1), (0.9, 0.1), (0.4, 0.9)]  # corners in a square of side 1
WIDE = [(0.0, 0.4), (0.5, 0.6), (1.0, 0.4)]


def drawn(corners=SEVEN, shape=(280, 280), place=(60, 60), size=150, pen=20):
    """Ink (H, W) of a round pen, smooth at the edges."""
    smooth = 4
    image = Image.new("L", (shape[1] * smooth, shape[0] * smooth))
    brush, radius = ImageDraw.Draw(image), pen * smooth / 2
    points = [((place[0] + x * size) * smooth, (place[1] + y * size) * smooth) for x, y in corners]
    brush.line(points, fill=255, width=round(2 * radius))
    for x, y in points:
        brush.ellipse([x - radius, y - radius, x + radius, y + radius], fill=255)
    return np.asarray(image.reduce(smooth))


def colored(ink, stroke, paper):
    """A canvas (H, W, 4) with ink of one RGBA color over paper of another, blended as browsers do."""
    share = ink[..., None] / 255
    stroke, paper = (np.array([*rgb, 255]) / 255 * alpha for *rgb, alpha in (stroke, paper))
    mixed = share * stroke + (1 - share) * paper  # colors times their alpha, and alpha
    mixed[..., :3] *= 255 / np.maximum(mixed[..., 3:], 1)
    return np.rint(mixed).astype(np.uint8)


def center_of_mass(digit):
    steps = np.arange(28)
    return digit.sum(axis=1) @ steps / digit.sum(), digit.sum(axis=0) @ steps / digit.sum()


def longest_side(digit):
    rows, columns = np.nonzero(digit > 0.1)
    return max(np.ptp(rows), np.ptp(columns)) + 1


def difference(a, b):
    """The mean difference of pixels, as a share of the mean ink."""
    return np.abs(a - b).sum() / a.sum()


@pytest.mark.parametrize("shape", [(280, 280), (1, 1), (0, 0), (0, 5)])
def test_blank_ink_is_no_digit(shape):
    assert digit_from_ink(np.zeros(shape, np.uint8)) is None


@pytest.mark.parametrize("corners", [SEVEN, WIDE])
def test_digit_has_the_form_of_an_mnist_digit(corners):
    digit = digit_from_ink(drawn(corners))
    assert digit.shape == (28, 28)
    assert digit.dtype == np.float32
    assert digit.min() == 0
    assert 0.95 < digit.max() <= 1
    assert longest_side(digit) == 20
    np.testing.assert_allclose(center_of_mass(digit), 14, atol=0.5)


@pytest.mark.parametrize("pen", [4, 12, 20, 28, 32])
def test_thick_and_thin_pens_give_nearly_the_same_digit(pen):
    assert difference(digit_from_ink(drawn(pen=16)), digit_from_ink(drawn(pen=pen))) < 0.25
    assert stroke_width(digit_from_ink(drawn(pen=pen))) == pytest.approx(2.4, abs=0.3)


@pytest.mark.parametrize("place", [(10, 10), (61, 60), (110, 20)])
def test_place_does_not_matter(place):
    np.testing.assert_array_equal(digit_from_ink(drawn(place=place)), digit_from_ink(drawn()))


@pytest.mark.parametrize("scale", [0.5, 2, 6])
def test_scale_does_not_matter(scale):
    side = int(280 * scale)
    scaled = drawn(shape=(side, side), place=(60 * scale, 60 * scale), size=150 * scale, pen=20 * scale)
    assert difference(digit_from_ink(drawn()), digit_from_ink(scaled)) < 0.1


@pytest.mark.parametrize("shape", [(230, 400), (300, 240)])
def test_shape_of_the_canvas_does_not_matter(shape):
    np.testing.assert_array_equal(digit_from_ink(drawn(shape=shape)), digit_from_ink(drawn()))


@pytest.mark.parametrize("corners", [[(0.5, 0), (0.5, 1)], [(0, 0.5), (1, 0.5)]])
def test_aspect_is_kept(corners):
    digit = digit_from_ink(drawn(corners))
    assert sorted([*np.ptp(np.nonzero(digit > 0.5), axis=1) + 1]) == [3, 20]


def test_hair_thin_pen_is_not_lost():
    digit = digit_from_ink(drawn(shape=(1000, 1000), size=800, pen=2))
    assert difference(digit_from_ink(drawn()), digit) < 0.2


def test_accidental_dot_is_ink():
    ink = np.zeros((280, 280), np.uint8)
    ink[200, 30] = 1
    digit = digit_from_ink(ink)
    assert digit.max() == 1
    np.testing.assert_allclose(center_of_mass(digit), 14, atol=0.5)


def test_one_pixel_picture_and_full_picture_are_ink():
    np.testing.assert_array_equal(digit_from_ink(np.full((1, 1), 255, np.uint8)),
                                  digit_from_ink(np.full((280, 280), 255, np.uint8)))


def test_far_heavy_end_stays_inside_the_picture():
    ink = np.zeros((280, 280), np.uint8)
    ink[100:120, 40:240] = 255
    ink[80:140, 200:240] = 255
    digit = digit_from_ink(ink)
    assert longest_side(digit) == 20


def test_any_noise_gives_a_digit_of_numbers_in_range():
    random = np.random.default_rng(0)
    for _ in range(50):
        shape = random.integers(1, 60, size=2)
        ink = random.integers(0, 256, size=shape, dtype=np.uint8) ** random.integers(1, 4, dtype=np.uint8)
        ink[random.random(shape) < 0.5] = 0
        digit = digit_from_ink(ink)
        if digit is not None:
            assert digit.shape == (28, 28)
            assert 0 <= digit.min() < digit.max() <= 1


@pytest.mark.parametrize("ink", [np.zeros((28, 28)), np.zeros((28, 28, 4), np.uint8), np.zeros(784, np.uint8)])
def test_wrong_ink_is_refused(ink):
    with pytest.raises(ValueError, match="uint8"):
        digit_from_ink(ink)


@pytest.mark.parametrize(("stroke", "paper"), [
    ((255, 255, 255, 255), (0, 0, 0, 255)),
    ((0, 0, 0, 255), (255, 255, 255, 255)),
    ((0, 0, 0, 255), (0, 0, 0, 0)),
    ((0, 0, 0, 255), (255, 255, 255, 0)),
    ((250, 250, 250, 255), (0, 0, 0, 0)),
    ((250, 250, 250, 255), (14, 17, 23, 255)),
    ((49, 51, 63, 255), (240, 242, 246, 255)),
    ((255, 75, 75, 255), (255, 255, 255, 0)),
    ((200, 0, 0, 255), (0, 0, 200, 255)),
])
def test_colors_do_not_matter(stroke, paper):
    ink = drawn()
    assert np.abs(ink_from_rgba(colored(ink, stroke, paper)).astype(int) - ink).max() <= 2
    assert difference(digit_from_ink(ink), digit_from_ink(ink_from_rgba(colored(ink, stroke, paper)))) < 0.01


@pytest.mark.parametrize("paper", [(0, 0, 0, 0), (255, 255, 255, 255), (14, 17, 23, 255), (9, 9, 9, 1)])
def test_canvas_of_one_color_is_blank(paper):
    canvas = np.full((280, 280, 4), paper, np.uint8)
    assert not ink_from_rgba(canvas).any()


def test_invisible_color_of_transparent_pixels_is_not_ink():
    canvas = np.zeros((280, 280, 4), np.uint8)
    canvas[100:120, 100:120, :3] = 255
    assert not ink_from_rgba(canvas).any()


def test_stroke_that_leaves_the_canvas_does_not_become_paper():
    canvas = np.full((280, 280, 4), 255, np.uint8)
    canvas[:, 100:160, :3] = 0
    ink = ink_from_rgba(canvas)
    assert ink[:, 100:160].min() == 255
    assert not ink[:, :100].any()


def test_canvas_without_pixels_is_blank():
    assert ink_from_rgba(np.zeros((0, 0, 4), np.uint8)).shape == (0, 0)


@pytest.mark.parametrize("canvas", [np.zeros((28, 28, 4)), np.zeros((28, 28, 3), np.uint8)])
def test_wrong_canvas_is_refused(canvas):
    with pytest.raises(ValueError, match="uint8"):
        ink_from_rgba(canvas)


def test_cropped_keeps_the_ink_alone():
    ink = np.zeros((9, 9), np.uint8)
    ink[2:4, 5] = 255
    assert cropped(ink).shape == (2, 1)


@pytest.mark.parametrize("pen", [12, 28])
def test_stroke_width_measures_the_pen(pen):
    assert stroke_width(drawn(pen=pen)) == pytest.approx(pen, rel=0.1)


@pytest.mark.parametrize("radius", [-6, -2.5, 0, 2.5, 8])
def test_widened_moves_both_edges_of_a_bar(radius):
    bar = np.zeros((60, 100), np.float32)
    bar[:, 40:60] = 1
    np.testing.assert_allclose(widened(bar, radius).sum(axis=1), 20 + 2 * radius, rtol=1e-5)


def test_steps_one_by_one_make_the_digit():
    ink = drawn()
    np.testing.assert_array_equal(centered(fitted(evened(magnified(cropped(ink))))), digit_from_ink(ink))
