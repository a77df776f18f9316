"""Digits of a test set as if people had drawn them on a sheet: larger, anywhere on it, each with a pen of its own.

They stand in for people's drawings where those are too few to measure with. They are honest about where, how large and
how broad people draw, not about how people form digits: the forms are the test set's.
"""
from collections.abc import Iterator

import numpy as np

from engine.datasets.digit_format import SIDE
from engine.handwriting.recipe import cropped, resized, stroke_width, widened

SHEET = 140          # pixels a side: half of the app's sheet, which no step after it can tell
FILL = 0.4, 0.8      # how much of the sheet's side a drawing fills
PEN = 6, 14          # pixels: brushes of 12 to 28 on the app's sheet


def drawings(digits: np.ndarray, seed: int = 0) -> Iterator[np.ndarray]:
    """Ink (140, 140) uint8, bright on dark, for each digit of (rows, 784) uint8; each depends on its row alone."""
    for row, digit in enumerate(digits):
        yield drawing(digit.reshape(SIDE, SIDE), np.random.default_rng([seed, row]))


def drawing(digit: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Ink (140, 140) uint8 of a digit (28, 28) uint8 that is not blank, of random size, place and pen."""
    pen, longest = random.uniform(*PEN), SHEET * random.uniform(*FILL)
    small = cropped(digit) * np.float32(1 / 255)
    scale = (longest - pen) / max(max(small.shape) - stroke_width(small), 1)
    large = resized(small, [max(1, round(length * scale)) for length in small.shape])
    thin = np.pad(large, round(pen))
    drawn = widened(thin, (pen - stroke_width(thin)) / 2)
    drawn = cropped(drawn if drawn.max() > 0.5 else thin)[:SHEET, :SHEET]
    ink = np.zeros((SHEET, SHEET), np.uint8)
    top, left = (int(random.integers(SHEET - length + 1)) for length in drawn.shape)
    ink[top : top + drawn.shape[0], left : left + drawn.shape[1]] = np.rint(drawn * 255)
    return ink
