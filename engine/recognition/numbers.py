"""Numbers as if people had written them: digits side by side on one sheet, apart or touching, with one pen.

They measure how well numbers are read. They are honest about place, size, gaps and pen, not about how people form
digits next to each other: the forms are MNIST's test digits' and made-up strokes.
"""
import numpy as np

from engine.datasets.digit_format import SIDE
from engine.datasets.synthetic_digits.strokes import drawn_digit
from engine.handwriting.recipe import cropped, resized, stroke_width, widened

SHEET = 280        # pixels a side
LARGEST = 120      # pixels of a digit's height, where there is room
PEN = 0.06, 0.16   # of a digit's height
GAP = 0.08, 0.5    # between digits that stand apart, of their height
INTO = 1, 6        # pixels by which digits that touch reach into each other
TALLER, LIFTED = 0.1, 0.06  # how much heights differ, and the places of feet, of the height; standard deviations


def number(digits: list[np.ndarray], random: np.random.Generator, touching: bool = False) -> np.ndarray:
    """Ink (280, 280) uint8, bright on dark, of digits (H, W) uint8 written from left to right."""
    room = SHEET * 0.9 / (len(digits) * (0.75 if touching else 1.0))
    height, pen = min(LARGEST, room) * random.uniform(0.75, 1), random.uniform(*PEN)
    drawn = [_written(digit, height * float(np.exp(random.normal(0, TALLER))), pen * height) for digit in digits]
    canvas = np.zeros((3 * SHEET, 3 * SHEET), np.float32)
    right = SHEET
    for place, digit in enumerate(drawn):
        top = round(SHEET * 1.5 - len(digit) / 2 + random.normal(0, LIFTED * height))
        left = right + (round(height * random.uniform(*GAP)) if not touching else 0)
        if touching and place:
            left = _touching_left(canvas, digit, top, right) - int(random.integers(*INTO))
        area = np.s_[top : top + digit.shape[0], left : left + digit.shape[1]]
        canvas[area] = np.maximum(canvas[area], digit)
        right = left + digit.shape[1]
    return _on_sheet(canvas, random)


def digit_forms(digits: np.ndarray, labels: np.ndarray, random: np.random.Generator
                ) -> tuple[list[np.ndarray], np.ndarray]:
    """Forms to write numbers with, and their labels: given digits (n, 784) uint8, and as many in made-up styles."""
    forms = [digit.reshape(SIDE, SIDE) for digit in digits] + [drawn_digit(label, random) for label in labels.tolist()]
    return forms, np.concatenate([labels, labels])


def _written(digit: np.ndarray, height: float, pen: float) -> np.ndarray:
    """A digit so high, or half as wide as that if it is a flat one, with a pen so wide: (H, W) in 0..1."""
    small = cropped(digit) * np.float32(1 / 255)
    scale = height / max(small.shape)
    large = np.pad(resized(small, [max(1, round(length * scale)) for length in small.shape]), round(pen) + 2)
    changed = widened(large, (pen - stroke_width(large)) / 2)
    return cropped(changed if changed.max() > 0.5 else large)


def _touching_left(canvas: np.ndarray, digit: np.ndarray, top: int, right: int) -> int:
    """The farthest left place of a digit, coming from the right, at which its ink meets what is there."""
    rows = canvas[top : top + len(digit)] > 0.5
    ends = np.where(rows.any(axis=1), rows.shape[1] - rows[:, ::-1].argmax(axis=1), -SHEET)
    begins = np.where((digit > 0.5).any(axis=1), (digit > 0.5).argmax(axis=1), 10 * SHEET)
    return int(max((ends - begins).max(), right - digit.shape[1] // 2))


def _on_sheet(canvas: np.ndarray, random: np.random.Generator) -> np.ndarray:
    ink = cropped(canvas)
    if max(ink.shape) > SHEET:
        scale = SHEET / max(ink.shape)
        ink = resized(ink, [max(1, int(length * scale)) for length in ink.shape])
    sheet = np.zeros((SHEET, SHEET), np.uint8)
    top, left = (int(random.integers(SHEET - length + 1)) for length in ink.shape)
    sheet[top : top + ink.shape[0], left : left + ink.shape[1]] = np.rint(ink * 255)
    return sheet
