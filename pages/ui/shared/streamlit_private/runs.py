"""What runs, what else asks for the script to run, and what its browser was told."""
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from threading import Event
from typing import Any

from pages.ui.shared.streamlit_private.parts import attempt, context, part


def is_called() -> bool:
    """Whether the page is to run again or to end: somebody clicked, or its clock ticked, while this run goes on.

    Streamlit has no public way to ask without being interrupted. Otherwise a slice of training ends by its time alone.
    """
    return attempt("training that makes way for clicks", lambda: _asked_for() is not None, False)


def is_clicked() -> bool:
    """Whether the page is to run again or to end for another reason than its clock, while this run goes on."""
    def clicked() -> bool:
        asked = _asked_for()
        if asked is None or not part(asked, "is_auto_rerun") or not part(asked, "fragment_id_queue"):
            return asked is not None
        states = part(asked, "widget_states")  # a clock's call that came after a click has the click's, too
        return states is not None and any(state.WhichOneof("value") in _CLICKS for state in states.widgets)

    return attempt("ticks that wait in line where only the clock calls", clicked, False)


_CLICKS = {"trigger_value", "json_trigger_value", "string_trigger_value"}


def _asked_for() -> Any:
    """The run that is asked for while this one goes on, None if there is none; without a fragment if it is to end."""
    kinds = part("streamlit.runtime.scriptrunner_utils.script_requests", "ScriptRequestType")
    running = context()
    requests = running and part(running, "script_requests")
    if requests is None or (state := part(requests, "_state")) is part(kinds, "CONTINUE"):
        return None
    asked = part(requests, "_rerun_data")
    return asked if state is part(kinds, "RERUN") else replace(asked, fragment_id_queue=[])


def after_what_waits(do: Callable[[], None]) -> None:
    """Do something in the thread that hears and tells the browsers, in its next round, after what waits for that.

    Streamlit has no public way to know how far behind that thread is. Without, it is done at once.
    """
    def ask() -> bool:
        if not part("streamlit.runtime", "exists")():  # in tests
            return False
        runtime = part("streamlit.runtime", "get_instance")()
        part(part(part(runtime, "_get_async_objs")(), "eventloop"), "call_soon_threadsafe")(do)
        return True

    if not attempt("turns that wait until browsers are told of those before", ask, False):
        do()


def until_told(seconds: float) -> None:
    """Wait, for so many seconds at most, until all that this run has said has left for its browser.

    Otherwise Streamlit takes back what has not left yet when the same fragment runs again, and on a server that is busy
    with many, hardly anything leaves in time. It has no public way to know.
    """
    def ask() -> None:
        if not part("streamlit.runtime", "exists")():  # in tests
            return
        runtime = part("streamlit.runtime", "get_instance")()
        visit = part(part(runtime, "_session_mgr"), "get_session_info")(part(context(), "session_id"))
        if visit is None:  # it has ended
            return
        told = Event()
        look = partial(_once_told, part(visit, "session"), told.set)
        part(part(part(runtime, "_get_async_objs")(), "eventloop"), "call_soon_threadsafe")(look)
        told.wait(seconds)

    attempt("pictures that reach the browser before the next ones", ask, None)


def _once_told(session: Any, do: Callable[[], None]) -> None:
    """Do something when nothing is left to be told to a browser. In the thread that tells them."""
    queue, after = part(session, "_browser_queue"), part(session, "on_flushed_messages_sent")

    def after_sending() -> None:
        after()
        if queue.is_empty():
            vars(session).pop("on_flushed_messages_sent", None)
            do()

    if queue.is_empty():
        do()
    else:
        session.on_flushed_messages_sent = after_sending


def is_fragment() -> bool:
    """Whether a fragment of the page runs alone. Streamlit has no public way to ask.

    Otherwise a fragment's picture whose code the page has not loaded stays empty until the whole page runs.
    """
    def runs_alone() -> bool:
        running = context()
        return running is not None and bool(part(running, "fragment_ids_this_run"))

    return attempt("fragments that load the code of their pictures", runs_alone, False)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Around a callback, which Streamlit would leave in the middle, at any value that is put or got, once somebody has
    clicked again. It has no public way to wait with that until the callback's end.
    """
    requests = attempt("callbacks that are not interrupted", _patient_requests, None)
    try:
        yield
    finally:
        if requests is not None:
            vars(requests).pop("on_scriptrunner_yield", None)


def _patient_requests() -> Any:
    """The script's requests, which wait until their `on_scriptrunner_yield` is their class's again; None in tests."""
    running = context()
    requests = running and part(running, "script_requests")
    if requests is not None:
        part(requests, "on_scriptrunner_yield")
        requests.on_scriptrunner_yield = lambda: None
    return requests
