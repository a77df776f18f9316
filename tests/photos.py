"""Photos of one digit on paper, made by the computer: what a phone does to a picture, from a fixed seed."""
import io

import numpy as np
from PIL import Image, ImageFilter

from engine.handwriting.recipe import cropped, resized, stroke_width, widened

INKS = {"black": (30, 28, 32), "blue": (40, 60, 140), "red": (185, 45, 50), "pencil": (112, 110, 112)}
DARK_PAPERS = {"board": (38, 62, 52), "slate": (48, 48, 54)}
RULES = {"ruled": (True, False), "checked": (True, True)}


def photo(digit: np.ndarray, random: np.random.Generator, *, rules: str | None = None, light: bool = False,
          ink: str = "black", shadow: bool = True, desk: bool = False,
          quality: int = 70, kind: str = "JPEG", is_drawn: bool = False) -> bytes:
    """A file of a photo of a digit (28, 28) uint8, about 600 pixels a side.

    is_drawn: the digit is ink (H, W) uint8 of any size, even several digits, with its pen as it is; rules: "ruled" or
    "checked" paper; light: chalk on a board; shadow: a hand's, with an edge, beside uneven light;
    desk: some of the brown desk is in the picture.
    """
    height, width = (int(random.integers(*limits)) for limits in ((450, 700), (450, 700)))
    side = min(height, width)
    drawn = _scaled(cropped(digit) / np.float32(255), side * random.uniform(0.3, 0.8)) if is_drawn else \
        _pen(digit, random, side)
    top, left = (int(random.integers(0.08 * whole, 0.92 * whole - part))
                 for whole, part in zip((height, width), drawn.shape))
    coverage = np.zeros((height, width), np.float32)
    coverage[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn

    paper = np.array(list(DARK_PAPERS.values())[random.integers(2)] if light else random.uniform(205, 250, 3).round())
    ink_color = np.array((225, 222, 215) if light else INKS[ink])
    picture = np.broadcast_to(paper, (height, width, 3)).astype(np.float32)
    for across, wanted in zip((True, False), RULES.get(rules, (False, False))):
        if wanted:
            lines = _rules((height, width), random, across) * random.uniform(0.5, 1)
            picture = picture + lines[..., None] * (np.array((120, 150, 205)) - picture)
    picture = picture + coverage[..., None] * (ink_color - picture)
    if desk:
        for edge in random.permutation(4)[: random.integers(1, 4)]:
            strip = np.rot90(picture, edge)
            strip[: int(random.uniform(0.02, 0.07) * len(strip))] = (92, 64, 44)

    picture = _turned(picture, random.uniform(-5, 5)) * _light((height, width), random, shadow)[..., None]
    picture = np.clip(picture + random.normal(0, random.uniform(2, 8), picture.shape), 0, 255).astype(np.uint8)
    image = Image.fromarray(picture).filter(ImageFilter.GaussianBlur(random.uniform(0.3, 2)))
    file = io.BytesIO()
    image.save(file, kind, quality=quality)
    return file.getvalue()


def _pen(digit, random, side, working=100):
    """Coverage (H, W) in 0..1 of the digit written 12 to 60 % of `side` high, with a pen of its own."""
    small = cropped(digit) * np.float32(1 / 255)
    longest, pen = side * random.uniform(0.12, 0.6), working * random.uniform(0.03, 0.14)
    large = resized(small, [max(1, round(n * working / max(small.shape))) for n in small.shape])
    large = np.pad(large, round(pen) + 2)
    changed = widened(large, (pen - stroke_width(large)) / 2)
    return _scaled(cropped(changed if changed.max() > 0.5 else large), longest)


def _scaled(drawn, longest):
    return resized(drawn, [max(1, round(n * longest / max(drawn.shape))) for n in drawn.shape])


def _rules(shape, random, across):
    step, thick = random.uniform(28, 60), random.uniform(1, 3)
    along = np.arange(shape[0] if across else shape[1])
    line = np.clip(thick / 2 + 0.5 - np.abs((along + random.uniform(0, step)) % step - step / 2), 0, 1)
    return np.broadcast_to(line[:, None] if across else line[None], shape)


def _turned(picture, degrees):
    """The paper turned, cut so that no corner shows what is beside it."""
    image = Image.fromarray(picture.astype(np.uint8)).rotate(degrees, Image.Resampling.BICUBIC)
    edge = np.sin(np.radians(abs(degrees)))
    (width, height), (x, y) = image.size, (edge * image.size[1] / 2, edge * image.size[0] / 2)
    return np.asarray(image.resize(image.size, Image.Resampling.BICUBIC, (x, y, width - x, height - y)), np.float32)


def _light(shape, random, shadow):
    """How bright each place is: a gradient, and the shadow of a hand or a phone."""
    down, across = np.meshgrid(*(np.linspace(-1, 1, n) for n in shape), indexing="ij")
    angle = random.uniform(0, 2 * np.pi)
    light = 1 - random.uniform(0.05, 0.3) * (1 + np.cos(angle) * across + np.sin(angle) * down)
    light -= random.uniform(0, 0.15) * (down**2 + across**2)
    if shadow:
        angle = random.uniform(0, 2 * np.pi)
        inside = np.cos(angle) * across + np.sin(angle) * down - random.uniform(-0.3, 0.6)
        light *= 1 - random.uniform(0.15, 0.45) / (1 + np.exp(-inside * random.uniform(15, 90)))
    return np.clip(light, 0.15, 1).astype(np.float32)
