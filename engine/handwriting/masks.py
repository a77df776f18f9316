"""Masks (H, W) of bool: how they grow, and which parts they fall into."""
import numpy as np


def grown(mask: np.ndarray, radius: int) -> np.ndarray:
    """A mask with all pixels up to `radius` away along both axes."""
    return maxima(mask.astype(np.uint8), radius).astype(bool)


def maxima(values: np.ndarray, reach: int) -> np.ndarray:
    """(H, W): the largest value within `reach` pixels along both axes, by windows that double."""
    for axis in (0, 1):
        length = values.shape[axis]
        padded = np.moveaxis(np.pad(values, [(reach, reach) if a == axis else (0, 0) for a in (0, 1)], "edge"), axis, 0)
        width = 1
        while width < 2 * reach + 1:
            step = min(width, 2 * reach + 1 - width)
            padded = np.maximum(padded[:-step], padded[step:])
            width += step
        values = np.moveaxis(padded[:length], 0, axis)
    return values


def parts(mask: np.ndarray) -> tuple[np.ndarray, int]:
    """(labels (H, W), count): connected parts of a mask, corners included, numbered from 1."""
    padded = np.pad(mask, ((0, 0), (1, 1))).astype(np.int8)
    change = np.diff(padded, axis=1)
    run_rows, starts = np.nonzero(change == 1)
    ends = np.nonzero(change == -1)[1]
    parents = list(range(len(starts)))

    def root(run: int) -> int:
        while parents[run] != run:
            parents[run] = run = parents[parents[run]]
        return run

    first = np.searchsorted(run_rows, np.arange(len(mask) + 1))
    begin, end = starts.tolist(), ends.tolist()
    for row in range(1, len(mask)):
        above, last_above, here, last = first[row - 1], first[row], first[row], first[row + 1]
        while above < last_above and here < last:
            if begin[above] <= end[here] and begin[here] <= end[above]:
                parents[root(here)] = root(above)
            if end[above] < end[here]:
                above += 1
            else:
                here += 1
    roots = np.array([root(run) for run in range(len(parents))], int)
    _, names = np.unique(roots, return_inverse=True)
    labels = np.zeros(mask.shape, np.int32)
    lengths = ends - starts
    flat = np.repeat(run_rows * mask.shape[1] + starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    labels.ravel()[flat + np.arange(lengths.sum())] = np.repeat(names + 1, lengths)
    return labels, int(names.max(initial=-1)) + 1


def box_of_each(labels: np.ndarray, count: int) -> np.ndarray:
    """(count, 4): top, left, bottom, right of every part."""
    boxes = np.zeros((count + 1, 4), int)
    boxes[:, :2] = max(labels.shape)
    rows, columns = np.nonzero(labels)
    names = labels[rows, columns]
    top, left, bottom, right = boxes.T
    np.minimum.at(top, names, rows)
    np.minimum.at(left, names, columns)
    np.maximum.at(bottom, names, rows + 1)
    np.maximum.at(right, names, columns + 1)
    return boxes[1:]
