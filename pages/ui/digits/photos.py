"""A photo of a digit instead of a drawing: from a file or this device's camera, until the visitor draws again."""
import io
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from PIL import Image

from engine.handwriting.photo import MOST_MEGABYTES, Photo, read_photo
from pages.ui.shared import session
from pages.ui.shared.guard import guarded
from pages.ui.shared.keeping import keeper
from pages.ui.shared.keeping.keeper import Keeper, Kept
from pages.ui.shared.uploads import Upload

SIDE = 280  # pixels of the picture on the page
FRAME = (236, 122, 8)  # orange, seen on light and on dark paper
MOST_KEPT = 2**20  # bytes of a photo as the browser keeps it
TYPES = ["png", "jpg", "jpeg", "webp"]


def show(page: str, digit: np.ndarray | None) -> np.ndarray | None:
    """A place to give a photo, and the one that is read; returns its digit (28, 28), or the drawing's `digit`."""
    with st.container():
        photo = session.get(page, "photo")
        if photo is not None:
            st.caption("This photo is read, the ink in the frame. Draw on the sheet to have your drawing read again.")
            st.image(photo["view"])
            st.button("Remove the photo", key=f"{page}.photo_remove", icon=":material/close:", on_click=guarded(remove),
                      args=(page,))
    with st.expander("Read a photo instead", icon=":material/photo_camera:"):
        label, place = "One digit, dark on light or light on dark", _upload(page)
        if st.toggle("Use this device's camera", key=f"{page}.photo_by_camera"):
            place.by_camera(label)
        else:
            place.by_file(label, TYPES)
        place.show_outcome()
    keeper.keep_here(kept(page))
    return digit if photo is None else photo["digit"]


def parts(page: str) -> tuple[bool, bool]:
    """Which of the parts stand on the page that come and go: the photo, what is wrong with one."""
    return session.get(page, "photo") is not None, bool(_upload(page).trouble)


def _upload(page: str) -> Upload:
    return Upload(page, "photo", MOST_MEGABYTES, partial(_take, page), "What was read before still is.")


def _take(page: str, file: Any) -> None:
    _read(page, file.getvalue())


def _read(page: str, file: bytes) -> None:
    """Have a photo read from now on. Raises ValueError."""
    photo = read_photo(file)
    top, left, bottom, right = photo.found.box
    session.put(page, photo={"digit": photo.digit, "ink": photo.found.ink[top:bottom, left:right],
                             "view": framed(photo), "file": _file(photo.picture)})


def kept(page: str) -> Keeper:
    """The photo that is read, which the browser keeps as long as its tab lives."""
    return Keeper(f"photo_{page}", "the photo", MOST_KEPT, partial(_present, page), partial(_take_back, page),
                  lasting=False)


def _present(page: str) -> Kept:
    photo = session.get(page, "photo")
    content = photo["file"] if photo else b""
    return Kept(content, gone="" if content or not photo else "the photo")


def _take_back(page: str, content: bytes, how: str) -> str:
    _read(page, content)
    return "the photo"


def remove(page: str) -> None:
    """Go back to the drawing. A callback."""
    session.put(page, photo=None)


def framed(photo: Photo) -> bytes:
    """The photo as a small JPEG file, with a frame around the ink that was found."""
    scale = SIDE / max(photo.picture.shape)
    size = [max(1, round(length * scale)) for length in photo.picture.shape[1::-1]]
    picture = np.array(Image.fromarray(photo.picture).resize(size, Image.Resampling.BOX))
    top, left, bottom, right = (round(edge * scale) for edge in photo.found.box)
    top, left = max(top - 4, 0), max(left - 4, 0)
    bottom, right = min(bottom + 4, size[1]), min(right + 4, size[0])
    for edge in (np.s_[top : top + 2, left:right], np.s_[bottom - 2 : bottom, left:right],
                 np.s_[top:bottom, left : left + 2], np.s_[top:bottom, right - 2 : right]):
        picture[edge] = FRAME
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=88)
    return file.getvalue()


def _file(picture: np.ndarray) -> bytes:
    """A picture (H, W, 3) that was looked at as a file that reads the same; nothing if it is too large to be kept."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG", compress_level=3)
    return file.getvalue() if file.tell() <= MOST_KEPT else b""
