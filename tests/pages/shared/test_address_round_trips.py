"""Whatever an address is made of is read back the same, for generated examples; what anybody writes is read or
refused."""
from hypothesis import given
from hypothesis import strategies as st

from pages.ui.playground.parameters import TABLE
from pages.ui.shared.address.packed import packed, unpacked
from pages.ui.shared.address.table import Flag, Number, OneOf, Several


@given(st.text())
def test_a_packed_text_is_unpacked_and_fits_into_an_address(text):
    letters = packed(text)
    assert unpacked(letters, most=4 * len(text)) == text
    assert letters.replace("-", "").replace("_", "").isalnum()
    assert letters.isascii()


def possible(parameter):
    """Values that a parameter can have, other than its default, which an address leaves out."""
    kind = parameter.kind
    if isinstance(kind, Flag):
        values = st.booleans()
    elif isinstance(kind, Number):
        values = st.integers(kind.low, kind.high) if kind.is_whole else st.integers(0, 10).map(
            lambda step: kind.low + step * (kind.high - kind.low) / 10)
    elif isinstance(kind, Several):
        values = st.lists(st.sampled_from([*kind.options]), unique=True)
    elif isinstance(kind, OneOf):
        values = st.sampled_from([*kind.options])
    else:
        values = {"moment": st.integers(0, 10**8), "changes": st.text(max_size=1_000),
                  "lesson": st.text(), "own_points": st.just("1,2,a\n3,4,b\n")}[parameter.name]
    return values.filter(lambda value: value != parameter.default)


states = st.fixed_dictionaries({}, optional={row.name: possible(row) for row in TABLE})


@given(states)
def test_a_state_comes_back_from_its_address(values):
    values = {name: value for name, value in values.items() if TABLE[name].applies(values)}
    read, broken, unknown = TABLE.read(TABLE.write(values))
    assert (broken, unknown) == ([], 0)
    assert read == values


@given(st.dictionaries(st.sampled_from([*TABLE.rows]) | st.text(max_size=3), st.lists(st.text(), min_size=1)))
def test_any_address_is_read_or_refused_part_by_part(written):
    read, broken, unknown = TABLE.read(written)
    assert len(read) + len(broken) + unknown == len(written)
    assert TABLE.read(TABLE.write(read))[1:] == ([], 0)


@given(text=st.text() | st.from_regex(r"[-\w]*", fullmatch=True) | st.text().map(packed))
def test_any_text_that_should_be_packed_is_read_or_refused(text):
    try:
        unpacked(text, most=1_000)
    except ValueError:
        return
