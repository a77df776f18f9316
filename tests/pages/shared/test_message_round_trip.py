"""A stage's message is read back as it was written, for generated headers and records. Node reads such messages, too:
see tests/js/test_javascript.py."""
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui.shared.stage.messages.message import TYPES, Block, Field, read, write

names = st.text(min_size=1, max_size=8)
values = st.none() | st.booleans() | st.integers(-2**53, 2**53) | st.floats(allow_nan=False) | st.text()
fields = names.map(Field) | st.builds(Field, names, st.sampled_from([*TYPES]), st.integers(0, 5))


@st.composite
def blocks(draw):
    """A block of records whose every byte was drawn; numbers that are none are kept, bit for bit."""
    kept = draw(st.lists(fields, min_size=1, max_size=4, unique_by=lambda field: field.name))
    size = sum(TYPES[field.type].itemsize * (1 if field.length is None else field.length) for field in kept)
    count = draw(st.integers(0, 4))
    data = draw(st.binary(min_size=count * size, max_size=count * size))
    are_pictures = count * size > 0 and all(field.type == "uint8" for field in kept) and draw(st.booleans())
    return Block(draw(names), count, kept, data, are_pictures)


messages = st.lists(blocks(), max_size=4, unique_by=lambda block: block.name)
headers = st.dictionaries(names.filter(lambda name: name != "blocks"), values | st.lists(values, max_size=3))


def bytes_of(record, block):
    return b"".join(np.asarray(record[field.name], TYPES[field.type]).tobytes() for field in block.fields)


@given(st.integers(0, 2**32 - 1), headers, messages)
def test_a_message_comes_back(number, header, written):
    again, found, records = read(write(number, header, *written))
    assert again == number
    assert {name: found[name] for name in header} == header
    assert [*records] == [block.name for block in written]
    for block in written:
        assert len(records[block.name]) == block.size
        if all(field.length is not None for field in block.fields):  # a lone number becomes Python's
            assert b"".join(bytes_of(record, block) for record in records[block.name]) == block.data


@given(messages.filter(len), st.integers(1, 9))
def test_a_message_with_more_behind_its_end_is_refused(written, more):
    message = write(1, {}, *written)
    with pytest.raises(ValueError, match="speaks of"):
        read(message[:4] + zlib.compress(zlib.decompress(message[4:]) + bytes(more)))
    with pytest.raises(ValueError, match="do not inflate"):
        read(message + bytes(more))
