"""New digits from old: turned, slanted, stretched, bent, thicker or thinner, as other hands would have written them."""
from typing import NamedTuple

import numpy as np

from engine.datasets.digit_format import BOX, CENTER, SIDE

KNOTS = 5   # the bend is drawn at 5 x 5 points and smooth in between
ZOOM = 1.3  # how far we step back to see where a changed digit would lie
ROWS_AT_ONCE = 32  # few: arrays so small are used again without a new page from the system, twice as fast


def augmented(images: np.ndarray, random: np.random.Generator, *, turn: float = 0.12, slant: float = 0.2,
              stretch: float = 0.1, bend: float = 1.0, jitter: float = 0.6, thickness: float = 0.6) -> np.ndarray:
    """Changed copies (n, 28, 28) float32 of images (n, 28, 28) in 0..1, each in its own way.

    turn, slant: standard deviations of the angle in radians and of the shear; stretch: of the logarithm of the aspect;
    bend: of the elastic distortion in pixels; jitter: most pixels off the middle; thickness: largest share of a step in
    which all ink grows or shrinks by a pixel. The copies are placed and scaled as MNIST's digits are: 20 pixels on the
    longest side, center of mass in the middle.
    """
    images = np.ascontiguousarray(images, np.float32)
    count = len(images)
    hand = _Hand.drawn(count, random, turn, slant, stretch, bend)
    off = random.uniform(-jitter, jitter, (2, count, 1)).astype(np.float32)
    amount = random.uniform(-thickness, thickness, count).astype(np.float32)
    changed = np.empty_like(images)
    for first in range(0, count, ROWS_AT_ONCE):
        rows = slice(first, first + ROWS_AT_ONCE)
        part = _Hand(hand.matrix[rows], hand.bends[rows])
        changed[rows] = _thickened(_rewritten(images[rows], part, off[:, rows]), amount[rows])
    return changed


def change_digits(digits: np.ndarray, random: np.random.Generator, strength: float) -> None:
    """Replace digits (n, 784), values 0..1, in place, by copies changed by `strength` (1 for the model in the box).

    At 0.04 ms a digit this takes several times as long as to learn from it.
    """
    usual = {name: strength * value for name, value in (augmented.__kwdefaults__ or {}).items()}
    digits[...] = augmented(digits.reshape(-1, SIDE, SIDE), random, **usual).reshape(digits.shape)


def _rewritten(images: np.ndarray, hand: "_Hand", off: np.ndarray) -> np.ndarray:
    """Images (n, 28, 28) as another hand writes them, `off` (2, n, 1) pixels from where MNIST would place them."""
    steps = np.arange(SIDE, dtype=np.float32) - np.float32(CENTER)
    afar = np.broadcast_to(steps * np.float32(ZOOM), (len(images), SIDE))
    middle, longest = _measured(sampled(images, hand.sources(afar, afar)))
    scale = (longest * np.float32(ZOOM / BOX))[:, None]
    y, x = ((center[:, None] - np.float32(CENTER)) * np.float32(ZOOM) + (steps + shift) * scale
            for center, shift in zip(middle, off))
    return sampled(images, hand.sources(y, x))


class _Hand(NamedTuple):
    """How each digit is written anew: matrix (n, 2, 2) by which it is turned, slanted and stretched, and the bend's
    strength at its knots, bends (n, 2, 5, 5), both by (y, x)."""

    matrix: np.ndarray
    bends: np.ndarray

    @classmethod
    def drawn(cls, count: int, random: np.random.Generator, turn: float, slant: float, stretch: float,
              bend: float) -> "_Hand":
        angle, shear, aspect = (random.normal(0, deviation, count) for deviation in (turn, slant, stretch))
        cos, sin = np.cos(angle), np.sin(angle)
        matrix = np.array([[cos, sin], [shear * cos - sin, shear * sin + cos]])
        matrix *= np.exp([[aspect, aspect], [-aspect, -aspect]])
        bends = random.standard_normal((count, 2, KNOTS, KNOTS), np.float32) * np.float32(bend)
        return cls(matrix.transpose(2, 0, 1).astype(np.float32), bends)

    def sources(self, y: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Where (n, 2, 28, 28) in the old images each pixel of the new ones comes from, for its row y and column x,
        (n, 28) each, counted from the middle."""
        rows, columns = _bumps(y), _bumps(x)
        sources = rows[:, None] @ self.bends @ columns[:, None].transpose(0, 1, 3, 2)
        sources += self.matrix[:, :, 0, None, None] * y[:, None, :, None]
        sources += self.matrix[:, :, 1, None, None] * x[:, None, None, :]
        sources += np.float32(CENTER)
        return sources


def _bumps(places: np.ndarray) -> np.ndarray:
    """How much each knot counts at places (n, 28): bell curves (n, 28, KNOTS), one per knot."""
    spacing = SIDE / (KNOTS - 1)
    knots = ((np.arange(KNOTS) - (KNOTS - 1) / 2) * spacing).astype(np.float32)
    return np.exp(np.square((places[..., None] - knots) / np.float32(0.8 * spacing)) * np.float32(-1))


def sampled(images: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """Images (n, side, side) read at sources (n, 2, height, width), rows before columns, which lie between pixels: the
    four around each, weighted by nearness. A single source (1, 2, height, width) is read in all images. Sources are
    clipped into the picture, in place."""
    side = images.shape[1]
    np.clip(sources, 0, np.float32(side - 1.001), out=sources)
    whole = sources.astype(np.intp)
    down, across = np.moveaxis(sources - whole, 1, 0)
    corner = whole[:, 0] * side + whole[:, 1] + (np.arange(len(images)) * side**2)[:, None, None]
    flat = images.reshape(-1)
    top = flat[corner]
    top += (flat[corner + 1] - top) * across
    bottom = flat[corner + side]
    bottom += (flat[corner + (side + 1)] - bottom) * across
    bottom -= top
    bottom *= down
    return np.add(top, bottom, out=top)


def _measured(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(centers of mass (2, n), longest sides (n,)) of images (n, 28, 28), in pixels."""
    sides, centers = [], []
    for axis in (2, 1):
        profile = images.sum(axis=axis)
        centers.append(profile @ np.arange(SIDE, dtype=np.float32) / np.maximum(profile.sum(axis=1), 1e-6))
        there = images.max(axis=axis) > 0.3
        sides.append(SIDE - there.argmax(axis=1) - there[:, ::-1].argmax(axis=1))
    return np.array(centers), np.maximum(*sides).astype(np.float32)


def _thickened(images: np.ndarray, amount: np.ndarray) -> np.ndarray:
    """Images (n, 28, 28) mixed with copies whose ink is a pixel wider on all sides, by amount (n,), or narrower."""
    amount = amount[:, None, None]
    return (images + np.maximum(amount, 0) * (spread(images, np.maximum) - images)
            + np.maximum(-amount, 0) * (spread(images, np.minimum) - images))


def spread(images: np.ndarray, pick: np.ufunc) -> np.ndarray:
    """Images (n, 28, 28) with every pixel replaced by the extreme, np.maximum or np.minimum, of itself and its four
    neighbors; outside is blank."""
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    result = images.copy()
    for neighbor in (framed[:, :-2, 1:-1], framed[:, 2:, 1:-1], framed[:, 1:-1, :-2], framed[:, 1:-1, 2:]):
        pick(result, neighbor, out=result)
    return result
