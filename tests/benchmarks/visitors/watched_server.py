"""The server that visitors come to, on a processor core of its own, and what it takes over time. Linux only."""
import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from tests import browser
from tests.benchmarks.app import processor_seconds, resident_megabytes

EVERY = 0.5  # seconds between two looks


class Look(NamedTuple):
    """The server at a moment: seconds, processor seconds, resident MB."""

    at: float
    processor: float
    memory: float


class WatchedServer:
    """A running server and all looks at it, the first one before anybody came."""

    def __init__(self, server: browser.Server):
        self.address, self._pid = server.address, server.pid
        self.looks = [self.look()]

    def look(self) -> Look:
        """How it is now."""
        return Look(time.monotonic(), processor_seconds(self._pid), resident_megabytes(self._pid))

    async def watch(self) -> None:
        """Look at it every so often, until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            self.looks.append(self.look())


@contextmanager
def watched() -> Iterator[WatchedServer]:
    """The app as the README starts it, on the first core that this process may use, which leaves that core: what
    visitors cost is not the server's."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:1])  # the server inherits it
    try:
        with browser.served() as server:
            os.sched_setaffinity(0, cores[1:] or cores)
            yield WatchedServer(server)
    finally:
        os.sched_setaffinity(0, cores)


def slope(looks: list[Look]) -> float:
    """By how many MB a minute the memory grows over these looks, by least squares; 0 for fewer than two."""
    if len(looks) < 2:
        return 0.0
    minutes = np.array([look.at for look in looks]) / 60
    return float(np.polyfit(minutes - minutes[0], [look.memory for look in looks], 1)[0])
