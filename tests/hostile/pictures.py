"""Pictures that want harm, and those that phones and scanners make."""
import io
import re
import struct
import zlib
from functools import cache

import numpy as np
from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"
MEGABYTE = 2**20


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, color=2, depth=8, before=b"", pixels: bytes | None = None, interlaced=0) -> bytes:
    """A PNG file of one gray, made row by row."""
    row = b"\0" + b"\x55" * -(-width * depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color] // 8)
    if pixels is None:
        packer = zlib.compressobj(1)
        pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    palette = chunk(b"PLTE", bytes(range(256)) * 3) if color == 3 else b""
    return (PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlaced)) + before
            + palette + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))


def saved(image: Image.Image, kind="JPEG", **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


@cache
def page(width: int, height: int, mode="RGB") -> Image.Image:
    """Paper with one dark stroke and the grain of a camera."""
    grain = Image.effect_noise((1_000, 1_000), 12).point(lambda value: value // 8 + 200)
    image = grain.resize((width, height)).convert(mode)
    left, right = int(width * 0.46), int(width * 0.54)
    image.paste(tuple([40] * len(image.getbands())) if len(image.getbands()) > 1 else 40,
                (left, int(height * 0.2), right, int(height * 0.8)))
    return image


def see_through(side: int) -> Image.Image:
    image = page(side, side).convert("RGBA")
    image.putalpha(image.getchannel("R").point(lambda value: 255 * (value < 128)))
    return image


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def with_scans(width: int, height: int, scans: int, mode="RGB") -> bytes:
    """A progressive JPEG of one color with its last scan, which goes over all coefficients, again and again."""
    content = saved(Image.new(mode, (width, height), 128 if mode == "L" else (128,) * len(mode)), progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:-2] + content[last:-2] * scans + b"\xff\xd9"


def with_noisy_scans(scans: int) -> bytes:
    """A progressive JPEG of noise with its last scan, which corrects most coefficients, again and again."""
    content = saved(noise(1_500, 1_500), quality=70, progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:-2] + content[last:-2] * scans + b"\xff\xd9"


def with_segments(segment: bytes, megabytes: int) -> bytes:
    """A JPEG with so much of a segment before its picture."""
    content = saved(page(400, 400))
    return content[:2] + segment * (megabytes * MEGABYTE // len(segment)) + content[2:]


def promised(kind: str, width: int, height: int) -> bytes:
    """A small picture that says it is so large."""
    content = bytearray(saved(page(400, 400), kind, **({"lossless": True} if kind == "WEBP" else {})))
    if kind == "JPEG":
        frame = re.search(rb"\xff[\xc0\xc2]", content).start()
        content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    else:
        content[21:25] = ((width - 1) | (height - 1) << 14).to_bytes(4, "little")
    return bytes(content)


def two_sizes() -> bytes:
    """A JPEG that says first one size, then another, far larger one."""
    content, large = saved(page(400, 400)), promised("JPEG", 60_000, 60_000)
    tables, frame = (re.search(mark, large).start() for mark in (rb"\xff\xc4", rb"\xff\xc0"))
    return content[:tables] + large[frame:tables] + content[tables:]


def noise(width: int, height: int, mode="RGB") -> Image.Image:
    shape = (height, width, len(mode)) if len(mode) > 1 else (height, width)
    return Image.fromarray(np.random.default_rng(0).integers(0, 256, shape, np.uint8), mode)


def film(kind: str, frames: int, side: int) -> bytes:
    return saved(page(side, side), kind, save_all=True, append_images=[page(side, side, "L").convert("RGB")] * frames)


def webp_of_codes(side: int, codes: int) -> bytes:
    """A lossless WebP whose 4 x 4 pixels all have prefix codes of their own: 36 bits there, kilobytes in memory."""
    bits = []

    def put(value, count):
        bits.append(np.array([value >> place & 1 for place in range(count)], np.uint8))

    def put_simple_code():
        put(1, 4)  # one symbol, 0, of no bits

    def put_code_of_bytes(symbols):
        put(0, 1)
        put(8, 4)  # 12 lengths of lengths follow: of 17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8
        for length in (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1):
            put(length, 3)
        put(0, 1)
        bits.append((np.arange(symbols) < 256).astype(np.uint8))

    put(0x2F, 8)
    put(side - 1, 14)
    put(side - 1, 14)
    put(0, 4 + 1 + 1)  # neither alpha, version, transforms nor a cache
    put(1, 1)  # many codes, for blocks of 4 x 4 pixels
    put(0, 3 + 1)
    put_code_of_bytes(280)
    put_code_of_bytes(256)
    for _ in range(3):
        put_simple_code()
    blocks = np.arange((side // 4) ** 2) % codes
    both = np.stack([blocks & 255, blocks >> 8], axis=1).astype(np.uint8)
    bits.append(np.unpackbits(both.ravel()))  # green and red, the most significant bit first
    bits.append(np.tile([1, 0, 0, 0], 5 * codes).astype(np.uint8))
    content = np.packbits(np.concatenate(bits), bitorder="little").tobytes()
    content += bytes(64 + len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(content) + 12) + b"WEBPVP8L" + struct.pack("<I", len(content)) + content


def pattern(kind: str) -> bytes:
    """640 x 640 pixels that are hard to part into ink and paper."""
    down, across = np.mgrid[:640, :640]
    values = {"squares": (down // 4 + across // 4) % 2, "dots": (down % 6 < 3) & (across % 6 < 3),
              "rules": down % 8 < 3, "combs": (across % 6 < 3) | (down > 600),
              "rings": np.hypot(down - 320, across - 320) // 5 % 2}[kind]
    return saved(Image.fromarray((255 - 230 * values).astype(np.uint8)), "PNG")


ORDINARY_PHOTOS = {
    "phone, 12 MP": lambda: saved(page(4_032, 3_024), quality=92, exif=turned(1)),
    "phone, 12 MP, upright by EXIF": lambda: saved(page(4_032, 3_024), quality=92, exif=turned(6)),
    "phone, 12 MP, progressive": lambda: saved(page(4_032, 3_024), quality=92, progressive=True),
    "phone, 12 MP, progressive 4:4:4": lambda: saved(page(4_032, 3_024), quality=92, progressive=True, subsampling=0),
    "phone, 12 MP, two pictures (MPO)": lambda: film("MPO", 1, 3_500),
    "phone, 48 MP": lambda: saved(page(8_064, 6_048), quality=90),
    "phone, 50 MP": lambda: saved(page(8_160, 6_144), quality=80),
    "phone, 108 MP": lambda: saved(page(12_000, 9_000), quality=60),
    "screenshot": lambda: saved(page(1_440, 3_200), "PNG"),
    "scan, 300 dpi": lambda: saved(page(2_480, 3_508), "PNG"),
    "scan, 600 dpi, gray": lambda: saved(page(4_960, 7_016, "L"), "PNG"),
    "scan, 600 dpi, black and white": lambda: saved(page(4_960, 7_016, "1"), "PNG"),
    "scan, 300 dpi, 16 bits": lambda: png(2_480, 3_508, 0, 16),
    "WebP, 6 MP": lambda: saved(page(3_000, 2_000), "WEBP", quality=80, method=0),
    "CMYK, 12 MP": lambda: saved(page(4_032, 3_024, "CMYK"), quality=90),
}
# the ordinary gray PNG has no ink: its refusal says so
BLANK = {"scan, 300 dpi, 16 bits"}

PHOTOS = ORDINARY_PHOTOS | {
    "JPEG, 200 scans": lambda: with_scans(8_000, 7_500, 200),
    "JPEG, 86,000 scans": lambda: with_scans(4_000, 4_000, 350_000)[: 20 * MEGABYTE],
    "JPEG, 45 scans of 30 MP": lambda: with_scans(6_000, 5_000, 45),
    "JPEG, 45 scans of gray 45 MP": lambda: with_scans(9_000, 5_000, 45, "L"),
    "JPEG, progressive, 50 MP": lambda: with_scans(8_000, 6_250, 0),
    "JPEG, progressive, CMYK, 25 MP": lambda: with_scans(5_000, 5_000, 0, "CMYK"),
    "JPEG, progressive, CMYK, 10 MP": lambda: with_scans(3_200, 3_200, 0, "CMYK"),
    "JPEG, 120 MP of one color": lambda: saved(Image.new("RGB", (12_000, 10_000), (99, 99, 99))),
    "JPEG, progressive, noise, 19 MB": lambda: saved(noise(4_600, 4_600), quality=90, progressive=True),
    "JPEG, 45 scans of noise": lambda: with_noisy_scans(45),
    "JPEG, 20,000 x 2,500": lambda: saved(page(20_000, 2_500), quality=70),
    "JPEG, 20 MB": lambda: saved(noise(3_400, 3_400), quality=95),
    "JPEG, two sizes": two_sizes,
    "JPEG, says 65,000 x 65,000": lambda: promised("JPEG", 65_000, 65_000),
    "JPEG, says 12,000 x 9,900": lambda: promised("JPEG", 12_000, 9_900),
    "JPEG, 5 million empty notes": lambda: with_segments(b"\xff\xfe\x00\x02", 19),
    "JPEG, 300 notes of 65 kB": lambda: with_segments(b"\xff\xe2\xff\xff" + b"ICC_PROFILE\0" + bytes(65_521), 19),
    "JPEG, 19 MB of 255": lambda: with_segments(b"\xff", 19),
    "JPEG, 19 MB of 255 and 0": lambda: with_segments(b"\xff\x00", 19),
    "JPEG, 19 MB of tables": lambda: with_segments(b"\xff\xdb\x00\x43\x00" + bytes(range(1, 65)), 19),
    "JPEG, EXIF of 5,000 tags": lambda: with_segments(b"\xff\xe1\xff\xff" + b"Exif\0\0II*\0\x08\0\0\0\xff\xff"
                                                      + b"\x01" * 65_517, 1),
    "JPEG, truncated": lambda: saved(page(2_000, 2_000))[:20_000],
    "PNG, 1 x 25,000,000": lambda: png(1, 25_000_000, 0),
    "PNG, 25,000,000 x 1": lambda: png(25_000_000, 1, 0),
    "PNG, 1 x 20,000": lambda: png(1, 20_000, 0),
    "PNG, 16 bits, 4,990 square": lambda: png(4_990, 4_990, 2, 16),
    "PNG, 16 bits of gray, 7,000 square": lambda: png(7_000, 7_000, 0, 16),
    "PNG, see-through, 5,000 square": lambda: png(5_000, 5_000, 6),
    "PNG, see-through, 2,559 square": lambda: png(2_559, 2_559, 6),
    "PNG, 16 bits of gray, 2,559 square": lambda: png(2_559, 2_559, 0, 16),
    "PNG, gray and see-through": lambda: png(5_000, 5_000, 4, 16),
    "PNG, palette, 11,000 x 10,000": lambda: png(11_000, 10_000, 3),
    "PNG, two colors, 11,000 x 10,000": lambda: png(11_000, 10_000, 0, 1),
    "PNG, interlaced, 5,000 square": lambda: png(
        5_000, 5_000, 2, interlaced=1, pixels=zlib.compress(bytes(76 * MEGABYTE))),
    "PNG, noise, 20 MB": lambda: saved(noise(2_600, 2_600), "PNG", compress_level=1),
    "PNG, says 60,000 square": lambda: png(60_000, 60_000, pixels=zlib.compress(bytes(9_999))),
    "PNG, pixels without end": lambda: png(400, 400, pixels=zlib.compress(bytes(400 * MEGABYTE), 9)),
    "PNG, a million empty chunks": lambda: png(400, 400, before=chunk(b"IDAT", b"") * 1_000_000),
    "PNG, a text of 1 GB": lambda: png(400, 400, before=chunk(b"zTXt", b"a\0\0" + bomb())),
    "PNG, a profile of 1 GB": lambda: png(400, 400, before=chunk(b"iCCP", b"a\0\0" + bomb())),
    "PNG, 1,000 texts of 1 MB": lambda: png(
        400, 400, before=chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(MEGABYTE))) * 1_000),
    "PNG, a film that says 4 billion": lambda: png(
        4_000, 4_000, before=chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)) + chunk(
            b"fcTL", struct.pack(">IIIIIHHBB", 0, 4_000, 4_000, 0, 0, 1, 1, 2, 1))),
    "PNG, a film": lambda: film("PNG", 20, 2_000),
    "WebP, 25 MP": lambda: saved(page(5_000, 5_000), "WEBP", quality=50, method=0),
    "WebP, 7 MP, lossless, see-through": lambda: saved(noise(2_640, 2_640, "RGBA"), "WEBP", lossless=True, method=0,
                                                     quality=0)[: 20 * MEGABYTE],
    "WebP, 7 MP of one color": lambda: saved(Image.new("RGBA", (2_640, 2_640), (9, 9, 9, 99)), "WEBP", lossless=True),
    "WebP, says 16,383 square": lambda: promised("WEBP", 16_383, 16_383),
    "WebP, says 2,640 square": lambda: promised("WEBP", 2_640, 2_640),
    "WebP, 65,536 prefix codes": lambda: webp_of_codes(1_024, 65_536),
    "WebP, 9,000 prefix codes": lambda: webp_of_codes(384, 9_000),
    "WebP, 9,000 prefix codes, large": lambda: webp_of_codes(752, 9_000),
    "WebP, lossy, see-through": lambda: saved(see_through(1_500), "WEBP", quality=60, method=0),
    "WebP, a film": lambda: film("WEBP", 20, 1_500),
    "GIF, a film": lambda: film("GIF", 20, 1_500),
    "TIFF, 25 MP": lambda: saved(page(5_000, 5_000), "TIFF"),
    "TIFF, pages": lambda: film("TIFF", 20, 500),
    "BMP": lambda: saved(page(2_000, 2_000), "BMP"),
    "ICO": lambda: saved(page(256, 256), "ICO"),
    "AVIF": lambda: saved(page(256, 256), "AVIF"),
    "HEIC": lambda: b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(9_000),
    "PSD": lambda: b"8BPS\0\x01" + bytes(6) + struct.pack(">HIIHH", 3, 30_000, 30_000, 8, 3) + bytes(99),
    "EPS": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9999 9999\n%%EndComments\n{} loop\n",
    "PDF": lambda: saved(page(400, 400), "PDF"),
    "SVG": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "squares": lambda: pattern("squares"), "dots": lambda: pattern("dots"), "rules": lambda: pattern("rules"),
    "combs": lambda: pattern("combs"), "rings": lambda: pattern("rings"),
    "noise in gray": lambda: saved(noise(640, 640, "L"), "PNG"),
}


@cache
def bomb() -> bytes:
    """1 GB of zeros, packed."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(1_000)) + packer.flush()

