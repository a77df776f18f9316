"""People's own digits: a CSV file of the form of Kaggle's train.csv, read in bounded memory and checked cell by cell.

A line is a label and 784 pixels, row after row of the picture, 0 for paper and 255 for ink; a header may stand above.
"""
import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from engine.datasets.dataset import Dataset
from engine.datasets.digit_format import LABELS, PIXELS
from engine.datasets.digit_rows import CELLS, FORM, NEWLINE, Values, is_header, rows_in
from engine.datasets.files import File, opened
from engine.datasets.mnist import one_hot

FEWEST_ROWS, MOST_ROWS = 10, 70_000
MOST_MEGABYTES = 100
LINES_A_ROW = 3  # at most, with blank ones between them
CHUNK = 2**20  # bytes read at once
LONGEST_LINE = 20 * CELLS  # bytes: far above what 785 numbers take
SHUFFLED_AT_ONCE = 49  # columns: to shuffle all would take as much memory again as they do
TRAINING_SHARE = 0.8  # the tutorial trains on the first 33,600 of 42,000 rows
TOO_LONG = f"Row {{row:,}} is far too long: {FORM}, ended by a new line."
OTHER_FORMATS = {b"\x1f\x8b": "a gzip file", b"PK\x03\x04": "a ZIP file", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz "
                 "file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"%PDF": "a PDF file",
                 b"\x93NUMPY": "a NumPy file", b"\x80": "a pickle or another binary file"}


def digits_from_csv(file: File) -> Dataset:
    """The digits in a file as uint8 rows: the first 80 % to learn from, the last 20 % for the test.

    file: its path, its bytes, or opened. Where a digit would be missing from one of the two, as in a sorted file, the
    rows are shuffled first, always alike. Its name holds a fingerprint of the digits. Takes 33 MB for 42,000 rows,
    beside the file. Raises ValueError with a sentence that names row (the line of the file) and column (1 is the label)
    and says what to do.
    """
    with opened(file) as content:
        return _dataset(*_read(content))


def _read(file: BinaryIO) -> tuple[np.ndarray, np.ndarray]:
    """(labels (rows,), pixels (rows, 784)), both uint8, in the order of the file."""
    space = min(_line_count(file), MOST_ROWS)
    labels, pixels, count = np.empty(space, np.uint8), np.empty((space, PIXELS), np.uint8), 0
    for rows in _tables(file):
        if count + len(rows) > MOST_ROWS:
            raise ValueError(f"There are more than {MOST_ROWS:,} rows; keep {MOST_ROWS:,} at most.")
        labels[count : count + len(rows)], pixels[count : count + len(rows)] = rows[:, 0], rows[:, 1:]
        count += len(rows)
    return labels[:count], pixels[:count]


def _dataset(labels: np.ndarray, pixels: np.ndarray) -> Dataset:
    """The dataset of labels and pixels in the order of their file; shuffles the pixels in place where it has to."""
    count = len(labels)
    if count < FEWEST_ROWS:
        raise ValueError(f"This file has {count} {'row' if count == 1 else 'rows'} of digits; it takes {FEWEST_ROWS} "
                         f"at least, and {FORM}.")
    if len(np.unique(labels)) == 1:
        raise ValueError(f"Column 1 says {labels[0]} in every row; there have to be different digits to tell apart.")
    training = round(TRAINING_SHARE * count)
    if {*labels[:training].tolist()} != {*labels[training:].tolist()}:
        order = np.random.default_rng(0).permutation(count)
        labels = labels[order]
        for first in range(0, PIXELS, SHUFFLED_AT_ONCE):
            columns = pixels[:, first : first + SHUFFLED_AT_ONCE]
            columns[...] = columns[order]
    targets = one_hot(labels)
    fingerprint = hashlib.sha256(pixels.data)
    fingerprint.update(labels.data)
    return Dataset(f"own-{fingerprint.hexdigest()[:16]}", pixels[:training], targets[:training], pixels[training:],
                   targets[training:], labels=LABELS, prunable=False)


def _line_count(file: BinaryIO) -> int:
    """How many lines there are at most. Raises ValueError for a file that is too long."""
    length = file.seek(0, os.SEEK_END)
    if length > MOST_MEGABYTES * 2**20:
        raise ValueError(f"This file has {-(-length // 2**20)} MB, and {MOST_MEGABYTES} at most are read; keep fewer "
                         "rows, and write numbers without decimals.")
    lines = sum(chunk.count(b"\n") for chunk in _chunks(file)) + 1
    if lines > LINES_A_ROW * (MOST_ROWS + 1):
        raise ValueError(f"There are {lines:,} lines; keep {MOST_ROWS:,} rows at most, each in a line.")
    return lines


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """The file from its beginning, every line ended by a newline alone. Raises ValueError for what is no text."""
    file.seek(0)
    first = file.read(CHUNK).removeprefix(b"\xef\xbb\xbf")  # the mark that spreadsheets put before UTF-8
    for start, kind in OTHER_FORMATS.items():
        if first.startswith(start):
            raise ValueError(f"This is {kind}, not a CSV file; unpack it or save the table as CSV, and try again.")
    chunk = first
    while chunk:
        if b"\0" in chunk:
            raise ValueError("This is not plain text; save the table as CSV (UTF-8) and try again.")
        if chunk.endswith(b"\r"):
            chunk += file.read(1)
        yield chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in chunk else chunk
        chunk = file.read(CHUNK)


def _tables(file: BinaryIO) -> Iterator[np.ndarray]:
    """The rows, some at a time, (rows, 785) uint8 each, checked."""
    delimiter, values = None, Values()
    for number, lines in _whole_lines(file):
        if delimiter is None:
            delimiter = next((mark for mark in (b"\t", b";") if mark in lines.partition(b"\n")[0]), b",")
            if is_header(lines.partition(b"\n")[0], delimiter):
                number, lines = number + 1, lines.partition(b"\n")[2]
        if delimiter != b",":
            lines = lines.replace(delimiter, b",")
        if lines:
            yield rows_in(lines, number, values)


def _whole_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """(number of the first line, some lines, each with its newline), from the first line that is not blank."""
    rest, number, begun = b"", 1, False
    for chunk in _chunks(file):
        lines, newline, rest = (rest + chunk).rpartition(b"\n")
        if len(rest) > LONGEST_LINE:
            number += lines.count(b"\n") + len(newline)
            raise ValueError(TOO_LONG.format(row=number))
        lines += newline
        lengths = np.diff(np.flatnonzero(np.frombuffer(lines, np.uint8) == NEWLINE), prepend=-1)
        if lengths.max(initial=0) > LONGEST_LINE:
            raise ValueError(TOO_LONG.format(row=number + int((lengths > LONGEST_LINE).argmax())))
        if not begun:
            blank = len(lines) - len(lines.lstrip(b"\n"))
            number, lines = number + blank, lines[blank:]
        if lines:
            begun = True
            yield number, lines
            number += lines.count(b"\n")
    if rest.strip():
        yield number, rest + b"\n"
