"""The form of the stage's messages: bytes that Python writes, and the browser and the tests read.

A message is its number (uint32; equal numbers are of equal messages), its header's length (uint32), the header (JSON)
and then blocks of records, one after the other. What the blocks hold stands in the header, as `blocks`: of each its
name, how many records it has, and their fields with name, type and length, or null for a single number. All
little-endian.
"""
import json
import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

TYPES: dict[str, np.dtype[Any]] = {"float32": np.dtype("<f4"), "uint8": np.dtype("u1")}
START = struct.Struct("<II")  # the message's number and the header's length


class Field(NamedTuple):
    """Part of a record. type: a row of TYPES; length: of an array, or None for one number, which is a float32."""

    name: str
    type: str = "float32"
    length: int | None = None


class Block(NamedTuple):
    """Records of the same fields. size: so many; data: theirs, one record after the other."""

    name: str
    size: int
    fields: Sequence[Field]
    data: bytes


def write(number: int, header: dict[str, Any], *blocks: Block) -> bytes:
    """A message. Raises ValueError for a block whose data is not as long as its fields say."""
    for block in blocks:
        if len(block.data) != block.size * sum(map(_size, block.fields)):
            raise ValueError(f"The block {block.name} has {len(block.data)} bytes, which is not what its fields take.")
    text = json.dumps(header | {"blocks": [(block.name, block.size, block.fields) for block in blocks]}).encode()
    return b"".join([START.pack(number, len(text)), text, *(block.data for block in blocks)])


def read(message: bytes) -> tuple[int, dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """A message's number, its header and the records of each block. Raises ValueError if it does not end with them."""
    if len(message) < START.size:
        raise ValueError(f"A message of {len(message)} bytes has no header.")
    number, size = START.unpack_from(message)
    at = START.size + size
    header = json.loads(message[START.size : at])
    records: dict[str, list[dict[str, Any]]] = {}
    for name, count, fields in header["blocks"]:
        records[name] = []
        for _ in range(count):
            record: dict[str, Any] = {}
            for field in (Field(*parts) for parts in fields):
                values = np.frombuffer(message, TYPES[field.type], 1 if field.length is None else field.length, at)
                record[field.name] = float(values[0]) if field.length is None else values
                at += _size(field)
            records[name].append(record)
    if at != len(message):
        raise ValueError(f"A message of {len(message)} bytes, where its header speaks of {at}.")
    return number, header, records


def _size(field: Field) -> int:
    return TYPES[field.type].itemsize * (1 if field.length is None else field.length)
