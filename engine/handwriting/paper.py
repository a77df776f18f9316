"""The ink of one digit on a photo of paper: under uneven light, dark on light or light on dark, ruled or not."""
from dataclasses import dataclass

import numpy as np

from engine.handwriting.masks import box_of_each, grown, maxima, parts
from engine.handwriting.recipe import resized
from engine.handwriting.rules import without_rules

DARKEST = 12         # of 255: what cameras make of black; added before logarithms, so that its noise stays small
PAPER_SIDE = 48      # pixels of the small picture in which the paper's color is looked for
STROKES = 0.04, 0.1, 0.25  # widest stroke, of the picture's longest side: what is broader is a shadow
SOFT = 0.4           # edges so many times as sharp as those of the ink are a shadow's: 0.2; a wide stroke's: 0.9
THICK, AS_DARK = 0.05, 0.7 # a stroke was too wide for the first of these if so much more ink, so dark, is in the second
FAINTEST = 0.12      # logarithm of the contrast from which something is ink: 13 %
GRAIN = 4            # ink stands out from the paper this many times as far as the paper's grain does
TWO_INKS = 2         # ink so many times firmer than other ink is the digit, the other is the paper's print
SMALLEST = 0.03      # of the picture's longest side: less is a speck
NEAR = 0.3           # of the digit's longest side: what is farther away from it is not part of it
SOLID = 0.03         # of the largest part's area: less is a speck


@dataclass(frozen=True)
class Found:
    """The ink of a digit (H, W) uint8, all else 0, and its box: (top, left, bottom, right)."""

    ink: np.ndarray
    box: tuple[int, int, int, int]


def digit_on_paper(picture: np.ndarray) -> Found | None:
    """The one digit, or the largest, on a picture (H, W, 3) uint8 of paper; None if no ink stands out from it."""
    contrast = _contrast(picture)
    narrow, usual, wide = (_ink(_flattened(contrast, widest)) for widest in STROKES)
    ink, mask = usual if _adds_ink(usual[1], narrow[1], contrast) else narrow
    if _adds_ink(wide[1], mask, contrast) and (mask is None or _is_hollow(mask, *wide)):
        ink, mask = wide
    if ink is None or mask is None:
        return None
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return Found(ink, (int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1))


def _ink(contrast: np.ndarray) -> tuple[np.ndarray, np.ndarray] | tuple[None, None]:
    """(ink (H, W) uint8, its mask) of the digit; the mask is None if there is none."""
    threshold = _threshold(contrast)
    if threshold is None:
        return None, None
    there = without_rules(contrast > threshold)
    mask = _digit(there)
    if mask is None:
        return None, None
    soft = np.clip(contrast * (127 / threshold), 0, 255) * grown(mask, 2) * ~grown(there & ~mask, 1)
    return soft.astype(np.uint8), mask


def _adds_ink(more: np.ndarray | None, mask: np.ndarray | None, contrast: np.ndarray) -> bool:
    """Whether what a mask of wider strokes has beyond another is ink by its edges: a hand's shadow fades away."""
    if more is None or mask is None:
        return mask is None
    added = more & grown(~more, 1) & ~grown(mask, 3)
    if not added.any():
        return True
    steepness = maxima(contrast, 2) + maxima(-contrast, 2)
    return bool(np.median(steepness[added]) > SOFT * np.median(steepness[mask & grown(~mask, 1)]))


def _is_hollow(mask: np.ndarray, ink: np.ndarray | None, more: np.ndarray | None) -> bool:
    """Whether a mask lacks the inside of strokes that were too wide to be told from shadows; `more` has it."""
    if ink is None or more is None:
        return False
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    inside = more[box] & ~mask[box]
    return bool(inside.sum() > THICK * mask.sum() and ink[box][inside].mean() > AS_DARK * ink[mask].mean())


def _contrast(picture: np.ndarray) -> np.ndarray:
    """(H, W) float32: how far each pixel differs from the paper in the direction of color in which the ink does.

    Light multiplies what paper reflects, so logarithms make a shadow a mere offset. Ink is what is rare: its side is
    the one on which differences are few and far, the sign of the third moment.
    """
    logarithms = np.log(np.arange(256, dtype=np.float32) + DARKEST)
    colors = np.ascontiguousarray(logarithms[picture.transpose(2, 0, 1)])
    rest = (colors - [_paper(channel) for channel in colors]).reshape(3, -1)
    ink_color = np.linalg.eigh(rest @ rest.T)[1][:, -1]
    difference = _blurred(np.tensordot(ink_color, colors, 1))
    return difference * np.sign(((ink_color @ rest) ** 3).sum())


def _paper(channel: np.ndarray) -> np.ndarray:
    """A channel (H, W) without its ink, smooth: medians of wide surroundings, for which ink is too rare to matter."""
    scale = PAPER_SIDE / max(channel.shape)
    small = resized(channel, [max(1, round(length * scale)) for length in channel.shape])
    reach = PAPER_SIDE // 4
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(small, reach, "reflect"), (2 * reach + 1,) * 2)
    medians = np.median(windows.reshape(*small.shape, -1), axis=-1).astype(np.float32)
    return resized(medians, list(channel.shape))


def _blurred(values: np.ndarray) -> np.ndarray:
    """(H, W) averaged over 3x3 pixels."""
    for axis in (0, 1):
        padded = np.pad(values, [(1, 1) if a == axis else (0, 0) for a in (0, 1)], "edge")
        values = (np.take(padded, range(values.shape[axis]), axis) + values
                  + np.take(padded, range(2, values.shape[axis] + 2), axis)) / 3
    return values


def _flattened(contrast: np.ndarray, widest: float) -> np.ndarray:
    """Contrast above that of the surrounding paper: what is narrower than the widest stroke stays, shadows go."""
    reach = max(1, round(max(contrast.shape) * widest / 2))
    lowest = -maxima(-contrast, reach)
    return contrast - maxima(lowest, reach)


def _threshold(contrast: np.ndarray) -> float | None:
    """The contrast above which something is ink; None if nothing stands out from the paper."""
    threshold, paper, ink = _divided(contrast)
    grain = float(contrast[contrast < threshold].std())
    if ink - paper < max(FAINTEST, GRAIN * grain):
        return None
    above, faint, firm = _divided(contrast[contrast > threshold])
    return above if firm - paper > TWO_INKS * (faint - paper) else threshold


def _divided(values: np.ndarray) -> tuple[float, float, float]:
    """(threshold, mean below, mean above) that divides values best (Otsu 1979)."""
    counts, edges = np.histogram(values, 256)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)[:-1]
    above = counts.sum() - below
    sums = np.cumsum(counts * middles)
    low, high = sums[:-1] / np.maximum(below, 1), (sums[-1] - sums[:-1]) / np.maximum(above, 1)
    best = int((below * above * (high - low) ** 2.0).argmax())
    return float(low[best] + high[best]) / 2, float(low[best]), float(high[best])


def _digit(there: np.ndarray) -> np.ndarray | None:
    """The mask of the largest part, if possible one that does not touch the picture's edge, and of what is near it."""
    labels, count = parts(grown(there, 1))
    labels *= there
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    boxes = box_of_each(labels, count)
    within = (boxes[:, :2] > 1).all(axis=1) & (boxes[:, 2:] < np.subtract(there.shape, 1)).all(axis=1)
    large = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0) >= max(4, SMALLEST * max(there.shape))
    candidates = large & within if (large & within).any() else large
    if not candidates.any():
        return None
    chosen = np.arange(count) == (areas * candidates).argmax()
    solid = (areas >= SOLID * areas[chosen]) & (within | chosen)
    while True:
        low, high = boxes[chosen, :2].min(axis=0), boxes[chosen, 2:].max(axis=0)
        gaps = np.maximum(low - boxes[:, 2:], boxes[:, :2] - high).max(axis=1)
        more = solid & ~chosen & (gaps < NEAR * (high - low).max())
        if not more.any():
            return np.concatenate([[False], chosen])[labels]
        chosen |= more
