"""Small pictures of digits with words under them."""
import base64
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from engine.datasets.digit_format import SIDE
from pages.ui.shared.component import Component

COLUMNS = 40  # digits side by side in a sheet

component = Component(Path(__file__).with_name("gallery.js"))


def show(images: np.ndarray, words: Sequence[str], details: Sequence[str], key: str,
         wrong: Sequence[bool] = (), on_choose: Callable[[dict[str, Any]], None] | None = None,
         chosen: int | None = None) -> None:
    """Digits (n, 784) uint8, each with words under it and more of them on hover; wrong ones are marked.

    on_choose: called with {"index": which} when one is clicked; chosen: the one that was.
    """
    component.draw({"sheet": sheet(images), "columns": COLUMNS, "words": [*words], "details": [*details],
                  "wrong": [bool(mark) for mark in wrong] or [False] * len(words), "chosen": chosen,
                  "choosable": on_choose is not None}, key=key, on_event=on_choose)


def sheet(images: np.ndarray) -> str:
    """Digits (n, 784) uint8 side by side, 40 in a row, as one PNG in base64; a blank row for none."""
    rows = max(1, -(-len(images) // COLUMNS))  # no picture has no height
    cells = np.zeros((rows * COLUMNS, SIDE, SIDE), np.uint8)
    cells[: len(images)] = images.reshape(-1, SIDE, SIDE)
    picture = cells.reshape(rows, COLUMNS, SIDE, SIDE).transpose(0, 2, 1, 3).reshape(rows * SIDE, COLUMNS * SIDE)
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()
