"""The lines of ruled and checked paper: how to take them off a mask of ink and leave the strokes that cross them."""
import numpy as np

from engine.handwriting.masks import grown, parts

STEEPEST = 0.14  # of a line, 8 degrees
RULES, RULE = 3, 0.55  # so many lines over so much of the picture are printed, not drawn
LONE_RULE = 0.9  # so is a single one over so much of it, if nothing is on it and something else is there
BARE = 0.1       # of a line's ink; with less ink on it, nothing is
THIN = 0.03      # of the picture's longest side: what is printed is no thicker
THICKER = 1.6    # a stroke passes where a line is so many times as thick as it mostly is


def without_rules(there: np.ndarray) -> np.ndarray:
    """The mask without lines that cross the picture: each column of a line goes, unless a stroke passes there."""
    return _without_level_rules(_without_level_rules(there).T).T


def _without_level_rules(there: np.ndarray) -> np.ndarray:
    """For every row, the slope is sought at which a line through its middle holds most of the mask."""
    height, width = there.shape
    columns = np.arange(0, width, max(1, width // 96))
    sample = there[:, columns]
    rows = np.arange(height)[:, None]
    best, slopes = np.zeros(height), np.zeros(height)
    for slope in np.linspace(-STEEPEST, STEEPEST, 45):
        source = rows + np.rint(slope * (columns - width / 2)).astype(int)
        inside = (source >= 0) & (source < height)
        hits = (sample[np.clip(source, 0, height - 1), np.arange(len(columns))] & inside).sum(axis=1)
        share = hits / np.maximum(inside.sum(axis=1), len(columns) / 2)
        better = share > best
        best[better], slopes[better] = share[better], slope
    lines = np.flatnonzero(best > RULE)
    if (np.diff(lines, prepend=-height) > 3).sum() >= RULES:
        return there & ~_thin(there, lines, slopes[lines], height, width)
    lines = lines[best[lines] > LONE_RULE]
    return _without_bare_lines(there, _thin(there, lines, slopes[lines], height, width)) if len(lines) else there


def _without_bare_lines(there: np.ndarray, thin: np.ndarray) -> np.ndarray:
    """The mask without those of its parts that are nothing but a line, unless nothing else is there."""
    labels, count = parts(there)
    areas, on_lines = (np.bincount(labels[mask], minlength=count + 1) for mask in (there, thin))
    kept = there & (areas - on_lines > BARE * on_lines)[labels]
    return kept if kept.any() else there


def _thin(there: np.ndarray, lines: np.ndarray, slopes: np.ndarray, height: int, width: int) -> np.ndarray:
    """Where the mask, on one of the lines, is no thicker than the line mostly is; nowhere if that is thick."""
    upward = _run_lengths(there)
    downward = _run_lengths(there[::-1])[::-1]
    thickness = upward + downward - 1
    columns = np.arange(width)
    rows = np.rint(lines[:, None] + slopes[:, None] * (columns - width / 2)).astype(int)
    on = (rows >= 0) & (rows < height)
    rows = np.clip(rows, 0, height - 1)
    on &= there[rows, columns]
    usual = np.median(thickness[rows, columns][on])
    if usual > THIN * max(there.shape):
        return np.zeros_like(there)
    marked = np.zeros_like(there)
    marked[rows[on], np.broadcast_to(columns, rows.shape)[on]] = True
    marked = grown(marked, max(1, int(usual)))
    return marked & (thickness <= THICKER * usual + 1) & there


def _run_lengths(there: np.ndarray) -> np.ndarray:
    """How many pixels of the mask lie in a row above each, itself included."""
    lengths = np.zeros(there.shape, np.int32)
    lengths[0] = there[0]
    for row in range(1, len(there)):
        lengths[row] = (lengths[row - 1] + 1) * there[row]
    return lengths
