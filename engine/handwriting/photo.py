"""A photo or scan of one digit as a file, opened with care: files come from strangers."""
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageOps

from engine.handwriting.paper import Found, digit_on_paper
from engine.handwriting.recipe import digit_from_ink

KINDS = {"PNG": 25, "JPEG": 60, "WEBP": 25}  # most million pixels of each; JPEG's are made fewer while they are read
MOST_MEGABYTES = 10
SIDES = 320, 640  # shortest and longest longest side, in pixels, at which the ink is looked for

TOO_BIG = "This file has {megabytes:.0f} MB, and at most {most} are read. Save it smaller, or cut the digit out of it."
NO_IMAGE = "This file is not a PNG, JPEG or WebP image, whatever its name says. Save the picture as one of these."
TOO_MANY = "This picture has too many pixels to be read here. Save it smaller, say 2,000 pixels wide."
DAMAGED = "This picture cannot be read: its file ends too early or is damaged. Save or copy it again."
NO_INK = ("No digit stands out from the paper in this picture. Take it closer, in more even light, with one dark digit "
          "on light paper or a light one on dark.")


@dataclass(frozen=True)
class Photo:
    """picture: (H, W, 3) uint8 as it was looked at; found: the ink in it; digit: (28, 28) float32 in 0..1."""

    picture: np.ndarray
    found: Found
    digit: np.ndarray


def read_photo(file: bytes) -> Photo:
    """The digit on a photo or scan in a PNG, JPEG or WebP file. Raises ValueError with a sentence for people."""
    picture = opened(file)
    found = digit_on_paper(picture)
    digit = None if found is None else digit_from_ink(found.ink)
    if digit is None:
        raise ValueError(NO_INK)
    return Photo(picture, found, digit)


def opened(file: bytes) -> np.ndarray:
    """The picture (H, W, 3) uint8 in a file, upright, its longest side 320 to 640 pixels.

    Raises ValueError for too large a file or picture, for what is no PNG, JPEG or WebP, and for a damaged one.
    """
    if len(file) > MOST_MEGABYTES * 2**20:
        raise ValueError(TOO_BIG.format(megabytes=len(file) / 2**20, most=MOST_MEGABYTES))
    try:
        image = Image.open(io.BytesIO(file), formats=tuple(KINDS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValueError(TOO_MANY) from None
    except Exception:  # a stranger's file: Pillow's readers raise whatever its bytes lead them into
        raise ValueError(NO_IMAGE) from None
    width, height = image.size
    if width * height > KINDS[image.format] * 10**6:
        raise ValueError(TOO_MANY)
    try:
        image.draft("RGB", (2 * SIDES[1], 2 * SIDES[1]))  # JPEG alone: no more pixels than needed
        image.load()
        return np.asarray(_sized(_colored(ImageOps.exif_transpose(image))))
    except Exception:
        raise ValueError(DAMAGED) from None


def _colored(image):
    """The image in red, green and blue; what shows through it is white, or black behind a light drawing."""
    if image.mode.startswith(("I", "F")):  # more than 8 bits, which Pillow would cut off instead of scaling
        values = np.asarray(image, np.float64)
        low, high = float(values.min()), float(values.max())
        image = Image.fromarray(((values - low) * (255 / max(high - low, 1e-9))).astype(np.uint8))
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    image.thumbnail((2 * SIDES[1], 2 * SIDES[1]), Image.Resampling.BOX)
    pixels = np.asarray(image, np.float32)
    alpha = pixels[..., 3:] / 255
    brightness = float((pixels[..., :3] * alpha).sum() / max(3 * float(alpha.sum()), 1e-9))
    behind = 255 if brightness < 128 or alpha.min() == 1 else 0
    return Image.fromarray(np.rint(pixels[..., :3] * alpha + behind * (1 - alpha)).astype(np.uint8))


def _sized(image):
    scale = min(max(1, SIDES[0] / max(image.size)), SIDES[1] / max(image.size))
    if scale == 1:
        return image
    size = [max(1, round(length * scale)) for length in image.size]
    return image.resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR)
