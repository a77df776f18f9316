"""What Streamlit would do at each run or for each visit, and is done once: themes, copies of all values, and the app's
own files, which it watches so that whoever changes one is asked whether to run it."""
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from pages.ui.shared.hosting.saved_files import SavedFiles
from pages.ui.shared.streamlit_private.parts import attempt, part


def write_themes_once() -> None:
    """Have each part of the theme be written once, and not for each run anew, once a process.

    Otherwise every tick takes a twentieth of its time to look through all settings six times, for a message that is
    the same each time. Streamlit has no public way to leave it out.
    """
    def share() -> None:
        sessions = import_module("streamlit.runtime.app_session")
        write = part(sessions, "_populate_theme_msg")
        if not hasattr(write, "of_streamlit"):
            sessions._populate_theme_msg = _written_once(write)  # type: ignore[attr-defined]

    attempt("themes that are written once", share, None)


def _settings() -> Any:
    return part("streamlit.config", "_config_options")


def _written_once(write: Callable[..., None]) -> Callable[..., None]:
    """Streamlit's writing of a theme's part, which is copied as long as the settings are the same ones."""
    written: dict[str, tuple[Any, Any]] = {}

    def populate_theme(message: Any, section: str = "theme") -> None:
        settings = attempt("themes that are written once", _settings, None)
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
        kept = part("streamlit.runtime.state.safe_session_state", "SafeSessionState")
        copied = part(kept, "filtered_state")
        if isinstance(copied, property):
            kept.filtered_state = _Singly(copied)

    attempt("fields that look up their own values alone", share, None)


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


def watch_files_once() -> None:
    """Have the app's files be looked for and watched by the process, and not for each visit anew, once a process.

    Otherwise every visit takes 150 ms of processor time to find out which of 1,300 modules are the app's, and adds 350
    watchers to a queue that gets through 20 a second: what a visit had stays in memory until the last of its own has
    come up there, long after the visit. Streamlit has no public way to watch for all visits together.
    """
    def share() -> None:
        watching = import_module("streamlit.watcher.local_sources_watcher")
        kind = part(watching, "LocalSourcesWatcher")
        search = part(kind, "update_watched_modules")
        part(watching, "PathWatcher")
        if not hasattr(search, "of_streamlit"):
            watcher = _shared_watcher()
            kind.update_watched_modules = _by_one_search(search)
            watching.PathWatcher = watcher  # type: ignore[attr-defined]

    if st.get_option("server.fileWatcherType") == "poll":
        attempt("files that are watched once for all visits", share, None)


def _by_one_search(search: Callable[[Any], None]) -> Callable[[Any], None]:
    """Streamlit's search for the files of all modules that are there, done again only where there are others."""
    found: dict[int, dict[str, str]] = {}  # files with their modules' names, by how many modules there are
    watching: WeakKeyDictionary[Any, int] = WeakKeyDictionary()  # for how many modules' files a visit has its watchers

    def watch_found(watcher: Any) -> bool:
        modules = len(sys.modules)
        if watching.get(watcher) == modules:
            return True
        watched = part(watcher, "_watched_modules")
        if modules not in found:
            search(watcher)
            found.clear()
            found[modules] = {path: each.module_name for path, each in watched.items() if each.module_name}
        for path in found[modules].keys() - watched.keys():
            part(watcher, "_register_watcher")(path, found[modules][path])
        watching[watcher] = modules
        return True

    def update_watched_modules(watcher: Any) -> None:
        if not attempt("one search for the app's files", partial(_unless_closed, watch_found, watcher), False):
            search(watcher)

    update_watched_modules.of_streamlit = search  # type: ignore[attr-defined]
    return update_watched_modules


def _unless_closed(watch: Callable[[Any], bool], watcher: Any) -> bool:
    return bool(part(watcher, "_is_closed")) or watch(watcher)


def _shared_watcher() -> type:
    """What watches a file for a visit, as Streamlit makes one for each: it passes it on to what watches for all."""
    files, of_folders = SavedFiles(), part("streamlit.watcher.polling_path_watcher", "PollingPathWatcher")
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
