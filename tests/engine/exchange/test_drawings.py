"""Somebody's own digits in a file."""
import base64
import json

import numpy as np
import pytest

from engine.exchange.drawings import KIND, MOST_BYTES, drawings_from_json, drawings_to_json

INK = base64.b64encode(bytes([0] * 783 + [9])).decode()


def file(drawings, kind=KIND) -> bytes:
    return json.dumps({"kind": kind, "drawings": drawings}).encode()


def test_drawings_come_back_as_they_were():
    images = np.random.default_rng(0).integers(0, 256, (3, 784)).astype(np.uint8)
    labels = np.array([4, 0, 9])
    again, labels_again = drawings_from_json(drawings_to_json(images, labels).encode())
    assert np.array_equal(again, images)
    assert labels_again.tolist() == [4, 0, 9]


@pytest.mark.parametrize("content", [
    b"", b"not json", b"\xff\xfe", b"[" * 100_000, b"[]", b"null", file([]), file("x"), file([1]), file([{}]),
    file([{"label": 3, "pixels": INK}], kind="something else"), file([{"label": 10, "pixels": INK}]),
    file([{"label": True, "pixels": INK}]), file([{"label": 3, "pixels": INK[:-8]}]), file([{"label": 3, "pixels": 5}]),
    file([{"label": 3, "pixels": "é" * 784}]), file([{"label": 3, "pixels": base64.b64encode(bytes(784)).decode()}]),
    file([{"label": 3, "pixels": INK}] * 501), drawings_to_json(np.ones((1, 784), np.uint8), [3]).encode()[:-40],
    b"x" * (MOST_BYTES + 1)], ids=lambda content: content[:30].decode(errors="replace"))
def test_anything_else_is_refused_with_a_sentence(content):
    with pytest.raises(ValueError, match=r"Choose a \.json file|can be used"):
        drawings_from_json(content)
