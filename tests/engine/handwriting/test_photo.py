import io
import pickle
import struct
import zlib
from contextlib import suppress

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from engine.datasets import mnist
from engine.handwriting import digit_from_ink
from engine.handwriting.masks import box_of_each, grown, parts
from engine.handwriting.paper import ink_on_paper
from engine.handwriting.photo import opened
from engine.handwriting.rules import without_rules
from engine.recognition import read_digits
from tests.photos import photo

DIGITS = mnist().test_inputs.reshape(-1, 28, 28)
TRUTHS = mnist().test_targets.argmax(axis=1)


def saved(picture, kind="PNG", **options):
    file = io.BytesIO()
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    image.save(file, kind, **options)
    return file.getvalue()


def written(row=0, ink=20, paper=240):
    """A clean scan (200, 200) of a test digit, about 110 pixels high."""
    scan = np.zeros((200, 200), np.float32)
    scan[30:170, 30:170] = np.asarray(Image.fromarray(DIGITS[row]).resize((140, 140)))
    return (paper + scan / 255 * (ink - paper)).astype(np.uint8)


def promised_png(width, height):
    """A PNG of a few bytes that says it is so large."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b""))


def difference(a, b):
    """The mean difference of two digits' pixels, as a share of the mean ink; a pixel farther to a side is no matter."""
    moved = [np.roll(b, (down, across), (0, 1)) for down in (-1, 0, 1) for across in (-1, 0, 1)]
    return min(np.abs(a - b).sum() for b in moved) / a.sum()


def only(file):
    """The pixels of the one digit in a file."""
    found, = read_digits(file)
    return found.pixels


@pytest.fixture(scope="module")
def plain():
    return only(saved(written()))


@pytest.mark.parametrize("options", [
    {}, {"ink": "blue", "rules": "ruled"}, {"rules": "checked"}, {"light": True}, {"ink": "pencil"},
    {"ink": "red", "rules": "ruled", "quality": 40}, {"desk": True}, {"kind": "WEBP"}, {"kind": "PNG"},
], ids=str)
def test_photographed_digits_are_read(options):
    found = [read_digits(photo(DIGITS[row], np.random.default_rng([5, row]), **options)) for row in (0, 1)]
    assert [[each.digit for each in digits] for digits in found] == TRUTHS[:2, None].tolist()


def test_the_shadow_of_a_hand_is_no_ink_though_its_fingers_are_as_narrow_as_broad_strokes():
    hand = Image.new("L", (480, 640))
    ImageDraw.Draw(hand).polygon([(264, 640), (168, 288), (240, 192), (298, 269), (360, 160), (408, 256), (504, 384),
                                  (480, 640)], 255)
    light = 1 - 0.65 * np.asarray(hand.filter(ImageFilter.GaussianBlur(6))) / 255
    seven = np.full((640, 480, 3), 235.0)
    seven[250:255, 190:280] = seven[250:390, 275:280] = 40
    rows, columns = np.nonzero(ink_on_paper((seven * light[..., None]).astype(np.uint8)).mask)
    np.testing.assert_allclose((rows.min(), columns.min(), rows.max() + 1, columns.max() + 1), (250, 190, 390, 280),
                               atol=3)


def test_the_box_is_where_the_ink_is():
    top, left, bottom, right = read_digits(saved(written(), quality=90))[0].box
    rows, columns = np.nonzero(np.asarray(Image.fromarray(written()).resize((320, 320))) < 128)
    np.testing.assert_allclose((top, left, bottom, right),
                               (rows.min(), columns.min(), rows.max() + 1, columns.max() + 1), atol=3)


@pytest.mark.parametrize("make", [
    lambda scan: saved(scan, "JPEG"), lambda scan: saved(scan, "WEBP"),
    lambda scan: saved(255 - scan), lambda scan: saved(scan // 3 + 90),
    lambda scan: saved(scan.astype(np.uint16) * 257), lambda scan: saved(Image.fromarray(scan).convert("P")),
    lambda scan: saved(Image.fromarray(scan).convert("1", dither=Image.Dither.NONE)),
    lambda scan: saved(Image.fromarray(scan).convert("CMYK"), "JPEG"),
    lambda scan: saved(np.dstack([np.zeros((200, 200, 3), np.uint8), 255 - scan])),
    lambda scan: saved(np.dstack([np.full((200, 200, 3), 255, np.uint8), 255 - scan])),
    lambda scan: saved(Image.fromarray(scan), "PNG", save_all=True, append_images=[Image.fromarray(255 - scan)]),
    lambda scan: saved(np.kron(scan, np.ones((12, 12), np.uint8)), "JPEG"),
    lambda scan: saved(Image.fromarray(scan).rotate(90), "JPEG", exif=turned(6)),
], ids=["jpeg", "webp", "light on dark", "faint", "16 bits", "palette", "two colors", "cmyk", "dark on nothing",
        "light on nothing", "moving", "large", "lying, with a note how to turn it"])
def test_the_form_of_the_file_does_not_matter(make, plain):
    assert difference(plain, only(make(written()))) < 0.2


def turned(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


@pytest.mark.parametrize(("file", "sentence"), [
    (b"", "This file is empty"), (b"seven", "not a PNG, JPEG or WebP"),
    (pickle.dumps(written()), "not a PNG, JPEG or WebP"), (saved(written(), "GIF"), "not a PNG, JPEG or WebP"),
    (saved(written(), "TIFF"), "not a PNG, JPEG or WebP"), (bytes(21 * 2**20), "21 MB"),
    (saved(written())[:900], "ends too early"), (saved(written(), "JPEG")[:1200], "ends too early"),
    (saved(written(), "WEBP")[:300], "cannot be read|not a PNG"), (promised_png(100, 100), "ends too early"),
    (promised_png(6_000, 6_000), "too many pixels"), (promised_png(60_000, 60_000), "too many pixels"),
    (promised_png(11_000, 10_000), "too many pixels"),
    (saved(np.full((200, 200), 230, np.uint8)), "No digit stands out"),
    (saved(np.full((1, 1), 230, np.uint8)), "No digit stands out"),
    (saved(np.zeros((40, 40, 4), np.uint8)), "No digit stands out"),
], ids=lambda part: part if isinstance(part, str) else f"{len(part)} bytes")
def test_bad_files_get_a_sentence(file, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_digits(file)


def test_a_file_with_any_byte_changed_is_read_or_refused_but_never_fails():
    random = np.random.default_rng(0)
    for kind in ("PNG", "JPEG", "WEBP"):
        whole = saved(written()[::4, ::4], kind)
        for _ in range(12):
            file = bytearray(whole)
            file[random.integers(len(file))] = random.integers(256)
            with suppress(ValueError):
                assert read_digits(bytes(file))


@pytest.mark.parametrize("shape", [(640, 1), (1, 640), (2, 2), (320, 5)])
def test_paper_of_any_shape_without_ink_has_no_digit(shape):
    grain = np.random.default_rng(0).normal(200, 4, (*shape, 3))
    assert ink_on_paper(grain.astype(np.uint8)) is None


def test_a_large_picture_is_made_smaller_and_a_small_one_larger():
    assert max(opened(saved(np.zeros((2_000, 500), np.uint8))).shape) == 640
    assert opened(saved(np.zeros((28, 28), np.uint8))).shape == (320, 320, 3)


def test_an_mnist_picture_itself_is_read_as_it_is():
    digit = DIGITS[0]
    assert difference(digit_from_ink(digit), only(saved(digit))) < 0.3


def test_rules_go_and_strokes_that_cross_them_stay():
    mask = np.zeros((100, 120), bool)
    mask[20:90, 50:60] = mask[20:30, 50:90] = True
    stroke = mask.copy()
    for row in (15, 45, 75):
        mask[row : row + 2] = True
    assert (without_rules(mask) != stroke).mean() < 0.01


def test_one_long_stroke_is_no_rule():
    mask = np.zeros((100, 120), bool)
    mask[48:52, 15:95] = True
    np.testing.assert_array_equal(without_rules(mask), mask)


def test_parts_are_connected_over_corners_and_have_boxes():
    mask = np.array([[1, 0, 0, 0, 1], [0, 1, 0, 0, 1], [0, 0, 0, 0, 0], [1, 1, 0, 1, 0]], bool)
    labels, count = parts(mask)
    assert count == 4
    assert labels[0, 0] == labels[1, 1] != labels[0, 4]
    assert sorted(map(tuple, box_of_each(labels, count).tolist())) == [(0, 0, 2, 2), (0, 4, 2, 5), (3, 0, 4, 2),
                                                                       (3, 3, 4, 4)]


def test_parts_that_join_further_down_are_one():
    mask = np.array([[1, 0, 1, 0, 1], [1, 0, 1, 1, 1], [1, 1, 1, 0, 0]], bool)
    assert parts(mask)[1] == 1


def test_grown_reaches_so_far_and_no_farther():
    mask = np.zeros((7, 9), bool)
    mask[3, 4] = True
    assert np.argwhere(grown(mask, 2)).tolist() == [[row, column] for row in range(1, 6) for column in range(2, 7)]
