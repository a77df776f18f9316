"""The form of the stage's messages: bytes that Python writes, and the browser and the tests read.

A message is its number (uint32; equal numbers are of equal messages) and, deflated, its header's length (uint32), the
header (JSON) and then blocks of records, one after the other. What the blocks hold stands in the header, as `blocks`:
of each its name, how many records it has, and their fields with name, type and length, or null for a single number.
All little-endian.

Pictures of a network in training differ little from each other, and their cells little from the cells beside them. So
a block of pictures has the differences from the record before instead, which deflate to half as much; and in its first
record those from the last picture of an earlier message or, if it is to be read alone, from the cell before.
"""
import json
import struct
import zlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

TYPES: dict[str, np.dtype[Any]] = {"float32": np.dtype("<f4"), "uint8": np.dtype("u1")}
NUMBER = struct.Struct("<I")  # of the message, and then, deflated, the header's length
LEVEL = 4  # of zlib, for numbers with a random distribution: higher ones take twice as long and save a twentieth
ALONE, AFTER = "alone", "after"  # how pictures come: to be read alone, or after another message's last one


class Field(NamedTuple):
    """Part of a record. type: a row of TYPES; length: of an array, or None for one number, which is a float32."""

    name: str
    type: str = "float32"
    length: int | None = None


class Block(NamedTuple):
    """Records of the same fields. size: so many; data: theirs, one record after the other. are_pictures: they are all
    uint8, and are written as differences; before: for the first of them the last of another message, or nothing."""

    name: str
    size: int
    fields: Sequence[Field]
    data: bytes
    are_pictures: bool = False
    before: bytes = b""

    @property
    def way(self) -> str | None:
        """How the records come: as they are, or as differences in one of two ways."""
        return (AFTER if self.before else ALONE) if self.are_pictures else None


def number_of(message: bytes) -> int:
    """Equal ones are of equal messages."""
    (number,) = NUMBER.unpack_from(message)
    return int(number)


def write(number: int, header: dict[str, Any], *blocks: Block) -> bytes:
    """A message. Raises ValueError for a block whose data is not as long as its fields say."""
    for block in blocks:
        if len(block.data) != block.size * sum(map(_size, block.fields)):
            raise ValueError(f"The block {block.name} has {len(block.data)} bytes, which is not what its fields take.")
    about = [(block.name, block.size, block.fields, block.way) for block in blocks]
    text = json.dumps(header | {"blocks": about}).encode()
    data = [_differences(block) if block.are_pictures else block.data for block in blocks]
    deflate = zlib.compressobj(LEVEL, strategy=zlib.Z_FILTERED)
    return b"".join([NUMBER.pack(number), deflate.compress(b"".join([NUMBER.pack(len(text)), text, *data])),
                     deflate.flush()])


def read(message: bytes, before: bytes = b"") -> tuple[int, dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """A message's number, its header and the records of each block. before: the last record of pictures in the message
    that it comes after, if it does. Raises ValueError if it does not end with them."""
    if len(message) < NUMBER.size:
        raise ValueError(f"A message of {len(message)} bytes has no number.")
    header, content, at = _opened(message)
    records: dict[str, list[dict[str, Any]]] = {}
    for name, count, parts, way in header["blocks"]:
        fields = [Field(*part) for part in parts]
        end = at + count * sum(map(_size, fields))
        data = content[at:end]
        if way == AFTER and not before:
            raise ValueError(f"The pictures of message {number_of(message)} come after those of another one.")
        records[name] = _records(_summed(data, count, before if way == AFTER else b"") if way else data, count, fields)
        at = end
    if at != len(content):
        raise ValueError(f"A message of {len(content)} bytes, where its header speaks of {at}.")
    return number_of(message), header, records


def header_of(message: bytes) -> dict[str, Any]:
    """A message's header alone, which can be read without the message before. Raises ValueError if it has none."""
    return _opened(message)[0]


def _opened(message: bytes) -> tuple[dict[str, Any], bytes, int]:
    """A message's header, all that it inflates to, and where the blocks begin in that."""
    content = _inflated(message[NUMBER.size :])
    (size,) = NUMBER.unpack_from(content)
    end = NUMBER.size + size
    return json.loads(content[NUMBER.size : end]), content, end


def _inflated(deflated: bytes) -> bytes:
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(deflated)
    except zlib.error:
        content = b""
    if not stream.eof or stream.unused_data:
        raise ValueError(f"{len(deflated)} bytes of a message do not inflate to its end, or do so before theirs.")
    return content


def _records(data: bytes, count: int, fields: Sequence[Field]) -> list[dict[str, Any]]:
    records, at = [], 0
    for _ in range(count):
        record: dict[str, Any] = {}
        for field in fields:
            values = np.frombuffer(data, TYPES[field.type], 1 if field.length is None else field.length, at)
            record[field.name] = float(values[0]) if field.length is None else values
            at += _size(field)
        records.append(record)
    return records


def _differences(block: Block) -> bytes:
    """Pictures as the differences from those before, modulo 256."""
    pictures = np.frombuffer(block.data, np.uint8).reshape(block.size, -1)
    first = pictures[:1] - np.frombuffer(block.before, np.uint8) if block.before else np.diff(
        pictures[:1], prepend=np.uint8(0))
    return np.concatenate([first, np.diff(pictures, axis=0)]).tobytes()


def _summed(data: bytes, count: int, before: bytes) -> bytes:
    """What `_differences` has made of pictures, undone."""
    pictures = np.frombuffer(data, np.uint8).reshape(count, -1).copy()
    if before:
        pictures[0] += np.frombuffer(before, np.uint8)
    else:
        np.cumsum(pictures[0], dtype=np.uint8, out=pictures[0])
    return np.cumsum(pictures, axis=0, dtype=np.uint8).tobytes()


def _size(field: Field) -> int:
    return TYPES[field.type].itemsize * (1 if field.length is None else field.length)
