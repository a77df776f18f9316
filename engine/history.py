"""What a run remembers of its course, in bounded memory."""
import numpy as np


class Series:
    """Points of numbers in the order they came, thinned evenly so that at most `limit` are kept.

    When full, every second point goes and from then on only every second one is kept, and so on. The newest point is
    always there, so `points` may return one more than `limit`.
    """

    def __init__(self, columns: int, limit: int = 240):
        self._kept = np.empty((limit, columns))
        self._count = self._seen = 0
        self._every = 1
        self._newest = None

    def append(self, *point: float) -> None:
        """Add a point, in place."""
        if self._seen % self._every == 0 and self._count == len(self._kept):
            self._every *= 2
            self._count = len(self._kept[::2])
            self._kept[: self._count] = self._kept[::2].copy()
        if self._seen % self._every == 0:
            self._kept[self._count] = point
            self._count += 1
        self._seen += 1
        self._newest = point

    def points(self) -> np.ndarray:
        """A copy of the points, (points, columns)."""
        kept = self._kept[: self._count]
        if self._count and not np.array_equal(kept[-1], self._newest, equal_nan=True):
            return np.vstack([kept, self._newest])
        return kept.copy()

    def forget_after(self, first: float) -> None:
        """Drop the points whose first number is above `first`, in place."""
        if self._newest is None or self._newest[0] <= first:
            return
        self._count = int(np.searchsorted(self._kept[: self._count, 0], first, side="right"))
        self._seen = self._count * self._every
        self._newest = tuple(self._kept[self._count - 1]) if self._count else None
