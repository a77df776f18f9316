"""Numbers as people write them: typed into a field, pasted from a program, or standing in an address.

Every reader raises ValueError with one sentence that says what is wrong and how to write it.
"""
import math
import re
import unicodedata

from engine.datasets.visible_text import visible
from pages.ui.shared.plain import MINUS

LARGEST = 1e6
LONGEST, MOST_TEXT = 40, 20_000  # letters of one number that an error repeats, and of a whole table
SIGNS = str.maketrans({  # what a keyboard, a phone or a word processor has for a sign of ours
    MINUS: "-", "\N{EN DASH}": "-", "\N{MULTIPLICATION SIGN}": "*", "·": "*", "\N{FRACTION SLASH}": "/",
    "\N{RIGHT SINGLE QUOTATION MARK}": "", "\N{NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " "})
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
POWER = re.compile(r"(?P<digits>[^*x^]*?)\s*(?:[*x]\s*)?10\s*\^\s*\(?(?P<power>[+-]?\d+)\)?")
FRACTION = re.compile(r"(?P<sign>[+-]?)\s*(?:(?P<whole>\d+)\s+)?(?P<above>[^/\s]+)\s*/\s*(?P<below>[^/\s]+)")


def number(text: str, low: float = -LARGEST, high: float = LARGEST) -> float:
    """A number from low to high: 0.5, .5, 0,5, -2, 1/3, 1 1/2, ½, 50%, 1,000, 1e-3, 2·10^-3. Raises ValueError."""
    shown = visible(str(text)[:LONGEST]).strip()
    if not shown:
        raise ValueError("There is no number here. Write one like 0.5 or -2.")
    try:
        value = _value(str(text).strip().translate(SIGNS))
    except ZeroDivisionError:
        raise ValueError(f"“{shown}” divides by zero. Write a number like 0.5 or -2.") from None
    except (ValueError, OverflowError):
        raise ValueError(f"“{shown}” is not a number. Write one like 0.5, -2, 1/3 or 1e-3.") from None
    if math.isnan(value):
        raise ValueError(f"“{shown}” is not a number that can be computed with. Write one like 0.5 or -2.")
    if not low <= value <= high:
        raise ValueError(f"{shown} is too {'large' if value > high else 'small'}. Write a number from "
                         f"{written(low, ',')} to {written(high, ',')}.")
    return value or 0.0  # no minus before a zero


def _value(text: str) -> float:
    if text.endswith("%"):
        return _value(text[:-1].strip()) / 100
    if fraction := FRACTION.fullmatch(text):
        value = int(fraction["whole"] or 0) + _value(fraction["above"]) / _value(fraction["below"])
        return -value if fraction["sign"] == "-" else value
    if power := POWER.fullmatch(text):
        digits = power["digits"].strip()
        return (float(f"{digits}1") if digits in {"", "+", "-"} else _value(digits)) * 10.0 ** int(power["power"])
    if re.fullmatch(r"[+-]?\d*[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]", text):
        whole, sign = text[:-1].lstrip("+-"), -1 if text.startswith("-") else 1
        return sign * (float(whole or 0) + unicodedata.numeric(text[-1]))
    if THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    if "_" in text:  # which Python would take
        raise ValueError
    return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)


def table(text: str, rows: int | None, columns: int | None, most_rows: int = 20) -> list[list[float]]:
    """Rows of numbers: a line each, or as NumPy and Python write them. None: any number of rows or columns.

    A comma parts numbers, unless only decimal commas make the shape fit. Raises ValueError: also for another shape.
    """
    if len(text) > MOST_TEXT:
        raise ValueError(f"That is too long: at most {most_rows} rows are taken.")
    inner = re.sub(r"^\s*(?:np\.|numpy\.)?(?:array|matrix)?\s*\(?\s*(?=[\[(])", "", text)
    inner = re.sub(r"\s*(?:,\s*dtype\s*=\s*[\w.]+\s*)?\)?\s*$", "", inner) if inner != text else inner
    lines = [line for line in re.split(r"[\n;\]]+\s*,?", inner.replace("[", " ").replace("(", " ").replace(")", " "))
             if line.strip(" ,\t\r")]
    if not lines:
        raise ValueError("There are no numbers here. Write a row on each line, such as 2, 3.")
    try:
        found = [_row(line, r"[\s,]+") for line in lines]
        if not _fits(found, rows, columns) and _fits(other := [_row(line, r"\s+") for line in lines], rows, columns):
            found = other
    except ValueError:
        found = [_row(line, r"\s*,\s+|\s+") for line in lines]
    if rows == 1 or columns == 1:
        found = _as_vector(found, rows, columns)
    if len({len(row) for row in found}) > 1:
        counts = ", ".join(str(len(row)) for row in found[:6])
        raise ValueError(f"The rows are not equally long: they have {counts} numbers.")
    if not _fits(found, rows, columns) or len(found) > most_rows:
        raise ValueError(f"The shape is {shape(found)}, and it has to be {_wanted(rows, columns, most_rows)}.")
    return found


def shape(rows: list[list[float]]) -> str:
    """A table's shape, as NumPy writes it."""
    return f"({len(rows)}, {len(rows[0])})"


def _row(line: str, separators: str) -> list[float]:
    return [number(part) for part in re.split(separators, line.strip(" ,\t\r")) if part]


def _fits(found: list[list[float]], rows: int | None, columns: int | None) -> bool:
    return (rows is None or len(found) == rows) and all(columns is None or len(row) == columns for row in found)


def _as_vector(found: list[list[float]], rows: int | None, columns: int | None) -> list[list[float]]:
    """Numbers that stand in a row where a column is wanted, or the other way round."""
    if rows == 1 and columns != 1 and len(found) > 1 and all(len(row) == 1 for row in found):
        return [[row[0] for row in found]]
    if columns == 1 and rows != 1 and len(found) == 1 and len(found[0]) > 1:
        return [[value] for value in found[0]]
    return found


def _wanted(rows: int | None, columns: int | None, most_rows: int) -> str:
    high = "n" if rows is None else f"{rows}"
    wide = "m" if columns is None else f"{columns}"
    return f"({high}, {wide})" + (f" with n from 1 to {most_rows}" if rows is None else "")


def written(value: float, thousands: str = "") -> str:
    """A number as people type it, with all of its digits: `number` reads it back exactly."""
    return f"{int(value):{thousands}d}" if value == int(value) and abs(value) < 1e15 else repr(float(value))


def table_written(rows: list[list[float]] | tuple[tuple[float, ...], ...], between: str = "\n") -> str:
    """Rows of numbers as people type them, a line each: `table` reads them back exactly."""
    return between.join(", ".join(map(written, row)) for row in rows)
