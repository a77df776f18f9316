"""A run that somebody watches: with all that was done to it and its moments to go back to, it plays, pauses and
rewinds. Knows nothing of who shows it."""
from copy import copy, deepcopy
from typing import Self

import numpy as np

from engine.history import Moments, Series
from engine.network import Network
from engine.replay.journal import RATE_NAMES, Change, Journal, fresh_start, present
from engine.training import Snapshot, TrainingRun


class RecordedRun:
    """A run between two looks at it, paused at first.

    journal, timeline: what was done to the run, and snapshots of its moments. notice: why it stopped by itself;
    in_trouble: whether that is bad news; reason: its name. destination: the step up to which the journal is being
    repeated, if it is. before: the network of the last trained run with other settings, if there was one. ahead: while
    an earlier moment is looked at, the run's history up to the newest one. is_fresh: whether it stands where somebody
    put it, of which the parameters alone are known, and has not gone on from there.
    """

    def __init__(self, run: TrainingRun):
        self.run = run
        self.playing = False
        self.notice, self.in_trouble, self.reason = "", False, ""
        self.destination: int | None = None
        self.before: Network | None = None
        self.ahead: Series | None = None
        self.is_fresh = False
        self.journal = Journal(run)
        self.timeline: Moments[Snapshot] = Moments()

    @property
    def is_new(self) -> bool:
        """Whether nothing was done to it yet: it has taken no step, and nobody has changed its weights."""
        return not self.run.step_count and self.ahead is None and all(
            change.what in RATE_NAMES for change in self.journal.changes)

    def restarted(self) -> Self:
        """A new one of the same settings at its first weights, with nothing learned or recorded yet."""
        return type(self)(self._new_run())

    def _new_run(self) -> TrainingRun:
        return TrainingRun.start(self.run.config, self.run.dataset, self.run.optimizer.learning_rate)

    def play(self) -> None:
        """Begin or go on, in place."""
        notice = self.go_on()
        self.playing, self.in_trouble, self.notice, self.reason = True, False, notice, ""

    def stop(self, notice: str = "", in_trouble: bool = False, reason: str = "") -> None:
        """Pause, in place, and say why if there is a reason."""
        if self.destination is not None:  # what the journal holds of later steps will not happen
            self.destination = None
            self.journal.forget_after(self.run.step_count)
        self.playing = False
        self.notice, self.in_trouble, self.reason = notice, in_trouble, reason

    def change(self, what: str, value: float) -> None:
        """Change a rate or a parameter of the run, as Journal.change does.

        At an earlier moment a rate waits for `go_on` to be noted; another parameter makes the run go on from there.
        While the journal is being repeated, nothing changes but by it.
        """
        if self.destination is not None:
            return
        if (self.ahead is not None or self.is_fresh) and present(self.run, what) != value:
            if what not in RATE_NAMES:
                self.notice = self.go_on()
            elif self.ahead is not None:
                Change(self.run.step_count, what, value).make(self.run)
                return
        self.journal.change(self.run, what, value)
        if what not in RATE_NAMES and len(self.timeline):
            self.keep()

    def keep(self) -> None:
        """Add the present moment to the timeline, in place."""
        self.timeline.keep(self.run.step_count, self.run.snapshot())

    def look_at(self, snapshot: Snapshot) -> None:
        """Pause and put the run back to a moment of the timeline, in place, without forgetting what came after."""
        if self.playing:
            self.stop()
        run, whole = self.run, self.run.history if self.ahead is None else self.ahead
        is_newest = snapshot.step_count == self.timeline[-1].step_count
        run.history = whole if is_newest else deepcopy(whole)
        self.ahead = None if is_newest else whole
        if is_newest:
            self.journal.rewind(run, snapshot)  # notes the rates that were changed at earlier moments
        else:
            run.rewind(snapshot)

    def go_on(self) -> str:
        """Have the run continue from the moment that is looked at, in place, and forget what came after it; what there
        is to say about that."""
        if self.ahead is not None:
            self.rewind(self.run.snapshot())
        if self.is_fresh:
            self.is_fresh = False
            self.journal.note_fresh_start(self.run)
        return ""

    def show_alone(self, step: int, params: np.ndarray, changes: str = "") -> None:
        """Put a new run, in place, where changes (a Journal's text) have led elsewhere: at a step, with its parameters,
        of the network's own type and number. Raises ValueError for other changes."""
        if changes:
            self.journal.load_text(changes, self.run.network.params.size)
        self.stop()
        self.journal.rewind(self.run, fresh_start(self.run, step, params))
        self.timeline.forget_after(-1)
        self.keep()
        self.is_fresh = True

    def become(self, other: Self) -> None:
        """Take over all that another run of the same config remembers, and its state, in place. The rates stay."""
        self.run.history, self.timeline, self.journal = other.run.history, other.timeline, other.journal
        self.ahead, self.is_fresh = None, False
        self.journal.rewind(self.run, other.run.snapshot())

    def journal_until(self, step: int) -> Journal:
        """What has to be repeated to have the run again as it was at a step."""
        journal = copy(self.journal)
        journal.forget_after(step)
        if self.is_fresh:
            journal.note_fresh_start(self.run)
        return journal

    def head_for(self, step: int, changes: str = "") -> None:
        """Set a new run, in place, to repeat changes (a Journal's text) up to a step. Raises ValueError."""
        if changes:
            self.journal.load_text(changes, self.run.network.params.size)
        self.play()
        self.destination = step

    def rewind(self, snapshot: Snapshot) -> None:
        """Go back to a moment of the run, in place; what came after is forgotten."""
        self.stop()
        self.ahead = None
        self.journal.rewind(self.run, snapshot)
        self.timeline.forget_after(self.run.step_count)

    def goal(self, every: int) -> int:
        """The step at which to pause by itself: the next whole multiple of so many epochs."""
        steps = every * self.run.steps_per_epoch
        return (self.run.step_count // steps + 1) * steps
