"""Numbers and tables as people write them, and sentences for what is none."""
import random
import re
import struct

import pytest

from pages.ui.shared.address import typed
from pages.ui.shared.plain import MINUS

NUMBERS = {
    "0.5": 0.5, ".5": 0.5, "5.": 5.0, "0,5": 0.5, ",5": 0.5, "-2": -2.0, f"{MINUS}2": -2.0, "\N{EN DASH}2": -2.0,
    "\N{NON-BREAKING HYPHEN}2": -2.0, "+4": 4.0, "- 2": -2.0, " 3 ": 3.0, "\t3\n": 3.0, "-0": 0.0,
    "\N{FULLWIDTH DIGIT THREE}": 3.0, "1/3": 1 / 3, "-1/2": -0.5, "1/-2": -0.5, "2 / 4": 0.5, "0,5/2": 0.25,
    "1\N{FRACTION SLASH}2": 0.5, "1 1/2": 1.5, "-1 1/2": -1.5, "½": 0.5, "1½": 1.5, "1 ½": 1.5, f"{MINUS}¾": -0.75,
    "50%": 0.5, "50 %": 0.5, "0,5%": 0.005, "1,000": 1000.0, "-1,000.5": -1000.5, "12,345": 12345.0, "0,500": 0.5,
    "1,000,000": 1e6, "1 000": 1000.0, "1 000,5": 1000.5, "1.000,5": 1000.5, "1'000": 1000.0,
    "1\N{RIGHT SINGLE QUOTATION MARK}000": 1000.0, "1e-3": 0.001, "1E3": 1000.0, f"1e{MINUS}3": 0.001,
    "2,5e-3": 0.0025, "10^3": 1000.0, "-10^2": -100.0, "2·10^-3": 0.002, "2 · 10^(-3)": 0.002, "2*10^3": 2000.0,
    "2\N{MULTIPLICATION SIGN}10⁻³": 0.002, "2*10**-3": 0.002, "1e-400": 0.0, "10^-999": 0.0}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items(), ids=ascii)
def test_a_number_is_read_as_people_write_it(text, value):
    assert typed.number(text) == pytest.approx(value, rel=1e-15, abs=0)


@pytest.mark.parametrize(("text", "words"), [
    ("", "There is no number here."), ("   ", "There is no number here."), ("two", "“two” is not a number."),
    ("1/0", "“1/0” divides by zero."), ("0/0", "divides by zero"), ("1/½0", "is not a number"),
    ("nan", "“nan” is not a number that"), ("inf", "inf is too large."), ("-inf", "-inf is too small."),
    ("1e400", f"1e400 is too large. Write a number from {MINUS}1,000,000 to 1,000,000."), ("-1e400", "is too small"),
    ("10^400", "too large"), ("1e7", "too large"), ("1,2,3", "is not a number"), ("1_000", "is not a number"),
    ("--2", "is not a number"), ("--1/2", "is not a number"), ("1 -1/2", "is not a number"),
    ("1/2/3", "is not a number"),
    ("0x10", "is not a number"), ("2 3", "is not a number"), ("²", "is not a number"), ("<b>", "“<b>” is not a number"),
    ("7" * 5_000, "is too long"), ("%" * 5_000, "is too long"), ("3%%" * 60, "is not a number")])
def test_what_is_no_number_is_told_in_a_sentence(text, words):
    with pytest.raises(ValueError, match=re.escape(words)) as error:
        typed.number(text)
    assert len(str(error.value)) < 160
    assert str(error.value).endswith(".")


def test_a_number_beyond_a_fields_ends_is_told_with_them():
    with pytest.raises(ValueError, match=rf"^{MINUS}3 is too small. Write a number from 0 to 2.5.$"):
        typed.number(f"{MINUS}3", 0, 2.5)


def test_no_text_makes_anything_but_a_number_within_the_ends_or_a_sentence():
    draw = random.Random(1)
    for _ in range(5_000):
        text = "".join(draw.choices(f"0123456789.,-+{MINUS}/ e^*·½%()[]nax", k=draw.randint(1, 9)))
        try:
            value = typed.number(text)
        except ValueError:
            continue
        assert -typed.LARGEST <= value <= typed.LARGEST


def test_what_is_written_is_read_back_exactly():
    draw = random.Random(2)
    for _ in range(2_000):
        value = struct.unpack("<d", draw.randbytes(8))[0]
        if abs(value) <= typed.LARGEST:
            assert typed.number(typed.written(value)) == value
    for value in (0.0, -0.0, 1 / 3, 5e-324, 1e6, -1e6, 0.1 + 0.2):
        assert typed.number(typed.written(value)) == value


TABLES = [
    ("2, 3", 1, None, [[2, 3]]), ("2 3", 1, None, [[2, 3]]), ("2,3", 1, 2, [[2, 3]]), ("2\t3", 1, None, [[2, 3]]),
    ("1,2, 3", 1, None, [[1, 2, 3]]), ("1 2\n3 4", None, None, [[1, 2], [3, 4]]),
    ("1, 2\r\n3, 4\n\n", 2, 2, [[1, 2], [3, 4]]), ("1 2; 3 4", 2, 2, [[1, 2], [3, 4]]),
    ("[1 2; 3 4]", 2, 2, [[1, 2], [3, 4]]), ("[1 2\n3 4]", 2, 2, [[1, 2], [3, 4]]),
    ("[[1, 2], [3, 4]]", 2, 2, [[1, 2], [3, 4]]), ("[[1 2]\n [3 4]]", None, 2, [[1, 2], [3, 4]]),
    ("((1, 2), (3, 4))", None, None, [[1, 2], [3, 4]]), ("(1, 2)\n(3, 4)", None, 2, [[1, 2], [3, 4]]),
    ("np.array([[1., 2.],\n          [3., 4.]], dtype=np.float32)", None, None, [[1, 2], [3, 4]]),
    ("W = numpy.array([1, 2])", 1, None, [[1, 2]]), ("tensor([1., 2.], requires_grad=True)", 1, None, [[1, 2]]),
    ("[1, 2,\n 3, 4]", 1, None, [[1, 2, 3, 4]]), ("[1, 2", 1, None, [[1, 2]]),
    ("0,5", 1, 1, [[0.5]]), ("0,5 1,5", 1, None, [[0.5, 1.5]]), ("0,5 1,5", 1, 2, [[0.5, 1.5]]),
    ("0,5; 1,5", 1, None, [[0.5, 1.5]]), ("0,5; 1,5", None, 1, [[0.5], [1.5]]), ("0,5, 1,5", 1, None, [[0.5, 1.5]]),
    ("0,500 1,500", 1, None, [[0.5, 1.5]]), ("1,000 2,000", 1, 2, [[1000, 2000]]), (",5 ,3", 1, None, [[0.5, 0.3]]),
    ("1\n2\n3", 1, 3, [[1, 2, 3]]), ("1, 2, 3", 3, 1, [[1], [2], [3]]), ("1, 2, 3", None, 1, [[1], [2], [3]]),
    ("1/2, 50%, ½", 1, None, [[0.5, 0.5, 0.5]]), (f"2·10^(-3), {MINUS}4", 1, None, [[0.002, -4]]),
    ("2, 3,", 1, None, [[2, 3]])]


@pytest.mark.parametrize(("text", "rows", "columns", "expected"), TABLES, ids=lambda value: ascii(value)[:40])
def test_a_table_is_read_as_people_and_programs_write_it(text, rows, columns, expected):
    assert typed.table(text, rows, columns) == expected


@pytest.mark.parametrize(("text", "rows", "columns", "words"), [
    ("", 1, None, "There are no numbers here."), ("[ ]", 1, None, "There are no numbers here."),
    ("1, two", 1, None, "“two” is not a number."), ("1, nan", 1, None, "“nan” is not a number"),
    ("1, 1e400", 1, None, "1e400 is too large."), ("1,,2", 1, None, "There is no number here."),
    ("1, 2, 3", None, 2, "The shape is (1, 3), and it has to be (n, 2) with n from 1 to 20."),
    ("1 2\n3 4", 3, 2, "The shape is (2, 2), and it has to be (3, 2)."),
    ("1 2\n3", None, None, "The rows are not equally long: they have 2, 1 numbers."),
    ("1\n" * 21, None, 1, "The shape is (21, 1), and it has to be (n, 1) with n from 1 to 20."),
    ("1 " * 21, 1, None, "The shape is (1, 21), and it has to be (1, m) with m from 1 to 20."),
    ("1 " * 20_000, 1, None, "too long")])
def test_what_is_no_table_is_told_in_a_sentence(text, rows, columns, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        typed.table(text, rows, columns)


@pytest.mark.parametrize("between", ["\n", "; "])
def test_a_table_that_is_written_is_read_back_exactly(between):
    draw = random.Random(3)
    for _ in range(200):
        size = draw.randint(1, 6)
        rows = [[draw.uniform(-1, 1) * 10 ** draw.randint(-9, 6) for _ in range(size)]
                for _ in range(draw.randint(1, 6))]
        assert typed.table(typed.table_written(rows, between), None, size) == rows
        assert typed.table(typed.table_written(rows, between), None, None) == rows


@pytest.mark.parametrize(("text", "expected"), [
    ("1,2\n3", None), ("1,2;3", None), ("0,5\n1", [[0.5], [1]]), ("1,5\n2,5\n3", [[1.5], [2.5], [3]])])
def test_a_column_has_decimal_commas_only_where_most_of_its_numbers_or_a_zero_ask_for_them(text, expected):
    if expected is None:
        with pytest.raises(ValueError, match="The rows are not equally long"):
            typed.table(text, None, None)
    else:
        assert typed.table(text, None, None) == expected
