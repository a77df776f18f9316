"""The address of the page, and the browser's history."""
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from pages.ui.shared.streamlit_private.parts import attempt, context, part


@contextmanager
def one_history_entry() -> Iterator[None]:
    """Around a whole page: at its end the address says what the page's widgets do, and the browser hears of it once.

    Streamlit writes each setting that code has changed into the address by itself, each with an entry of its own, a
    dozen for a lesson, and leaves out those whose widgets were not on the page before. It has no public way to do it
    all at once. A run that breaks off says nothing: the next one compares with what the browser has, and makes up for
    it.
    """
    address = attempt("one history entry for all changes of a run", _silenced_address, None)
    if address is None:
        yield
        return
    known = _as_lists(address)
    try:
        yield
        attempt("an address with all settings", partial(_complete, address), None)
    finally:
        vars(address).pop("_send_query_param_msg", None)
    if _as_lists(address) != known:
        part(address, "_send_query_param_msg")()


def seed_address(page: str, parameters: Mapping[str, list[str]], without: Iterable[str] = ()) -> None:
    """Go on as if the address had held these of a page's parameters as well, and not these names. Before any widget
    comes.

    Otherwise widgets have what code has set them to, but not when the visitor has come here by Back or Forward, and
    names that are not to count are left to Streamlit.
    """
    def seed() -> None:
        address = _address()
        for name in without:
            part(address, "discard_param_no_forward_msg")(name)
        for name, texts in parameters.items():
            part(address, "set_with_no_forward_msg")(f"{page}.{name}", texts)
        part(address, "set_initial_query_params_from_current")()

    attempt("an address that code has completed", seed, None)


def is_history_navigation() -> bool:
    """Whether this run is for an address that the visitor came back to, by the browser's Back or Forward."""
    return attempt("knowing Back and Forward", lambda: bool(part(context(), "is_history_navigation")), False)


def _address() -> Any:
    with part(part(context(), "session_state"), "query_params")() as address:
        return address


def _silenced_address() -> Any:
    """The address, which tells the browser nothing until its `_send_query_param_msg` is its class's again."""
    address = _address()
    part(address, "_send_query_param_msg"), _as_lists(address)
    address._send_query_param_msg = lambda: None
    return address


def _complete(address: Any) -> None:
    """Write what differs from a widget's default, in Streamlit's words for it, and leave out all else."""
    running = context()
    present = part(part(part(running, "shared"), "widget_ids_this_run"), "snapshot")()
    metadata = part(part(part(running, "session_state"), "_state"), "get_widget_metadata")
    texts = part(address, "_query_params")
    for widget, binding in [*part(address, "_bindings_by_widget").items()]:
        name, kind = part(binding, "param_key"), part(binding, "value_type")
        if widget not in present:
            part(address, "unbind_and_clear_param")(widget)
            continue
        about, value = metadata(widget), running.session_state[widget]
        read, written = part(about, "deserializer"), part(about, "serializer")
        if value == read(None):
            part(address, "discard_param_no_forward_msg")(name)
        elif _read_back(texts, name, read, part(about, "value_type")) != [value]:
            part(address, "set_corrected_value")(name, written(value), kind)
            if texts[name] == []:  # of which nothing would be left
                texts[name] = ""


def _read_back(texts: Mapping[str, Any], name: str, read: Callable[[Any], Any], kind: str) -> list[Any]:
    """A list of the value that the address has for a widget; an empty one if it has none that could be read."""
    parse = part("streamlit.runtime.state.query_params", "parse_url_param")
    try:
        return [read(parse(texts[name], kind))]
    except (KeyError, ValueError, TypeError, IndexError):
        return []


def _as_lists(address: Any) -> dict[str, list[str]]:
    texts = part(address, "_query_params")
    return {name: text if isinstance(text, list) else [text] for name, text in texts.items()}
