"""The sheet that people draw a digit on, which remembers the drawing while they visit other pages."""
import numpy as np
import streamlit as st
from PIL import Image
from streamlit_drawable_canvas import st_canvas

from engine import handwriting
from pages.ui import session

SIDE = 280  # pixels
BRUSH = 20  # pixels; MNIST's strokes are as wide for the size of its digits

Image.preinit()  # loads Pillow's formats now: the first stroke need not wait 40 ms for them


def sheet(page: str) -> np.ndarray | None:
    """The sheet, the brush and Clear; returns the drawing as `digit` does."""
    place = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        brush = st.slider("Brush width, pixels", 8, 36, BRUSH, 2, **session.kept(page, "brush"), width=164)
        st.button("Clear", key=f"{page}.clear", icon=":material/ink_eraser:", on_click=clear, args=(page,))
    with place:
        return digit(page, brush)


def digit(page: str, brush: int = BRUSH) -> np.ndarray | None:
    """Show the sheet and return its digit (28, 28), values 0..1, as a network sees it; None while it is blank."""
    key = f"{page}.canvas.{session.get(page, 'sheet', 0)}"
    if session.is_new(key):  # the sheet comes onto the page: with what was drawn on it before, if anything was
        session.put(page, first_strokes=session.get(page, "strokes"))
    drawn = st_canvas(stroke_width=brush, stroke_color="#101820", background_color="#ffffff", width=SIDE, height=SIDE,
                      initial_drawing=session.get(page, "first_strokes"), return_image_data=True, key=key)
    png = drawn.image_bytes
    if png is not None and png != session.get(page, "png"):
        session.put(page, png=png, strokes=drawn.json_data,
                    digit=handwriting.digit_from_ink(handwriting.ink_from_rgba(drawn.image_data)))
    return session.get(page, "digit")


def clear(page: str) -> None:
    """Take a new sheet. A callback."""
    session.put(page, sheet=session.get(page, "sheet", 0) + 1, strokes=None, png=None, digit=None)
