"""What a run remembers of its course, in bounded memory and evenly, whatever clock cut its training into slices."""
from bisect import bisect_right
from collections.abc import Iterator
from typing import Generic, TypeVar

import numpy as np

Thing = TypeVar("Thing")


class Moments(Generic[Thing]):
    """Things at steps of a run, in the order of the steps.

    Those at a multiple of `spacing` stay; when there are more than `limit` of them, the spacing doubles, and every
    second one goes. Beside them the newest one is there, at whatever step. So who adds one at each `next_step` gets
    moments at equal distances, however often others come between.
    """

    def __init__(self, limit: int = 240, spacing: int = 1):
        self.spacing = spacing
        self._limit = limit
        self._kept: list[tuple[int, Thing]] = []

    def keep(self, step: int, thing: Thing) -> None:
        """Add what there is at a step, in place; it replaces what there was then and later."""
        self.forget_after(step - 1)
        if self._kept and self._kept[-1][0] % self.spacing:
            self._kept.pop()  # it was there as the newest alone
        self._kept.append((step, thing))
        if step % self.spacing == 0 and len(self._kept) > self._limit:
            self.spacing *= 2
            self._kept = [kept for kept in self._kept if kept[0] % self.spacing == 0 or kept[0] == step]

    def next_step(self, step: int) -> int:
        """The first step after `step` whose moment stays."""
        return (step // self.spacing + 1) * self.spacing

    def forget_after(self, step: int) -> None:
        """Drop what came later, in place."""
        del self._kept[bisect_right(self._kept, step, key=lambda kept: kept[0]) :]

    @property
    def steps(self) -> list[int]:
        """The steps of the moments."""
        return [step for step, _ in self._kept]

    def __iter__(self) -> Iterator[Thing]:
        return (thing for _, thing in self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, index: int) -> Thing:
        return self._kept[index][1]


class Series(Moments[tuple[float, ...]]):
    """Moments that are `columns` numbers each."""

    def __init__(self, columns: int, limit: int = 240, spacing: int = 1):
        super().__init__(limit, spacing)
        self._columns = columns

    def points(self, steps_per_epoch: int = 1) -> np.ndarray:
        """(moments, 1 + columns): the epoch of each, and its numbers."""
        rows = [(step / steps_per_epoch, *numbers) for step, numbers in self._kept]
        return np.array(rows, float).reshape(-1, 1 + self._columns)
