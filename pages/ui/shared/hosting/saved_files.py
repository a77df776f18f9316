"""Watches files for whoever is to hear when one of them was saved: one look at each serves all visits."""
import os
import threading
import time
from collections.abc import Callable

EVERY = 1.0  # seconds between two looks, of which each takes a millisecond for the app's 350 files
Told = Callable[[str], None]
Stamp = tuple[int, int] | None


class SavedFiles:
    """Files, and who is told by their paths. Nobody is kept alive by it who has forgotten a file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[str, list[Told]] = {}
        self._stamps: dict[str, Stamp] = {}

    def __len__(self) -> int:
        return len(self._told)

    def watch(self, path: str, told: Told) -> None:
        """Have it told of this file, too, from now on."""
        with self._lock:
            if path not in self._told:
                self._told[path], self._stamps[path] = [], _stamp(path)
            self._told[path].append(told)

    def forget(self, path: str, told: Told) -> None:
        """Have it told of this file no more."""
        with self._lock:
            if told in self._told.get(path, ()):
                self._told[path].remove(told)
            if not self._told.get(path, True):
                del self._told[path], self._stamps[path]

    def look(self) -> None:
        """Tell of every file that was saved since the last look. One that is gone may be about to come back."""
        with self._lock:
            stamps = self._stamps.copy()
        for path, known in stamps.items():
            if (now := _stamp(path)) is not None and now != known:
                with self._lock:
                    told = [*self._told.get(path, ())]
                    if told:
                        self._stamps[path] = now
                for each in told:
                    each(path)

    def look_forever(self) -> None:
        """Look every so often, beside all else."""
        def looking() -> None:
            while True:
                time.sleep(EVERY)
                self.look()

        threading.Thread(target=looking, name="saved files", daemon=True).start()


def _stamp(path: str) -> Stamp:
    """What is different once the file was saved; None where there is none."""
    try:
        found = os.stat(path)  # a Path of it would take twice as long again
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
