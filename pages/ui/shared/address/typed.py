"""Numbers as people write them: typed into a field, pasted from a program, or standing in an address.

Every reader raises ValueError with one sentence that says what is wrong and how to write it.
"""
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator

from engine.datasets.visible_text import visible
from pages.ui.shared.plain import MINUS

LARGEST = 1e6
LONGEST, MOST_LETTERS, MOST_TEXT = 40, 200, 20_000  # letters of a number that an error repeats; of one; of a table
SIGNS = str.maketrans({  # what a keyboard, a phone or a word processor has for a sign of ours
    MINUS: "-", "\N{EN DASH}": "-", "\N{HYPHEN}": "-", "\N{NON-BREAKING HYPHEN}": "-", "\N{FIGURE DASH}": "-",
    "\N{FULLWIDTH HYPHEN-MINUS}": "-", "\N{FULLWIDTH PLUS SIGN}": "+", "\N{FULLWIDTH COMMA}": ",",
    "\N{FULLWIDTH FULL STOP}": ".", "\N{FULLWIDTH PERCENT SIGN}": "%", "\N{MULTIPLICATION SIGN}": "*", "·": "*",
    "\N{DOT OPERATOR}": "*", "\N{FRACTION SLASH}": "/", "\N{DIVISION SLASH}": "/", "'": "",
    "\N{RIGHT SINGLE QUOTATION MARK}": "", "\N{NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " "})
RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
RAISED_POWER = re.compile(r"(?<=10)([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
GROUPS = {  # whole numbers in groups of three, and what parts those and the decimals
    THOUSANDS: (",", "."),
    re.compile(r"[+-]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d*)?"): (" ", ","),
    re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d*"): (".", ",")}
POWER = re.compile(r"(?P<digits>[^*x^]*?)\s*(?:[*x]\s*)?10\s*(?:\^|\*\*)\s*\(?(?P<power>[+-]?\d+)\)?")
FRACTION = re.compile(r"(?P<sign>[+-]?)\s*(?:(?P<whole>\d+)\s+(?=\d+\s*/\s*\d+$))?(?P<above>[^/\s+-][^/\s]*)\s*/\s*"
                      r"(?P<below>[^/\s]+)")
BRACKETED = re.compile(r"[\[(]([^\[\]()]*)[\])]")  # innermost
GLYPH = re.compile(r"(?P<sign>[+-]?)\s*(?P<whole>\d*)\s*(?P<part>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])")


def number(text: str, low: float = -LARGEST, high: float = LARGEST) -> float:
    """A number from low to high: 0.5, .5, 0,5, -2, 1/3, 1 1/2, ½, 50%, 1,000, 1e-3, 2·10^-3. Raises ValueError."""
    text = str(text).strip()
    shown = visible(text[:LONGEST]) + ("…" if len(text) > LONGEST else "")
    if not text:
        raise ValueError("There is no number here. Write one like 0.5 or -2.")
    if len(text) > MOST_LETTERS:
        raise ValueError(f"“{shown}” is too long. Write a number like 0.5 or -2.")
    try:
        value = _value(_with_our_signs(text))
    except ZeroDivisionError:
        raise ValueError(f"“{shown}” divides by zero. Write a number like 0.5 or -2.") from None
    except ValueError:
        raise ValueError(f"“{shown}” is not a number. Write one like 0.5, -2, 1/3 or 1e-3.") from None
    if math.isnan(value):
        raise ValueError(f"“{shown}” is not a number that can be computed with. Write one like 0.5 or -2.")
    if not low <= value <= high:
        ends = [written(end, ",").replace("-", MINUS) for end in (low, high)]
        raise ValueError(f"{shown} is too {'large' if value > high else 'small'}. Write a number from {ends[0]} to "
                         f"{ends[1]}.")
    return value or 0.0  # no minus before a zero


def _with_our_signs(text: str) -> str:
    powers = RAISED_POWER.sub(lambda found: "^" + found[0].translate(RAISED), text)
    return re.sub(r"^([+-])\s+", r"\1", powers.translate(SIGNS).strip())


def _value(text: str) -> float:
    """What is written, in our signs; infinity where that is too much for a float."""
    if "_" in text:  # which Python would take
        raise ValueError
    if text.endswith("%"):
        return _value(text[:-1].strip()) / 100
    if fraction := FRACTION.fullmatch(text):
        value = int(fraction["whole"] or 0) + _value(fraction["above"]) / _value(fraction["below"])
        return -value if fraction["sign"] == "-" else value
    if power := POWER.fullmatch(text):
        digits = power["digits"].strip()
        return float(f"{digits}1" if digits in {"", "+", "-"} else _value(digits)) * _power_of_ten(int(power["power"]))
    if glyph := GLYPH.fullmatch(text):
        value = int(glyph["whole"] or 0) + unicodedata.numeric(glyph["part"])
        return -value if glyph["sign"] == "-" else value
    for grouped, (between, point) in GROUPS.items():
        if grouped.fullmatch(text):
            return float(text.replace(between, "").replace(point, "."))
    return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)


def _power_of_ten(power: int) -> float:
    return math.inf if power > 308 else 10.0**power


def table(text: str, rows: int | None, columns: int | None, most_rows: int = 20) -> list[list[float]]:
    """Rows of numbers: a line each, or as NumPy and Python write them. None: any number of rows or columns, from 1 to
    most_rows.

    A comma parts numbers, unless only decimal commas make the shape fit, or it is spaces that part them. Of any number
    of columns, rows of different lengths fit no less than one column with a few decimal commas, so that is not taken.
    Raises ValueError: also for another shape.
    """
    if len(text) > MOST_TEXT:
        raise ValueError(f"That is too long: at most {most_rows} rows are taken.")
    if not any(letter.isalnum() for letter in text):
        raise ValueError("There are no numbers here. Write a row on each line, such as 2, 3.")
    readings, complaint = [], None
    for parts in _parts(text.translate(SIGNS), columns is None):
        try:
            readings.append(_as_vector([[number(part) for part in line] for line in parts], rows, columns))
        except ValueError as error:
            complaint = complaint or error
    if complaint and not readings:
        raise complaint
    found = next((reading for reading in readings if _fits(reading, rows, columns)), readings[0])
    if len({len(row) for row in found}) > 1:
        counts = ", ".join(str(len(row)) for row in found[:6])
        raise ValueError(f"The rows are not equally long: they have {counts} numbers.")
    if not _fits(found, rows, columns) or max(len(found) if rows is None else 0,
                                              len(found[0]) if columns is None else 0) > most_rows:
        raise ValueError(f"The shape is {shape(found)}, and it has to be {_wanted(rows, columns, most_rows)}.")
    return found


def shape(rows: list[list[float]]) -> str:
    """A table's shape, as NumPy writes it."""
    return f"({len(rows)}, {len(rows[0])})"


def _parts(text: str, is_any_width: bool) -> Iterator[list[list[str]]]:
    """What may be meant by a table's text, the likeliest first: rows of texts of a number each. is_any_width: whether
    it may have any number of columns."""
    for lines in _lines(text):
        at_commas = [re.split(r"\s*,\s*|\s+", line) for line in lines]
        at_spaces = [re.split(r",\s+|\s+", line) for line in lines]
        with_comma = [part for line in at_spaces for part in line if "," in part]
        if not all(THOUSANDS.fullmatch(part) for part in with_comma):
            at_spaces = [[part.replace(",", ".") if part.count(",") == 1 else part for part in line]
                         for line in at_spaces]
        are_decimal = with_comma and max(map(len, at_spaces)) > 1 and (
            not any(re.search(r",\s", line) for line in lines) or len(with_comma) == sum(map(len, at_spaces)))
        is_column = max(map(len, at_spaces), default=0) == 1
        if is_any_width and is_column and 0 < 2 * len(with_comma) <= len(at_spaces) and not any(
                re.match(r"[+-]?0,", part) for part in with_comma):
            yield at_commas
        else:
            yield from (at_spaces, at_commas) if are_decimal else (at_commas, at_spaces)


def _lines(text: str) -> Iterator[list[str]]:
    """A table's rows as text: as they are bracketed, or as lines."""
    text = re.sub(r"\^\s*\(([^()]*)\)", r"^\1", text)  # 10^(-3): no row
    program = re.sub(r"^\s*(?:[A-Za-z_]\w*\s*=\s*)?(?:[A-Za-z_][\w.]*\s*)?(?=[\[(])", "", text)
    program = re.sub(r",\s*\w+\s*=\s*[\w.]+", "", program)  # dtype=float32
    if re.fullmatch(r"[\[\](),;\s]*", BRACKETED.sub("", program)):
        inner = [row for group in BRACKETED.findall(program) for row in group.split(";")]
        yield _trimmed(" ".join(row.split()) for row in inner)
        yield _trimmed(line for row in inner for line in row.split("\n"))
    else:
        yield _trimmed(re.split(r"[\n;]", re.sub(r"[\[\]()]", " ", text)))


def _trimmed(lines: Iterable[str]) -> list[str]:
    found = [line.strip().rstrip(", ") for line in lines]
    return [line for line in found if line]


def _fits(found: list[list[float]], rows: int | None, columns: int | None) -> bool:
    return (rows is None or len(found) == rows) and all(len(row) == (columns or len(found[0])) for row in found)


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
    open_ends = " and ".join(name for name, size in (("n", rows), ("m", columns)) if size is None)
    return f"({high}, {wide})" + (f" with {open_ends} from 1 to {most_rows}" if open_ends else "")


def written(value: float, thousands: str = "") -> str:
    """A number as people type it, with all of its digits: `number` reads it back exactly."""
    return f"{int(value):{thousands}d}" if value == int(value) and abs(value) < 1e15 else repr(float(value))


def table_written(rows: list[list[float]] | tuple[tuple[float, ...], ...], between: str = "\n") -> str:
    """Rows of numbers as people type them, a line each: `table` reads them back exactly."""
    return between.join(", ".join(map(written, row)) for row in rows)
