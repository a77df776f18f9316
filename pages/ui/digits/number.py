"""The number that several digits make: each one framed where it was found, with its picture and its answer."""
import base64
import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from engine.datasets.digit_format import PIXELS
from pages.ui.digits import photos, reading
from pages.ui.digits.reading import PAGE, Reading
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import gallery

ROOM = 280, 190  # most pixels of a photo's width and height on the page
LINE_ROOM = 240, 92  # and of a line of writing that is cut out of a sheet
MARGIN = 0.08  # of its longest side, around the digits that are cut out

component = Component(Path(__file__).with_name("number.js"))


def show(read: Reading, asked: str) -> None:
    """The picture that was read and the number in it, by the network `asked`; nothing for one drawn digit."""
    if not read.digits:
        reading.select(0)  # a new number begins with its first digit
    component.draw(message(read, asked), key=f"{PAGE}.number", on_event=_heed)


def _heed(event: dict[str, Any]) -> None:
    """Somebody selected a digit, or has seen enough of the photo."""
    if event.get("remove"):
        photos.remove(PAGE)
    reading.select(event.get("select"))


def message(read: Reading, asked: str) -> dict[str, Any]:
    """What the component paints; boxes are shares of the picture: (top, left, bottom, right)."""
    if not read.photo and not read.has_several:
        return {}
    picture = _photo(read) if read.photo else _cut_out(read)
    said = read.answers.get(asked)
    images = np.array([digit.pixels * 255 for digit in read.digits]).round().astype(np.uint8).reshape(-1, PIXELS)
    return picture | {
        "source": "photo" if read.photo else "drawing", "selected": read.selected, "lines": read.lines,
        "said": None if said is None else said.argmax(axis=1).tolist(),
        "sure": None if said is None else said.max(axis=1).round(4).tolist(),
        "doubted": [digit.is_doubted for digit in read.digits],
        "sheet": gallery.sheet(images) if read.has_several else "", "columns": gallery.COLUMNS}


def _photo(read: Reading) -> dict[str, Any]:
    assert read.photo is not None
    return _picture(read, read.photo["view"], "jpeg", (0, 0), read.photo["shape"], ROOM)


def _cut_out(read: Reading) -> dict[str, Any]:
    """The part of the sheet that has digits on it."""
    assert read.sheet is not None
    tops, lefts, bottoms, rights = zip(*(digit.box for digit in read.digits))
    top, left, bottom, right = min(tops), min(lefts), max(bottoms), max(rights)
    margin = round(MARGIN * max(bottom - top, right - left))
    cut = Image.fromarray(np.pad(read.sheet[top:bottom, left:right], margin))  # digits may touch the sheet's edge
    shape, room = (cut.height, cut.width), (LINE_ROOM[0], min(LINE_ROOM[1] * len(read.lines), ROOM[1]))
    cut.thumbnail((2 * room[0], 2 * room[1]), Image.Resampling.BOX)
    file = io.BytesIO()
    cut.save(file, "PNG")
    return _picture(read, file.getvalue(), "png", (top - margin, left - margin), shape, room)


def _picture(read: Reading, file: bytes, kind: str, corner: tuple[int, int], shape: tuple[int, ...],
             room: tuple[int, int]) -> dict[str, Any]:
    height, width = shape
    scale = min(room[0] / width, room[1] / height)
    shares = (np.array([digit.box for digit in read.digits]) - [*corner, *corner]) / [*shape, *shape]
    return {"file": f"data:image/{kind};base64,{base64.b64encode(file).decode()}", "width": round(width * scale),
            "height": round(height * scale), "boxes": shares.clip(0, 1).round(4).tolist()}
