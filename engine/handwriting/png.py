"""PNG files: what of one is needed for its one picture, without texts, color profiles and further pictures."""
import struct
import zlib

from engine.handwriting.picture_file import DAMAGED, PictureFile, orientation

MOST_CHUNKS = 50_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
BYTES = {0: 1, 2: 4, 3: 1, 4: 4, 6: 4}  # that a pixel takes in Pillow, by the kind of its color


def picture_file(file: bytes) -> PictureFile:
    """What a PNG file's picture needs. Raises ValueError with a sentence for one that is damaged."""
    chunks: dict[bytes, list[memoryview]] = {}
    pixels: list[memoryview] = []
    turned, place = 1, len(SIGNATURE)
    for _ in range(MOST_CHUNKS):
        if len(file) < place + 8:
            break
        length, name = struct.unpack_from(">I4s", file, place)
        content = memoryview(file)[place + 8 : place + 8 + length]
        if len(content) < length:
            raise ValueError(DAMAGED)
        place += length + 12
        if name == b"IDAT":
            pixels.append(content)
        elif name in (b"IHDR", b"PLTE", b"tRNS"):
            chunks.setdefault(name, [content])
        elif name == b"eXIf":
            turned = orientation(bytes(content))
        elif name == b"IEND":
            break
    else:
        raise ValueError(DAMAGED)
    if next(iter(chunks), None) != b"IHDR" or not pixels:
        raise ValueError(DAMAGED)
    return _of(chunks | {b"IDAT": pixels, b"IEND": []}, turned)


def _of(chunks: dict[bytes, list[memoryview]], turned: int) -> PictureFile:
    try:
        width, height, depth, color = struct.unpack_from(">IIBB", chunks[b"IHDR"][0])
        pixel = BYTES[color]
    except (struct.error, KeyError):
        raise ValueError(DAMAGED) from None
    if depth == 16 and color == 0:
        pixel = 2
    content = b"".join([SIGNATURE, *(part for name, parts in chunks.items() for part in _chunk(name, parts))])
    return PictureFile(content, width, height, len(content) + width * height * pixel, turned)


def _chunk(name: bytes, parts: list[memoryview]) -> list[bytes | memoryview]:
    """One chunk of all parts: a file of millions of empty ones costs seconds."""
    checksum = zlib.crc32(name)
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    return [struct.pack(">I4s", sum(map(len, parts)), name), *parts, struct.pack(">I", checksum)]
