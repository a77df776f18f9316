"""Widgets for fields that are choices: Streamlit's own, whose value is the field's, so that a link carries it from
whichever chapter shows the field."""
from functools import partial
from typing import Any

import streamlit as st

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import ChoiceField
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.shared import session
from pages.ui.shared.guard import guarded


def segmented_control(field: ChoiceField, **options: Any) -> str:
    """A field's options side by side. Raises nothing: there is always one chosen."""
    return _shown(st.segmented_control, field, {"required": True, "wrap": True} | options)


def selectbox(field: ChoiceField, **options: Any) -> str:
    """A field's options in a menu."""
    return _shown(st.selectbox, field, options)


def _shown(widget: Any, field: ChoiceField, options: dict[str, Any]) -> str:
    key = f"pick.{field.name}"
    value: str = numbers.values([field])[field.name]
    session.put(PAGE, **{key: value})
    widget(options.pop("label", field.label), [*field.options], format_func=field.written, key=f"{PAGE}.{key}",
           on_change=guarded(partial(_take, field, key)), **options)
    return value


def _take(field: ChoiceField, key: str) -> None:
    numbers.put(field, str(session.get(PAGE, key)))
