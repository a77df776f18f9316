"""Digits from people's own files: read whatever way a spreadsheet wrote them, refused with the place of the mistake."""
import io
from collections.abc import Sequence

import numpy as np
import pytest

from engine.datasets import digit_rows, digits_csv
from engine.datasets.digits_csv import digits_from_csv

RANDOM = np.random.default_rng(0)
PICTURES = RANDOM.integers(0, 256, (50, 784)) * (RANDOM.random((50, 784)) < 0.3)
TABLE = np.hstack([np.arange(50)[:, None] % 10, PICTURES])
HEADER = ["label", *(f"pixel{i}" for i in range(784))]


def text(rows: Sequence = TABLE, header=HEADER, comma=",", newline="\n", mark="") -> str:
    lines = ([header] if header else []) + [*rows]
    return newline.join(comma.join(f"{mark}{cell}{mark}" for cell in line) for line in lines) + newline


def read(content: str | bytes):
    return digits_from_csv(io.BytesIO(content.encode() if isinstance(content, str) else content))


def rows_of(dataset) -> np.ndarray:
    pixels = np.vstack([dataset.inputs, dataset.test_inputs])
    return np.hstack([np.vstack([dataset.targets, dataset.test_targets]).argmax(axis=1)[:, None], pixels])


def changed(row: int, column: int, cell) -> list[list]:
    """The table with one cell, counted from 1, written otherwise."""
    rows = [[*line] for line in TABLE]
    rows[row - 1][column - 1] = cell
    return rows


SPELLINGS = {
    "as Kaggle writes it": text(), "without a header": text(header=None),
    "with Windows line ends": text(newline="\r\n"),
    "with old line ends": text(TABLE, newline="\r"), "with a mark before UTF-8": "\ufeff" + text(),
    "with quoted cells": text(mark='"'), "with quoted cells of Windows": text(mark='"', newline="\r\n"),
    "with spaces": text(comma=", "), "with semicolons": text(comma=";"), "with tabs": text(comma="\t"),
    "without a last line end": text().rstrip("\n"), "with blank lines": "\n\n" + text(newline="\n\n") + "\n \n,,,\n",
    "with decimals": text(TABLE.astype(float)),
    "with decimals after quotation marks": text([[f"{cell}.00" for cell in line] for line in TABLE], mark='"'),
    "with plus signs and blanks on both sides": text([[f" +{cell} " for cell in line] for line in TABLE]),
    "with blanks between marks and numbers": text([[f'" {cell}"  ' for cell in line] for line in TABLE], comma=";"),
    "with leading zeros": text([[f"{cell:03d}" for cell in line] for line in TABLE]),
    "with a header of numbers": text(header=["label", *range(784)]),
}


@pytest.mark.parametrize("chunk", [digits_csv.CHUNK, 4000])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_same_digits_are_read_however_they_are_written(spelling, chunk, monkeypatch):
    monkeypatch.setattr(digits_csv, "CHUNK", chunk)
    np.testing.assert_array_equal(rows_of(read(SPELLINGS[spelling])), TABLE)


def test_the_first_four_fifths_are_learned_from_as_in_the_tutorial():
    dataset = read(text([*TABLE] * 2))
    assert (len(dataset.inputs), len(dataset.test_inputs)) == (80, 20)
    assert dataset.inputs.dtype == np.uint8
    np.testing.assert_array_equal(dataset.test_inputs, TABLE[30:, 1:])
    np.testing.assert_array_equal(dataset.targets[:10], np.eye(10))
    assert dataset.input_scale == 1 / 255
    assert dataset.pruned is dataset  # one copy is enough


def test_a_sorted_file_is_shuffled_so_that_both_parts_know_most_digits():
    dataset = read(text(sorted(TABLE, key=lambda row: row[0])))
    assert dataset.targets.any(axis=0).all()
    assert dataset.test_targets.any(axis=0).sum() > 5
    np.testing.assert_array_equal(*(np.sort(rows, axis=None) for rows in (rows_of(dataset), TABLE)))


MISTAKES = {
    "text": (text(changed(16, 300, "abc")), "Row 17, column 300: “abc” is not a whole number from 0 to 255."),
    "text without a header": (text(changed(16, 300, "abc"), header=None), "Row 16, column 300: “abc”"),
    "above 255": (text(changed(3, 785, 256)), "Row 4, column 785: “256” is not a whole number from 0 to 255."),
    "far above": (text(changed(3, 785, "1" * 500)), "Row 4, column 785: “111111111111111111111111111111…” is not"),
    "below 0": (text(changed(3, 2, -1)), "Row 4, column 2: “-1” is not"),
    "a fraction": (text(changed(3, 2, 0.5)), "Row 4, column 2: “0.5” is not"),
    "not a number": (text(changed(3, 2, "NaN")), "Row 4, column 2: “NaN” is not"),
    "infinite": (text(changed(3, 2, "1e999")), "Row 4, column 2: “1e999” is not"),
    "underscores": (text(changed(3, 2, "1_0")), "Row 4, column 2: “1_0” is not"),
    "a quotation mark": (text(changed(3, 2, '1"2')), "Row 4, column 2: “1\"2” is not"),
    "empty cell": (text(changed(3, 2, "")), "Row 4, column 2 is empty; write a whole number from 0 to 255 there."),
    "no such digit": (text(changed(3, 1, 10)), "Row 4, column 1: “10” is not a whole number from 0 to 9."),
    "cut off": (text()[:-300], "Row 51 has .* cells; each row needs 785.*cut off"),
    "cut in a row": (text([*TABLE[:5], [1, 2, 3], *TABLE[5:]]), "Row 7 has 3 cells"),
    "one more cell": (text(np.hstack([TABLE, TABLE[:, :1]]), header=None), "Row 1 has 786 cells; each row needs 785"),
    "no labels": (text(TABLE[:, 1:], HEADER[1:]), "Row 2 has 784 cells.*test.csv.*train.csv"),
    "a header alone": (text([]), "has 0 rows of digits; it takes 10 at least"),
    "too few": (text(TABLE[:1]), "has 1 row of digits"),
    "one label": (text([[7, *line[1:]] for line in TABLE]), "Column 1 says 7 in every row"),
    "empty": ("", "has 0 rows"), "only blank": ("\n \n\n", "has 0 rows"),
    "prose": ("Dear Sir or Madam\n" * 9, "Row 1 has 1 cell;"),
    "one endless line": ("0," * 10**6, "Row 1 is far too long"),
    "endless nonsense": ("x" * 2 * 10**6, "Row 1 is far too long"),
    "a cell of 200,000 letters": (text(changed(16, 300, "7" * 200_000)), "Row 17 is far too long: each row needs 785"),
    "a quoted cell of 200,000 letters": (text(changed(16, 300, f'"{"7" * 200_000}"')), "Row 17 is far too long"),
    "a first cell of 200,000 letters": ("7" * 200_000 + "\n" + text(), "Row 1 is far too long"),
    "a quotation mark left open": (text(changed(3, 2, '"1')), "Row 4, column 2: “\"1” is not"),
    "new lines without end": (text() + "\n" * 300_000, "There are 300,052 lines; keep 70,000 rows at most"),
    "blank lines without end": (text() + ", ,\n" * 300_000, "There are 300,052 lines; keep 70,000 rows at most"),
    "endless in the end": (text() + "1" * 50_000, "Row 52 is far too long"),
    "gzip": (b"\x1f\x8b\x08" + bytes(range(1, 99)), "This is a gzip file, not a CSV"),
    "zip": (b"PK\x03\x04abc", "a ZIP file"),
    "pickle": (b"\x80\x04\x95abc.", "a pickle or"), "numpy": (b"\x93NUMPY\x01", "a NumPy file"),
    "binary": (bytes(range(256)) * 50, "not plain text"),
    "another encoding": (text().encode("utf-16"), "not plain text"),
    "letters of another encoding": (text(changed(1, 2, "é")).encode("latin-1"), "Row 2, column 2: “�” is not"),
}


@pytest.mark.parametrize("chunk", [digits_csv.CHUNK, 4000])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_a_sentence_that_says_where(mistake, chunk, monkeypatch):
    monkeypatch.setattr(digits_csv, "CHUNK", chunk)
    content, message = MISTAKES[mistake]
    with pytest.raises(ValueError, match=message):
        read(content)


def test_a_file_may_be_given_by_its_path_or_bytes_and_is_named_in_what_is_wrong(tmp_path):
    path = tmp_path / "digits.csv"
    path.write_bytes(text().encode())
    for file in (path, str(path), path.read_bytes()):
        np.testing.assert_array_equal(digits_from_csv(file).inputs, read(text()).inputs)
    path.write_bytes(text(changed(1, 1, "a mistake")).encode())
    with pytest.raises(ValueError, match=r"digits\.csv: Row 2, column 1"):
        digits_from_csv(path)


def test_more_rows_than_mnist_has_are_too_many(monkeypatch):
    monkeypatch.setattr(digits_csv, "MOST_ROWS", 49)
    with pytest.raises(ValueError, match="more than 49 rows"):
        read(text())


def test_a_file_of_more_than_100_mb_is_refused_unread(monkeypatch):
    monkeypatch.setattr(digits_csv, "MOST_MEGABYTES", 0)
    with pytest.raises(ValueError, match="has 1 MB, and 0 at most are read"):
        read(text(changed(1, 1, "a mistake")))


def test_each_spelling_of_a_number_is_made_out_once(monkeypatch):
    made_out = []
    monkeypatch.setattr(digit_rows, "_text", lambda cell: made_out.append(cell) or cell.decode().strip())
    monkeypatch.setattr(digits_csv, "CHUNK", 20_000)
    read(text([*TABLE] * 4, comma=", "))
    assert len(made_out) == len({*made_out}) <= 10 + 256


def test_numbers_spelled_in_too_many_ways_are_refused(monkeypatch):
    monkeypatch.setattr(digit_rows, "MOST_SPELLINGS", 300)
    with pytest.raises(ValueError, match=r"in more than 300 ways; write whole numbers from 0 to 255"):
        read("".join("1," + ",".join(f"0e{784 * row + column}" for column in range(784)) + "\n" for row in range(10)))


def test_shuffling_keeps_each_label_with_its_pixels():
    rows = sorted(TABLE.tolist())
    order = np.random.default_rng(0).permutation(50)
    np.testing.assert_array_equal(rows_of(read(text(rows))), np.array(rows)[order])
