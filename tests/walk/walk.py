"""A walk: from a page's beginning, one move drawn after the other, and a look at the page after each."""
import itertools
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from unittest.mock import patch

import numpy as np

from pages.ui.digits.training import training
from pages.ui.first_principles.parameters import CHAPTERS
from pages.ui.shared import playback
from tests.walk import supplies
from tests.walk.faults import check, noted
from tests.walk.moves import Move, moves, ticks, ways
from tests.walk.visit import Visit

# Where walks begin: pages, and the chapters of First principles.
STARTS = ("home", "playground", "lessons", "digits", "handwriting", "evaluation", *CHAPTERS)
LEAVE, ARRIVE, TICK = 0.05, 0.03, 0.15  # how often a walk goes elsewhere, begins a new visit, or lets the clock tick


class Walk:
    """start: a page or a chapter; seed: what everything is drawn from. log: what was done, to do it again."""

    def __init__(self, start: str, seed: int) -> None:
        self.start, self.seed = start, seed
        self.random = Random(f"{start} {seed}")
        self.log: list[str] = []

    def go(self, states: int) -> None:
        """Walk through so many states. Raises an AssertionError that says all that was done where one has a fault."""
        with _repeatable(self.seed), noted() as logged:
            visit: Visit | None = None
            for _ in range(states):
                try:
                    visit = self._step(visit, logged)
                except BaseException as error:
                    raise AssertionError(self._report(error)) from error

    def _step(self, visit: Visit | None, logged: list[str]) -> Visit:
        if visit is None or self.random.random() < ARRIVE:
            visit = self._arrive()
        else:
            move = self._drawn(visit)
            self.log.append(move.words)
            move.do()
        check(visit, logged)
        return visit

    def _drawn(self, visit: Visit) -> Move:
        """One move: of all ticks, of all ways, or of all that the page has. Seldom used widgets count as any other."""
        chance = self.random.random()
        if chance < TICK and (found := [*ticks(visit)]):
            return self.random.choice(found)
        if chance < TICK + LEAVE:
            return self.random.choice([*ways(visit, self.random)])
        return self.random.choice([*moves(visit, self.random)] or [*ways(visit, self.random)])

    def _arrive(self) -> Visit:
        """A new visit: at the start, or by a link to it."""
        page = "first_principles" if self.start in CHAPTERS else self.start
        query = supplies.link(self.random, page.replace("_", "-")) if self.random.random() < 0.5 else {}
        if self.start in CHAPTERS:
            query |= {"principles.chapter": [CHAPTERS[self.start]]}
        self.log.append(f"a new visit to {page} with {query!r}")
        visit = Visit(page, query)
        if self.start in CHAPTERS and self.random.random() < 0.8:
            visit.app.session_state[f"principles.{self.start}.begun"] = True  # its question has been answered
            visit.run()
        return visit

    def _report(self, error: BaseException) -> str:
        done = "\n".join(f"{number:>4} {words}" for number, words in enumerate(self.log, 1))
        told = "".join(traceback.format_exception(error, limit=-12))
        return (f"{error}\n\nDone until then:\n{done}\n\nAgain: python -m tests.walk --start {self.start} --seed "
                f"{self.seed} --states {len(self.log)}\n\n{told}")


@contextmanager
def _repeatable(seed: int) -> Iterator[None]:
    """Around a walk: a tick trains as little as it can, and what pages draw by chance is drawn from the seed."""
    draws, make = itertools.count(), np.random.default_rng

    def drawn(*given: object) -> np.random.Generator:
        return make(*given) if given else make((seed, next(draws)))

    with patch.object(playback, "BUDGET", 0.0), patch.object(training, "LONGEST_SLICE", 0.0), \
            patch.object(training, "FIRST_SLICE", 0.0), patch.object(np.random, "default_rng", drawn):
        yield
