"""CSV files that want harm, and large honest ones."""
from functools import cache

import numpy as np

from engine.datasets import mnist

MEGABYTE = 2**20
LARGEST = 100 * MEGABYTE


@cache
def cells(rows=1_000) -> tuple[tuple[str, ...], ...]:
    """Digits as a table of texts: a label and 784 pixels each."""
    digits = mnist()
    labels = digits.test_targets[:rows].argmax(axis=1)
    return tuple(tuple(map(str, row)) for row in np.column_stack([labels, digits.test_inputs[:rows]]).tolist())


def digits(rows: int, spelled="{}", comma=",", newline="\n", odd: str | None = None) -> bytes:
    """So many rows, their cells spelled in some way; or with one such cell in the middle of each row."""
    lines = []
    for row in cells():
        line = [spelled.format(cell) for cell in row]
        if odd is not None:
            line[400] = odd
        lines.append(comma.join(line) + newline)
    block = "".join(lines).encode()
    return (block * (rows // 1_000))[:LARGEST].rpartition(newline.encode())[0] + newline.encode()


def sorted_digits(rows: int) -> bytes:
    lines = [",".join(row) + "\n" for row in sorted(cells())]
    return "".join(line * (rows // 1_000) for line in lines).encode()


def different_spellings() -> bytes:
    """Every cell a zero of its own: 000.000000."""
    random = np.random.default_rng(0)
    lines = (",".join(["5", *("0" * a + "." + "0" * b for a, b in random.integers(1, 9, (784, 2)))]) + "\n"
             for _ in range(1_000))
    return ("".join(lines).encode() * 20)[:LARGEST]


def numbered_spellings() -> bytes:
    """Every cell spelled as no other: 7.6e-1234567."""
    return "".join("1," + ",".join(f"0e{row * 784 + column:d}" for column in range(784)) + "\n"
                   for row in range(10_000)).encode()


DIGITS = {
    "Kaggle's form, 42,000 rows": lambda: digits(42_000),
    "42,000 rows, blanks after commas": lambda: digits(42_000, comma=", "),
    "decimals, 100 MB": lambda: digits(42_000, "{}.0"),
    "quoted cells, 100 MB": lambda: digits(42_000, '"{}"'),
    "semicolons and Windows line ends": lambda: digits(42_000, comma=";", newline="\r\n"),
    "70,000 rows, shortest cells": lambda: (b"1" + b",0" * 784 + b"\n2" + b",0" * 784 + b"\n") * 31_000,
    "42,000 rows, sorted": lambda: sorted_digits(42_000),
    "blanks on both sides, 100 MB": lambda: digits(42_000, "  {}  "),
    "42,000 rows, one odd cell in each": lambda: digits(42_000, odd="+7.00"),
    "shortest cells, one odd in each row": lambda: (b"1,+1" + b",0" * 783 + b"\n2,+1" + b",0" * 783 + b"\n") * 31_000,
    "plus signs, 100 MB": lambda: digits(42_000, "+{}"),
    "zeros of many spellings": different_spellings,
    "each cell spelled as no other": numbered_spellings,
    "a cell of 200,000 letters": lambda: digits(1_000) + b"1," + b"7" * 200_000 + b"\n",
    "a quoted cell of 200,000 letters": lambda: digits(1_000) + b'1,"' + b"7" * 200_000 + b'"\n',
    "a first cell of 200,000 letters": lambda: b"7" * 200_000 + b"\n" + digits(1_000),
    "a header of 900,000 cells": lambda: b",".join(b"%d" % n for n in range(140_000)) + b"\n" + digits(1_000),
    "100 MB of new lines": lambda: digits(1_000) + b"\n" * 95 * MEGABYTE,
    "100 MB of blank lines": lambda: digits(1_000) + b" ,\n" * 32 * MEGABYTE,
    "100 MB of old line ends": lambda: b"\r" * LARGEST,
    "100 MB of commas": lambda: b"," * LARGEST,
    "100 MB of lines of one cell": lambda: b"1\n" * 50 * MEGABYTE,
    "100 MB of quotation marks": lambda: b'"' * LARGEST,
    "100 MB of lines of quotation marks": lambda: (b'"' * 15_000 + b"\n") * 6_900,
    "101 MB": lambda: digits(1_000) + b"1" * 100 * MEGABYTE,
    "zeros of another kind": lambda: digits(1_000) + bytes(9_999),
    "UTF-16": lambda: digits(1_000).decode().encode("utf-16"),
    "not UTF-8": lambda: digits(1_000) + b"1," + b"\xe9," * 784 + b"\n",
    "nonsense without end": lambda: b"\xf0" * LARGEST,
}

TABLES = {
    "largest honest table": lambda: b"first,second,label\n" + b"".join(
        b"%d.123456789012345,%d.123456789012345,kind %d\n" % (n, n, n % 6) for n in range(2_000)),
    "1 MB of rows": lambda: b"1,2,a\n" * 174_000,
    "1 MB of short lines": lambda: b"1\n" * 524_000,
    "1 MB of commas": lambda: b"," * MEGABYTE,
    "1 MB of commas in lines": lambda: b",\n" * 524_000,
    "1 MB of new lines": lambda: b"\n" * MEGABYTE,
    "1 MB of columns": lambda: b"1,2" * 349_000,
    "1 MB of semicolons": lambda: b"1;2" * 349_000,
    "1 MB in one cell": lambda: b"1,2," + b"a" * 1_000_000,
    "1 MB in one quoted cell": lambda: b'1,2,"' + b"a" * 1_000_000 + b'"',
    "1 MB in one number": lambda: b"1" * 120_000 + b",2,a\n1,2,b",
    "1 MB of decimal commas": lambda: b"1;" + b"1" * 130_000 + b"," + b"1" * 100 + b"x;a\n1;2;b",
    "1 MB of quotation marks": lambda: b'"' * MEGABYTE,
    "lines of quotation marks": lambda: (b'"' * 999 + b"\n") * 1_040,
    "quoted line ends": lambda: b'1,"2\n3",a\n1,2,b',
    "1e309": lambda: b"1,1e309,a\n1,2,b",
    "NUL": lambda: b"1,2,a\n\0",
    "UTF-16": lambda: "1,2,a\n3,4,b".encode("utf-16"),
    "marks of the order of bytes": lambda: b"\xef\xbb\xbf" * 300_000,
    "other line ends": lambda: "1,2,a\u2028".encode() * 100_000,
    "blanks without end": lambda: b"1," + b" " * 1_000_000 + b"2,a",
    "2 MB": lambda: b"1,2,a\n" * 350_000,
}
