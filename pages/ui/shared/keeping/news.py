"""What a page says of a visit that was broken off: what is back, what is gone, and what could be brought back."""
import streamlit as st

from pages.ui.shared import plain, session
from pages.ui.shared.guard import guarded

PAGE = "keeping"
LOST = "The connection broke off, and the server has forgotten this visit."


def add(how: str, back: str = "", gone: str = "", trouble: str = "") -> None:
    """Say, from now on, that something is back or gone, once. how: as a Keeper's `take` has it."""
    known = session.get(PAGE, "news") or {"lost": False, "back": [], "gone": [], "trouble": []}
    told = {"back": back if how != "reload" else "", "gone": gone, "trouble": trouble}
    news = known | {"lost": known["lost"] or how == "lost"} | {
        kind: [*dict.fromkeys(filter(None, [*known[kind], words]))] for kind, words in told.items()}
    if news["back"] or news["gone"] or news["trouble"]:
        session.put(PAGE, news=news)


def show(page: str) -> None:
    """The news, at the window's edge, where they move nothing, until the visitor has read them or gone elsewhere."""
    if not (news := session.get(PAGE, "news")):
        return
    if news.setdefault("page", page) != page:
        session.put(PAGE, news=None)
        return
    with st.container(key="keeping-news", horizontal=True, vertical_alignment="center", gap="small"):
        words = plain.markdown(in_words(news["lost"], news["back"], news["gone"], news["trouble"]))
        (st.warning if news["trouble"] else st.info)(words)
        st.button("OK", key=f"{PAGE}.read", on_click=guarded(session.put), args=(PAGE,), kwargs={"news": None})


def in_words(lost: bool, back: list[str], gone: list[str], trouble: list[str]) -> str:
    """The news as a sentence or two."""
    return " ".join(filter(None, [
        LOST if lost else "", f"Back from this browser: {_listed(back)}." if back else "",
        f"Gone: {_listed(gone)}." if gone else "", *trouble]))


def _listed(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
