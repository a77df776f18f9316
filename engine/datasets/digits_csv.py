"""People's own digits: a CSV file of the form of Kaggle's train.csv, read in bounded memory and checked cell by cell.

A line is a label and 784 pixels, row after row of the picture, 0 for paper and 255 for ink; a header may stand above.
"""
import csv
import hashlib
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from engine.datasets.dataset import Dataset
from engine.datasets.mnist import one_hot

CELLS = 785
FEWEST_ROWS, MOST_ROWS = 10, 70_000
CHUNK = 2**20  # bytes read at once
LONGEST_LINE = 20 * CELLS  # bytes: far above what 785 numbers take
TRAINING_SHARE = 0.8  # the tutorial trains on the first 33,600 of 42,000 rows
COMMA, NEWLINE, ZERO, NINE = b",\n09"
FORM = "each row needs 785 cells, a label from 0 to 9 and 784 pixels from 0 to 255"
OTHER_FORMATS = {b"\x1f\x8b": "a gzip file", b"PK\x03\x04": "a ZIP file", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz "
                 "file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"%PDF": "a PDF file",
                 b"\x93NUMPY": "a NumPy file", b"\x80": "a pickle or another binary file"}


def digits_from_csv(file: BinaryIO) -> Dataset:
    """The digits in an open file as uint8 rows: the first 80 % to learn from, the last 20 % for the test.

    Where a digit would be missing from one of the two, as in a sorted file, the rows are shuffled first, always alike.
    Its name holds a fingerprint of the digits. Takes 33 MB for 42,000 rows, beside the file. Raises ValueError with a
    sentence that names row (the line of the file) and column (1 is the label) and says what to do.
    """
    space = min(sum(chunk.count(b"\n") for chunk in _chunks(file)) + 1, MOST_ROWS)
    labels, pixels, count = np.empty(space, np.uint8), np.empty((space, CELLS - 1), np.uint8), 0
    for rows in _tables(file):
        if count + len(rows) > MOST_ROWS:
            raise ValueError(f"There are more than {MOST_ROWS:,} rows; keep {MOST_ROWS:,} at most.")
        labels[count : count + len(rows)], pixels[count : count + len(rows)] = rows[:, 0], rows[:, 1:]
        count += len(rows)
    if count < FEWEST_ROWS:
        raise ValueError(f"This file has {count} {'row' if count == 1 else 'rows'} of digits; it takes {FEWEST_ROWS} "
                         f"at least, and {FORM}.")
    labels, pixels = labels[:count], pixels[:count]
    if len(np.unique(labels)) == 1:
        raise ValueError(f"Column 1 says {labels[0]} in every row; there have to be different digits to tell apart.")
    training = round(TRAINING_SHARE * count)
    if {*labels[:training].tolist()} != {*labels[training:].tolist()}:
        order = np.random.default_rng(0).permutation(count)
        labels, pixels = labels[order], pixels[order]
    targets = one_hot(labels)
    fingerprint = hashlib.sha256(pixels)
    fingerprint.update(labels)
    return Dataset(f"own-{fingerprint.hexdigest()[:16]}", pixels[:training], targets[:training], pixels[training:],
                   targets[training:], labels=tuple("0123456789"), prunable=False)


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
    delimiter = None
    for number, lines in _whole_lines(file):
        if delimiter is None:
            delimiter = next((mark for mark in (b"\t", b";") if mark in lines.partition(b"\n")[0]), b",")
            if _is_header(lines.partition(b"\n")[0], delimiter):
                number, lines = number + 1, lines.partition(b"\n")[2]
        if delimiter != b",":
            lines = lines.replace(delimiter, b",")
        if lines:
            rows = _quickly_read(lines)
            yield _patiently_read(lines, number) if rows is None else rows


def _whole_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """(number of the first line, some lines, each with its newline), from the first line that is not blank."""
    rest, number, begun = b"", 1, False
    for chunk in _chunks(file):
        lines, newline, rest = (rest + chunk).rpartition(b"\n")
        if len(rest) > LONGEST_LINE:
            number += lines.count(b"\n") + len(newline)
            raise ValueError(f"Row {number:,} is far too long: {FORM}, ended by a new line.")
        lines += newline
        if not begun:
            blank = len(lines) - len(lines.lstrip(b"\n"))
            number, lines = number + blank, lines[blank:]
        if lines:
            begun = True
            yield number, lines
            number += lines.count(b"\n")
    if rest.strip():
        yield number, rest + b"\n"


def _is_header(line: bytes, delimiter: bytes) -> bool:
    """Names differ from each other; of 784 pixels with 256 values some are always equal."""
    cells = line.split(delimiter)
    return len({*cells}) == len(cells) > 1 and not cells[0].strip(b' "').isdigit()


def _quickly_read(lines: bytes) -> np.ndarray | None:
    """The table (rows, 785) in lines of plain numbers, or None where anything else is in them.

    Compares and adds bytes of the whole text at once: 42,000 rows take 1 s instead of 6.
    """
    if b'"' in lines:
        lines = (b"\n" + lines).replace(b'","', b",").replace(b'\n"', b"\n").replace(b'"\n', b"\n")[1:]
    text = np.frombuffer(lines, np.uint8)
    ends = np.flatnonzero(text < ZERO)
    if len(ends) % CELLS or text.max() > NINE:
        return None
    marks = text[ends].reshape(-1, CELLS)
    lengths = np.diff(ends, prepend=-1) - 1
    if (marks[:, :-1] != COMMA).any() or (marks[:, -1] != NEWLINE).any() or lengths.min() < 1 or lengths.max() > 3:
        return None
    values = (text[ends - 1] - ZERO).astype(np.uint16)
    for place, worth in ((2, 10), (3, 100)):
        long = np.flatnonzero(lengths >= place)
        values[long] += (text[ends[long] - place] - ZERO).astype(np.uint16) * np.uint16(worth)
    table = values.reshape(-1, CELLS)
    return None if values.max() > 255 or table[:, 0].max() > 9 else table.astype(np.uint8)


def _patiently_read(lines: bytes, first: int) -> np.ndarray:
    """The same line by line and cell by cell, with quotation marks, spaces and blank lines; `first` is the first line's
    number. Raises ValueError at the first cell that makes no sense."""
    rows = []
    for number, line in enumerate(lines.decode("utf-8", "replace").split("\n")[:-1], first):
        if not line.strip(", "):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line], skipinitialspace=True))]
        if len(cells) != CELLS:
            raise ValueError(_count_trouble(number, len(cells)))
        rows.append([_number(cell, number, column) for column, cell in enumerate(cells, 1)])
    return np.array(rows, np.uint8).reshape(-1, CELLS)


def _number(cell: str, row: int, column: int) -> int:
    place, most = f"Row {row:,}, column {column}", 255 if column > 1 else 9
    if not cell:
        raise ValueError(f"{place} is empty; write a whole number from 0 to {most} there.")
    try:
        value = float(cell) if len(cell) < 20 and "_" not in cell else -1.0
    except ValueError:
        value = -1.0
    if not (0 <= value <= most and value == int(value)):
        shown = cell if len(cell) <= 30 else f"{cell[:30]}…"
        raise ValueError(f"{place}: “{shown}” is not a whole number from 0 to {most}.")
    return int(value)


def _count_trouble(row: int, count: int) -> str:
    trouble = f"Row {row:,} has {count:,} {'cell' if count == 1 else 'cells'}; {FORM}."
    if count == CELLS - 1:
        return f"{trouble} Is this a file without labels, like Kaggle's test.csv? Use train.csv."
    return f"{trouble} If the file was cut off there, download it again." if row > 2 and count < CELLS else trouble
