"""Widgets that are remembered, in the address and for the whole visit: each one is a row of its page's table.

The row says its default and what it offers; a widget without a row is an error at once.
"""
import math
from collections.abc import Iterable
from typing import Any

import streamlit as st

from pages.ui.shared import session
from pages.ui.shared.address.table import Flag, Number, OneOf, Several, Table
from pages.ui.shared.streamlit_private import url


class Widgets:
    """The remembered widgets of a page. Options of Streamlit's widgets can be given to each, and replace the row's."""

    def __init__(self, table: Table) -> None:
        self.table, self.page = table, table.page

    def values(self) -> dict[str, Any]:
        """The values of the page's parameters by name, as far as the visitor has had their widgets."""
        found = {row.name: session.get(self.page, row.name) for row in self.table}
        return {name: value for name, value in found.items() if value is not None}

    def asked(self, name: str) -> Any:
        """What the address has for a parameter; None where that is nothing, or nothing that can be used. Before its
        widget comes: what is not on offer there, Streamlit takes out of the address."""
        texts = st.query_params.get_all(f"{self.page}.{name}")
        return self.table.read({name: texts}).values.get(name) if texts else None

    def kept(self, name: str) -> dict[str, Any]:
        """Options for a widget to be remembered: its key, its place in the address, and for the whole visit."""
        row = self.table[name]
        key, unbound = f"{self.page}.{name}", f"{name}.unbound"
        if isinstance(row.kind, Number) and _is_infinite(st.query_params.get(key, "")):
            session.put(self.page, **{unbound: True})  # Streamlit would fail to make a whole number of it
        bound = {} if session.get(self.page, unbound) else {"bind": "query-params"}
        return {"key": key, "persist_state": "session"} | bound

    def toggle(self, label: str, name: str, **options: Any) -> bool:
        """On or off."""
        self._kind(name, Flag)
        return st.toggle(label, **{"value": self.table[name].default} | self.kept(name) | options)

    def number_input(self, label: str, name: str, **options: Any) -> Any:
        """A number to be typed."""
        return st.number_input(label, **self._range(name) | self.kept(name) | options)

    def slider(self, label: str, name: str, **options: Any) -> Any:
        """A number to be dragged."""
        return st.slider(label, **self._range(name) | self.kept(name) | options)

    def select_slider(self, label: str, name: str, **options: Any) -> Any:
        """One of some options in a row."""
        return st.select_slider(label, **self._options(name, options, "value"))

    def selectbox(self, label: str, name: str, **options: Any) -> Any:
        """One of some options in a menu."""
        chosen = self._options(name, options, "value")
        offered, default = [*chosen["options"]], chosen.pop("value")
        return st.selectbox(label, **{"index": offered.index(default)} | chosen)

    def segmented_control(self, label: str, name: str, **options: Any) -> Any:
        """One of some options side by side; none at first and by a second click if the row's default is None."""
        required = {} if self.table[name].default is None else {"required": True}
        return st.segmented_control(label, **required | self._options(name, options, "default"))

    def pills(self, label: str, name: str, **options: Any) -> list[Any]:
        """Any number of some options."""
        self._kind(name, Several)
        return st.pills(label, selection_mode="multi", **self._options(name, options, "default"))

    def text_input(self, label: str, name: str, **options: Any) -> str:
        """A text."""
        return st.text_input(label, **self.kept(name) | options)

    def _kind(self, name: str, kind: type) -> Any:
        found = self.table[name].kind
        if not isinstance(found, kind):
            raise TypeError(f"The row {name!r} of the page {self.page!r} is a {type(found).__name__}, and this widget "
                            f"needs a {kind.__name__}.")
        return found

    def _range(self, name: str) -> dict[str, Any]:
        kind = self._kind(name, Number)
        step = {} if kind.step is None else {"step": kind.step}
        return {"min_value": kind.low, "max_value": kind.high, "value": self.table[name].default} | step

    def _options(self, name: str, options: dict[str, Any], default: str) -> dict[str, Any]:
        kind = self._kind(name, OneOf)
        self._renew(name, kind)
        offered: Iterable[Any] | None = options.get("options", kind.options)
        if offered is None:
            raise TypeError(f"The row {name!r} of the page {self.page!r} leaves its options to the page: give them.")
        return {"options": [*offered], default: self.table[name].default, "format_func": kind.called} | self.kept(
            name) | {option: value for option, value in options.items() if option != "options"}

    def _renew(self, name: str, kind: OneOf) -> None:
        """Have the address call options as they are called today: Streamlit knows no other labels."""
        texts = st.query_params.get_all(f"{self.page}.{name}")
        if not kind.old_labels.keys().isdisjoint(texts) and (value := self.asked(name)) is not None:
            url.seed_address(self.page, {name: kind.texts(value)})


def _is_infinite(text: str) -> bool:
    try:
        return math.isinf(float(text))
    except ValueError:
        return False
