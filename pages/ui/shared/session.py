"""What a visitor has on the go. The one module that touches `st.session_state`."""
import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from engine.datasets import Dataset
from engine.history import Moments, Series
from engine.inspection.gradients import TrainingRows
from engine.network import Network
from engine.replay.journal import RATE_NAMES, Change, Journal, present
from engine.training import RunConfig, Snapshot, TrainingRun

_ABSENT = object()
_replaced: ContextVar[dict | None] = ContextVar("replaced", default=None)  # by `put`, within `all_or_nothing`
INSISTENCE = 1.5  # seconds for which `insist` holds: more than a tick is on its way


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

    def goal(self, stretch: int) -> int:
        """The step at which to pause by itself: the next whole multiple of `stretch` epochs."""
        steps = stretch * self.run.steps_per_epoch
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


def insist(page: str, settings: dict) -> None:
    """Set widgets from within a fragment. A callback.

    While a run plays, a tick that the browser sent before it heard of this still carries the old values; see `hold`.
    """
    until = monotonic() + INSISTENCE if current(page).playing else 0.0
    put(page, **settings, insisted=settings, insisted_until=until)


def hold(page: str) -> bool:
    """Set again what `insist` has set if a late tick undid it; whether one did. Before any widget comes."""
    settings = get(page, "insisted") if insists(page) else {}
    undone = {name: value for name, value in settings.items() if get(page, name) != value}
    put(page, **undone)
    return bool(undone)


def insists(page: str) -> bool:
    """Whether a change of a widget may be a late tick's, and nobody's wish."""
    return monotonic() < get(page, "insisted_until", 0.0)


_kept_names: dict[str, set[str]] = {}  # of each page's widgets that `kept` has seen


def kept(page: str, name: str) -> dict:
    """Options for a widget to be remembered: its key, its place in the URL, and for the whole visit."""
    _kept_names.setdefault(page, set()).add(name)
    key = f"{page}.{name}"
    if _is_infinite(st.query_params.get(key, "")):  # Streamlit would fail to make a whole number of it
        st.session_state[f"{key}.unbound"] = True
    bound = {} if f"{key}.unbound" in st.session_state else {"bind": "query-params"}
    return {"key": key, "persist_state": "session"} | bound


def _is_infinite(text):
    try:
        return math.isinf(float(text))
    except ValueError:
        return False


def kept_values(page: str) -> dict:
    """The values of a page's remembered widgets by their names, as far as the visitor has had them."""
    names = sorted(_kept_names.get(page, ()))
    return {name: st.session_state[f"{page}.{name}"] for name in names if f"{page}.{name}" in st.session_state}


def event(key: str) -> dict | None:
    """What a component of ours has to tell, once: Streamlit may bring the same news twice."""
    news = (st.session_state.get(key) or {}).get("event")
    if not isinstance(news, dict) or news.get("nonce") in (None, st.session_state.get(f"{key}.nonce")):
        return None
    st.session_state[f"{key}.nonce"] = news["nonce"]
    return news


def is_called() -> bool:
    """Whether the page is to run again or to end: somebody clicked, or its clock ticked, while this run goes on.

    Streamlit has no public way to ask without being interrupted.
    """
    requests = get_script_run_ctx().script_requests
    return getattr(requests, "_state", ScriptRequestType.CONTINUE) is not ScriptRequestType.CONTINUE


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Around a callback, which Streamlit would leave in the middle, at any value that is put or got, once somebody has
    clicked again. It has no public way to wait with that until the callback's end.
    """
    context = get_script_run_ctx(suppress_warning=True)
    requests = context and context.script_requests
    if requests is not None:
        requests.on_scriptrunner_yield = lambda: None
    try:
        yield
    finally:
        if requests is not None:
            vars(requests).pop("on_scriptrunner_yield", None)


def is_new(key: str) -> bool:
    """Whether the widget of this key was not on the page the last time."""
    return key not in st.session_state


def forget_file(file) -> None:
    """Take an uploaded file out of memory, where Streamlit keeps every one until the visit ends. A callback may."""
    file.close()
    context = get_script_run_ctx()
    if hasattr(context.uploaded_file_mgr, "remove_file"):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
