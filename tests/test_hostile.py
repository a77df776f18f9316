"""Files that want harm are refused with a sentence before they cost anything, and what people have is read.

What a file costs in memory and time is measured by `python -m tests.hostile`; here stands what no machine changes.
"""
import io
import traceback
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

import engine
from engine.exchange import About, from_json, storage, to_json, to_npz
from engine.handwriting import jpeg, png, webp
from engine.handwriting.photo import MOST_MEMORY, TOO_MANY, opened
from engine.handwriting.picture_file import DAMAGED, orientation
from tests.hostile import pictures, tables, weights
from tests.hostile.__main__ import cost_of, trouble_with
from tests.hostile.makers import FILES, ORDINARY, harmless
from tests.hostile.worker import READERS

MEGABYTE = 2**20
ENGINE = Path(engine.__file__).parent


def refusal(reader: str, content: bytes) -> str:
    """The sentence that a file is refused with, by the reader itself and by none of the libraries that it uses."""
    with pytest.raises(ValueError, match=r"\.$") as refused:
        READERS[reader](content)
    assert refused.type is ValueError
    assert Path(traceback.extract_tb(refused.tb)[-1].filename).is_relative_to(ENGINE)
    return str(refused.value)


def peak_of_refusal(reader: str, content: bytes) -> float:
    """Megabytes that Python and NumPy take while a file is refused."""
    tracemalloc.start()
    try:
        refusal(reader, content)
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ["weights1", "about"])
def test_a_member_that_claims_little_and_inflates_to_much_is_not_inflated(name):
    assert peak_of_refusal("weights", weights.bomb(40, name)) < 5


@pytest.mark.parametrize("content", [
    weights.bomb(40, lies=False), weights.bomb(4, method=zipfile.ZIP_BZIP2), weights.bomb(4, method=zipfile.ZIP_LZMA),
    weights.many_members(200), weights.twice(), weights.encrypted(),
    *(weights.WEIGHTS[f"npz, {name}"]() for name in ("a shape of terabytes", "a text of terabytes", "objects",
                                                     "letters that are none")),
], ids=lambda content: f"{len(content)} bytes")
def test_other_archives_that_want_harm_are_refused_cheaply(content):
    assert peak_of_refusal("weights", content) < 5


@pytest.mark.parametrize(("name", "most"), [
    ("JSON, 900,000 keys", 1), ("JSON, escapes", 1), ("JSON, 16 MB of short texts", 1), ("JSON, 16 MB of numbers", 1),
    ("JSON, 49,000 keys", 20), ("JSON, 49,000 rows", 20), ("JSON, 49,000 short texts", 20)])
def test_json_that_would_take_many_times_its_bytes_is_refused_unread(name, most):
    assert peak_of_refusal("weights", weights.WEIGHTS[name]()) < most


def test_json_is_read_up_to_more_than_the_largest_network_of_the_app_needs():
    largest = 785 * 512 + 2 * 513 * 512 + 513 * 10  # parameters of 784-512-512-512-10
    some = weights.network(784, 16, 10)
    text = to_json(some, weights.ABOUT)
    assert from_json(text)[0].params.tobytes() == some.params.tobytes()
    assert len(text) / some.params.size * largest < 0.8 * storage.MOST_JSON_BYTES
    assert text.count(",") / some.params.size * largest < 0.8 * storage.MOST_MARKS[b","]


def test_what_could_not_be_read_again_is_not_written(monkeypatch):
    names = tuple("\N{GRINNING FACE}" * 100 for _ in range(500))
    about = About("softmax_cross_entropy", names)
    with pytest.raises(ValueError, match="shorten them"):
        to_npz(weights.network(2, 500), about)
    monkeypatch.setattr(storage, "MOST_JSON_BYTES", 1_000)
    with pytest.raises(ValueError, match="larger than"):
        to_json(weights.network(2, 4, 10), weights.ABOUT)


@pytest.mark.parametrize("name", [name for name in weights.DRAWINGS if name not in ORDINARY])
def test_drawings_that_want_harm_are_refused_cheaply(name):
    assert peak_of_refusal("drawings", weights.DRAWINGS[name]()) < 40


@pytest.mark.parametrize("name", [name for name in tables.TABLES if name not in ORDINARY])
def test_tables_that_want_harm_are_refused_cheaply(name):
    assert peak_of_refusal("table", tables.TABLES[name]()) < 100


def test_a_phones_file_of_two_pictures_is_read_as_its_first():
    first = pictures.saved(pictures.page(400, 400))
    both = pictures.film("MPO", 1, 400)
    assert Image.open(io.BytesIO(both)).format == "MPO"
    np.testing.assert_allclose(opened(both), opened(first).astype(float), atol=12)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_stand_upright_however_the_camera_was_held(turn, kind):
    page = pictures.page(300, 200).copy()
    page.paste((0, 0, 0), (0, 0, 40, 20))
    file = pictures.saved(page, kind, exif=pictures.turned(turn))
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(file))).convert("RGB")
    upright = upright.resize([round(side * 320 / 300) for side in upright.size], Image.Resampling.BILINEAR)
    np.testing.assert_allclose(opened(file), np.asarray(upright, float), atol=3)


@pytest.mark.parametrize("exif", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", bytes(99),
                                  b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0"])
def test_a_note_that_makes_no_sense_turns_nothing(exif):
    assert orientation(exif) == 1


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1"])
def test_a_large_picture_is_made_smaller_band_by_band_as_it_would_be_at_once(mode):
    page = pictures.page(2_600, 1_700).convert(mode)
    at_once = page.convert("RGB").resize((640, 418), Image.Resampling.BOX)
    in_bands = opened(pictures.saved(page, "PNG", compress_level=1))
    assert in_bands.shape == (418, 640, 3)
    assert np.abs(in_bands - np.asarray(at_once, float)).mean() < (12 if mode == "1" else 2)  # dots that stand for gray


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(("size", "shape"), [((9_000, 3), (1, 640, 3)), ((3, 9_000), (640, 1, 3)),
                                             ((5_120, 2_560), (320, 640, 3))])
def test_narrow_and_large_pictures_become_small_ones(size, shape, kind):
    assert opened(pictures.saved(Image.new("RGB", size, (90, 90, 90)), kind)).shape == shape


def test_passes_of_a_jpeg_are_counted_before_it_is_read():
    assert jpeg.picture_file(pictures.with_scans(64, 64, 40)).width == 64
    assert "made of 210 passes" in refusal("photo", pictures.with_scans(64, 64, 200))


def test_what_a_progressive_jpeg_keeps_until_its_last_pass_is_counted():
    image = Image.new("RGB", (800, 600))
    for options, blocks in (({"progressive": False}, 0), ({"progressive": True}, 50 * 38 * 6),
                            ({"progressive": True, "subsampling": 0}, 100 * 75 * 3)):
        needed = jpeg.picture_file(pictures.saved(image, **options))
        assert needed.memory == len(needed.content) + 4 * 800 * 600 + 128 * blocks


def test_only_the_picture_of_a_file_is_handed_on():
    page = pictures.page(400, 400)
    plain = jpeg.picture_file(pictures.saved(page)).content
    for segment in (b"\xff\xe2\xff\xff" + b"ICC_PROFILE\0" + bytes(65_521), b"\xff", b"\xff\x00"):
        assert jpeg.picture_file(pictures.with_segments(segment, 1)).content == plain
    assert jpeg.picture_file(pictures.saved(page) + pictures.saved(page)).content == plain
    plain = png.picture_file(pictures.png(40, 40)).content
    for name in (b"zTXt", b"iCCP", b"acTL", b"fcTL", b"quIt"):
        assert png.picture_file(pictures.png(40, 40, before=pictures.chunk(name, bytes(99)))).content == plain


@pytest.mark.parametrize(("file", "sentence"), [
    (pictures.promised("JPEG", 65_000, 65_000), TOO_MANY), (pictures.promised("WEBP", 16_383, 16_383), TOO_MANY),
    (pictures.png(1, 25_000_000, 0, pixels=b""), TOO_MANY), (pictures.png(25_000, 1, 0), TOO_MANY),
    (pictures.png(6_000, 6_000, 2, 16, pixels=b""), TOO_MANY),
    (pictures.png(9_000, 9_000, 0, 16, pixels=b""), TOO_MANY),
    (pictures.two_sizes(), DAMAGED), (pictures.with_segments(b"\xff\xfe\x00\x02", 1), DAMAGED),
    (pictures.png(40, 40, before=pictures.chunk(b"IDAT", b"") * 60_000), DAMAGED), (b"RIFF\0\0\0\0WEBP", DAMAGED),
    (b"\xff\xd8\xff\xd8\xff", DAMAGED), (png.SIGNATURE, DAMAGED),
    (pictures.PHOTOS["HEIC"](), "Save or send it as JPEG"),
    (pictures.webp_of_codes(1_024, 65_536), "Save it as PNG or JPEG"),
    *((pictures.PHOTOS[kind](), "not a PNG, JPEG or WebP") for kind in ("PSD", "EPS", "PDF", "SVG", "ICO"))],
    ids=lambda part: f"{len(part)} bytes" if isinstance(part, bytes) else part[:30])
def test_pictures_that_want_harm_are_refused_before_pillow_sees_them(file, sentence, monkeypatch):
    monkeypatch.setattr("engine.handwriting.photo._reduced", lambda image: pytest.fail("it was opened"))
    assert sentence in refusal("photo", file)


def test_a_small_lossless_picture_and_one_to_see_through_are_read():
    for image, options in ((pictures.page(280, 280), {"lossless": True}), (pictures.see_through(900), {"quality": 60})):
        file = pictures.saved(image, "WEBP", **options)
        assert opened(file).shape[2] == 3
        assert webp.picture_file(file).memory < MOST_MEMORY


def test_a_png_of_another_picture_beside_its_own_shows_its_own():
    other = pictures.chunk(b"PLTE", bytes(768)) + pictures.chunk(b"IHDR", bytes(13))
    own = pictures.png(40, 40, 3)
    assert opened(own[:-12] + other + own[-12:]).tolist() == opened(own).tolist()


def test_a_png_that_inflates_to_more_than_its_picture_is_cut_there():
    more = pictures.png(40, 40, pixels=zlib.compress(bytes(8 * MEGABYTE)))
    assert not opened(more).any()


def mutated(content: bytes, random: np.random.Generator) -> bytes:
    """A file with a few bytes changed, left out, doubled or cut off, most of them near its beginning."""
    changed = bytearray(content)
    for kind in random.integers(5, size=random.integers(1, 5)):
        place = int(random.integers(min(len(changed), random.choice([200, 10**6]))))
        length = int(random.integers(1, 20))
        if kind == 0:
            changed[place : place + length // 5] = random.bytes(length // 5)
        elif kind == 1:
            del changed[place : place + length]
        elif kind == 2:
            changed[place:place] = changed[-length:]
        elif kind == 3:
            changed[place : place + 4] = b"\xff\xff\xff\x7f"
        elif random.random() < 0.2:
            del changed[place:]
        changed = changed or bytearray(b" ")
    return bytes(changed)


PAGE = pictures.page(60, 80)
WHOLE = {
    "weights": [to_npz(weights.network(2, 3, 10), weights.ABOUT), weights.zipped(weights.good_members(2, 10), 0),
                to_json(weights.network(2, 3, 10), weights.ABOUT).encode()],
    "drawings": [weights.drawings(f'[{{"label": 3, "pixels": "{weights.INK}"}}]')],
    "table": [b"1,2,a\n3,4,b\n5,6,c\n", b'x;y;"z"\n1,5;2;"a"\n3;4;b\n'],
    "digits": [b"\n".join(b"%d" % (row % 10) + b",%d" % row * 784 for row in range(12)),
               b"\n".join(b"%d" % (row % 10) + b', "%d.0"' % row * 784 for row in range(12))],
    "photo": [pictures.saved(PAGE), pictures.saved(PAGE, progressive=True), pictures.saved(PAGE, "PNG"),
              pictures.saved(PAGE.convert("P"), "PNG"), pictures.png(60, 50, 0, 16), pictures.saved(PAGE, "WEBP"),
              pictures.saved(PAGE, "WEBP", lossless=True), pictures.film("MPO", 1, 60), pictures.film("PNG", 2, 60)],
}


@pytest.mark.parametrize(("reader", "tries"), [("weights", 400), ("drawings", 400), ("table", 600), ("digits", 100),
                                               ("photo", 200)])
def test_a_damaged_file_is_read_or_refused_with_a_sentence_of_the_readers_own(reader, tries, monkeypatch):
    monkeypatch.setitem(READERS, "photo", opened)  # to look for ink on each takes ten times as long
    random, refused = np.random.default_rng(1), 0
    for number in range(tries):
        content = mutated(WHOLE[reader][number % len(WHOLE[reader])], random)
        with suppress(pytest.fail.Exception):  # it was read
            refused += bool(refusal(reader, content))
    assert 0.2 * tries < refused < tries


def test_every_file_of_the_table_has_a_reader_and_each_reader_a_harmless_one():
    assert FILES.keys() == READERS.keys()
    for reader in READERS:
        READERS[reader](harmless(reader))
    assert {name for files in FILES.values() for name in files} > ORDINARY


def test_the_table_says_what_a_file_costs_and_what_is_wrong_with_that():
    cost = cost_of("table", b"hello")
    assert cost["said"] == "Row 1 has 1 cell; every row needs three: two numbers and a label."
    assert trouble_with(cost, is_ordinary=False) == ""
    assert "REFUSED" in trouble_with(cost, is_ordinary=True)
    good = {"megabytes": 149, "seconds": 4, "said": "", "broken": ""}
    assert trouble_with(good, is_ordinary=True) == ""
    assert "MEMORY" in trouble_with(good | {"megabytes": 151}, is_ordinary=True)
    assert "SLOW" in trouble_with(good | {"seconds": 6}, is_ordinary=True)
    assert "KeyError" in trouble_with(good | {"broken": "KeyError: 'MPO'"}, is_ordinary=False)
    assert "NO SENTENCE" in trouble_with(good | {"said": "line 3"}, is_ordinary=False)
