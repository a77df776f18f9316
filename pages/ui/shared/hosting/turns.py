"""Whose turn it is to train, where many visitors do so on one server.

Every visit has a thread, and Python runs one at a time: left alone, all trainings would be in the way of each other and
of every click. So they stand in line, and a turn is the shorter, the more visitors want more than they get. One who is
alone, or whose network asks for little, loses nothing by it. What answers a click never waits in line.
"""
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ROUND = 0.12  # seconds of a processor that all who want more get in turns; the rest of a tick goes to showing it
RECENT = 2.0  # seconds for which somebody counts who wanted more: longer than a tick where a server is busy
GLANCE = 0.05  # seconds between two looks whether a click ends the waiting
ALL_OF_IT = 0.9  # of a turn, from which on its owner wanted more

SENTENCE = "{others} here at the same time, so this run gets a share of the server and is slower than alone."


class Turns:
    """A line for so many places; who stands in it is known by a number, a visit's run."""

    def __init__(self, places: int, clock: Callable[[], float] = time.perf_counter):
        self._places, self._clock = places, clock
        self._condition = threading.Condition()
        self._line: deque[int] = deque()
        self._taken = 0
        self._wanted_more: dict[int, float] = {}

    @contextmanager
    def take(self, who: int, most: float, is_called: Callable[[], bool],
             at_once: bool = False) -> Iterator[float | None]:
        """Wait for a turn and have it; gives its seconds, at most `most`, or None if a click came first.

        is_called: whether somebody has clicked, who would wait as well. at_once: this answers a click, and waits for
        nobody.
        """
        is_mine = self._wait(who, is_called, at_once)
        try:
            if not is_mine:
                yield None
                return
            seconds, began = self.seconds(who, most), self._clock()
            yield seconds
            self._note(who, self._clock() - began >= ALL_OF_IT * seconds)
        finally:
            if is_mine:
                with self._condition:
                    self._taken -= 1
                    self._condition.notify_all()

    def seconds(self, who: int, most: float) -> float:
        """How long a turn may last now."""
        others = self.others(who)
        return min(most, ROUND * self._places / (others + 1)) if others else most

    def others(self, who: int) -> int:
        """How many others have wanted more of late."""
        with self._condition:
            recent = self._clock() - RECENT
            self._wanted_more = {one: then for one, then in self._wanted_more.items() if then > recent}
            return len(self._wanted_more.keys() - {who})

    def is_short(self, who: int) -> bool:
        """Whether somebody gets less than alone, and would take more."""
        return self.others(who) > 0 and who in self._wanted_more

    def _wait(self, who: int, is_called: Callable[[], bool], at_once: bool) -> bool:
        """Stand in line; whether the turn has come."""
        with self._condition:
            if not at_once:
                self._line.append(who)
                try:
                    while self._line[0] != who or self._taken >= self._places:
                        self._condition.wait(GLANCE)
                        if is_called():
                            return False
                finally:
                    self._line.remove(who)
                    self._condition.notify_all()
            self._taken += 1
            return True

    def _note(self, who: int, wanted_more: bool) -> None:
        with self._condition:
            if wanted_more:
                self._wanted_more[who] = self._clock()
            else:
                self._wanted_more.pop(who, None)


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


TURNS = Turns(min(2, _processors()))  # more would leave a click's thread too small a part


def in_words(who: int) -> str:
    """What to say to somebody whose turns are shorter than alone; otherwise nothing."""
    if not TURNS.is_short(who):
        return ""
    others = TURNS.others(who)
    return SENTENCE.format(others="Another network trains" if others == 1 else f"{others} other networks train")
