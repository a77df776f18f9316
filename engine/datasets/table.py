"""People's own examples: rows of two numbers and a label, typed, pasted or uploaded, checked and scaled."""
import csv
import io
import math
import re
from collections.abc import Sequence

import numpy as np

from engine.datasets.dataset import Dataset, Feature, class_targets

MOST_BYTES, MOST_ROWS, MOST_CLASSES, MOST_LETTERS = 2**20, 2_000, 6, 40
LONGEST_LINE = 10_000  # characters: far above what three cells take, far below what the csv module takes for a cell
LARGEST = 1e30  # its square is still a number, and it fits into a float32
ROUNDING = 4 * np.finfo(float).eps  # relative; such differences are what reckoning leaves behind, and say nothing
DISTINCT = 2.0**-20  # relative; numbers so far from each other are told apart whatever is done with them
SQUARABLE = 1e-100  # whose square is far from the smallest number that there is
EVERY_ROW = "every row needs three: two numbers and a label"


def dataset_from_csv(text: str | bytes) -> Dataset:
    """The dataset in the text of a CSV file: two columns of numbers and one of labels, under a header or not.

    Cells end in tabs, semicolons or commas; unless they end in commas, numbers may have decimal commas. The header
    names the features. Raises ValueError as `dataset_from_rows` does, naming rows by their lines in the text.
    """
    header, rows, numbers = rows_from_csv(text)
    return dataset_from_rows(rows, header[:2] or ("x1", "x2"), numbers)


def rows_from_csv(text: str | bytes) -> tuple[list[str], list[list[str]], list[int]]:
    """The cells of a CSV text, not yet checked: its header, empty if it has none, its rows, and their lines' numbers.

    Raises ValueError for a text without rows, with far too many or far too long ones, or that is no text.
    """
    lines = [(number, line) for number, line in enumerate(_decoded(text).splitlines(), 1) if line.strip()]
    if not lines:
        raise ValueError(f"There are no rows yet: {EVERY_ROW}.")
    if len(lines) > MOST_ROWS + 1:  # one may be a header
        raise ValueError(f"There are {len(lines):,} lines; keep {MOST_ROWS:,} rows at most.")
    for number, line in lines:
        if len(line) > LONGEST_LINE:
            raise ValueError(f"Row {number} has {len(line):,} characters, far too many; {EVERY_ROW}.")
    delimiter = next((mark for mark in "\t;," if len(_cells(*lines[0], mark)) == 3), ",")
    numbers, rows = zip(*((number, _cells(number, line, delimiter)) for number, line in lines))
    if delimiter != ",":
        rows = [[re.sub(r"^([-+]?\d*),(\d+)$", r"\1.\2", cell) for cell in row[:2]] + row[2:] for row in rows]
    header = []
    if len(rows[0]) == 3 and all(_number(cell) is None and cell for cell in rows[0][:2]):
        header, rows, numbers = [cell[:MOST_LETTERS] for cell in rows[0]], rows[1:], numbers[1:]
    return header, list(rows), list(numbers)


def csv_from_rows(rows: Sequence[Sequence], header: Sequence[str] = ()) -> str:
    """Rows as a text that `rows_from_csv` reads back."""
    lines = [*([header] if header else []), *rows]
    has_marks = any(mark in str(cell) for line in lines for cell in line for mark in ',;"\t')
    text = io.StringIO()
    csv.writer(text, delimiter="\t" if has_marks else ",", lineterminator="\n").writerows(lines)
    return text.getvalue()


def dataset_from_rows(rows: Sequence[Sequence], columns: Sequence[str] = ("x1", "x2"),
                      numbers: Sequence[int] | None = None) -> Dataset:
    """The dataset named "own" of rows (x1, x2, label), whose cells are numbers or text; all of them for training.

    columns: the features' names; numbers: what errors call the rows, 1, 2, 3... if not given. Classes stand in the
    order in which their labels first appear. Each feature is scaled to mean 0 and deviation 1, and `Feature` says how:
    `Dataset.scaled` does the same to other rows.
    Raises ValueError with a sentence that names row and column, and says what to do.
    """
    if not len(rows):
        raise ValueError(f"There are no rows yet: {EVERY_ROW}.")
    if len(rows) > MOST_ROWS:
        raise ValueError(f"There are {len(rows):,} rows; keep {MOST_ROWS:,} at most.")
    numbers = numbers or range(1, len(rows) + 1)
    *coordinates, labels = zip(*(_checked(row, number) for row, number in zip(rows, numbers)))
    classes = _classes(labels, numbers)
    features, inputs = zip(*(_standardized(name, np.array(column)) for name, column in zip(columns, coordinates)))
    inputs = np.stack(inputs, axis=1)
    targets = class_targets(np.array([classes.index(label) for label in labels]), len(classes))
    return Dataset("own", inputs, targets, inputs[:0], targets[:0], classes, features)


def _standardized(name, column):
    """A column's Feature, and the column (rows,) float32 by it: of mean 0 and deviation 1, or all 0 if it is constant.

    Numbers whose differences are lost in their size when they are averaged, or vanish when they are squared, are
    counted from the lowest one, in units of their spread.
    """
    lowest, largest = float(column.min()), float(np.abs(column).max())
    spread = float(np.ptp(column))
    if spread <= ROUNDING * largest:
        return Feature(name, offset=lowest, scale=max(1.0, DISTINCT * largest)), np.zeros(len(column), np.float32)
    start, unit = (lowest, spread) if spread < max(DISTINCT * largest, SQUARABLE) else (0.0, 1.0)
    counted = (column - start) / unit
    offset, scale = start + unit * float(counted.mean()), unit * float(counted.std()) or spread
    return Feature(name, offset=offset, scale=scale), ((column - offset) / scale).astype(np.float32)


def _decoded(text):
    """Text from text or bytes, without the mark that spreadsheets put before UTF-8."""
    content = text if isinstance(text, bytes) else text.encode(errors="replace")
    if len(content) > MOST_BYTES:
        raise ValueError("This is more than 1 MB; keep fewer rows or columns.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if re.search("[\0-\x08\x0e-\x1f]", text):
        raise ValueError("This is not plain text; save the table as CSV (UTF-8) and try again.")
    return text


def _cells(number, line, delimiter):
    """The cells of one line: a quotation mark left open spoils no other line."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))]
    except csv.Error as error:
        raise ValueError(f"Row {number} cannot be read ({error}); {EVERY_ROW}.") from None


def _checked(row, number):
    """(x1, x2, label) of a row."""
    if len(row) != 3:
        raise ValueError(f"Row {number} has {len(row)} {'cell' if len(row) == 1 else 'cells'}; {EVERY_ROW}.")
    return _coordinate(row[0], number, 1), _coordinate(row[1], number, 2), _label(row[2], number)


def _classes(labels, numbers):
    """The different labels in order of first appearance."""
    classes = tuple(dict.fromkeys(labels))
    if len(classes) > MOST_CLASSES:
        extra = classes[MOST_CLASSES]
        raise ValueError(f"Row {numbers[labels.index(extra)]}, column 3: “{extra}” would be class number "
                         f"{MOST_CLASSES + 1}; use {MOST_CLASSES} labels at most.")
    if len(classes) == 1:
        raise ValueError(f"Column 3 says “{classes[0]}” in every row; label some rows differently, so that there is "
                         "something to tell apart.")
    return classes


def _coordinate(cell, row, column):
    place, value = f"Row {row}, column {column}", _number(cell)
    if cell is None or cell == "":
        raise ValueError(f"{place} is empty; write a number there.")
    if value is None:
        raise ValueError(f"{place}: “{str(cell)[:MOST_LETTERS]}” is not a number; write it like 3.14.")
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise ValueError(f"{place}: {value} is no use for learning; write a number between -1e30 and 1e30.")
    return value


def _label(cell, row):
    label = "" if cell is None else str(cell).strip()
    if not label:
        raise ValueError(f"Row {row}, column 3 is empty; write the row's label there.")
    if len(label) > MOST_LETTERS:
        raise ValueError(f"Row {row}, column 3: “{label[:MOST_LETTERS]}…” is too long; shorten it to {MOST_LETTERS} "
                         "characters.")
    return label


def _number(cell):
    """A cell's number, or None."""
    try:
        return float(cell)
    except (TypeError, ValueError, OverflowError):
        return None
