"""Freehand ink to a 28x28 digit made as MNIST made its own: a network knows only pictures like those it learned from.

How MNIST's look was found by measuring its 60,000 training digits. Each step is a function of its own, ink in, ink out.
"""
import math

import numpy as np
from PIL import Image

from engine.datasets.digit_format import BOX, CENTER, SIDE

STROKE = 2.4 / BOX  # width of MNIST's median stroke, in longest sides of the ink
WORKING_SIDE = 100  # longest side in pixels while the stroke changes: 5 of them become one, so edges stay smooth
PAPER_LEVEL = 32    # ink of 255 this faint is taken for paper when we look for where the ink ends
CONTRAST = 16       # of 255; what differs less from the paper is no ink


def digit_from_ink(ink: np.ndarray) -> np.ndarray | None:
    """The digit (28, 28) float32 in 0..1 for ink (H, W) uint8, bright on dark, any size; None if there is no ink.

    Raises ValueError for another shape or dtype.
    """
    if ink.ndim != 2 or ink.dtype != np.uint8:
        raise ValueError(f"Ink must be (height, width) uint8, not {ink.shape} {ink.dtype}.")
    return None if is_blank(ink) else prepared(ink)


def prepared(ink: np.ndarray) -> np.ndarray:
    """The same for ink that is known to be uint8 and not blank."""
    return centered(fitted(evened(magnified(cropped(ink)))))


def ink_from_rgba(canvas: np.ndarray) -> np.ndarray:
    """Ink (H, W) uint8, bright on dark, for a picture (H, W, 4) uint8 in any two colors, transparent ones included.

    Paper is the color met most often along the edges, ink is what differs from it, 255 where it differs most. Raises
    ValueError for another shape or dtype.
    """
    if canvas.ndim != 3 or canvas.shape[2] != 4 or canvas.dtype != np.uint8:
        raise ValueError(f"A canvas must be (height, width, 4) uint8, not {canvas.shape} {canvas.dtype}.")
    if canvas.size == 0:
        return np.zeros(canvas.shape[:2], np.uint8)
    planes = _premultiplied(canvas)
    edges = [np.concatenate([plane[0], plane[-1], plane[:, 0], plane[:, -1]]) for plane in planes]
    colors, counts = np.unique(np.stack(edges, axis=1), axis=0, return_counts=True)
    paper = colors[counts.argmax()].tolist()

    difference = np.zeros(canvas.shape[:2], np.float32)
    for plane, level in zip(planes, paper):
        np.maximum(difference, np.abs(plane - level), out=difference)
    most = float(difference.max())
    if most < CONTRAST:
        return np.zeros(canvas.shape[:2], np.uint8)
    return np.rint(difference * (255 / most)).astype(np.uint8)


def _premultiplied(canvas: np.ndarray) -> list[np.ndarray]:
    """Red, green and blue as far as they cover, and the coverage: a brush's soft edge is a straight mix of these."""
    alpha = canvas[..., 3].astype(np.float32)
    return [canvas[..., i] * (alpha / 255) for i in range(3)] + [alpha]


def is_blank(ink: np.ndarray) -> bool:
    """Whether there is no ink at all."""
    return not ink.any()


def cropped(ink: np.ndarray) -> np.ndarray:
    """The smallest part of ink (H, W), which must not be blank, that holds it all."""
    there = ink > ink.max() * (PAPER_LEVEL / 255)
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def magnified(ink: np.ndarray) -> np.ndarray:
    """Cropped ink (H, W) uint8 as float32 in 0..1, large enough to change its stroke and with a margin to grow into.

    Its longest side becomes 100 pixels, more for a stroke that would then be thinner than two.
    """
    side = WORKING_SIDE * min(max(1, 2 / (stroke_width(ink) * WORKING_SIDE / max(ink.shape))), 4)
    scale = side / max(ink.shape)
    ink = resized(ink, [max(1, round(length * scale)) for length in ink.shape])
    return np.pad(ink * np.float32(1 / ink.max()), round(side * STROKE))


def stroke_width(ink: np.ndarray) -> float:
    """The mean width of the stroke in pixels, for ink (H, W) of any scale and not blank.

    A line has an area of length x width and an outline of two lengths; the outline's length is the sum of all slopes.
    """
    ink = np.pad(ink.astype(np.float32), 1)
    down, across = np.diff(ink[:, 1:], axis=0), np.diff(ink[1:], axis=1)
    return 2 * float(ink.sum()) / float(np.sqrt(down**2 + across**2).sum())


def evened(ink: np.ndarray) -> np.ndarray:
    """Magnified ink with its stroke as wide as MNIST's, thinner or thicker than it was."""
    width = stroke_width(ink)
    spine = max(0, max(cropped(ink).shape) - width)  # the longest side if the stroke had no width
    changed = widened(ink, (spine * STROKE / (1 - STROKE) - width) / 2)
    return changed if changed.max() > 0.5 else ink  # uneven ink may be thinner everywhere than the mean asks to remove


def widened(ink: np.ndarray, radius: float) -> np.ndarray:
    """Ink (H, W) in 0..1 with its edges moved outward by radius pixels, inward if negative; edges stay smooth."""
    if radius < 0:
        return 1 - widened(1 - ink, -radius)
    return np.clip(radius + 1 - _distances(ink > 0.5, math.ceil(radius) + 1), 0, 1)


def _distances(there: np.ndarray, reach: int) -> np.ndarray:
    """How far each pixel is from the nearest one that is `there`, exact up to `reach`, more beyond."""
    squares = np.where(there, np.float32(0), np.float32((reach + 1) ** 2))
    for axis in (0, 1):
        padded = np.pad(squares, [(reach, reach) if a == axis else (0, 0) for a in (0, 1)], constant_values=np.inf)
        nearest = squares.copy()
        for shift in range(-reach, reach + 1):
            window = [slice(None)] * 2
            window[axis] = slice(reach + shift, reach + shift + squares.shape[axis])
            np.minimum(nearest, padded[tuple(window)] + shift**2, out=nearest)
        squares = nearest
    return np.sqrt(squares)


def fitted(ink: np.ndarray) -> np.ndarray:
    """Ink (H, W) in 0..1 cropped and scaled, its aspect kept, so that the longest side is 20 pixels."""
    ink = cropped(ink)
    return resized(ink, [max(1, round(length * BOX / max(ink.shape))) for length in ink.shape])


def resized(ink: np.ndarray, shape: list[int]) -> np.ndarray:
    """Ink (H, W) at another shape: averages where it shrinks, straight lines between pixels where it grows."""
    method = Image.Resampling.BOX if max(shape) < max(ink.shape) else Image.Resampling.BILINEAR
    return np.clip(np.asarray(Image.fromarray(ink).resize(shape[::-1], method)), 0, ink.max())


def centered(ink: np.ndarray) -> np.ndarray:
    """Ink of at most 20 x 20 pixels moved by whole pixels to have its center of mass at (14, 14) of a 28x28 picture."""
    digit = np.zeros((SIDE, SIDE), np.float32)
    total = ink.sum()
    top, left = (
        min(max(round(CENTER - float(ink.sum(axis=1 - axis) @ np.arange(length)) / float(total)), 0), SIDE - length)
        for axis, length in enumerate(ink.shape))
    digit[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return digit
