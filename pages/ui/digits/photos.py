"""A photo of digits instead of a drawing: from a file or this device's camera, until the visitor draws again."""
import io
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from PIL import Image

from engine.handwriting.photo import MOST_MEGABYTES
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import readers
from pages.ui.shared.keeping import keeper
from pages.ui.shared.keeping.keeper import Keeper, Kept
from pages.ui.shared.uploads import Upload

SIDE = 280  # pixels of the picture on the page
MOST_KEPT = 2**20  # bytes of a photo as the browser keeps it
TYPES = ".jpg,.jpeg,.png,.webp"  # JPEG first and no HEIC: so Safari hands over a JPEG of such a photo
KINDS = ("PNG, JPEG and WebP are read. Phones can save or send photos as JPEG: on an iPhone, Settings, Camera, "
         "Formats, Most Compatible.")

picker = Component(Path(__file__).with_name("picker.js"))


def place(page: str) -> None:
    """A place to give a photo."""
    upload = _upload(page)
    with st.expander("Read a photo instead", icon=":material/photo_camera:"):
        label = "One digit or several, dark on light or light on dark"
        if st.toggle("Use this device's camera", key=f"{page}.photo_by_camera"):
            upload.by_camera(label)
            upload.show_outcome()
        else:
            upload.by_file(label)  # any kind: what cannot be read gets a sentence of ours
            upload.show_outcome()
            st.caption(KINDS)
            with st.container(key="unseen-picker"):
                picker.draw({"place": f"[class*=st-key-{page}-photo_file]", "types": TYPES}, key=f"{page}.picker",
                            on_event=partial(_refused, page))
    keeper.keep_here(kept(page))


def has_trouble(page: str) -> bool:
    """Whether it is said what is wrong with a photo."""
    return bool(_upload(page).trouble)


def _upload(page: str) -> Upload:
    return Upload(page, "photo", MOST_MEGABYTES, partial(_take, page), "Until then, the sheet is read.",
                  partial(_give_up, page))


def _take(page: str, file: Any) -> None:
    _read(page, file.getvalue())


def _give_up(page: str) -> None:
    """Take away an earlier photo: it would stand there as if it were the one that cannot be read."""
    if session.get(page, "photo") is not None:
        remove(page)


def _refused(page: str, event: dict[str, Any]) -> None:
    """Streamlit's own part in the browser says why it does not take a file, such as a too large one. A callback."""
    _upload(page).set_outcome()
    _give_up(page)


def _read(page: str, file: bytes) -> None:
    """Have a photo read from now on. Raises ValueError."""
    photo = readers.recognizer().in_photo(file)
    session.put(page, selected=0, photo={"digits": photo.digits, "view": view(photo.picture),
                                         "shape": photo.picture.shape[:2], "file": _file(photo.picture)})


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
    session.put(page, photo=None, selected=0)


def view(picture: np.ndarray) -> bytes:
    """A photo (H, W, 3) as a small JPEG file."""
    image = Image.fromarray(picture)
    image.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def _file(picture: np.ndarray) -> bytes:
    """A picture (H, W, 3) that was looked at as a file that reads the same; nothing if it is too large to be kept."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG", compress_level=3)
    return file.getvalue() if file.tell() <= MOST_KEPT else b""
