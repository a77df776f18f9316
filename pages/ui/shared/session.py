"""What a visitor has on the go. The one module that touches `st.session_state`."""
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, TypeVar

import streamlit as st

from engine.config import RunConfig
from engine.replay.recorded_run import RecordedRun

R = TypeVar("R", bound=RecordedRun)

_ABSENT = object()
_replaced: ContextVar[dict[str, Any] | None] = ContextVar("replaced", default=None)  # by `put`, within `all_or_nothing`
OVERRIDE_SECONDS = 1.5  # for which `override_settings` lasts: more than a tick is on its way


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


def put(page: str, **values: Any) -> None:
    """Store values of a page by name; from a callback also its widgets'."""
    for name, value in values.items():
        key, replaced = f"{page}.{name}", _replaced.get()
        if replaced is not None:
            replaced.setdefault(key, st.session_state.get(key, _ABSENT))
        st.session_state[key] = value


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Around what puts values: if it fails, they are what they were before."""
    around = _replaced.get()
    replaced: dict[str, Any] = {}
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


def get(page: str, name: str, otherwise: Any = None) -> Any:
    """A stored value of a page."""
    return st.session_state.get(f"{page}.{name}", otherwise)


def override_settings(page: str, settings: dict[str, Any]) -> None:
    """Set widgets from within a fragment. A callback.

    While a run plays, a tick that the browser sent before it heard of this still carries the old values; see
    `reapply_overrides`.
    """
    live = current(page)
    if has_overrides(page):  # what was set a moment ago still counts
        settings = get(page, "overrides") | settings
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


def event(key: str) -> dict[str, Any] | None:
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


def is_new(key: str) -> bool:
    """Whether the widget of this key was not on the page the last time."""
    return key not in st.session_state
