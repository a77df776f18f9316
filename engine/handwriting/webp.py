"""WebP files: how large their picture is, which Pillow learns only after it has taken memory for it."""
import struct

from engine.handwriting.picture_file import DAMAGED, PictureFile, orientation

MOST_CHUNKS = 1_000
BYTES = 18  # that a pixel takes at most while it is read, by measurement: two canvases and two copies


def picture_file(file: bytes) -> PictureFile:
    """What a WebP file's picture needs. Raises ValueError with a sentence for one that is damaged."""
    size, turned, place = None, 1, 12
    for _ in range(MOST_CHUNKS):
        if len(file) < place + 8:
            break
        name, length = struct.unpack_from("<4sI", file, place)
        content = memoryview(file)[place + 8 : place + 8 + length]
        if size is None:
            size = _size(name, content)
        if name == b"EXIF":
            exif = bytes(content)
            turned = orientation(exif.removeprefix(b"Exif\0\0"))
        place += 8 + length + length % 2
    if size is None:
        raise ValueError(DAMAGED)
    return PictureFile(file, *size, 2 * len(file) + BYTES * size[0] * size[1], turned)


def _size(name, content):
    """(width, height) by a file's first chunk; None where it does not say."""
    if name == b"VP8X" and len(content) >= 10:
        across, down = content[4:7], content[7:10]
        return int.from_bytes(across, "little") + 1, int.from_bytes(down, "little") + 1
    if name == b"VP8L" and len(content) >= 5:
        bits = int.from_bytes(content[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 " and len(content) >= 10:
        across, down = struct.unpack_from("<HH", content, 6)
        return across & 0x3FFF, down & 0x3FFF
    return None
