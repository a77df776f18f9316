"""What of a stranger's picture file is handed to Pillow: the parts that its pixels need, and what those will cost.

Camera files carry previews, second pictures, films, notes and profiles. None of them is read, so none can do harm.
"""
import struct
from dataclasses import dataclass

DAMAGED = "This picture cannot be read: its file ends too early or is damaged. Save or copy it again."
ORIENTATION = 0x0112  # the tag that says how a camera was held


@dataclass(frozen=True)
class PictureFile:
    """content: a file of the same kind with the same pixels; width, height: in pixels; memory: bytes that reading takes
    at most, the content included; orientation: 1 to 8, as EXIF counts them, 1 for upright."""

    content: bytes
    width: int
    height: int
    memory: int
    orientation: int = 1


def orientation(exif: bytes) -> int:
    """How a picture has to be turned, from EXIF data (a TIFF file's beginning); 1, upright, where it does not say."""
    try:
        order = {b"II*\0": "<", b"MM\0*": ">"}[bytes(exif[:4])]
        first, = struct.unpack_from(f"{order}I", exif, 4)
        count, = struct.unpack_from(f"{order}H", exif, first)
        for place in range(first + 2, first + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, place)
            if tag == ORIENTATION:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except (KeyError, struct.error):
        pass
    return 1
