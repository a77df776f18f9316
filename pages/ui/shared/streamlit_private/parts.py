"""What the app uses of Streamlit beyond its public interface, each with what happens where a version lacks it.

Then that is logged once, and Streamlit's own behavior stands: the page goes on. Nothing but this folder names these
parts; tests/pages/shared/test_streamlit_private.py says what is expected of each.
"""
import logging
from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

_log = logging.getLogger(__name__)
_missed: set[str] = set()  # what has been logged
Result = TypeVar("Result")


def part(owner: Any, name: str) -> Any:
    """A private part of Streamlit, where it is a module by its name. Every use of one goes through here."""
    return _found(owner, name)


def _found(owner: Any, name: str) -> Any:
    return getattr(import_module(owner) if isinstance(owner, str) else owner, name)


def attempt(purpose: str, use: Callable[[], Result], otherwise: Result) -> Result:
    """What `use` gives, or `otherwise` if this version of Streamlit has not what it needs."""
    try:
        return use()
    except Exception:  # Streamlit's own ways to leave a script are none
        if purpose not in _missed:
            _missed.add(purpose)
            _log.warning("This version of Streamlit has not what the app uses for: %s. Its own behavior stands.",
                         purpose, exc_info=True)
        return otherwise


def context() -> Any:
    """The running script's, None outside of one."""
    return part("streamlit.runtime.scriptrunner", "get_script_run_ctx")(suppress_warning=True)
