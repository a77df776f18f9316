"""All that the app uses of Streamlit beyond its public interface, each with what happens where a version lacks it.

Then that is logged once, and Streamlit's own behavior stands: the page goes on. Nothing else of the app names these
parts; tests/pages/shared/test_streamlit_private.py says what is expected of each.
"""
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any, BinaryIO, TypeVar

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
    def called() -> bool:
        kinds = _part("streamlit.runtime.scriptrunner_utils.script_requests", "ScriptRequestType")
        requests = _part(_context(), "script_requests")
        return requests is not None and _part(requests, "_state") is not _part(kinds, "CONTINUE")

    return _attempt("training that makes way for clicks", called, False)


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
