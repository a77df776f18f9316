"""Networks that another page or an older link brings to the chapter Backpropagation."""
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import streamlit as st

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own import old_links, present
from pages.ui.first_principles.own.parameter import PARAMETER, telling
from pages.ui.shared import session
from pages.ui.shared.streamlit_private import url

CHAPTER = "backprop"
BRING = f"{PAGE}.bring"  # in the address of a link of another page's that has something on offer
Offer = Callable[[], tuple[WorkedExample, int, str]]


def open_brought() -> None:
    """Open what another page has on offer, once, for who comes by its link: an example, the sample to begin with, and
    words on where it comes from. Who comes with a network wants to see it, so the chapter's question does not stand in
    the way."""
    if BRING not in st.query_params:
        return
    del st.query_params[BRING]
    session.put(PAGE, chapter=CHAPTER)
    offer: Offer | None = session.get(PAGE, "offer")
    if offer is None:  # the link was opened elsewhere
        return
    session.put(PAGE, offer=None, **{f"{CHAPTER}.begun": True})
    try:
        example, sample, words = offer()
        present.put(example, sample)
        present.put_value(PARAMETER, telling(example, sample))
    except ValueError as error:
        words = f"{error} The network from before stays."
    session.put(PAGE, own_from_playground=words)


def is_old(chapters: Sequence[str], names: AbstractSet[str]) -> bool:
    """Whether an address is of the chapter of old: it names that, or no chapter, but settings of the page of old."""
    return old_links.TITLE in chapters or (not chapters and not old_links.NAMES.isdisjoint(names))


def open_old(values: Mapping[str, Any], title: str) -> None:
    """Open what a link of old asks for, by its values; the address says it in today's words. title: of the chapter."""
    present.put(*old_links.network(values))
    session.put(PAGE, chapter=CHAPTER)
    url.seed_address(PAGE, {"chapter": [title]}, [f"{PAGE}.{name}" for name in old_links.NAMES])
