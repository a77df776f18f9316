"""Whatever an address is made of is read back the same, for generated examples; what anybody writes is read or
refused."""
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui.first_principles.board.fields import ChoiceField, Field, WholeField
from pages.ui.first_principles.course import FIELDS
from pages.ui.first_principles.own.layers import LayersField
from pages.ui.first_principles.own.parameter import ParameterField
from pages.ui.shared.address.packed import packed, unpacked
from pages.ui.shared.address.table import Flag, Number, OneOf, Several
from tests.corpus.opening import TABLES

BOARDS = {field.name: field for field in FIELDS}


@given(st.text())
def test_a_packed_text_is_unpacked_and_fits_into_an_address(text):
    letters = packed(text)
    assert unpacked(letters, most=4 * len(text)) == text
    assert letters.replace("-", "").replace("_", "").isalnum()
    assert letters.isascii()


def of_a_board(field):
    """Numbers, or tables of them, that a field of First principles can have."""
    if isinstance(field, WholeField):
        return st.integers(int(field.least), int(field.most)).map(float)
    if isinstance(field, Field):
        return st.floats(field.least, field.most).map(lambda value: value or 0.0)
    if isinstance(field, ChoiceField):
        return st.sampled_from([*field.options])
    if isinstance(field, ParameterField):
        return st.integers(1, 999).map("w{}".format)
    if isinstance(field, LayersField):
        rows = st.lists(st.floats(-1e6, 1e6).map(lambda value: value or 0.0), min_size=2, max_size=2).map(tuple)
        layer = rows if field.is_biases else st.lists(rows, min_size=1, max_size=8).map(tuple)
        return st.lists(layer, min_size=1, max_size=7).map(tuple)
    row = st.tuples(*[st.floats(-1e6, 1e6).map(lambda value: value or 0.0)] * (field.columns or 3))
    return st.lists(row, min_size=field.rows or 1, max_size=field.rows or field.most_rows).map(tuple)


def possible(parameter):
    """Values that a parameter can have, and its widget can be set to."""
    kind = parameter.kind
    if parameter.name in BOARDS:
        return of_a_board(BOARDS[parameter.name])
    if isinstance(kind, Flag):
        values = st.booleans()
    elif isinstance(kind, Number):
        values = st.integers(kind.low, kind.high) if kind.is_whole else st.integers(
            0, round((kind.high - kind.low) / kind.step)).map(lambda steps: round(kind.low + steps * kind.step, 9))
    elif isinstance(kind, Several):
        values = st.lists(st.sampled_from([*kind.options]), unique=True)
    elif isinstance(kind, OneOf):
        values = st.text(min_size=1) if kind.options is None else st.sampled_from([*kind.options])
    else:
        numbers = st.floats(allow_nan=False, allow_infinity=False)
        values = {"moment": st.integers(0, 10**8), "changes": st.text(max_size=1_000),
                  "params": st.lists(numbers, min_size=1).map(lambda each: np.array(each, "<f8").tobytes()).filter(
                      lambda each: np.isfinite(np.frombuffer(each, "<f4")).all()),
                  "moment_loss": numbers.map("{:.6g}".format).map(float),
                  "lesson": st.text(), "own_points": st.just("1,2,a\n3,4,b\n")}[parameter.name]
    return values if parameter.default is not None else values | st.none()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@given(st.data())
def test_any_state_of_a_page_comes_back_from_its_link_without_complaint(table, data):
    values = data.draw(st.fixed_dictionaries({}, optional={row.name: possible(row) for row in table}))
    link = table.link("http://localhost/page", values)
    read, broken, unknown = table.read(table.own(parse_qs(urlsplit(link).query, keep_blank_values=True)))
    assert table.complaint(broken, unknown) == ""
    assert read == {name: value for name, value in values.items()
                    if value != table[name].default and table[name].applies(values)}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@given(st.data())
def test_any_address_is_read_or_refused_part_by_part(table, data):
    written = data.draw(st.dictionaries(st.sampled_from([*table.rows]) | st.text(max_size=3),
                                        st.lists(st.text(), min_size=1)))
    read, broken, unknown = table.read(written)
    assert len(read) + len(broken) + unknown == len(written)
    assert table.read(table.write(read))[1:] == ([], 0)


@given(text=st.text() | st.from_regex(r"[-\w]*", fullmatch=True) | st.text().map(packed))
def test_any_text_that_should_be_packed_is_read_or_refused(text):
    try:
        unpacked(text, most=1_000)
    except ValueError:
        return
