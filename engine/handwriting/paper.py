"""The ink on a photo of paper: under uneven light, dark on light or light on dark, ruled or not."""
from dataclasses import dataclass

import numpy as np

from engine.handwriting.frames import without_frames
from engine.handwriting.masks import box_of_each, grown, maxima, parts
from engine.handwriting.recipe import resized
from engine.handwriting.rules import without_rules

DARKEST = 12         # of 255: what cameras make of black; added before logarithms, so that its noise stays small
PAPER_SIDE = 48      # pixels of the small picture in which the paper's color is looked for
STROKES = 0.04, 0.1, 0.25  # widest stroke, of the picture's longest side: what is broader is a shadow
SOFT = 0.5           # edges so many times as sharp as those of the ink are a shadow's: 0.4; a wide stroke's: 0.9
FULL = 12            # pixels from an edge; so far inside, ink or a shadow is as dark as it gets
THICK, AS_DARK = 0.05, 0.7 # a stroke was too wide for the first of these if so much more ink, so dark, is in the second
FAINTEST = 0.12      # logarithm of the contrast from which something is ink: 13 %
GRAIN = 4            # ink stands out from the paper this many times as far as the paper's grain does
USUAL = 0.7          # of the paper has less grain than counts: the rest may be faint strokes
TRAIL = 0.4          # a stroke may go on this faintly, of what it takes to be ink by itself
WIDEST_EDGE = 8      # pixels; ink is half as dark as the darkest pixel so near
TWO_INKS = 2         # ink so many times firmer than other ink is the digit, if the other is the paper's print:
PRINTED_EDGES = 3    # it reaches so many of the picture's edges
SMALLEST = 0.03      # of the picture's longest side: less is a speck
SPECK = 0.015        # of the largest part's area: less is one, too
CUT_OFF = 0.3        # a part that touches the picture's edge along so much of its longest side goes on beyond it


@dataclass(frozen=True)
class Found:
    """The ink on a picture: ink (H, W) uint8, bright on dark; mask (H, W) bool of where it is; contrast (H, W), how far
    it stands out from the paper, in logarithms."""

    ink: np.ndarray
    mask: np.ndarray
    contrast: np.ndarray


def ink_on_paper(picture: np.ndarray) -> Found | None:
    """What is written on a picture (H, W, 3) uint8 of paper; None if no ink stands out from it.

    Shadows, printed lines, frames, specks and what goes on beyond the picture's edge are left out.
    """
    contrast = _contrast(picture)
    narrow, usual, wide = (_ink(_flattened(contrast, widest)) for widest in STROKES)
    found = usual if _adds_ink(usual, narrow, contrast) else narrow
    if wide is not None and _adds_ink(wide, found, contrast) and (found is None or _is_hollow(found, wide)):
        found = wide
    return found


def _ink(contrast: np.ndarray) -> Found | None:
    thresholds = _thresholds(contrast)
    if thresholds is None:
        return None
    sure, least = thresholds
    level = np.clip(maxima(contrast, _edge_width(contrast, sure)) / 2, least, sure)
    there = (contrast > level) & _holding(contrast > least, contrast > sure)
    there = without_rules(without_frames(there))
    mask = _written(there)
    if mask is None:
        return None
    soft = np.clip(contrast * (127 / level), 0, 255) * grown(mask, 2) * ~grown(there & ~mask, 1)
    return Found(soft.astype(np.uint8), mask, contrast)


def _edge_width(contrast: np.ndarray, sure: float) -> int:
    """Pixels in which ink mostly fades into paper: few, but in blurred pictures and in tiny ones that were enlarged."""
    edge = (contrast > sure) & grown(contrast <= sure, 1)
    steepness = maxima(contrast, 2) + maxima(-contrast, 2)
    return int(np.clip(np.rint(2 * np.median(maxima(contrast, WIDEST_EDGE)[edge] / steepness[edge])), 2, WIDEST_EDGE))


def _adds_ink(wider: Found | None, found: Found | None, contrast: np.ndarray) -> bool:
    """Whether what was found for wider strokes has more ink, by its edges: a hand's shadow fades away."""
    if wider is None or found is None:
        return found is None
    added = wider.mask & grown(~wider.mask, 1) & ~grown(found.mask, 3)
    if not added.any():
        return True
    sharpness = (maxima(contrast, 2) + maxima(-contrast, 2)) / np.maximum(maxima(wider.contrast, FULL), FAINTEST)
    return bool(np.median(sharpness[added]) > SOFT * np.median(sharpness[found.mask & grown(~found.mask, 1)]))


def _is_hollow(found: Found, wider: Found) -> bool:
    """Whether what was found lacks parts of strokes that were too wide to be told from shadows."""
    more = _holding(grown(wider.mask, 3), found.mask) & wider.mask & ~found.mask
    return bool(more.sum() > THICK * found.mask.sum()
                and wider.ink[more].mean() > AS_DARK * wider.ink[found.mask].mean())


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


def _thresholds(contrast: np.ndarray) -> tuple[float, float] | None:
    """The contrast above which something is ink by itself, and the least with which a stroke goes on from there; None
    if nothing stands out from the paper."""
    threshold, paper, ink = _divided(contrast)
    below = contrast[contrast < threshold]
    if ink - paper < max(FAINTEST, GRAIN * float(below.std())):
        return None
    firmest, faint, firm = _divided(contrast[contrast > threshold])
    if firm - paper > TWO_INKS * (faint - paper) and _is_print((contrast > threshold) & ~grown(contrast > firmest, 3)):
        return firmest, firmest
    usual = float(np.quantile(np.abs(below - np.median(below)), USUAL))
    return threshold, min(paper + max(TRAIL * (threshold - paper), GRAIN * usual), threshold)


def _is_print(there: np.ndarray) -> bool:
    """Whether a mask is of something all over the picture."""
    return sum(bool(edge.any()) for edge in (there[:3], there[-3:], there[:, :3], there[:, -3:])) >= PRINTED_EDGES


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


def _holding(there: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """The parts of a mask in which some pixel is sure."""
    labels, count = parts(there)
    held = np.bincount(labels[sure], minlength=count + 1) > 0
    held[0] = False
    return held[labels]


def _written(there: np.ndarray) -> np.ndarray | None:
    """The mask without specks and without what goes on beyond the picture's edge, unless everything does."""
    labels, count = parts(grown(there, 1))
    labels *= there
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    boxes = box_of_each(labels, count)
    longest = (boxes[:, 2:] - boxes[:, :2]).max(axis=1, initial=0)
    edge = np.ones_like(there)
    edge[2:-2, 2:-2] = False
    contact = np.bincount(labels[edge], minlength=count + 1)[1:] / 2
    within = contact < CUT_OFF * longest
    large = longest >= max(4, SMALLEST * max(there.shape))
    candidates = large & within if (large & within).any() else large
    if not candidates.any():
        return None
    kept = (candidates | (within & ~large)) & (areas >= SPECK * areas[candidates].max())
    return np.concatenate([[False], kept])[labels]
