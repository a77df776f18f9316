"""The sheet that people draw a digit on. It follows the theme, takes strokes back, and remembers the drawing while they
visit other pages.

What lies on it is known here as the strokes that the browser sends. To change them, they are laid on the sheet anew,
in place: with the same key and a new revision, it repaints in one frame.
"""
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import streamlit as st
from PIL import Image
from streamlit_drawable_canvas import st_canvas

from engine import handwriting
from pages.ui.shared import guard, session, streamlit_private
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.colors import COLORS
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import strokes as kept_strokes
from pages.ui.shared.guard import guarded
from pages.ui.shared.keeping import keeper
from pages.ui.shared.keeping.keeper import Keeper, Kept

SIDE = 280  # pixels
ERASER = 1.5  # brushes
SHEETS = {theme: (COLORS[theme]["sheet"]["ink"], COLORS[theme]["sheet"]["paper"]) for theme in ("light", "dark")}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"  # how such a file begins; width and height follow
FINEST, MOST_BYTES = 4, 2**21
UNREADABLE = ("The drawing that your browser sends cannot be read, so nothing of it counts. Press Clear and draw anew; "
              "if that does not help, an extension that hides canvas pictures may be in the way.")
CRUMBS = 96  # of 255; what an eraser leaves of the soft edge of a stroke is no ink

Found = TypeVar("Found")

streamlit_private.spare_pandas()
Image.preinit()  # loads Pillow's formats now: the first stroke need not wait 40 ms for them
pen = Component(Path(__file__).with_name("pen.js"))  # gives the sheet its manners


def sheet(widgets: Widgets, read: Callable[[np.ndarray], Found]) -> Found | None:
    """The sheet and its tools; returns what `read` finds in its ink (H, W) uint8, bright on dark, or None if nothing
    has been drawn yet.

    widgets: the page's, whose table has the rows of `tools`. `pen` has to be brought to a page that shows it.
    """
    page = widgets.page
    place = st.container(gap=None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        tool = widgets.segmented_control("Tool", "tool", label_visibility="collapsed")
        st.button("Undo", key=f"{page}.undo", icon=":material/undo:", on_click=guarded(undo), args=(page,))
        st.button("Clear", key=f"{page}.clear", icon=":material/delete:", on_click=guarded(clear), args=(page,))
    brush = widgets.slider("Brush width, pixels", "brush", width=SIDE)
    with place:
        width = round(brush * ERASER) if tool == "eraser" else brush
        _draw(page, width, tool == "eraser", read)
        pen.draw({"sheet": f"st-key-{page}-canvas", "width": width, "side": SIDE, "unread": _is_unread(page)},
                 key=f"{page}.pen", on_event=partial(_obey, page))
    keeper.keep_here(kept(page))
    found: Found | None = session.get(page, "found")
    return found


def _draw(page: str, width: int, erases: bool, read: Callable[[np.ndarray], Any]) -> None:
    """Show the sheet; keep what is new on it."""
    key, (_, theme_paper) = f"{page}.canvas", SHEETS[st.context.theme.type or "light"]
    is_new = session.get(page, "laid") is None
    if is_new or (session.is_new(key) and session.get(page, "strokes")):
        _lay(page, session.get(page, "strokes", []), theme_paper)
    laid = session.get(page, "laid")
    paper = laid["background"]
    drawn = st_canvas(stroke_width=width, stroke_color=paper if erases else _ink_on(paper), background_color=paper,
                      width=SIDE, height=SIDE, initial_drawing=laid, return_image_data=True, key=key)
    with st.container():  # always there, so that nothing below mounts anew
        try:
            with session.all_or_nothing():
                _keep(page, drawn, paper, read)
                if goes_on := is_new and bool(session.get(page, "strokes")):
                    _lay(page, session.get(page, "strokes"))  # of a sheet that the server has lost, to stay there
        except Exception:  # whatever the browser has sent, it is sent again with every call
            guard.log("the reading of a sheet")
            st.error(UNREADABLE)
            goes_on = False
    if goes_on:
        st.rerun()
    if paper != theme_paper:  # the theme changed; by now, what came in the old colors is kept
        _lay(page, session.get(page, "strokes"), theme_paper)
        st.rerun()


def _keep(page: str, drawn: Any, paper: str, read: Callable[[np.ndarray], Any]) -> None:
    """Keep what lies on the sheet, if it is new. Raises an exception of any kind for what is no picture of a sheet."""
    picture = drawn.image_bytes
    if picture is None or (picture, drawn.json_data) == session.get(page, "seen"):
        return
    if not is_sheet(picture):  # before it is unpacked: a few kB can become gigabytes
        raise ValueError("The browser has sent something else than the sheet.")
    strokes = drawn.json_data["objects"]
    if len(strokes) > len(session.get(page, "strokes")):  # a new one; otherwise the sheet tells what was laid on it
        session.put(page, photo=None, cleared=None)
    ink = _ink(drawn.image_data, any(stroke["stroke"] == paper for stroke in strokes))
    session.put(page, seen=(picture, drawn.json_data), strokes=strokes, ink=ink, found=read(ink))


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


def _lay(page: str, strokes: list[dict[str, Any]], paper: str | None = None) -> None:
    """Have the browser show these strokes, in the colors that go with the paper; the same paper if none is given."""
    before = session.get(page, "laid", {"revision": 0, "background": SHEETS["light"][1]})
    paper = paper or before["background"]
    papers = {other for _, other in SHEETS.values()}
    strokes = [stroke | {"stroke": paper if stroke["stroke"] in papers else _ink_on(paper)} for stroke in strokes]
    laid = {"objects": strokes, "background": paper, "revision": before["revision"] + 1}
    session.put(page, strokes=strokes, laid=laid)


def _ink_on(paper: str) -> str:
    return next(ink for ink, other in SHEETS.values() if other == paper)


def _obey(page: str, event: dict[str, Any]) -> None:
    """Do what the pen asks for. A callback."""
    if event.get("undo"):
        undo(page)
    elif event.get("unread") and _is_unread(page):
        _lay(page, session.get(page, "strokes"))  # anew: how the first ones look that it is given a sheet does not tell


def _is_unread(page: str) -> bool:
    """Whether strokes have been laid on the sheet of which nobody knows yet how they look."""
    return bool(session.get(page, "strokes")) and session.get(page, "ink") is None


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
    if how == "lost" and session.get(page, "strokes"):
        return "what was on the sheet"
    _lay(page, kept_strokes.read(content, {color for colors in SHEETS.values() for color in colors}))
    return "what was on the sheet"


def undo(page: str) -> None:
    """Take the last stroke back, or the clearing of the sheet. A callback."""
    strokes = session.get(page, "strokes")
    _lay(page, strokes[:-1] if strokes else session.get(page, "cleared") or [])
    session.put(page, photo=None, cleared=None)


def clear(page: str) -> None:
    """Take a new sheet. A callback."""
    cleared = session.get(page, "strokes") or session.get(page, "cleared")
    _lay(page, [])
    session.put(page, photo=None, ink=None, found=None, cleared=cleared, tool="pen")
