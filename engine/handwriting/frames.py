"""Lines around what is written: the axes of a figure, a drawn box, a table."""
import numpy as np

from engine.handwriting.masks import box_of_each, parts

LEAST = 0.12     # of the picture's longest side: a smaller rectangle may be a digit
STRAIGHT = 0.85  # of each side of a frame is on a line
HELD = 0.1      # of its shorter side: what is smaller does not make a frame of it: the dot in a zero
CELLS, GRID = 4, 0.3  # what holds so much, and covers so little of its box, is a table
THIN = 0.12      # of its shorter side: a frame's ink is no farther than this from its outline


def without_frames(there: np.ndarray) -> np.ndarray:
    """The mask (H, W) without the largest frame or table that holds other ink, and without all that is outside."""
    labels, count = parts(there)
    boxes = box_of_each(labels, count)
    sizes = boxes[:, 2:] - boxes[:, :2]
    for part in np.argsort(-sizes.prod(axis=1))[:3].tolist():
        top, left, bottom, right = boxes[part].tolist()
        if min(sizes[part]) < LEAST * max(there.shape) or not _is_within(there, top, left, bottom, right):
            continue
        inside = labels[top:bottom, left:right]
        is_own = inside == part + 1
        within = (boxes[:, :2] >= boxes[part, :2]).all(axis=1) & (boxes[:, 2:] <= boxes[part, 2:]).all(axis=1)
        held = (within & (sizes.max(axis=1) >= HELD * min(sizes[part]))).sum() - 1
        if (held >= 1 and _is_frame(is_own)) or (held >= CELLS and is_own.mean() < GRID):
            content = np.zeros_like(there)
            content[top:bottom, left:right] = (inside > 0) & ~is_own
            return content
    return there


def _is_within(there: np.ndarray, top: int, left: int, bottom: int, right: int) -> bool:
    """Whether a box keeps away from the picture's edges; the squares of checked paper go on there."""
    return min(top, left) > 1 and bottom < there.shape[0] - 1 and right < there.shape[1] - 1


def _is_frame(part: np.ndarray) -> bool:
    """Whether a part, in its box, is an outline of straight lines and nothing else."""
    reach = max(2, round(THIN * min(part.shape)))
    if part[reach:-reach, reach:-reach].any():
        return False
    sides = part[:reach], part[-reach:], part[:, :reach].T, part[:, -reach:].T
    return all(side.any(axis=0).mean() >= STRAIGHT for side in sides)
