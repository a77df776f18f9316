"""The way into the app, which app.py and every page import before all else of it. Whoever comes first loads everything,
and the others wait; and every page is entered through app.py.

When a server restarts, all pages that are open come back at once, in a thread each. Python has a lock for each module,
and where one thread loads a package and another a module of it, each may hold what the other waits for: then one of
them fails ("deadlock detected by _ModuleLock"). That all wait for this one module rules it out.

Streamlit runs a file of pages/ by itself, without app.py, when a link straight to that page is among the first things
that a new server process is asked for. Calling `st.navigation` once ends that for the whole process, but not for the
visits that have begun by then.
"""
from importlib import import_module
from pathlib import Path

import streamlit as st

from pages.ui.shared import session
from pages.ui.shared.hosting import memory, turns
from pages.ui.shared.streamlit_private import once

PAGE = "app"
HERE = Path(__file__).parent


def enter() -> None:
    """app.py is running: from now on, pages of this visit may."""
    session.put(PAGE, is_entered=True)


def require_app(page: str) -> None:
    """Start again through app.py if `page`, a script's path, runs without it."""
    if not session.get(PAGE, "is_entered"):
        st.navigation([_nothing, page], position="hidden")
        st.rerun()


def _nothing() -> None:
    """The default page, so that `page` keeps its own address until app.py takes over."""


def _load_everything() -> None:
    for path in sorted(HERE.glob("*/**/*.py")):
        import_module(".".join(path.relative_to(HERE.parents[1]).with_suffix("").parts))


memory.keep_little()
turns.change_quickly()
_load_everything()
once.watch_files_once()
once.look_up_singly()
once.write_themes_once()
