"""What a page says of what the visitor's browser keeps: above it, news and offers; within it, what is kept there."""
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.ui.shared import plain
from pages.ui.shared.guard import guarded
from pages.ui.shared.keeping import keeper, news
from pages.ui.shared.keeping.keeper import Keeper


@contextmanager
def above(page: str) -> Iterator[None]:
    """Around a whole page, of that name: above it stands what could be brought back, and over it what is back or gone.
    It always takes one place."""
    place = st.container(key="keeping-line", gap="small")
    yield
    with place:
        news.show(page)
        for each in keeper.of_page():
            _offer(each)


def _offer(kept: Keeper) -> None:
    """What the browser has of a thing, the newest first, and two buttons."""
    if not (offered := kept.offered):
        return
    (_, since, words), older = offered[0], len(offered) - 1
    with st.container(key=f"offer-{kept.name}", horizontal=True, vertical_alignment="center", gap="small"):
        described = f"{kept.called.capitalize()} from {since}{f', {words},' if words else ''}"
        other = "set" if kept.is_plural else "one"
        more = f", and {f'an older {other}' if older == 1 else f'{older} older {other}s'}" if older else ""
        st.markdown(plain.markdown(f"{described} {kept.verb} still in this browser{more}."), width="content")
        st.button(f"Bring {kept.pronoun} back", key=f"keeping.bring_{kept.name}", icon=":material/undo:",
                  on_click=guarded(kept.bring))
        st.button(f"Forget {'them' if older else kept.pronoun}", key=f"keeping.forget_{kept.name}", type="tertiary",
                  on_click=guarded(kept.forget))


def kept_here(kept: Keeper) -> None:
    """Whether this browser keeps a thing, and how to end that. It always takes one place."""
    with st.container(key=f"kept-{kept.name}", horizontal=True, vertical_alignment="center", gap="small"):
        if kept.is_refused:
            st.caption(f"This browser keeps nothing for pages, so a reload loses {kept.called}: download what you want "
                       "to have again.", width="content")
        elif kept.is_off:
            st.caption(f"This browser keeps nothing of {kept.called}.", width="content")
            st.button(f"Keep {kept.pronoun}", key=f"keeping.keep_{kept.name}", type="tertiary",
                      on_click=guarded(kept.go_on))
        else:
            st.caption(f"This browser keeps {kept.called} for 30 days, should the page be reloaded or the connection "
                       f"break off. Nobody else gets {kept.pronoun}. On a shared computer, forget {kept.pronoun} "
                       "when you leave.", width="content")
            st.button(f"Forget {kept.pronoun} here", key=f"keeping.stop_{kept.name}", type="tertiary",
                      on_click=guarded(kept.forget_all))
