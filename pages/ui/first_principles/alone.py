"""Parts of a chapter that run without the rest of it."""
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import streamlit as st

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import AnyField


class Follower(NamedTuple):
    """A part that runs with others: its place on the page, what shows it, and with which arguments."""

    place: AbstractContextManager[Any]
    show: Callable[..., None]
    arguments: tuple[Any, ...]


_followers: ContextVar[list[Follower] | None] = ContextVar("followers", default=None)


def alone(fields: Sequence[AnyField], part: Callable[..., None], *arguments: Any) -> None:
    """Show a part as a fragment of its own: a change of its fields' numbers runs nothing else of the chapter."""
    def run() -> None:
        numbers.keep(fields, every=fields)
        part(*arguments)

    st.fragment(run)()


@contextmanager
def together(fields: Sequence[AnyField]) -> Iterator[None]:
    """Around a chapter: all that `follow` shows within it is one fragment, wherever it stands. A change of these
    fields' numbers in it runs nothing else; what else can be changed in it has to have the whole page run. Without
    fields, all runs in its place."""
    if not fields:
        yield
        return
    followers: list[Follower] = []
    token = _followers.set(followers)
    try:
        yield
    finally:
        _followers.reset(token)
    alone(fields, _fill, followers)


def follow(part: Callable[..., None], *arguments: Any) -> None:
    """Show a part here, at the end of what is `together`; at once, where nothing is."""
    followers = _followers.get()
    if followers is None:
        part(*arguments)
    else:
        followers.append(Follower(st.container(), part, arguments))


def _fill(followers: Sequence[Follower]) -> None:
    for place, part, arguments in followers:
        with place:
            part(*arguments)
