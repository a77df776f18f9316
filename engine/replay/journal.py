"""What people did to a run while it trained, so that the same run can be had again, bit for bit.

A run follows from its config and its first learning rate until somebody moves a slider or edits a weight. The journal
keeps those moments: a run is its config and its journal, which is short enough for a URL or a script.
"""
import math
import re
import time
from typing import NamedTuple

import numpy as np

from engine.training import Snapshot, TrainingRun

RATE_NAMES = ("rate", "l1", "l2")  # the learning rate and the penalties' rates
FRESH = "fresh"  # what happens where a run goes on from parameters alone: see `fresh_start`
CHANGE = re.compile(rf"(\d{{1,12}})_(rate|l1|l2|{FRESH}|w\d{{1,7}})_([-+.e\d]{{1,24}})", re.ASCII)
MOST_CHANGES, MOST_FRESH = 10_000, 50  # that a text may hold: each fresh start makes an optimizer


def parameter_name(index: int) -> str:
    """What a change calls one of the network's parameters: "w12" is number 12, of all weights and biases in a row."""
    return f"w{index}"


def parameter_index(name: str) -> int:
    """The number of the parameter of such a name."""
    return int(name[1:])


class Change(NamedTuple):
    """After `step` steps, before the next one, `what` became `value`.

    what: one of RATE_NAMES, a `parameter_name`, or FRESH, whose value says nothing.
    """

    step: int
    what: str
    value: float

    def make(self, run: TrainingRun) -> None:
        """Let a run have this change, in place."""
        if self.what == "rate":
            run.optimizer.learning_rate = self.value
        elif self.what in RATE_NAMES:
            setattr(run.penalty, self.what, self.value)
        elif self.what == FRESH:
            run.rewind(fresh_start(run, run.step_count, run.network.params))
        else:
            run.network.params[parameter_index(self.what)] = self.value


class Journal:
    """The changes of one run in the order of their steps, its first learning rate and penalties among them."""

    def __init__(self, run: TrainingRun):
        self.changes = [Change(run.step_count, what, present(run, what)) for what in RATE_NAMES]

    def change(self, run: TrainingRun, what: str, value: float) -> None:
        """Make a change to the run at its present step, in place; of several at one step the last one counts."""
        if present(run, what) != value:
            self._note(Change(run.step_count, what, value))
            self.changes[-1].make(run)

    def note_fresh_start(self, run: TrainingRun) -> None:
        """Note that a run goes on from its present parameters alone, in place."""
        self._note(Change(run.step_count, FRESH, 0.0))
        for index, value in enumerate(run.network.params.tolist()):
            self._note(Change(run.step_count, parameter_name(index), value))

    def forget_after(self, step: int) -> None:
        """Drop what was changed later, in place."""
        self.changes = [change for change in self.changes if change.step <= step]

    def rewind(self, run: TrainingRun, snapshot: Snapshot) -> None:
        """Rewind the run, in place, and forget what came after. Its rates stay as they are now."""
        run.rewind(snapshot)
        self.forget_after(run.step_count)
        noted = {change.what: change.value for change in self.changes}
        for what in RATE_NAMES:
            if noted.get(what) != present(run, what):
                self._note(Change(run.step_count, what, present(run, what)))

    def replay(self, run: TrainingRun, until: int, seconds: float | None = None) -> bool:
        """Advance a run to the step `until`, in place, making the changes on the way; whether it got there.

        It does not if `seconds` have passed, to be called again then, or if the run diverges.
        """
        deadline = math.inf if seconds is None else time.perf_counter() + seconds
        for change in [*self.changes, Change(until, "end", 0.0)]:
            if change.step > until or change.step < run.step_count:
                continue
            while run.step_count < change.step and not run.diverged:
                if time.perf_counter() >= deadline:
                    return False
                run.advance(steps=change.step - run.step_count, seconds=max(0.0, deadline - time.perf_counter()),
                            on_divergence="stop")
            if run.diverged or change.what == "end":
                break
            change.make(run)
        return run.step_count == until

    def _note(self, change: Change) -> None:
        self.changes = [old for old in self.changes if (old.step, old.what) != (change.step, change.what)] + [change]

    def to_text(self) -> str:
        """The changes in a few letters that a URL can hold."""
        return "*".join(f"{step}_{what}_{value if what in RATE_NAMES else str(np.float32(value))}"
                        for step, what, value in self.changes)

    def load_text(self, text: str, params: int) -> None:
        """Take the changes of a `to_text`, in place, for a network of so many parameters. Raises ValueError."""
        parts = text.split("*")
        if len(parts) > MOST_CHANGES:
            raise ValueError(f"There are {len(parts):,} changes; {MOST_CHANGES:,} is the most.")
        changes = [_read(part, params) for part in parts]
        if sum(change.what == FRESH for change in changes) > MOST_FRESH:
            raise ValueError(f"The run starts afresh more than {MOST_FRESH} times.")
        if changes != sorted(changes, key=lambda change: change.step):
            raise ValueError("The changes are not in the order of their steps.")
        self.changes = changes


def fresh_start(run: TrainingRun, step: int, params: np.ndarray) -> Snapshot:
    """A run's state at a step of which the parameters alone are known: the optimizer has no memory yet, and shuffling
    begins anew, at this step's place in an epoch."""
    start = TrainingRun.start(run.config, run.dataset).snapshot()
    epoch, random, _ = start.batches_state
    return start._replace(step_count=step, params=params, batches_state=(epoch, random, step % run.steps_per_epoch))


def present(run: TrainingRun, what: str) -> float:
    """The value of something that can be changed."""
    if what == "rate":
        return run.optimizer.learning_rate
    return getattr(run.penalty, what) if what in RATE_NAMES else float(run.network.params[parameter_index(what)])


def _read(text: str, params: int) -> Change:
    found = CHANGE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        step, what, value = int(found[1]), found[2], float(found[3])
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a change, which looks like 500_rate_0.3.") from None
    if not math.isfinite(value) or (what in RATE_NAMES and value < 0) or abs(value) > 1e30:
        raise ValueError(f"{what} cannot become {value}.")
    if what not in (*RATE_NAMES, FRESH) and parameter_index(what) >= params:
        raise ValueError(f"There is no parameter {parameter_index(what)}: the network has {params:,}.")
    return Change(step, what, value)
