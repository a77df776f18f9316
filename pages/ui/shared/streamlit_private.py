"""All that the app uses of Streamlit beyond its public interface, each with what happens where a version lacks it.

Then that is logged once, and Streamlit's own behavior stands: the page goes on. Nothing else of the app names these
parts; tests/pages/shared/test_streamlit_private.py says what is expected of each.
"""
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from threading import Event
from typing import Any, BinaryIO, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st

from pages.ui.shared.hosting.saved_files import SavedFiles

_log = logging.getLogger(__name__)
_missed: set[str] = set()  # what has been logged
Result = TypeVar("Result")


def _part(owner: Any, name: str) -> Any:
    """A private part of Streamlit, where it is a module by its name. Every use of one goes through here."""
    return getattr(import_module(owner) if isinstance(owner, str) else owner, name)


def _attempt(purpose: str, use: Callable[[], Result], otherwise: Result) -> Result:
    """What `use` gives, or `otherwise` if this version of Streamlit has not what it needs."""
    try:
        return use()
    except Exception:  # Streamlit's own ways to leave a script are none
        if purpose not in _missed:
            _missed.add(purpose)
            _log.warning("This version of Streamlit has not what the app uses for: %s. Its own behavior stands.",
                         purpose, exc_info=True)
        return otherwise


def _context() -> Any:
    """The running script's, None outside of one."""
    return _part("streamlit.runtime.scriptrunner", "get_script_run_ctx")(suppress_warning=True)


# The address, and the browser's history

@contextmanager
def one_history_entry() -> Iterator[None]:
    """Around a whole page: at its end the address says what the page's widgets do, and the browser hears of it once.

    Streamlit writes each setting that code has changed into the address by itself, each with an entry of its own, a
    dozen for a lesson, and leaves out those whose widgets were not on the page before. It has no public way to do it
    all at once. A run that breaks off says nothing: the next one compares with what the browser has, and makes up for
    it.
    """
    address = _attempt("one history entry for all changes of a run", _silenced_address, None)
    if address is None:
        yield
        return
    known = _as_lists(address)
    try:
        yield
        _attempt("an address with all settings", partial(_complete, address), None)
    finally:
        vars(address).pop("_send_query_param_msg", None)
    if _as_lists(address) != known:
        _part(address, "_send_query_param_msg")()


def seed_address(page: str, parameters: Mapping[str, list[str]], without: Iterable[str] = ()) -> None:
    """Go on as if the address had held these of a page's parameters as well, and not these names. Before any widget
    comes.

    Otherwise widgets have what code has set them to, but not when the visitor has come here by Back or Forward, and
    names that are not to count are left to Streamlit.
    """
    def seed() -> None:
        address = _address()
        for name in without:
            _part(address, "discard_param_no_forward_msg")(name)
        for name, texts in parameters.items():
            _part(address, "set_with_no_forward_msg")(f"{page}.{name}", texts)
        _part(address, "set_initial_query_params_from_current")()

    _attempt("an address that code has completed", seed, None)


def is_history_navigation() -> bool:
    """Whether this run is for an address that the visitor came back to, by the browser's Back or Forward."""
    return _attempt("knowing Back and Forward", lambda: bool(_part(_context(), "is_history_navigation")), False)


def _address() -> Any:
    with _part(_part(_context(), "session_state"), "query_params")() as address:
        return address


def _silenced_address() -> Any:
    """The address, which tells the browser nothing until its `_send_query_param_msg` is its class's again."""
    address = _address()
    _part(address, "_send_query_param_msg"), _as_lists(address)
    address._send_query_param_msg = lambda: None
    return address


def _complete(address: Any) -> None:
    """Write what differs from a widget's default, in Streamlit's words for it, and leave out all else."""
    context = _context()
    present = _part(_part(_part(context, "shared"), "widget_ids_this_run"), "snapshot")()
    metadata = _part(_part(_part(context, "session_state"), "_state"), "get_widget_metadata")
    texts = _part(address, "_query_params")
    for widget, binding in [*_part(address, "_bindings_by_widget").items()]:
        name, kind = _part(binding, "param_key"), _part(binding, "value_type")
        if widget not in present:
            _part(address, "unbind_and_clear_param")(widget)
            continue
        about, value = metadata(widget), context.session_state[widget]
        read, written = _part(about, "deserializer"), _part(about, "serializer")
        if value == read(None):
            _part(address, "discard_param_no_forward_msg")(name)
        elif _read_back(texts, name, read, _part(about, "value_type")) != [value]:
            _part(address, "set_corrected_value")(name, written(value), kind)
            if texts[name] == []:  # of which nothing would be left
                texts[name] = ""


def _read_back(texts: Mapping[str, Any], name: str, read: Callable[[Any], Any], kind: str) -> list[Any]:
    """A list of the value that the address has for a widget; an empty one if it has none that could be read."""
    parse = _part("streamlit.runtime.state.query_params", "parse_url_param")
    try:
        return [read(parse(texts[name], kind))]
    except (KeyError, ValueError, TypeError, IndexError):
        return []


def _as_lists(address: Any) -> dict[str, list[str]]:
    texts = _part(address, "_query_params")
    return {name: text if isinstance(text, list) else [text] for name, text in texts.items()}


# What runs, and what else asks for the script to run

def is_called() -> bool:
    """Whether the page is to run again or to end: somebody clicked, or its clock ticked, while this run goes on.

    Streamlit has no public way to ask without being interrupted. Otherwise a slice of training ends by its time alone.
    """
    return _attempt("training that makes way for clicks", lambda: _asked_for() is not None, False)


def is_clicked() -> bool:
    """Whether the page is to run again or to end for another reason than its clock, while this run goes on."""
    def clicked() -> bool:
        asked = _asked_for()
        if asked is None or not _part(asked, "is_auto_rerun") or not _part(asked, "fragment_id_queue"):
            return asked is not None
        states = _part(asked, "widget_states")  # a clock's call that came after a click has the click's, too
        return states is not None and any(state.WhichOneof("value") in _CLICKS for state in states.widgets)

    return _attempt("ticks that wait in line where only the clock calls", clicked, False)


_CLICKS = {"trigger_value", "json_trigger_value", "string_trigger_value"}


def _asked_for() -> Any:
    """The run that is asked for while this one goes on, None if there is none; without a fragment if it is to end."""
    kinds = _part("streamlit.runtime.scriptrunner_utils.script_requests", "ScriptRequestType")
    context = _context()
    requests = context and _part(context, "script_requests")
    if requests is None or (state := _part(requests, "_state")) is _part(kinds, "CONTINUE"):
        return None
    asked = _part(requests, "_rerun_data")
    return asked if state is _part(kinds, "RERUN") else replace(asked, fragment_id_queue=[])


def after_what_waits(do: Callable[[], None]) -> None:
    """Do something in the thread that hears and tells the browsers, in its next round, after what waits for that.

    Streamlit has no public way to know how far behind that thread is. Without, it is done at once.
    """
    def ask() -> bool:
        if not _part("streamlit.runtime", "exists")():  # in tests
            return False
        runtime = _part("streamlit.runtime", "get_instance")()
        _part(_part(_part(runtime, "_get_async_objs")(), "eventloop"), "call_soon_threadsafe")(do)
        return True

    if not _attempt("turns that wait until browsers are told of those before", ask, False):
        do()


def until_told(seconds: float) -> None:
    """Wait, for so many seconds at most, until all that this run has said has left for its browser.

    Otherwise Streamlit takes back what has not left yet when the same fragment runs again, and on a server that is busy
    with many, hardly anything leaves in time. It has no public way to know.
    """
    def ask() -> None:
        if not _part("streamlit.runtime", "exists")():  # in tests
            return
        runtime = _part("streamlit.runtime", "get_instance")()
        visit = _part(_part(runtime, "_session_mgr"), "get_session_info")(_part(_context(), "session_id"))
        if visit is None:  # it has ended
            return
        told = Event()
        look = partial(_once_told, _part(visit, "session"), told.set)
        _part(_part(_part(runtime, "_get_async_objs")(), "eventloop"), "call_soon_threadsafe")(look)
        told.wait(seconds)

    _attempt("pictures that reach the browser before the next ones", ask, None)


def _once_told(session: Any, do: Callable[[], None]) -> None:
    """Do something when nothing is left to be told to a browser. In the thread that tells them."""
    queue, after = _part(session, "_browser_queue"), _part(session, "on_flushed_messages_sent")

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
        context = _context()
        return context is not None and bool(_part(context, "fragment_ids_this_run"))

    return _attempt("fragments that load the code of their pictures", runs_alone, False)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Around a callback, which Streamlit would leave in the middle, at any value that is put or got, once somebody has
    clicked again. It has no public way to wait with that until the callback's end.
    """
    requests = _attempt("callbacks that are not interrupted", _patient_requests, None)
    try:
        yield
    finally:
        if requests is not None:
            vars(requests).pop("on_scriptrunner_yield", None)


def _patient_requests() -> Any:
    """The script's requests, which wait until their `on_scriptrunner_yield` is their class's again; None in tests."""
    context = _context()
    requests = context and _part(context, "script_requests")
    if requests is not None:
        _part(requests, "on_scriptrunner_yield")
        requests.on_scriptrunner_yield = lambda: None
    return requests


# What Streamlit says at each run, and what widgets keep

def write_themes_once() -> None:
    """Have each part of the theme be written once, and not for each run anew, once a process.

    Otherwise every tick takes a twentieth of its time to look through all settings six times, for a message that is
    the same each time. Streamlit has no public way to leave it out.
    """
    def share() -> None:
        sessions = import_module("streamlit.runtime.app_session")
        write = _part(sessions, "_populate_theme_msg")
        if not hasattr(write, "of_streamlit"):
            sessions._populate_theme_msg = _written_once(write)  # type: ignore[attr-defined]

    _attempt("themes that are written once", share, None)


def _settings() -> Any:
    return _part("streamlit.config", "_config_options")


def _written_once(write: Callable[..., None]) -> Callable[..., None]:
    """Streamlit's writing of a theme's part, which is copied as long as the settings are the same ones."""
    written: dict[str, tuple[Any, Any]] = {}

    def populate_theme(message: Any, section: str = "theme") -> None:
        settings = _attempt("themes that are written once", _settings, None)
        known, copy = written.get(section, (None, None))
        if settings is None or settings is not known:
            copy = type(message)()
            write(copy, section)
            written[section] = settings, copy
        if copy.ByteSize():
            message.MergeFrom(copy)

    populate_theme.of_streamlit = write  # type: ignore[attr-defined]
    return populate_theme


def look_up_singly() -> None:
    """Have a field look up its own value alone, once a process.

    Otherwise each of a page's fields has a copy made of all values that the visit keeps, to look for its own in it: a
    twentieth of the playground's time. Streamlit has no public way to say how values are looked up.
    """
    def share() -> None:
        kept = _part("streamlit.runtime.state.safe_session_state", "SafeSessionState")
        copied = _part(kept, "filtered_state")
        if isinstance(copied, property):
            kept.filtered_state = _Singly(copied)

    _attempt("fields that look up their own values alone", share, None)


class _Singly:
    """The attribute that had all values copied: now they come when they are asked for."""

    def __init__(self, copied: property):
        self.of_streamlit = copied

    def __get__(self, values: Any, owner: type) -> Any:
        return self if values is None else _Values(values, lambda: self.of_streamlit.__get__(values))


class _Values(Mapping[str, Any]):
    """What a visit keeps, by widgets' keys and the app's own. copied: gives all of it."""

    def __init__(self, values: Any, copied: Callable[[], dict[str, Any]]):
        self._values, self._copied = values, copied

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._copied())

    def __len__(self) -> int:
        return len(self._copied())


# The app's own files, which Streamlit watches so that whoever changes one is asked whether to run it

def watch_files_once() -> None:
    """Have the app's files be looked for and watched by the process, and not for each visit anew, once a process.

    Otherwise every visit takes 150 ms of processor time to find out which of 1,300 modules are the app's, and adds 350
    watchers to a queue that gets through 20 a second: what a visit had stays in memory until the last of its own has
    come up there, long after the visit. Streamlit has no public way to watch for all visits together.
    """
    def share() -> None:
        watching = import_module("streamlit.watcher.local_sources_watcher")
        kind = _part(watching, "LocalSourcesWatcher")
        search = _part(kind, "update_watched_modules")
        _part(watching, "PathWatcher")
        if not hasattr(search, "of_streamlit"):
            watcher = _shared_watcher()
            kind.update_watched_modules = _by_one_search(search)
            watching.PathWatcher = watcher  # type: ignore[attr-defined]

    if st.get_option("server.fileWatcherType") == "poll":
        _attempt("files that are watched once for all visits", share, None)


def _by_one_search(search: Callable[[Any], None]) -> Callable[[Any], None]:
    """Streamlit's search for the files of all modules that are there, done again only where there are others."""
    found: dict[int, dict[str, str]] = {}  # files with their modules' names, by how many modules there are
    watching: WeakKeyDictionary[Any, int] = WeakKeyDictionary()  # for how many modules' files a visit has its watchers

    def watch_found(watcher: Any) -> bool:
        modules = len(sys.modules)
        if watching.get(watcher) == modules:
            return True
        watched = _part(watcher, "_watched_modules")
        if modules not in found:
            search(watcher)
            found.clear()
            found[modules] = {path: each.module_name for path, each in watched.items() if each.module_name}
        for path in found[modules].keys() - watched.keys():
            _part(watcher, "_register_watcher")(path, found[modules][path])
        watching[watcher] = modules
        return True

    def update_watched_modules(watcher: Any) -> None:
        if not _attempt("one search for the app's files", partial(_unless_closed, watch_found, watcher), False):
            search(watcher)

    update_watched_modules.of_streamlit = search  # type: ignore[attr-defined]
    return update_watched_modules


def _unless_closed(watch: Callable[[Any], bool], watcher: Any) -> bool:
    return bool(_part(watcher, "_is_closed")) or watch(watcher)


def _shared_watcher() -> type:
    """What watches a file for a visit, as Streamlit makes one for each: it passes it on to what watches for all."""
    files, of_folders = SavedFiles(), _part("streamlit.watcher.polling_path_watcher", "PollingPathWatcher")
    files.look_forever()

    class Watcher:
        __slots__ = ("_path", "_told")

        def __new__(cls, path: str, on_changed: Callable[[str], None], *, glob_pattern: str | None = None,
                    allow_nonexistent: bool = False) -> Any:
            if glob_pattern is not None:  # of a whole folder, which this app has none watched of
                return of_folders(path, on_changed, glob_pattern=glob_pattern, allow_nonexistent=allow_nonexistent)
            return super().__new__(cls)

        def __init__(self, path: str, on_changed: Callable[[str], None], **options: Any):
            self._path, self._told = path, on_changed
            files.watch(path, on_changed)

        def close(self) -> None:
            files.forget(self._path, self._told)

        @staticmethod
        def close_all() -> None:
            """Nothing is left to be closed when the process ends."""

    return Watcher


# What visitors upload

def forget_file(file: BinaryIO) -> None:
    """Take an uploaded file out of memory, where Streamlit keeps every one until the visit ends. A callback may."""
    def forget() -> None:
        context = _context()
        files = _part(context, "uploaded_file_mgr")
        if hasattr(files, "remove_file"):  # not in Streamlit's own tests of apps
            files.remove_file(_part(context, "session_id"), _part(file, "file_id"))

    file.close()
    _attempt("uploaded files that leave the memory", forget, None)


def accept_any_file_name() -> None:
    """Have uploads take files by any name, once a process. What is in a file counts here.

    Otherwise Streamlit ends the page, before any callback, for a name with another ending than its own part in the
    browser lets through.
    """
    def accept() -> None:
        module = import_module("streamlit.elements.widgets.file_uploader")
        _part(module, "enforce_filename_restriction")
        module.enforce_filename_restriction = lambda name, types: None  # type: ignore[attr-defined]

    _attempt("uploads by any name", accept, None)
