import numpy as np
import pytest

from engine.datasets import mnist
from engine.handwriting.drawings import SHEET, drawings
from engine.handwriting.preparation import STEPS, digits, pictures
from engine.handwriting.recipe import digit_from_ink, stroke_width

DIGITS = mnist().test_inputs[:12]
INKS = list(drawings(DIGITS))


def without(*left_out):
    return set(STEPS) - set(left_out)


def last(ink, steps):
    return pictures(ink, steps)["mass"]


@pytest.mark.parametrize("ink", INKS)
def test_with_all_steps_the_digit_is_the_one_that_is_read_bit_for_bit(ink):
    np.testing.assert_array_equal(last(ink, STEPS), digit_from_ink(ink))


def test_every_step_has_a_picture_and_blank_ink_has_none():
    assert tuple(pictures(INKS[0])) == STEPS
    assert pictures(np.zeros((9, 9), np.uint8)) is None


@pytest.mark.parametrize("steps", [set(), *({step} for step in STEPS), *(without(step) for step in STEPS)], ids=str)
def test_any_choice_of_steps_gives_a_digit_also_for_a_dot_and_a_full_sheet(steps):
    dot = np.zeros((30, 50), np.uint8)
    dot[4, 44] = 200
    for ink in (dot, np.full((30, 50), 255, np.uint8), INKS[0]):
        digit = last(ink, steps)
        assert digit.shape == (28, 28)
        assert 0 <= digit.min() <= digit.max() <= 1


def test_without_the_crop_the_place_on_the_sheet_matters():
    moved = np.roll(INKS[0], 20, axis=1)
    assert (last(INKS[0], without("crop", "mass")) != last(moved, without("crop", "mass"))).any()
    np.testing.assert_array_equal(last(INKS[0], STEPS), last(moved, STEPS))


def test_without_the_stroke_the_pen_stays_as_broad_as_it_was():
    broad = np.zeros((140, 140), np.uint8)
    broad[20:120, 40:80] = 255
    assert stroke_width(last(broad, without("stroke"))) > 1.4 * stroke_width(last(broad, STEPS))


def test_without_the_aspect_a_one_becomes_a_block():
    one = np.zeros((140, 140), np.uint8)
    one[20:120, 60:70] = 255
    columns = np.flatnonzero(last(one, without("aspect")).any(axis=0))
    assert np.ptp(columns) + 1 == 20


def test_without_the_size_the_ink_fills_the_picture():
    assert np.ptp(np.flatnonzero(last(INKS[0], without("size", "mass")).any(axis=1))) + 1 == 28


def test_without_smoothing_pixels_are_ink_or_paper_more_often():
    def grays(digit):
        return ((digit > 0.1) & (digit < 0.9)).sum()
    assert grays(last(INKS[0], without("smooth"))) < 0.7 * grays(last(INKS[0], STEPS))


def test_without_the_mass_the_ink_stands_in_the_middle_of_its_box():
    rows = np.flatnonzero(last(INKS[0], without("mass")).any(axis=1))
    assert abs(rows[0] + rows[-1] - 27) <= 1


def test_digits_for_many_choices_are_the_pictures_that_each_choice_gives():
    choices = [set(STEPS), without("crop"), without("mass", "stroke")]
    for steps, rows in digits(INKS[:3], choices).items():
        for ink, row in zip(INKS, rows):
            np.testing.assert_array_equal(row.reshape(28, 28), np.rint(last(ink, steps) * 255))


def test_drawings_lie_on_a_sheet_and_differ_in_size_place_and_pen_but_never_from_time_to_time():
    assert all(ink.shape == (SHEET, SHEET) and ink.dtype == np.uint8 for ink in INKS)
    boxes = [np.array([[axis.min(), axis.max()] for axis in np.nonzero(ink)]) for ink in INKS]
    longest = [int(np.ptp(box, axis=1).max()) for box in boxes]
    assert SHEET * 0.3 < min(longest) < SHEET * 0.5 < max(longest) < SHEET * 0.85
    assert np.ptp([stroke_width(ink) for ink in INKS]) > 4
    for ink, again in zip(INKS, drawings(DIGITS)):
        np.testing.assert_array_equal(ink, again)
