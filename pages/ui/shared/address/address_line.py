"""The browser's address line, and its history: what a run of the script changes in the address comes as one entry.

Streamlit writes each setting that code has changed into the address by itself, each with an entry of its own, a dozen
for a lesson, and leaves out those whose widgets were not on the page before. It has no public way to do it all at once,
so this reaches into the part of it that knows which widget stands for which name. Whatever it may meet there in another
version, it is one module.
"""
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.query_params import QueryParams, parse_url_param


@contextmanager
def kept() -> Iterator[None]:
    """Around a whole page: at its end the address says what the page's widgets do, and the browser hears of it once.

    A run that breaks off says nothing: the next one compares with what the browser has, and makes up for it.
    """
    address, known = _address(), _as_lists(_address())
    address._send_query_param_msg = lambda: None
    try:
        yield
        _complete(address)
    finally:
        address.__dict__.pop("_send_query_param_msg", None)
    if _as_lists(address) != known:
        address._send_query_param_msg()


def expand(page: str, parameters: Mapping[str, list[str]]) -> None:
    """Go on as if the address had held these of a page's parameters as well. Before any widget comes."""
    address = _address()
    for name, texts in parameters.items():
        address.set_with_no_forward_msg(f"{page}.{name}", texts)
    address.set_initial_query_params_from_current()


def is_returned_to() -> bool:
    """Whether this run is for an address that the visitor came back to, by the browser's Back or Forward."""
    return get_script_run_ctx().is_history_navigation


def _complete(address):
    """Write what differs from a widget's usual value, in Streamlit's words for it, and leave out all else."""
    context = get_script_run_ctx()
    present = context.shared.widget_ids_this_run.snapshot()
    for widget, binding in [*address._bindings_by_widget.items()]:
        name, kind = binding.param_key, binding.value_type
        if widget not in present:
            address.unbind_and_clear_param(widget)
            continue
        about, value = context.session_state._state.get_widget_metadata(widget), context.session_state[widget]
        if value == about.deserializer(None):
            address.discard_param_no_forward_msg(name)
        elif _written(address, name, about) != [value]:
            address.set_corrected_value(name, about.serializer(value), kind)
            if address._query_params[name] == []:  # of which nothing would be left
                address._query_params[name] = ""


def _written(address, name, about) -> list:
    """A list of the value that the address has for a widget; an empty one if it has none that could be read."""
    try:
        return [about.deserializer(parse_url_param(address._query_params[name], about.value_type))]
    except (KeyError, ValueError, TypeError, IndexError):
        return []


def _as_lists(address):
    return {name: text if isinstance(text, list) else [text] for name, text in address._query_params.items()}


def _address() -> QueryParams:
    with get_script_run_ctx().session_state.query_params() as address:
        return address
