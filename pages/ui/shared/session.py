"""What a visitor has on the go. The one module that touches `st.session_state`."""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from typing import Any

import streamlit as st

from engine.datasets import Dataset
from engine.history import Moments, Series
from engine.inspection.gradients import TrainingRows
from engine.network import Network
from engine.replay.journal import RATE_NAMES, Change, Journal, present
from engine.training import RunConfig, Snapshot, TrainingRun

_ABSENT = object()
_replaced: ContextVar[dict | None] = ContextVar("replaced", default=None)  # by `put`, within `all_or_nothing`
OVERRIDE_SECONDS = 1.5  # for which `override_settings` lasts: more than a tick is on its way


@dataclass
class Live:
    """A page's run between two looks at it.

    picture: what the page shows of it, made by the page. journal, timeline: what was done to the run, and its moments
    to go back to. owed_steps: the part of a step that slow motion owes, below 0 if it was taken early. touched: whether
    somebody changed what is shown since the last tick. notice: why it stopped by itself; in_trouble: whether that is
    bad news; reason: its name; told: the reasons that stop it no more. destination: the step up to which the journal is
    being repeated, if it is. before: the network of the last trained run with other settings, if there was one. ahead:
    while an earlier moment is looked at, the run's history up to the newest one; held: whether somebody is just
    dragging along the timeline.
    """

    run: TrainingRun
    picture: object = None
    playing: bool = False
    owed_steps: float = 0.0
    touched: bool = False
    notice: str = ""
    in_trouble: bool = False
    reason: str = ""
    told: set[str] = field(default_factory=set)
    destination: int | None = None
    before: Network | None = None
    ahead: Series | None = None
    held: bool = False
    journal: Journal = field(init=False)
    timeline: Moments = field(default_factory=Moments)  # of snapshots

    def __post_init__(self):
        self.journal = Journal(self.run)

    @cached_property
    def rows(self) -> TrainingRows:
        """The run's training rows, to look at all at once."""
        return TrainingRows(self.run)

    def play(self) -> None:
        """Begin or go on, in place."""
        self.go_on()
        self.playing, self.in_trouble, self.notice, self.reason = True, False, "", ""

    def stop(self, notice: str = "", in_trouble: bool = False, reason: str = "") -> None:
        """Pause, in place, and say why if there is a reason."""
        if self.destination is not None:  # what the journal holds of later steps will not happen
            self.destination = None
            self.journal.changes = [change for change in self.journal.changes if change.step <= self.run.step_count]
        self.playing, self.owed_steps = False, 0.0
        self.notice, self.in_trouble, self.reason = notice, in_trouble, reason

    def change(self, what: str, value: float) -> None:
        """Change a rate or a parameter of the run, as Journal.change does.

        At an earlier moment a rate waits for `go_on` to be noted; another parameter makes the run go on from there.
        While the journal is being repeated, nothing changes but by it.
        """
        if self.destination is not None:
            return
        if self.ahead is not None and present(self.run, what) != value:
            if what in RATE_NAMES:
                Change(self.run.step_count, what, value).make(self.run)
                return
            self.go_on()
        self.journal.change(self.run, what, value)
        if what not in RATE_NAMES and len(self.timeline):
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

    def go_on(self) -> None:
        """Have the run continue from the earlier moment that is looked at, in place; what came after is forgotten."""
        if self.ahead is not None:
            self.rewind(self.run.snapshot())

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

    def goal(self, pause_every: int) -> int:
        """The step at which to pause by itself: the next whole multiple of `pause_every` epochs."""
        steps = pause_every * self.run.steps_per_epoch
        return (self.run.step_count // steps + 1) * steps


def resume(page: str, config: RunConfig, dataset: Dataset, learning_rate: float) -> Live:
    """The page's run: the one it left for an equal config, a new one otherwise."""
    key = f"{page}.live"
    live = st.session_state.get(key)
    if live is None or live.run.config != config:
        started = Live(TrainingRun.start(config, dataset, learning_rate))
        if live is not None:  # other settings: go on playing, and keep what was learned
            started.playing = live.playing
            started.before = live.run.network if live.run.step_count else live.before
        live = st.session_state[key] = started
    live.change("rate", learning_rate)
    return live


def restart(page: str) -> None:
    """Take the page's run back to its first weights, paused, and forget what was learned. A callback."""
    live = current(page)
    if live is not None:
        run = TrainingRun.start(live.run.config, live.run.dataset, live.run.optimizer.learning_rate)
        put(page, live=Live(run, live.picture.renewed(run)))


def current(page: str) -> Live | None:
    """The page's run, if there is one."""
    return st.session_state.get(f"{page}.live")


def put(page: str, **values) -> None:
    """Store values of a page by name; from a callback also its widgets'."""
    for name, value in values.items():
        key, replaced = f"{page}.{name}", _replaced.get()
        if replaced is not None:
            replaced.setdefault(key, st.session_state.get(key, _ABSENT))
        st.session_state[key] = value


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Around what puts values: if it fails, they are what they were before."""
    around, replaced = _replaced.get(), {}
    token = _replaced.set(replaced)
    try:
        yield
        if around is not None:
            around |= replaced | around
    except Exception:
        for key, value in replaced.items():
            if value is _ABSENT:
                del st.session_state[key]
            else:
                st.session_state[key] = value
        raise
    finally:
        _replaced.reset(token)


def get(page: str, name: str, otherwise=None):
    """A stored value of a page."""
    return st.session_state.get(f"{page}.{name}", otherwise)


def override_settings(page: str, settings: dict[str, Any]) -> None:
    """Set widgets from within a fragment. A callback.

    While a run plays, a tick that the browser sent before it heard of this still carries the old values; see
    `reapply_overrides`.
    """
    live = current(page)
    until = monotonic() + OVERRIDE_SECONDS if live is not None and live.playing else 0.0
    put(page, **settings, overrides=settings, overrides_until=until)


def reapply_overrides(page: str) -> bool:
    """Set again what `override_settings` has set if a late tick undid it; whether one did. Before any widget comes."""
    settings = get(page, "overrides") if has_overrides(page) else {}
    undone = {name: value for name, value in settings.items() if get(page, name) != value}
    put(page, **undone)
    return bool(undone)


def has_overrides(page: str) -> bool:
    """Whether a change of a widget may be a late tick's, and nobody's wish."""
    return monotonic() < get(page, "overrides_until", 0.0)


def event(key: str) -> dict | None:
    """What a component of ours has to tell, once: Streamlit may bring the same news twice."""
    news = (st.session_state.get(key) or {}).get("event")
    if not isinstance(news, dict) or news.get("nonce") in (None, st.session_state.get(f"{key}.nonce")):
        return None
    st.session_state[f"{key}.nonce"] = news["nonce"]
    return news


def is_new(key: str) -> bool:
    """Whether the widget of this key was not on the page the last time."""
    return key not in st.session_state
