"""Parts of a chapter that nothing else of it depends on."""
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import AnyField


def alone(fields: Sequence[AnyField], part: Callable[..., None], *arguments: Any) -> None:
    """Show a part as a fragment of its own: a change of its fields' numbers runs nothing else of the chapter."""
    def run() -> None:
        numbers.keep(fields, every=fields)
        part(*arguments)

    st.fragment(run)()
