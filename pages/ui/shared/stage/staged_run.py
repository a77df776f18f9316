"""A recorded run on points of the plane, and the stage that shows it."""
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Self

from engine.datasets import Dataset
from engine.datasets.features import PLANE
from engine.inspection.gradients import TrainingRows
from engine.replay.recorded_run import RecordedRun
from engine.training import TrainingRun
from pages.ui.shared.stage.stage import Stage

TICK, SLOW_TICK = 0.25, 1.0  # seconds between two messages to a browser, and to one that does not keep up with them


class Going(NamedTuple):
    """How a run goes on: whether it plays, and the seconds between two ticks of its page's clock; None where there are
    none, as it rests or nobody can see it. A run that is seen again may be over with its first tick."""

    playing: bool
    interval: float | None


class StagedRun(RecordedRun):
    """A run and its picture.

    plane: its points on their plane; features: what the network is told of them. owed_steps: the part of a step that
    slow motion owes, below 0 if it was taken early. ticked_at: when the page's clock had it go on last, or 0 since it
    was stopped. touched: whether somebody changed what is shown since the last tick. told: the reasons that stop it no
    more. held: whether somebody is just dragging along the timeline. promised_loss: what a link says the training loss
    is at the run's destination. repetition: another run of the same settings, which is on its way to where this one
    was put.
    """

    GOES_ON_FRESH = "goes on from the link's weights with a fresh optimizer"

    def __init__(self, run: TrainingRun, plane: Dataset, features: Sequence[str] = PLANE):
        super().__init__(run)
        self.plane, self.features = plane, features
        self.owed_steps = self.ticked_at = 0.0
        self.touched = self.held = False
        self.told: set[str] = set()
        self.promised_loss: float | None = None
        self.repetition: Self | None = None

    @cached_property
    def stage(self) -> Stage:
        """What the browser paints of the run; its first picture is taken when it is first asked for."""
        return Stage(self.run, self.plane, self.features)

    @cached_property
    def rows(self) -> TrainingRows:
        """The run's training rows, to look at all at once."""
        return TrainingRows(self.run)

    @property
    def tick(self) -> float:
        """Seconds between two messages to its browser while it plays."""
        return SLOW_TICK if self.stage.slow else TICK

    @property
    def going(self) -> Going:
        """How it goes on."""
        return Going(self.playing, self.tick if self.playing and not self.stage.away else None)

    @property
    def interval(self) -> float | None:
        """Seconds between two ticks of the page's clock, as in `going`."""
        return self.going.interval

    def wait_to_be_seen(self) -> None:
        """Do nothing, though it plays, until the browser says that the picture is there: ticks before only delay it."""
        self.stage.away = True

    def restarted(self) -> Self:
        again = type(self)(self._new_run(), self.plane, self.features)
        again.stage = self.stage.renewed(again.run)
        return again

    def go_on(self) -> str:
        is_fresh, self.repetition = self.is_fresh, None
        super().go_on()
        return f"Training {self.GOES_ON_FRESH}." if is_fresh else ""

    def become(self, other: Self) -> None:
        super().become(other)
        self.stage.curve, self.repetition = other.stage.curve, None

    def come_back(self, playing: bool) -> None:
        """Be the page's run again, in place, as it was left; it plays on where the page plays, unless it looks back."""
        if playing and self.ahead is None:
            self.play()
        elif self.playing:
            self.stop()

    def stop(self, notice: str = "", in_trouble: bool = False, reason: str = "") -> None:
        super().stop(notice, in_trouble, reason)
        self.owed_steps = self.ticked_at = 0.0
