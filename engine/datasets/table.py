"""People's own examples: rows of numbers and a label, typed, pasted or in a file, checked and scaled."""
import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.datasets.dataset import Dataset, Feature, class_targets
from engine.datasets.files import File, opened

MOST_LETTERS = 40  # of a label or a name
LARGEST = 1e30  # its square is still a number, and it fits into a float32
ROUNDING = 4 * np.finfo(float).eps  # relative; such differences are what reckoning leaves behind, and say nothing
DISTINCT = 2.0**-20  # relative; numbers so far from each other are told apart whatever is done with them
SQUARABLE = 1e-100  # whose square is far from the smallest number that there is


@dataclass(frozen=True)
class Limits:
    """How large a table may be. features: columns of numbers; None for any number of them, as many in every row."""

    features: int | None = None
    rows: int = 100_000
    classes: int = 100
    megabytes: int = 100
    longest_line: int = 100_000  # characters, below what the csv module takes for a cell

    def every_row(self, features: int | None = None) -> str:
        """What a row has to be, for a table of so many features if that is known."""
        count = self.features or features
        if count is None:
            return "every row needs some numbers and a label, as many cells as the others"
        return f"every row needs {'three: two' if count == 2 else f'{count + 1}: {count}'} numbers and a label"


ANY = Limits()
PLANE_TABLE = Limits(features=2, rows=2_000, classes=6, megabytes=1, longest_line=10_000)  # what the playground takes
MOST_BYTES = PLANE_TABLE.megabytes * 2**20  # of such a table's text


def read_csv(file: File, limits: Limits = ANY) -> Dataset:
    """The dataset in a CSV file, given by path, as its bytes or opened: columns of numbers, then one of labels.

    Raises as `dataset_from_csv` does, with a path's name before the words, and what opening a path raises.
    """
    with opened(file) as content:
        return dataset_from_csv(content.read(limits.megabytes * 2**20 + 1), limits)


def dataset_from_csv(text: str | bytes, limits: Limits = ANY) -> Dataset:
    """The dataset in the text of a CSV file: columns of numbers and one of labels, under a header or not.

    A str is the text itself, never a path, see `read_csv`. Cells end in tabs, semicolons or commas; unless they end in
    commas, numbers may have decimal commas. The header names the features. Raises ValueError as `dataset_from_rows`
    does, naming rows by their lines in the text.
    """
    header, rows, numbers = rows_from_csv(text, limits)
    return dataset_from_rows(rows, header[:-1], numbers, limits)


def rows_from_csv(text: str | bytes, limits: Limits = ANY) -> tuple[list[str], list[list[str]], list[int]]:
    """The cells of a CSV text, not yet checked: its header, empty if it has none, its rows, and their lines' numbers.

    Raises ValueError for a text without rows, with far too many or far too long ones, or that is no text.
    """
    lines = [(number, line) for number, line in enumerate(_decoded(text, limits).splitlines(), 1) if line.strip()]
    every_row = limits.every_row()
    if not lines:
        raise ValueError(f"There are no rows yet: {every_row}.")
    if len(lines) > limits.rows + 1:  # one may be a header
        raise ValueError(f"There are {len(lines):,} lines; keep {limits.rows:,} rows at most.")
    for number, line in lines:
        if len(line) > limits.longest_line:
            raise ValueError(f"Row {number} has {len(line):,} characters, far too many; {every_row}.")
    delimiter = _delimiter(lines[:2], limits)
    numbers, rows = [number for number, _ in lines], [_cells(*line, delimiter, every_row) for line in lines]
    last = limits.features or len(rows[0]) - 1
    if delimiter != ",":
        rows = [[re.sub(r"^([-+]?\d*),(\d+)$", r"\1.\2", cell) for cell in row[:last]] + row[last:] for row in rows]
    header: list[str] = []
    if _fits(rows[0], limits) and all(_number(cell) is None and cell for cell in rows[0][:last]):
        header, rows, numbers = [cell[:MOST_LETTERS] for cell in rows[0]], rows[1:], numbers[1:]
    return header, rows, numbers


def csv_from_rows(rows: Sequence[Sequence[object]], header: Sequence[str] = ()) -> str:
    """Rows as a text that `rows_from_csv` reads back."""
    lines = [*([header] if header else []), *rows]
    has_marks = any(mark in str(cell) for line in lines for cell in line for mark in ',;"\t')
    text = io.StringIO()
    csv.writer(text, delimiter="\t" if has_marks else ",", lineterminator="\n").writerows(lines)
    return text.getvalue()


def dataset_from_rows(rows: Sequence[Sequence[object]], columns: Sequence[str] = (),
                      numbers: Sequence[int] | None = None, limits: Limits = ANY) -> Dataset:
    """The dataset named "own" of rows (number, number, ..., label), whose cells are numbers or text; all for training.

    columns: the features' names, x1, x2 and so on if not given; numbers: what errors call the rows, 1, 2, 3... if not
    given. Classes stand in the order in which their labels first appear. Each feature is scaled to mean 0 and
    deviation 1, and `Feature` says how: `Dataset.scaled` does the same to other rows.
    Raises ValueError with a sentence that names row and column, and says what to do.
    """
    if not len(rows):
        raise ValueError(f"There are no rows yet: {limits.every_row()}.")
    if len(rows) > limits.rows:
        raise ValueError(f"There are {len(rows):,} rows; keep {limits.rows:,} at most.")
    numbers, count = numbers or range(1, len(rows) + 1), limits.features or max(1, len(rows[0]) - 1)
    checked = [_checked(row, number, count, limits) for row, number in zip(rows, numbers)]
    labels = [label for _, label in checked]
    classes = _classes(labels, numbers, count + 1, limits)
    names = columns or [f"x{i}" for i in range(1, count + 1)]
    columns_of_numbers = np.array([coordinates for coordinates, _ in checked]).T
    features, scaled = zip(*(_standardized(name, column) for name, column in zip(names, columns_of_numbers)))
    inputs, places = np.stack(scaled, axis=1), {label: index for index, label in enumerate(classes)}
    targets = class_targets(np.array([places[label] for label in labels]), len(classes))
    return Dataset("own", inputs, targets, inputs[:0], targets[:0], classes, features)


def _standardized(name: str, column: np.ndarray) -> tuple[Feature, np.ndarray]:
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


def _delimiter(lines: Sequence[tuple[int, str]], limits: Limits) -> str:
    """The mark that cells end in, by the first two lines: one that cuts both alike before one that cuts the first."""
    def cut(line: tuple[int, str], mark: str) -> list[str]:
        return _cells(*line, mark, limits.every_row())

    fitting = [mark for mark in "\t;," if _fits(cut(lines[0], mark), limits)]
    alike = [mark for mark in fitting if len(cut(lines[-1], mark)) == len(cut(lines[0], mark))]
    return next(iter(fitting if limits.features else alike + fitting), ",")


def _fits(cells: Sequence[str], limits: Limits) -> bool:
    """Whether a row of so many cells can be one of a table."""
    return len(cells) == limits.features + 1 if limits.features else len(cells) > 1


def _decoded(text: str | bytes, limits: Limits) -> str:
    """Text from text or bytes, without the mark that spreadsheets put before UTF-8."""
    content = text if isinstance(text, bytes) else text.encode(errors="replace")
    if len(content) > limits.megabytes * 2**20:
        raise ValueError(f"This is more than {limits.megabytes} MB; keep fewer rows or columns.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if re.search("[\0-\x08\x0e-\x1f]", text):
        raise ValueError("This is not plain text; save the table as CSV (UTF-8) and try again.")
    return text


def _cells(number: int, line: str, delimiter: str, every_row: str) -> list[str]:
    """The cells of one line: a quotation mark left open spoils no other line."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))]
    except csv.Error as error:
        raise ValueError(f"Row {number} cannot be read ({error}); {every_row}.") from None


def _checked(row: Sequence[object], number: int, count: int, limits: Limits) -> tuple[list[float], str]:
    """(its numbers, its label) of a row with so many numbers."""
    if len(row) != count + 1:
        every_row = limits.every_row(count if len(row) > 1 else None)
        raise ValueError(f"Row {number} has {len(row)} {'cell' if len(row) == 1 else 'cells'}; {every_row}.")
    return [_coordinate(cell, number, i) for i, cell in enumerate(row[:-1], 1)], _label(row[-1], number, count + 1)


def _classes(labels: Sequence[str], numbers: Sequence[int], column: int, limits: Limits) -> tuple[str, ...]:
    """The different labels in order of first appearance."""
    classes = tuple(dict.fromkeys(labels))
    if len(classes) > limits.classes:
        extra = classes[limits.classes]
        raise ValueError(f"Row {numbers[labels.index(extra)]}, column {column}: “{extra}” would be class number "
                         f"{limits.classes + 1}; use {limits.classes} labels at most.")
    if len(classes) == 1:
        raise ValueError(f"Column {column} says “{classes[0]}” in every row; label some rows differently, so that "
                         "there is something to tell apart.")
    return classes


def _coordinate(cell: object, row: int, column: int) -> float:
    place, value = f"Row {row}, column {column}", _number(cell)
    if cell is None or cell == "":
        raise ValueError(f"{place} is empty; write a number there.")
    if value is None:
        raise ValueError(f"{place}: “{str(cell)[:MOST_LETTERS]}” is not a number; write it like 3.14.")
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise ValueError(f"{place}: {value} is no use for learning; write a number between -1e30 and 1e30.")
    return value


def _label(cell: object, row: int, column: int) -> str:
    label = "" if cell is None else str(cell).strip()
    if not label:
        raise ValueError(f"Row {row}, column {column} is empty; write the row's label there.")
    if len(label) > MOST_LETTERS:
        raise ValueError(f"Row {row}, column {column}: “{label[:MOST_LETTERS]}…” is too long; shorten it to "
                         f"{MOST_LETTERS} characters.")
    return label


def _number(cell: Any) -> float | None:
    """A cell's number, or None."""
    try:
        return float(cell)
    except (TypeError, ValueError, OverflowError):
        return None
