import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engine.datasets import mnist
from engine.handwriting import digit_from_ink
from engine.recognition import Recognizer, read_digits
from engine.recognition.numbers import number
from tests.photos import photo

DIGITS = mnist().test_inputs[:1000].reshape(-1, 28, 28)
TRUTHS = mnist().test_targets[:1000].argmax(axis=1)
ROWS = range(0, 60)  # of test digits, to write numbers with


@pytest.fixture(scope="module")
def recognizer():
    return Recognizer.load()


def text(digits):
    """What was read, a word for each line of writing."""
    return " ".join("".join(str(each.digit) for each in digits if each.row == row)
                    for row in sorted({each.row for each in digits}))


def written(count, seed, touching=False):
    """(ink of a number, what it is)"""
    random = np.random.default_rng([seed, count])
    rows = random.choice(ROWS, count)
    return number([DIGITS[row] for row in rows], random, touching), "".join(map(str, TRUTHS[rows]))


def saved(picture, kind="PNG", **options):
    file = io.BytesIO()
    Image.fromarray(np.asarray(picture)).save(file, kind, **options)
    return file.getvalue()


def strokes(*lines, size=(280, 280), width=16, ink=255, paper=0):
    image = Image.new("L", size, paper)
    for line in lines:
        ImageDraw.Draw(image).line(line, ink, width, "curve")
    return np.asarray(image)


def seven(bar=40, stem=40, size=200, width=18, margin=40):
    """A 7 on white paper whose bar and stem differ in how dark they are."""
    image = Image.new("L", (size, size), 255)
    ImageDraw.Draw(image).line([(margin, margin), (size - margin, margin)], bar, width)
    ImageDraw.Draw(image).line([(size - margin - width // 2, margin), (size * 0.4, size - margin)], stem, width)
    return np.asarray(image)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_numbers_are_read_digit_by_digit(recognizer, count):
    read = [(text(recognizer.in_ink(ink)), truth) for ink, truth in (written(count, seed) for seed in range(8))]
    assert sum(said == truth for said, truth in read) >= 6, read


def test_digits_that_touch_are_told_apart_or_doubted(recognizer):
    read = [(recognizer.in_ink(ink), truth) for ink, truth in (written(2, seed, touching=True) for seed in range(30))]
    right = [text(digits) == truth for digits, truth in read]
    doubted = [any(each.is_doubted for each in digits) for digits, _ in read]
    assert sum(right) >= 15
    assert np.logical_or(right, doubted).sum() >= 24


def test_a_sheet_of_two_lines_is_read_line_by_line(recognizer):
    (upper, above), (lower, below) = written(2, 1), written(2, 2)
    sheet = np.zeros((560, 280), np.uint8)
    sheet[:280], sheet[280:] = upper, lower
    assert text(recognizer.in_ink(sheet)) == f"{above} {below}"


def test_every_digit_has_its_box_its_ink_and_its_pixels(recognizer):
    sheet = strokes([(60, 40), (60, 200)], [(200, 60), (200, 180)])
    first, second = recognizer.in_ink(sheet)
    np.testing.assert_allclose(first.box, (40, 53, 201, 69), atol=3)
    np.testing.assert_allclose(second.box, (60, 193, 181, 209), atol=3)
    np.testing.assert_array_equal(first.pixels, digit_from_ink(first.ink))
    assert first.ink.shape == (first.box[2] - first.box[0], first.box[3] - first.box[1])
    assert first.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert first.digit == first.probabilities.argmax() == 1


def test_one_digit_is_read_as_without_looking_for_others(recognizer):
    for row in range(20):
        ink = np.asarray(Image.fromarray(DIGITS[row]).resize((280, 280)))
        only, = recognizer.in_ink(ink)
        np.testing.assert_allclose(only.pixels, digit_from_ink(ink), atol=0.02)


def test_the_bar_of_a_five_that_stands_apart_belongs_to_it(recognizer):
    five = strokes([(90, 100), (90, 140), (140, 140), (170, 170), (150, 210), (90, 215)], [(105, 70), (190, 66)])
    assert text(recognizer.in_ink(five)) == "5"


def test_two_strokes_above_each_other_are_not_two_numbers(recognizer):
    only, = recognizer.in_ink(strokes([(140, 60), (140, 100)], [(140, 150), (140, 230)]))
    assert only.row == 0


def test_a_speck_far_from_a_digit_is_not_read(recognizer):
    seven = [(40, 60), (120, 60), (70, 200)]
    assert text(recognizer.in_ink(strokes(seven, [(250, 30), (254, 32)], width=10))) == "7"


@pytest.mark.parametrize("shape", [(280, 280), (0, 0), (0, 280), (1, 1)])
def test_a_blank_sheet_has_no_digits(recognizer, shape):
    assert recognizer.in_ink(np.zeros(shape, np.uint8)) == []


@pytest.mark.parametrize("row", range(12))
def test_a_line_below_a_digit_and_a_circle_around_it_are_not_read(recognizer, row):
    digit = np.zeros((280, 280), np.uint8)
    digit[70:210, 70:210] = np.asarray(Image.fromarray(DIGITS[row]).resize((140, 140)))
    bottom = np.flatnonzero(digit.any(axis=1))[-1]
    underlined = np.maximum(digit, strokes([(80, bottom + 22), (200, bottom + 26)], width=10))
    ring = Image.new("L", (280, 280))
    ImageDraw.Draw(ring).ellipse([30, 30, 250, 250], outline=255, width=9)
    read = [text(recognizer.in_ink(ink)) for ink in (underlined, np.maximum(digit, np.asarray(ring)))]
    assert read[0] == str(TRUTHS[row])
    assert read[1] == str(TRUTHS[row]) or TRUTHS[row] == 1  # which may be the slash of a zero


def test_an_underlined_number_is_read_without_its_line(recognizer):
    ink, truth = written(2, 2)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    sheet = np.zeros((340, 280), np.uint8)
    sheet[:280] = ink
    sheet[rows[-1] + 15 : rows[-1] + 22, columns[0] : columns[-1]] = 255
    assert text(recognizer.in_ink(sheet)) == truth


def test_a_column_of_digits_is_read_line_by_line(recognizer):
    column = np.zeros((560, 140), np.uint8)
    for place in range(4):
        digit = np.asarray(Image.fromarray(DIGITS[place]).resize((112, 112)))
        column[14 + 136 * place : 126 + 136 * place, 14:126] = digit
    assert text(recognizer.in_ink(column)) == " ".join(map(str, TRUTHS[:4]))


@pytest.mark.parametrize("ink", [np.zeros((28, 28)), np.zeros((28, 28, 4), np.uint8)], ids=["floats", "colors"])
def test_what_is_no_ink_is_refused(recognizer, ink):
    with pytest.raises(ValueError, match="Ink must be"):
        recognizer.in_ink(ink)


def test_a_scribble_of_hundreds_of_strokes_is_one_doubted_thing(recognizer):
    sheet = np.zeros((280, 280), np.uint8)
    sheet[::9, ::9] = sheet[1::9, ::9] = 255
    only, = recognizer.in_ink(sheet)
    assert only.is_doubted


@pytest.mark.parametrize("options", [{}, {"rules": "ruled"}, {"rules": "checked"}, {"light": True}, {"desk": True}],
                         ids=str)
def test_numbers_on_photos_are_read(options):
    ink, truth = written(3, 5)
    assert text(read_digits(photo(ink, np.random.default_rng(3), is_drawn=True, **options))) == truth


@pytest.mark.parametrize(("bar", "stem"), [(150, 40), (40, 150), (170, 90)])
def test_gray_levels_of_one_digit_are_not_two_inks(bar, stem):
    only, = read_digits(saved(seven(bar, stem)))
    assert only.digit == 7
    assert not only.is_doubted


@pytest.mark.parametrize("margin", [4, 10, 30])
def test_a_lone_one_is_no_printed_line_however_long(margin):
    image = Image.new("L", (120, 300), 250)
    ImageDraw.Draw(image).line([(60, margin), (60, 300 - margin)], 30, 12)
    assert text(read_digits(saved(image))) == "1"


@pytest.mark.parametrize("margin", [6, 16, 40])
def test_the_long_bar_of_a_seven_is_no_printed_line(margin):
    assert text(read_digits(saved(seven(margin=margin)))) == "7"


def test_a_lone_printed_line_above_a_digit_is_not_read():
    picture = seven().copy()
    picture[10:13] = 120
    assert text(read_digits(saved(picture))) == "7"


def test_a_figures_frame_and_ticks_are_not_read():
    figure = Image.new("L", (640, 480), 255)
    pen = ImageDraw.Draw(figure)
    figure.paste(Image.fromarray(255 - DIGITS[0]).resize((330, 330), Image.Resampling.NEAREST), (160, 60))
    pen.rectangle([158, 58, 492, 392], outline=0)
    for tick in range(6):
        pen.line([(170 + 59 * tick, 392), (170 + 59 * tick, 398)], 0)
        pen.line([(152, 70 + 59 * tick), (158, 70 + 59 * tick)], 0)
        pen.text((164 + 59 * tick, 402), f"{5 * tick}", 0)
        pen.text((132, 64 + 59 * tick), f"{5 * tick}", 0)
    assert text(read_digits(saved(figure))) == str(TRUTHS[0])


def test_the_lines_of_a_table_are_not_read():
    table = Image.new("L", (600, 330), 255)
    for row in range(2):
        for column in range(4):
            digit = Image.fromarray(255 - DIGITS[4 * row + column]).resize((84, 84))
            table.paste(digit, (45 + 135 * column, 48 + 135 * row))
    pen = ImageDraw.Draw(table)
    for place in range(5):
        pen.line([(20 + 135 * place, 22), (20 + 135 * place, 292)], 60, 3)
    for place in range(3):
        pen.line([(20, 22 + 135 * place), (560, 22 + 135 * place)], 60, 3)
    words = ["".join(map(str, TRUTHS[4 * row : 4 * row + 4])) for row in range(2)]
    assert text(read_digits(saved(table))) == " ".join(words)


def test_a_zero_with_a_dot_in_it_is_no_frame():
    image = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(image).rounded_rectangle([60, 30, 140, 170], 30, outline=20, width=9)
    ImageDraw.Draw(image).ellipse([95, 95, 105, 105], 20)
    assert text(read_digits(saved(image))) == "0"


def test_a_broken_stroke_keeps_all_its_pieces():
    row = 30
    large = np.asarray(Image.fromarray(DIGITS[row]).resize((280, 280))).copy()
    large[::28] = large[1::28] = large[2::28] = 0
    large[:, ::40] = large[:, 1::40] = 0
    assert text(read_digits(saved(255 - large))) == str(TRUTHS[row])


@pytest.mark.parametrize("row", range(8))
def test_thin_ends_of_a_stroke_are_kept_in_tiny_pictures(row):
    assert text(read_digits(saved(DIGITS[row]))) == str(TRUTHS[row])
    assert text(read_digits(saved(255 - DIGITS[row]))) == str(TRUTHS[row])


def test_the_noise_of_a_poor_jpeg_is_not_read():
    large = 255 - np.asarray(Image.fromarray(DIGITS[0]).resize((112, 112)))
    assert text(read_digits(saved(large, "JPEG", quality=12))) == str(TRUTHS[0])


@pytest.mark.parametrize(("file", "sentence"), [
    (b"seven", "not a PNG, JPEG or WebP"), (saved(np.full((200, 200), 230, np.uint8)), "No digit stands out")])
def test_a_picture_without_digits_is_refused_with_a_sentence(file, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_digits(file)
