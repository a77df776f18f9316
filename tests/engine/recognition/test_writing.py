import numpy as np
import pytest

from engine.recognition.cuts import slices
from engine.recognition.writing import Piece, Writing, common_box, lines


def sheet(*boxes, shape=(120, 300)):
    """Ink with full boxes (top, left, bottom, right)."""
    ink = np.zeros(shape, np.uint8)
    for top, left, bottom, right in boxes:
        ink[top:bottom, left:right] = 255
    return ink


def places(line):
    return [piece.box[:2] for piece in line]


def test_parts_that_do_not_touch_are_pieces():
    assert [piece.box for piece in Writing.of(sheet((10, 20, 50, 40), (60, 100, 90, 110))).pieces] == [
        (10, 20, 50, 40), (60, 100, 90, 110)]


def test_a_blank_sheet_has_no_pieces():
    assert Writing.of(sheet()).pieces == []


def test_the_ink_of_a_piece_is_without_its_neighbors():
    writing = Writing.of(sheet((10, 20, 50, 40), (10, 46, 50, 60)))
    box, ink = writing.ink_of(writing.pieces[:1])
    assert box == (8, 18, 52, 42)
    assert ink.shape == (44, 24)
    assert (ink > 0).sum() == 40 * 20


def test_pieces_beside_each_other_are_a_line_from_left_to_right():
    line, = lines(Writing.of(sheet((20, 200, 80, 230), (10, 20, 70, 50), (30, 100, 95, 120))).pieces)
    assert places(line) == [(10, 20), (30, 100), (20, 200)]


def test_pieces_above_each_other_are_lines_from_top_to_bottom():
    upper, lower = lines(Writing.of(sheet((60, 20, 110, 50), (62, 90, 112, 120), (5, 30, 50, 60))).pieces)
    assert (places(upper), places(lower)) == ([(5, 30)], [(60, 20), (62, 90)])


def test_a_line_that_rises_stays_one():
    boxes = [(100 - 14 * place, 20 + 45 * place, 140 - 14 * place, 50 + 45 * place) for place in range(6)]
    assert [len(line) for line in lines(Writing.of(sheet(*boxes, shape=(150, 300))).pieces)] == [6]


def test_a_low_piece_belongs_to_the_nearest_line():
    upper, lower = lines(Writing.of(sheet((5, 20, 50, 50), (65, 20, 110, 50), (58, 52, 63, 90))).pieces)
    assert (places(upper), places(lower)) == ([(5, 20)], [(65, 20), (58, 52)])


def test_a_splinter_far_from_all_is_left_out():
    assert places(lines(Writing.of(sheet((40, 20, 100, 50), (2, 280, 5, 283))).pieces)[0]) == [(40, 20)]


def test_the_common_box_holds_all_pieces():
    assert common_box([Piece((3, 20, 9, 30), 1, 1), Piece((5, 10, 30, 25), 2, 2)]) == (3, 10, 30, 30)


def test_digits_that_touch_are_cut_where_the_ink_is_thinnest():
    ink = sheet((10, 10, 90, 70), (10, 90, 90, 150), (46, 70, 54, 90))[:100, :160]
    order, crossed = slices(ink, 80)
    assert order[50, 0] == 0
    assert order[50, 159] == len(crossed)
    cut = np.flatnonzero(np.diff(order[50]))
    assert any(70 <= place <= 90 for place in cut)
    assert min(crossed) < 0.5


def test_a_cut_follows_a_slanted_gap():
    left, right = np.zeros((2, 100, 160), bool)
    for row in range(100):
        start = 20 + (100 - row) // 4
        left[row, start : start + 30] = right[row, start + 40 : start + 80] = True
    bridge = np.zeros_like(left)
    bridge[48:52, 50:90] = True
    order, crossed = slices((left | right | bridge) * np.uint8(255), 100)
    wrong = [(left & (order > cut)).sum() + (right & (order <= cut)).sum() for cut in range(len(crossed))]
    assert min(wrong) < 30  # of 7,000 pixels


@pytest.mark.parametrize("width", [4, 16])
def test_what_is_as_narrow_as_a_stroke_is_not_cut(width):
    order, crossed = slices(np.full((100, width), 255, np.uint8), 100)
    assert crossed == []
    assert not order.any()


def test_slices_are_pieces_of_their_part():
    writing = Writing.of(sheet((10, 10, 90, 70), (10, 90, 90, 150), (46, 70, 54, 90)))
    cut = writing.sliced(writing.pieces[0], 80)
    assert len(cut.pieces) > 1
    assert {piece.part for piece in cut.pieces} == {writing.pieces[0].label}
    assert (cut.ink_of(cut.pieces)[1] > 0).sum() == (writing.ink > 0).sum()
