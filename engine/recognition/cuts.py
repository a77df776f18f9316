"""Where to cut digits that touch: along the ways from top to bottom that cross the least ink."""
import numpy as np

from engine.handwriting.recipe import resized, stroke_width

HEIGHT = 40      # pixels of the small picture in which ways are sought
WAY = 0.03       # what a step costs that crosses no ink, so that ways are short; crossing ink costs 1 a pixel
NARROWEST = 0.2  # of the height of digits: no slice is narrower
MOST_CUTS = 20   # the best ones are tried
MOST = 2.5       # stroke widths of ink that a cut crosses at most


def slices(ink: np.ndarray, height: float) -> tuple[np.ndarray, list[float]]:
    """Ink (H, W) of one part, cut where digits of `height` pixels may touch.

    Returns (order (H, W) int: which slice from the left each pixel is in, from 0; for each cut from left to right, how
    much ink it crosses in stroke widths).
    """
    scale = HEIGHT / height
    small = resized(ink, [max(2, round(length * scale)) for length in ink.shape]) * np.float32(1 / ink.max())
    down, up = _costs(small), _costs(small[::-1])[::-1]
    middle = len(small) // 2
    through = down[middle] + up[middle] - small[middle] - WAY
    width = max(stroke_width(small), 1.0)
    ways = []
    for column in _low_places(through, round(NARROWEST * HEIGHT)):
        way = np.concatenate([_way(down[: middle + 1], column)[::-1], _way(up[middle:][::-1], column)[1:]])
        crossed = float(small[np.arange(len(small)), way].sum()) / width
        if crossed <= MOST:
            ways.append((way, crossed))
    rows = (np.arange(ink.shape[0]) * len(small) // ink.shape[0])
    columns = np.arange(ink.shape[1])
    order = np.zeros(ink.shape, int)
    for way, _ in ways:
        order += columns >= ((way[rows] + 0.5) * ink.shape[1] / small.shape[1])[:, None]
    return order, [crossed for _, crossed in ways]


def _costs(ink: np.ndarray) -> np.ndarray:
    """(H, W): what the cheapest way from the first row to each pixel costs, a column to a side at each step at most."""
    costs = ink + WAY
    for row in range(1, len(costs)):
        before = np.pad(costs[row - 1], 1, constant_values=np.inf)
        costs[row] += np.minimum(np.minimum(before[:-2] + WAY / 2, before[2:] + WAY / 2), before[1:-1])
    return costs


def _way(costs: np.ndarray, column: int) -> np.ndarray:
    """The columns (H,) of the cheapest way from a column of the last row back to the first."""
    way = [column]
    for before in costs[-2::-1]:
        nearby = range(max(column - 1, 0), min(column + 2, len(before)))
        column = min(nearby, key=lambda place: (before[place] + (place != column) * WAY / 2, abs(place - column)))
        way.append(column)
    return np.array(way)


def _low_places(costs: np.ndarray, apart: int) -> list[int]:
    """Where costs (W,) are lowest among their neighbors, the best ones first chosen, in order of place."""
    chosen: list[int] = []
    for place in np.argsort(costs, kind="stable").tolist():
        if apart <= place < len(costs) - apart and all(abs(place - other) >= apart for other in chosen):
            chosen.append(place)
    return sorted(chosen[:MOST_CUTS])
