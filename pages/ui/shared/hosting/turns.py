"""Whose turn it is to compute, where many visitors share a server.

Every run of a page's script has a thread, and Python runs one thread at a time. Where dozens want it at once, each
waits for all others whenever it has said something to a browser, and so does the thread that hears the browsers: then
hardly anything gets done. So runs stand in line, and those that stand there want nothing; and a place is handed on by
the thread that tells the browsers, so that it has its say between two of them. Whole pages, which answer clicks, have a
line of their own and go first. In that of ticks that train, a turn is the shorter, the more visitors want more than
they get. One who is alone, or whose network asks for little, loses nothing by it.
"""
import math
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pages.ui.shared.streamlit_private import runs

SWITCH = 0.001  # seconds after which Python's threads change where several want it; 0.005 else
ROUND = 0.08  # seconds of a processor that all who want more train in turns; the rest of a tick goes to showing it
RECENT = 2.0  # seconds for which somebody counts who wanted more: longer than a tick where a server is busy
LONG_PAGE = 0.1  # seconds; most take less, and one after the other they are there sooner than side by side
GLANCE = 0.03  # seconds between two looks whether a click ends the waiting
LONGEST_TELLING = 1.0  # seconds that a run waits at most until its browser was told
AFTER_ALL = 0.25  # seconds after which somebody may train although others wait for whole pages
ALL_OF_IT = 0.9  # of a turn, from which on its owner wanted more

SENTENCE = "{others} here at the same time, so this run gets a share of the server and is slower than alone."


def _never() -> bool:
    return False


def _nothing() -> None:
    pass


def _at_once(do: Callable[[], None]) -> None:
    do()


class Line:
    """A line for so many places, which go to those who stand in it in the order of their coming. hand_on: does, when it
    is time, what hands a place on. first: another line, whose people go first: while one of them has a place, one of
    this line goes on every so often (`AFTER_ALL`). grace: seconds after which another one may come in for each who has
    a place still."""

    def __init__(self, places: int, hand_on: Callable[[Callable[[], None]], None] = _at_once,
                 first: "Line | None" = None, grace: float = math.inf, clock: Callable[[], float] = time.monotonic):
        self._places, self._hand_on, self._first, self._grace, self._clock = places, hand_on, first, grace, clock
        self._lock = threading.Lock()
        self._line: deque[threading.Event] = deque()
        self._taken, self._handed_on = 0, -math.inf
        self._left_free: Callable[[], None] = _nothing
        if first is not None:
            first._left_free = self._offer

    @contextmanager
    def place(self, is_called: Callable[[], bool] = _never, at_once: bool = False) -> Iterator[bool]:
        """Wait for a place and have it; gives whether it was got.

        is_called: whether somebody has clicked, whose click would wait as well. at_once: wait for nobody.
        """
        is_mine = self._wait(is_called, at_once)
        try:
            yield is_mine
        finally:
            if is_mine:
                self._leave()

    @property
    def is_awaited(self) -> bool:
        """Whether somebody stands in it."""
        return bool(self._line)

    def _wait(self, is_called: Callable[[], bool], at_once: bool) -> bool:
        """Stand in line; whether the place was got."""
        with self._lock:
            if at_once or (not self._line and self._is_free()):
                self._take()
                return True
            mine = threading.Event()
            self._line.append(mine)
        while not mine.wait(GLANCE):
            if is_called():
                with self._lock:
                    if mine not in self._line:
                        return True  # it came this moment
                    self._line.remove(mine)
                    return False
            self._offer()
        return True

    def _is_free(self) -> bool:
        since = self._clock() - self._handed_on
        is_theirs = self._first is not None and self._first._taken and since < AFTER_ALL
        return self._taken < self._places * (2 if since >= self._grace else 1) and not is_theirs

    def _take(self) -> None:
        self._taken += 1
        self._handed_on = self._clock()

    def _offer(self) -> None:
        """Have the next in line take a place that is free, who alone is woken."""
        with self._lock:
            if not self._line or not self._is_free():
                return
            following = self._line.popleft()
            self._take()
        self._hand_on(following.set)

    def _leave(self) -> None:
        with self._lock:
            self._taken -= 1
        self._offer()
        self._left_free()


class Turns:
    """How long a turn to train lasts; visitors are known by a number, that of their run."""

    def __init__(self, places: int, clock: Callable[[], float] = time.perf_counter):
        self._places, self._clock = places, clock
        self._lock = threading.Lock()
        self._wanted_more: dict[int, float] = {}

    def seconds(self, who: int, most: float) -> float:
        """How long a turn may last now, at most `most`."""
        others = self.others(who)
        return min(most, ROUND * self._places / (others + 1)) if others else most

    def note(self, who: int, used: float, seconds: float) -> None:
        """What was used of a turn."""
        with self._lock:
            if used >= ALL_OF_IT * seconds:
                self._wanted_more[who] = self._clock()
            else:
                self._wanted_more.pop(who, None)

    def others(self, who: int) -> int:
        """How many others have wanted more of late."""
        with self._lock:
            recent = self._clock() - RECENT
            self._wanted_more = {one: then for one, then in self._wanted_more.items() if then > recent}
            return len(self._wanted_more.keys() - {who})

    def is_short(self, who: int) -> bool:
        """Whether somebody gets less than alone, and would take more."""
        return self.others(who) > 0 and who in self._wanted_more


def _processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


PLACES = min(2, _processors())  # more would leave a click's thread too small a part
PAGES = Line(1, runs.after_what_waits, grace=LONG_PAGE)  # whole pages
TICKS, TURNS = Line(PLACES, runs.after_what_waits, first=PAGES), Turns(PLACES)


def change_quickly() -> None:
    """Have threads give way to each other more quickly, once a process: each new run waits for that to begin."""
    sys.setswitchinterval(SWITCH)


@contextmanager
def turn(who: int, most: float) -> Iterator[float | None]:
    """Wait for a turn to train and have it; gives its seconds, at most `most`, or None if a click came first. A whole
    page, which has stood in its own line and which others wait for, has it at once."""
    with TICKS.place(runs.is_clicked, at_once=not runs.is_fragment()) as is_mine:
        yield TURNS.seconds(who, most) if is_mine else None


def finish_telling() -> None:
    """At the end of a run that shows a turn's outcome: where others wait, go on only once the browser was told of it.
    The next run of the same kind would take back what has not left."""
    if TICKS.is_awaited and runs.is_fragment():
        runs.until_told(LONGEST_TELLING)


def in_words(who: int) -> str:
    """What to say to somebody whose turns are shorter than alone; otherwise nothing."""
    if not TURNS.is_short(who):
        return ""
    others = TURNS.others(who)
    return SENTENCE.format(others="Another network trains" if others == 1 else f"{others} other networks train")
