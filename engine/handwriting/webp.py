"""WebP files: what reading one will take, which Pillow learns only after it has taken it.

What is stored without loss, whole pictures or how far one can see through them, may have prefix codes for every 16
pixels. In the file such a code takes some 34 bits, in memory 5 kB: 295 kB of file have taken 355 MB.
"""
import struct

from engine.handwriting.picture_file import DAMAGED, PictureFile, orientation

MOST_CHUNKS = 10_000  # of a film, one a picture
BYTES = 18  # that a pixel takes at most while it is read, by measurement: two canvases and two copies
CODES = 1_250  # bytes of memory, at most, for a byte of codes, or for the codes of a pixel
MOST_CODES = 100 * 10**6  # bytes of memory
LOSSLESS = {b"VP8L", b"ALPH"}
TOO_MANY_CODES = "This is a WebP picture of the lossless kind, and only small ones are read. Save it as PNG or JPEG."


def picture_file(file: bytes) -> PictureFile:
    """What a WebP file's picture needs. Raises ValueError with a sentence for one that is damaged."""
    size: tuple[int, int] | None = None
    turned, coded, place = 1, 0, 12
    for _ in range(MOST_CHUNKS):
        if len(file) < place + 8:
            break
        name, length = struct.unpack_from("<4sI", file, place)
        content = memoryview(file)[place + 8 : place + 8 + length]
        if size is None:
            size = _size(name, content)
        if name in LOSSLESS or (name == b"ANMF" and any(kind in bytes(content) for kind in LOSSLESS)):
            coded += len(content)
        elif name == b"EXIF":
            turned = orientation(bytes(content).removeprefix(b"Exif\0\0"))
        place += 8 + length + length % 2
    else:
        raise ValueError(DAMAGED)
    if size is None:
        raise ValueError(DAMAGED)
    width, height = size
    codes = CODES * min(coded, width * height)
    if codes > MOST_CODES:
        raise ValueError(TOO_MANY_CODES)
    return PictureFile(file, width, height, 2 * len(file) + BYTES * width * height + codes, turned)


def _size(name: bytes, content: memoryview) -> tuple[int, int] | None:
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
