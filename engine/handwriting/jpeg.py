"""JPEG files, also those that phones write: what of one is needed for its one picture.

A progressive JPEG shows the whole picture coarsely first and then ever finer, in some ten passes ("scans"). All its
coefficients stay in memory until the last, and every pass goes over all of them, however few bytes it has.
"""
import re
import struct

from engine.handwriting.picture_file import DAMAGED, PictureFile, orientation

MOST_SEGMENTS = 2_000  # before the pixels; large notes of cameras are cut into pieces of 65 kB
MOST_SCANS = 60        # a pass over 100 million coefficients takes 40 ms; writers make 6 to 20
LARGEST_READ = 2_560   # pixels a side: a larger picture is read at a half, a quarter or an eighth of its size
MARKER = re.compile(rb"\xff([\x01-\xfe])", re.DOTALL)
START_OF_SCAN, END = 0xDA, 0xD9
FRAMES = {0xC0: "baseline", 0xC1: "extended", 0xC2: "progressive"}
KEPT = {0xC4, 0xDB, 0xDD, 0xE0, 0xEE}  # tables, restarts, and the two notes that say what the colors are
TOO_MANY_SCANS = ("This JPEG is made of {scans:,} passes, and at most {most} are read. Save the picture again, without "
                  "“progressive”.")


def picture_file(file: bytes) -> PictureFile:
    """What a JPEG file's picture needs. Raises ValueError with a sentence for one that is damaged or costs too much."""
    kept, turned, place = [file[:2]], 1, 2
    frame: _Frame | None = None
    for _ in range(MOST_SEGMENTS):
        found = MARKER.search(file, place)
        if found is None or len(file) < found.end() + 2:
            break
        marker, start = found[1][0], found.end() + 2
        place = start - 2 + int.from_bytes(file[start - 2 : start])
        segment = file[start:place]
        if marker == START_OF_SCAN and frame is not None and segment:
            return _of(kept, frame, turned, segment[0], file, found.start())
        if marker in FRAMES:
            if frame is not None:  # Pillow would believe the last, and the first is decoded
                break
            frame = _Frame(segment, FRAMES[marker] == "progressive")
        if marker in FRAMES or marker in KEPT:
            kept.append(file[found.start() : place])
        elif segment.startswith(b"Exif\0\0"):
            turned = orientation(segment[6:])
    raise ValueError(DAMAGED)


class _Frame:
    """Size and colors of a picture, from the segment that says them."""

    def __init__(self, segment: bytes, is_progressive: bool):
        try:
            _, self.height, self.width, self.colors = struct.unpack_from(">BHHB", segment)
            factors = [segment[6 + 3 * color + 1] for color in range(self.colors)]
        except (struct.error, IndexError):
            raise ValueError(DAMAGED) from None
        across, down = [factor >> 4 for factor in factors], [factor & 15 for factor in factors]
        if not factors or min(across) * min(down) == 0:
            raise ValueError(DAMAGED)
        self.is_progressive = is_progressive
        # so many blocks of each color belong together, and so many of those are needed for the whole picture
        units = -(-self.width // (8 * max(across))) * -(-self.height // (8 * max(down)))
        self.coefficients = 64 * units * sum(a * d for a, d in zip(across, down))


def _of(kept: list[bytes], frame: _Frame, turned: int, colors_at_once: int, file: bytes, start: int) -> PictureFile:
    """The picture file whose pixels begin at `start`; what follows their end is another picture's, or a film."""
    end = file.find(bytes([0xFF, END]), start)  # cannot stand among pixels, where a zero follows every 255
    content = b"".join(kept) + (file[start : end + 2] if end >= 0 else file[start:])
    scans = content.count(bytes([0xFF, START_OF_SCAN]))
    if scans > MOST_SCANS:
        raise ValueError(TOO_MANY_SCANS.format(scans=scans, most=MOST_SCANS))
    waits = frame.is_progressive or colors_at_once < frame.colors  # for the last pass
    pixels = min(frame.width * frame.height, LARGEST_READ**2)
    memory = len(content) + 4 * pixels + 2 * waits * frame.coefficients
    return PictureFile(content, frame.width, frame.height, memory, turned)
