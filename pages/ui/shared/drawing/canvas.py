"""The sheet that people draw a digit on. It follows the theme, takes strokes back, and remembers the drawing while they
visit other pages.

The browser owns it: what people do there counts there at once, and whatever is on its way to Python or back, no stroke
waits for it or is lost by it (see sheet.js). Python hears after each change which strokes there are and how they look.
What it has to change itself it lays on the sheet: that replaces the strokes that it knew of then, and no others.
"""
import base64
import binascii
import io
import secrets
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import streamlit as st
from PIL import Image

from engine import handwriting
from pages.ui.shared import guard, session
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import strokes as kept_strokes
from pages.ui.shared.drawing.tools import TOOLS
from pages.ui.shared.guard import guarded
from pages.ui.shared.keeping import keeper
from pages.ui.shared.keeping.keeper import Keeper, Kept

SIDE = 280  # pixels
ERASER = 1.5  # brushes
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"  # how such a file begins; width and height follow
DATA = "data:image/png;base64,"  # how it begins as a browser writes it
FINEST, MOST_BYTES = 4, 2**21
UNREADABLE = ("The drawing that your browser sends cannot be read, so nothing of it counts. Press Clear and draw anew; "
              "if that does not help, an extension that hides canvas pictures may be in the way.")
NO_PHOTO = {"photo": None, "photo_trouble": ""}  # once somebody draws, nothing is read or said of one
CRUMBS = 96  # of 255; what an eraser leaves of the soft edge of a stroke is no ink

Found = TypeVar("Found")

Image.preinit()  # loads Pillow's formats now: the first stroke need not wait 40 ms for them
pen = Component(Path(__file__).with_name("pen.js"))


class Taker(NamedTuple):
    """A button of the page's that takes the drawing from the sheet. button: its key without the page. value: what goes
    with it, as it is when the button is pressed. take: a callback, called with the value once the drawing is read."""

    button: str
    value: Any
    take: Callable[[Any], None]


def sheet(widgets: Widgets, read: Callable[[np.ndarray], Found], taker: Taker | None = None) -> Found | None:
    """The sheet and its tools; returns what `read` finds in its ink (H, W) uint8, bright on dark, or None while it is
    blank.

    widgets: the page's, whose table has the rows of `tools`. `pen` has to be brought to a page that shows it.
    """
    page = widgets.page
    place = st.container(key=f"{page}.canvas", gap=None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        tool = widgets.segmented_control("Tool", "tool", label_visibility="collapsed")
        st.button("Undo", key=f"{page}.undo", icon=":material/undo:", on_click=guarded(undo), args=(page,))
        st.button("Clear", key=f"{page}.clear", icon=":material/delete:", on_click=guarded(clear), args=(page,))
    brush = widgets.slider("Brush width, pixels", "brush", width=SIDE)
    with place:
        tools = {"page": page, "brush": brush, "erases": tool == "eraser", "eraser": TOOLS["eraser"], "wider": ERASER}
        pen.draw({"laid": _laid(page), "known": session.get(page, "known", 0), "tools": tools,
                  "taker": taker and {"button": taker.button, "value": taker.value}},
                 key=f"{page}.pen", on_event=partial(_obey, page, read=read, take=taker and taker.take))
        with st.container():  # always there, so that nothing below mounts anew
            if session.get(page, "unreadable"):
                st.error(UNREADABLE)
    keeper.keep_here(kept(page))
    found: Found | None = session.get(page, "found")
    return found


def _laid(page: str) -> dict[str, Any]:
    """What Python has laid on the sheet last; see `Laid` in sheet.js."""
    if (laid := session.get(page, "laid")) is None:
        laid = {"visit": secrets.token_hex(8), "revision": 0, "basis": 0, "strokes": [], "cleared": []}
        session.put(page, laid=laid)
    return laid


def _lay(page: str, strokes: list[dict[str, Any]], cleared: list[dict[str, Any]] | None = None) -> None:
    """Have the browser show these strokes instead of those that are known by now, and tell how they look.

    cleared: what Undo brings back from a blank sheet.
    """
    before, cleared = _laid(page), cleared or []
    laid = before | {"revision": before["revision"] + 1, "basis": session.get(page, "known", 0), "strokes": strokes,
                     "cleared": cleared}
    session.put(page, strokes=strokes, cleared=cleared, laid=laid)


def _obey(page: str, event: dict[str, Any], read: Callable[[np.ndarray], Any],
          take: Callable[[Any], None] | None = None) -> None:
    """Read what the browser tells of the sheet. A callback; the event may hold anything."""
    if type(change := event.get("change")) is not int or not 0 <= change < 2**53:
        return
    session.put(page, known=change)  # whatever it is, the browser need not tell it again
    try:
        with session.all_or_nothing():
            if isinstance(taken := event.get("taken"), dict) and take:
                _read(page, taken, read)
                take(event.get("value"))
            _read(page, event, read)
            session.put(page, unreadable=False)
    except Exception:
        guard.log("the reading of a sheet")
        session.put(page, unreadable=True, ink=None, found=None)


def _read(page: str, told: dict[str, Any], read: Callable[[np.ndarray], Any]) -> None:
    """Keep what lies on the sheet. Raises an exception of any kind for what no sheet tells."""
    strokes, cleared = (kept_strokes.checked(told[name]) for name in ("strokes", "cleared"))
    ink = _ink(_pixels(told["picture"]), any(stroke["erases"] for stroke in strokes)) if strokes else None
    session.put(page, strokes=strokes, cleared=cleared, ink=ink, found=None if ink is None else read(ink))
    if told["touched"] is True:  # otherwise it is only told anew
        session.put(page, **NO_PHOTO)


def _pixels(picture: str) -> np.ndarray:
    """(height, width, 4) uint8 of the picture of a sheet, in a browser's words. Raises ValueError."""
    if not isinstance(picture, str) or not picture.startswith(DATA) or len(picture) > 2 * MOST_BYTES:
        raise ValueError("The browser has sent no picture of the sheet.")
    try:
        content = base64.b64decode(picture.removeprefix(DATA), validate=True)
    except binascii.Error:
        raise ValueError("A piece of the sheet's picture is missing.") from None
    if not is_sheet(content):  # before it is unpacked: a few kB can become gigabytes
        raise ValueError("The browser has sent something else than the sheet.")
    return np.asarray(Image.open(io.BytesIO(content), formats=["PNG"]).convert("RGBA"))


def is_sheet(picture: bytes) -> bool:
    """Whether a file says that it is a PNG of the sheet's size, or of as many times it as a screen has finer pixels."""
    sides = struct.unpack(">II", picture[16:24]) if picture.startswith(PNG) and len(picture) > 24 else (0, 0)
    return len(picture) <= MOST_BYTES and all(0 < side <= FINEST * SIDE for side in sides)


def _ink(pixels: np.ndarray, erased: bool) -> np.ndarray:
    ink = handwriting.ink_from_rgba(pixels)
    if erased:
        ink[ink < CRUMBS] = 0
        ink *= bool(np.ptp(pixels[..., 1]) >= CRUMBS)  # all that is left are such edges
    return ink


def kept(page: str) -> Keeper:
    """What lies on a page's sheet, which the browser keeps as long as its tab lives."""
    return Keeper(f"sheet_{page}", "what was on the sheet", kept_strokes.MOST_BYTES, partial(_present, page),
                  partial(_take, page), lasting=False)


def _present(page: str) -> Kept:
    return Kept(kept_strokes.written(session.get(page, "strokes") or []))


def _take(page: str, content: bytes, how: str) -> str:
    """Lay strokes that have come back on the sheet; the browser then sends how they look. Raises ValueError.

    After a lost visit, the sheet itself may have sent them already, with those that were drawn meanwhile.
    """
    if how != "lost" or not session.get(page, "strokes"):
        _lay(page, kept_strokes.read(content))
    return "what was on the sheet"


def undo(page: str) -> None:
    """Take the last stroke back, or the clearing of the sheet. A callback, where the browser has not done it itself."""
    strokes = session.get(page, "strokes")
    _lay(page, strokes[:-1] if strokes else session.get(page, "cleared") or [])
    session.put(page, **NO_PHOTO)


def clear(page: str) -> None:
    """Take a new sheet. A callback, where the browser has not done it itself."""
    _lay(page, [], session.get(page, "strokes") or session.get(page, "cleared"))
    session.put(page, **NO_PHOTO, ink=None, found=None, tool="pen")
