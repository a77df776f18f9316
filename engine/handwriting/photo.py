"""A photo or scan of one digit as a file, opened with care: files come from anybody."""
import io

import numpy as np
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from engine.handwriting import jpeg, png, webp
from engine.handwriting.picture_file import DAMAGED

# How files begin, and what reads them. Image.open would ask further readers, and look into parts that nobody needs.
KINDS = {b"\xff\xd8\xff": (jpeg.picture_file, JpegImageFile), png.SIGNATURE: (png.picture_file, PngImageFile),
         b"RIFF": (webp.picture_file, WebPImageFile)}
MOST_MEGABYTES = 20  # a phone's JPEG of 50 million pixels has 10 to 16
MOST_MEMORY = 130 * 10**6  # bytes while a picture is read: the file again, its pixels, and what waits to become some
MOST_PIXELS, MOST_SIDE = 120 * 10**6, 20_000
SIDES = 320, 640  # shortest and longest longest side, in pixels, at which the ink is looked for
READ_SIDE = 2 * SIDES[1]  # pixels of the longest side, at least, while colors are made out
PHONE_KINDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"}
BAND = 10**6  # pixels that are converted at once
TURNS = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
         5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
         8: Image.Transpose.ROTATE_90}  # by EXIF's orientation

TOO_BIG = "This file has {megabytes} MB, and at most {most} are read. Save it smaller, or cut the digit out of it."
NO_IMAGE = "This file is not a PNG, JPEG or WebP image, whatever its name says. Save the picture as one of these."
NO_JPEG = ("This is a HEIC or AVIF picture, which cannot be read here. Save or send it as JPEG; an iPhone takes JPEGs "
           "after Settings, Camera, Formats, Most Compatible.")
TOO_MANY = "This picture has too many pixels to be read here. Save it smaller, say 2,000 pixels wide."
NO_INK = ("No digit stands out from the paper in this picture. Take it closer, in more even light, with dark digits on "
          "light paper or light ones on dark.")
EMPTY = "This file is empty. Save or copy the picture again."


def opened(file: bytes) -> np.ndarray:
    """The picture (H, W, 3) uint8 in a file, upright, its longest side 320 to 640 pixels.

    Takes at most 150 MB. Raises ValueError for too large a file or picture, for what is no PNG, JPEG or WebP, and for
    a damaged one.
    """
    if len(file) > MOST_MEGABYTES * 2**20:
        raise ValueError(TOO_BIG.format(megabytes=-(-len(file) // 2**20), most=MOST_MEGABYTES))
    if not file:
        raise ValueError(EMPTY)
    readers = next((readers for start, readers in KINDS.items() if file.startswith(start)), None)
    if readers is None or (file.startswith(b"RIFF") and file[8:12] != b"WEBP"):
        raise ValueError(NO_JPEG if file[4:8] == b"ftyp" and file[8:12] in PHONE_KINDS else NO_IMAGE)
    needed_parts, reader = readers
    needed = needed_parts(file)
    if (needed.memory > MOST_MEMORY or needed.width * needed.height > MOST_PIXELS
            or max(needed.width, needed.height) > MOST_SIDE):
        raise ValueError(TOO_MANY)
    try:
        image = _sized(_colored(_reduced(reader(io.BytesIO(needed.content)))))
        return np.asarray(image.transpose(TURNS[needed.orientation]) if needed.orientation in TURNS else image)
    except Exception:  # a stranger's file: Pillow's readers raise whatever its bytes lead them into
        raise ValueError(DAMAGED) from None


def _reduced(image: Image.Image) -> Image.Image:
    """The image with its longest side below two times READ_SIDE, in one of four modes: RGB, RGBA, or I or F for more
    than 8 bits. Band by band: to convert all of a large one would take several times its memory."""
    longest = max(image.size)
    width, height = (max(1, side * READ_SIDE // longest) for side in image.size)
    image.draft("RGB", (width, height))  # JPEG alone: fewer pixels
    image.load()
    mode = image.mode[0] if image.mode[0] in "IF" else "RGBA" if image.has_transparency_data else "RGB"
    (width, height), factor = image.size, max(1, max(image.size) // READ_SIDE)
    if factor == 1:
        return image.convert(mode)
    reduced = Image.new(mode, (-(-width // factor), -(-height // factor)))
    rows = factor * max(1, BAND // (width * factor))
    for top in range(0, height, rows):
        band = image.crop((0, top, width, min(top + rows, height)))
        reduced.paste(band.convert(mode).reduce(factor), (0, top // factor))
    return reduced


def _colored(image: Image.Image) -> Image.Image:
    """The image in red, green and blue; what shows through it is white, or black behind a light drawing."""
    if image.mode != "RGB":
        image.thumbnail((READ_SIDE, READ_SIDE), Image.Resampling.BOX)
    if image.mode in ("I", "F"):  # more than 8 bits, which Pillow would cut off instead of scaling
        values = np.asarray(image, np.float64)
        low, high = float(values.min()), float(values.max())
        image = Image.fromarray(((values - low) * (255 / max(high - low, 1e-9))).astype(np.uint8))
    if image.mode != "RGBA":
        return image.convert("RGB")
    pixels = np.asarray(image, np.float32)
    alpha = pixels[..., 3:] / 255
    brightness = float((pixels[..., :3] * alpha).sum() / max(3 * float(alpha.sum()), 1e-9))
    behind = 255 if brightness < 128 or alpha.min() == 1 else 0
    return Image.fromarray(np.rint(pixels[..., :3] * alpha + behind * (1 - alpha)).astype(np.uint8))


def _sized(image: Image.Image) -> Image.Image:
    scale = min(max(1, SIDES[0] / max(image.size)), SIDES[1] / max(image.size))
    if scale == 1:
        return image
    size = [max(1, round(length * scale)) for length in image.size]
    return image.resize(size, Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR)
