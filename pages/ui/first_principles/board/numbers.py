"""The numbers that a visitor has chosen for a chapter: in the session, and in the address of its link."""
from collections.abc import Iterable
from typing import Any

import streamlit as st

from pages.ui.first_principles.board.fields import AnyField
from pages.ui.shared import session
from pages.ui.shared.streamlit_private import url

PAGE = "principles"


def values(fields: Iterable[AnyField]) -> dict[str, Any]:
    """The fields' values by name, each a float or a table, a tuple of rows."""
    return {field.name: session.get(PAGE, field.name, field.default) for field in fields}


def take(fields: Iterable[AnyField], event: dict[str, Any]) -> None:
    """Set what a person has typed or dragged, by fields' names: text, or the number of a slider. A callback.

    What cannot be read leaves its value as it was, and a sentence at its field.
    """
    given, by_name = event.get("set"), {field.name: field for field in fields}
    for name, text in given.items() if isinstance(given, dict) else ():
        if name in by_name and isinstance(text, str | int | float):
            put(by_name[name], str(text))


def put(field: AnyField, text: str) -> None:
    """Set a field to what a text says."""
    try:
        session.put(PAGE, **{field.name: field.read(text), f"{field.name}.error": "", f"{field.name}.text": ""})
    except ValueError as error:
        session.put(PAGE, **{f"{field.name}.error": str(error), f"{field.name}.text": text[:2_000]})


def reset(fields: Iterable[AnyField]) -> None:
    """Set fields to their defaults. A callback."""
    for field in fields:
        session.put(PAGE, **{field.name: field.default, f"{field.name}.error": "", f"{field.name}.text": ""})


def as_messages(fields: Iterable[AnyField]) -> list[dict[str, Any]]:
    """What the browser shows of fields: what stands in each, and what is wrong with it."""
    return [{"name": field.name, "label": field.label, **field.as_message(value := values([field])[field.name]),
             "text": session.get(PAGE, f"{field.name}.text", "") if session.get(PAGE, f"{field.name}.error")
             else field.written(value),
             "error": session.get(PAGE, f"{field.name}.error", "")} for field in fields]


def arrive(fields: Iterable[AnyField]) -> None:
    """Take the numbers of the address: at the visit's first run, and when the visitor comes Back or Forward."""
    is_new = session.get(PAGE, "has_arrived") is None
    session.put(PAGE, has_arrived=True)
    if not is_new and not url.is_history_navigation():
        return
    for field in fields:
        if texts := st.query_params.get_all(f"{PAGE}.{field.name}"):
            put(field, texts[-1])


def keep(fields: Iterable[AnyField], every: Iterable[AnyField]) -> None:
    """Have the address carry these fields' numbers, as far as they are not the usual ones, and no other field's."""
    shown = values(fields)
    for field in every:
        name, value = f"{PAGE}.{field.name}", shown.get(field.name, field.default)
        wanted = [] if value == field.default else [field.in_address(value)]
        if wanted != st.query_params.get_all(name):
            if wanted:
                st.query_params[name] = wanted
            else:
                del st.query_params[name]
