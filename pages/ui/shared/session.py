"""What a visitor has on the go. The one module that touches `st.session_state`."""
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType

from engine.config import RunConfig
from engine.replay.recorded_run import RecordedRun

R = TypeVar("R", bound=RecordedRun)

_ABSENT = object()
_replaced: ContextVar[dict | None] = ContextVar("replaced", default=None)  # by `put`, within `all_or_nothing`
INSISTENCE = 1.5  # seconds for which `insist` holds: more than a tick is on its way


def resume(page: str, config: RunConfig, start: Callable[[], R]) -> R:
    """The page's run: the one it left for an equal config, otherwise a new one, as `start` makes it."""
    live = current(page)
    if live is None or live.run.config != config:
        started = start()
        if live is not None:  # other settings: go on playing, and keep what was learned
            started.playing = live.playing
            started.before = live.run.network if live.run.step_count else live.before
        live = st.session_state[f"{page}.live"] = started
    return live


def restart(page: str) -> None:
    """Take the page's run back to its first weights, paused, and forget what was learned. A callback."""
    live = current(page)
    if live is not None:
        put(page, live=live.restarted())


def current(page: str) -> Any:
    """The page's run, of the kind that the page started, or None if there is none."""
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
    """What a person did in a component of ours, once: the browser sends an event until it hears that it was handled."""
    event = (st.session_state.get(key) or {}).get("event")
    number = event.get("id") if isinstance(event, dict) else None
    if type(number) is not int or not handled(key) < number < 2**53:
        return None
    st.session_state[f"{key}.handled"] = float(number)
    return event


def handled(key: str) -> float:
    """The id of the last event of a component that was handled, or 0."""
    return st.session_state.get(f"{key}.handled", 0.0)


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


def is_fragment() -> bool:
    """Whether a fragment of the page runs alone. Streamlit has no public way to ask."""
    return bool(getattr(get_script_run_ctx(), "fragment_ids_this_run", None))


def is_new(key: str) -> bool:
    """Whether the widget of this key was not on the page the last time."""
    return key not in st.session_state


def forget_file(file) -> None:
    """Take an uploaded file out of memory, where Streamlit keeps every one until the visit ends. A callback may."""
    file.close()
    context = get_script_run_ctx()
    if hasattr(context.uploaded_file_mgr, "remove_file"):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
