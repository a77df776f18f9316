"""What a visitor's own browser keeps of a visit, so that one that breaks off loses nothing.

A page says by `keep` what it has. The browser is handed each thing whenever it changes, and hands it back: at once
where the same tab goes on, after a reload or when the server has lost the visit, or else when the visitor asks for it.
Until then it only tells what it has and since when. What comes back is checked like any upload: anybody can send
anything.
"""
import base64
import binascii
import itertools
import json
import secrets
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from pages.ui.shared import guard, session, whole_page
from pages.ui.shared.component import Component
from pages.ui.shared.keeping import news
from pages.ui.shared.plain import shortened

PAGE = "keeping"
RARELY = 3_600  # seconds between two looks where nothing changes but by a click; see `watch`
MOST_RECORDS, LONGEST = 20, 100  # that a browser can tell of; letters of what it says of one
MOST_ORDERS = 10  # that a browser may not have heard of yet

MISSING = "This browser does not have {it} any more: another tab has brought {it} back, or forgotten {it}."

component = Component(Path(__file__).with_name("keeper.js"))
_numbers = itertools.count(1)  # of orders to browsers


class Kept(NamedTuple):
    """What a browser is to keep. content: bytes that a Keeper's `take` reads; nothing at all ends what it has kept, and
    None lets that stand. words: what they are, for people: "test accuracy 97.9 %". gone: what is lost with the visit
    all the same, in words."""

    content: bytes | None = None
    words: str = ""
    gone: str = ""


class Record(NamedTuple):
    """Something that the browser has. key: its name for it; since: when, and words: what it is, for people."""

    key: str
    since: str
    words: str


@dataclass(frozen=True)
class Keeper:
    """A thing that browsers keep.

    name: unique. called: what people call it, such as "your network", and is_plural whether that is several.
    most_bytes: more cannot come back. present: what there is of it now; asked often, so quick where nothing has
    changed. take: puts a content back, given whether the visitor asked for it or the same tab goes on ("brought",
    "reload", "back", "lost"), and returns words for what is back, or none; raises ValueError with a sentence.
    lasting: it outlives the tab by 30 days, and is offered back. Otherwise it lives as long as the tab does, and comes
    back by itself. of_address: but not where somebody has followed a link or typed an address, which may be about
    another; and what comes "back" by the browser's button need not be what that address is about.
    """

    name: str
    called: str
    most_bytes: int
    present: Callable[[], Kept]
    take: Callable[[bytes, str], str]
    lasting: bool = True
    is_plural: bool = False
    of_address: bool = False

    def draw(self) -> None:
        """Hand the browser what is new, and what it is asked for."""
        kept = self.present()
        content = kept.content or b""
        header = json.dumps({
            "visit": _visit(), "name": self.name, "lasting": self.lasting, "ofAddress": self.of_address,
            "words": kept.words, "gone": kept.gone, "has": None if kept.content is None else len(content),
            "stamp": str(hash(content)), "orders": self._get("orders", ()), "took": self._get("took", 0)}).encode()
        component.draw(struct.pack("<I", len(header)) + header + content, key=f"{PAGE}.{self.name}", on_event=self.hear)

    def hear(self, event: dict[str, Any]) -> None:
        """Do what the browser's event is about. A callback; the event may hold anything."""
        how, token = event.get("how"), event.get("token")
        if how == "found":
            self._put(found=_records(event.get("records")), refused=event.get("refused") is True,
                      off=event.get("off") is True)
            if event.get("missing") is True:
                news.add(how, trouble=MISSING.format(it=self.pronoun))
        elif how == "refused":
            self._put(refused=True)
        elif how in ("brought", "reload", "back", "lost"):
            if type(token) is int:
                self._put(took=token)
            self._take(str(how), event)
        else:  # the page has woken up, and that this arrives is all that counts
            return
        whole_page.ask()

    def _take(self, how: str, event: dict[str, Any]) -> None:
        gone = shortened(str(event["gone"]), LONGEST) if how == "lost" and event.get("gone") else ""
        back = trouble = ""
        if event.get("content") is not None:
            try:
                with session.all_or_nothing():
                    back = self.take(_content(event["content"], self.most_bytes), how)
            except Exception as error:
                reason = guard.reason(error, f"the taking back of {self.name}")
                trouble = f"What this browser has kept of {self.called} cannot be used. {reason}"
                if how == "brought" and (record := self._get("brought")):  # it can still be forgotten
                    self._put(found=[record, *self.offered])
        news.add(how, back, gone, trouble)

    @property
    def pronoun(self) -> str:
        return "them" if self.is_plural else "it"

    @property
    def verb(self) -> str:
        return "are" if self.is_plural else "is"

    @property
    def offered(self) -> list[Record]:
        """What the browser has and the visitor may ask for, the newest first."""
        return self._get("found") or []

    def bring(self) -> None:
        """Ask the browser for the newest that it has. A callback."""
        if offered := self.offered:
            self._put(found=offered[1:], brought=offered[0])
            self._order("bring", offered[0].key)

    def forget(self) -> None:
        """Have the browser forget all that it offers. A callback."""
        self._put(found=[])
        self._order("forget")

    def forget_all(self) -> None:
        """Have the browser forget everything of this thing, and keep no more of it. A callback."""
        self._put(found=[], off=True)
        self._order("stop")

    def go_on(self) -> None:
        """Have the browser keep it again. A callback."""
        self._put(off=False)
        self._order("keep")

    @property
    def is_off(self) -> bool:
        """Whether the visitor wants nothing kept of it."""
        return bool(self._get("off"))

    @property
    def is_refused(self) -> bool:
        """Whether the browser keeps nothing for pages, as some do in private windows and frames."""
        return bool(self._get("refused"))

    def _order(self, what: str, key: str = "") -> None:
        """Have the browser do something, after what else it is to do: it may not have heard of that yet."""
        self._put(orders=(*self._get("orders", ())[-MOST_ORDERS:], (next(_numbers), what, key)))

    def _get(self, name: str, otherwise: Any = None) -> Any:
        return session.get(PAGE, f"{self.name}.{name}", otherwise)

    def _put(self, **values: Any) -> None:
        session.put(PAGE, **{f"{self.name}.{name}": value for name, value in values.items()})


def _nothing_back(content: bytes, how: str) -> str:
    return ""


VISIT = Keeper("visit", "this visit", 0, Kept, _nothing_back, lasting=False)  # on every page; see `watch`


def keep(*keepers: Keeper, every: float = RARELY) -> None:
    """Have the browser keep these things of the page's. every: seconds between two looks at what is new in them beside
    those at every run of the whole page."""
    session.put(PAGE, keepers=keepers, every=every)


def keep_here(kept: Keeper) -> None:
    """Have the browser keep a thing from within a fragment of the page's, at each run of which it is looked at."""
    with st.container(key=f"unseen-{kept.name}"):
        kept.draw()


def of_page() -> tuple[Keeper, ...]:
    """What `keep` has been given."""
    return session.get(PAGE, "keepers", ())


def watch() -> None:
    """Keep what the page has asked for, from now on; at the end of the whole page.

    The clock also has Streamlit's page ask for a whole run as soon as it is connected to a server that does not know
    the visit, of which it would do nothing otherwise, and look alive and be dead.
    """
    st.fragment(_look, run_every=session.get(PAGE, "every", RARELY))()


def _look() -> None:
    with st.container(key="unseen-keeping"):
        for keeper in (VISIT, *of_page()):
            keeper.draw()


def _visit() -> str:
    """What this visit is known by: another server, or the same one after it has lost a visit, calls it otherwise."""
    if (visit := session.get(PAGE, "visit_id")) is None:  # a name that no component has
        session.put(PAGE, visit_id=(visit := secrets.token_hex(8)))
    return str(visit)


def _records(told: object) -> list[Record]:
    """What a browser tells of, as far as it makes sense."""
    records = [Record(*(each[part] for part in Record._fields)) for each in (told if isinstance(told, list) else [])
               if isinstance(each, dict) and all(isinstance(each.get(part), str) for part in Record._fields)]
    return [Record(*(shortened(text, LONGEST) for text in record)) for record in records[:MOST_RECORDS]]


def _content(text: object, most_bytes: int) -> bytes:
    """What a browser sends back. Raises ValueError."""
    if not isinstance(text, str) or len(text) > most_bytes * 4 / 3 + 4:
        raise ValueError(f"It is more than the {most_bytes:,} bytes that it can be.")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("A piece of it is missing.") from None
