"""What is measured of a digit network's training: how good it is by epoch, its best moment, and the time it took."""
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.history import Series
from engine.replay.journal import fresh_start
from engine.replay.recorded_run import RecordedRun
from engine.training import Metrics, Snapshot, TrainingRun

CHANCE = 0.003  # a sample's share of right answers that is so little better means nothing
COLUMNS = 4  # of evaluations
SAMPLE = 1_000  # rows that are looked at after each epoch; all test rows when training stops


class Best(NamedTuple):
    """A training's best moment: the accuracy and the negated loss that it was chosen by, and the way back to it."""

    accuracy: float
    less_loss: float
    epoch: float
    snapshot: Snapshot

    @classmethod
    def of(cls, run: TrainingRun, judged: Metrics) -> "Best":
        """The present moment."""
        return cls(judged.accuracy, -judged.loss, run.epoch, run.snapshot())


@dataclass
class Course:
    """A training's measurements.

    evaluations: training loss and accuracy, test loss and accuracy, after each epoch and wherever training stopped.
    candidate: the best moment by the rows that were held out or, if none were, by a sample of the test rows, which is
    rough. best: the best one for certain, by all such rows, found whenever training stops. one_epoch: whether to pause
    after the present epoch rather than as planned. begun: the epoch of the last start. seconds: of training so far.
    """

    evaluations: Series
    candidate: Best | None = None
    best: Best | None = None
    one_epoch: bool = False
    begun: float = 0.0
    seconds: float = 0.0

    def measure(self, run: TrainingRun) -> float:
        """Add a point, from a sample of the rows, and return the accuracy that it is judged by."""
        tested = run.evaluate("test", rows=SAMPLE)
        judged = run.evaluate("validation") if holds_out(run) else tested
        if run.step_count and (self.candidate is None or (judged.accuracy, -judged.loss) > self.candidate[:2]):
            self.candidate = Best.of(run, judged)
        self._note(run, run.evaluate("train", rows=SAMPLE), tested)
        return judged.accuracy

    def conclude(self, run: TrainingRun) -> float:
        """Measure on all test rows, make sure of the best moment, and return the present accuracy."""
        sampled = self.measure(run)
        tested = run.evaluate("test")
        self._note(run, self.evaluations[-1][:2], tested)
        if holds_out(run) or self.candidate is None:
            self.best = self.candidate
            return tested.accuracy
        moments = [moment for moment in (self.best, Best.of(run, tested)) if moment]
        known = {moment.snapshot.step_count for moment in moments}
        if self.candidate.accuracy > sampled + CHANCE and self.candidate.snapshot.step_count not in known:
            params = run.network.params.copy()
            run.network.load(self.candidate.snapshot.params)
            then = run.evaluate("test")
            run.network.load(params)
            moments.append(self.candidate._replace(accuracy=then.accuracy, less_loss=-then.loss))
        self.best = max(moments, key=lambda moment: moment[:2])
        return tested.accuracy

    def _note(self, run: TrainingRun, trained: Sequence[float], tested: Sequence[float]) -> None:
        """Put a point in place of an earlier one of the same step, and of later ones."""
        self.evaluations.keep(run.step_count, (*trained, *tested))

    @classmethod
    def of(cls, run: TrainingRun) -> "Course":
        """A new run's measurements, the first before it has learned anything."""
        course = cls(Series(COLUMNS, spacing=run.steps_per_epoch))
        course.measure(run)
        return course


class MeasuredRun(RecordedRun):
    """A run and its measurements."""

    @cached_property
    def course(self) -> Course:
        """What is measured of the run, from when it is first asked for."""
        return Course.of(self.run)

    def go_on_from(self, step: int, params: np.ndarray, history: Series, course: Course) -> None:
        """Put a new run, in place, where parameters and curves alone are known: the optimizer has no memory yet."""
        self.stop()
        self.run.history, self.course = history, course
        self.journal.rewind(self.run, fresh_start(self.run, step, params))


def holds_out(run: TrainingRun) -> bool:
    """Whether rows are kept to choose the best moment by."""
    return run.dataset.validation_inputs is not None
