"""Rows of digits in lines of text: a label and 784 pixels each, spelled plainly or in some other way."""
import numpy as np

from engine.datasets.digit_format import PIXELS

CELLS = 1 + PIXELS  # a label stands before them
COMMA, NEWLINE, ZERO, NINE = b",\n09"
FORM = f"each row needs {CELLS} cells, a label from 0 to 9 and {PIXELS} pixels from 0 to 255"
MOST_SPELLINGS = 50_000  # of the 256 numbers, blanks and quotation marks included


def rows_in(lines: bytes, first: int, values: "Values") -> np.ndarray:
    """The rows (rows, 785) uint8 in lines, each ended by a newline; `first` is the first line's number.

    Raises ValueError with a sentence that names line and column."""
    rows = _quickly_read(lines)
    return _patiently_read(lines, first, values) if rows is None else rows


def is_header(line: bytes, delimiter: bytes) -> bool:
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


def _patiently_read(lines: bytes, first: int, values: "Values") -> np.ndarray:
    """The same line by line and cell by cell, with quotation marks, blanks, decimals and blank lines.

    Raises ValueError at the first cell that makes no sense."""
    rows = []
    for number, line in enumerate(lines.split(b"\n")[:-1], first):
        if not line.strip(b", "):
            continue
        cells = line.split(b",")
        if len(cells) != CELLS:
            raise ValueError(_count_trouble(number, len(cells)))
        try:
            row = bytes(map(values.__getitem__, cells))
        except KeyError:
            row = None
        if row is None or row[0] > 9:
            raise ValueError(_cell_trouble(number, cells, values))
        rows.append(row)
    return np.frombuffer(b"".join(rows), np.uint8).reshape(-1, CELLS)


class Values(dict[bytes, int]):
    """The numbers 0 to 255 by how their cells are spelled, each spelling made out once: 42,000 rows take 2 s instead of
    20. Raises KeyError for what is no such number."""

    def __missing__(self, cell: bytes) -> int:
        if len(self) >= MOST_SPELLINGS:
            raise ValueError(f"This file spells its numbers in more than {MOST_SPELLINGS:,} ways; write whole numbers "
                             "from 0 to 255, as 0 or 97.")
        text = _text(cell)
        try:
            value = float(text) if len(text) < 20 and "_" not in text else -1.0
        except ValueError:
            value = -1.0
        if not (0 <= value <= 255 and value == int(value)):
            raise KeyError(cell)
        self[cell] = int(value)
        return self[cell]


def _text(cell: bytes) -> str:
    """What stands in a cell, without blanks and quotation marks around it."""
    text = cell.decode("utf-8", "replace").strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] == '"' else text


def _cell_trouble(row: int, cells: list[bytes], values: "Values") -> str:
    """What is wrong with the first cell of a row that is no label or pixel."""
    for column, cell in enumerate(cells, 1):
        most = 255 if column > 1 else 9
        try:
            is_wrong = values[cell] > most
        except KeyError:
            is_wrong = True
        if is_wrong:
            place, text = f"Row {row:,}, column {column}", _text(cell)
            if not text:
                return f"{place} is empty; write a whole number from 0 to {most} there."
            return f"{place}: “{text if len(text) <= 30 else f'{text[:30]}…'}” is not a whole number from 0 to {most}."
    raise AssertionError("All cells of this row are right.")


def _count_trouble(row: int, count: int) -> str:
    trouble = f"Row {row:,} has {count:,} {'cell' if count == 1 else 'cells'}; {FORM}."
    if count == PIXELS:
        return f"{trouble} Is this a file without labels, like Kaggle's test.csv? Use train.csv."
    return f"{trouble} If the file was cut off there, download it again." if row > 2 and count < CELLS else trouble
