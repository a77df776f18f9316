"""Keeps a failure in what a page does at a click, a change or an event of a picture from ending the visit."""
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import streamlit as st

from pages.ui.shared import session, whole_page
from pages.ui.shared.streamlit_private import runs

PAGE = "app"  # the notice stands above every page
UNFORESEEN = "Reading it failed in a way that nobody foresaw, and that has been logged. Try it in another way."
WORDS = ("That did not work: something unforeseen happened, and it has been logged. All is as it was before; go on, or "
         "try it in another way.")

_log = logging.getLogger(__name__)


def guarded(act: Callable[..., None]) -> Callable[..., None]:
    """A callback that does what `act` does, or, if that fails unexpectedly, has nothing put, logs why and says so.

    Streamlit shows nothing of a page whose callback has failed.
    """
    @wraps(act, updated=())
    def safe(*args: Any, **kwargs: Any) -> None:
        with runs.uninterrupted():
            failed = False
            try:
                with session.all_or_nothing():
                    act(*args, **kwargs)
            except Exception:  # Streamlit's own ways to leave a script are none
                log(f"the callback {getattr(act, '__qualname__', act)}")
                failed = True
            session.put(PAGE, failed=failed)
            is_due = whole_page.is_due()
        if failed or is_due:
            st.rerun()  # the whole page, also where the callback is a fragment's: the notice stands above it

    return safe


def log(what: str) -> None:
    """Write down that `what` failed, in the server's log, with the exception that is being handled."""
    _log.exception("Unexpected failure in %s", what)


def reason(error: Exception, what: str) -> str:
    """Why `what` failed, in a sentence for people: the error's own, or that it was unforeseen, which is logged."""
    if type(error) is ValueError:  # its kin, such as UnicodeDecodeError, has no words for people
        return str(error)
    log(what)
    return UNFORESEEN


def show() -> None:
    """The notice of a failure, until the next thing works. It always takes one place."""
    with st.container():
        if session.get(PAGE, "failed"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.error(WORDS)
                st.button("OK", key=f"{PAGE}.failed_read", on_click=guarded(session.put), args=(PAGE,))
