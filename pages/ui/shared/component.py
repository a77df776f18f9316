"""Our own components: pictures that the browser paints by itself, and how their code gets there once.

Streamlit sends a component's code again with every change of its data. So one component without data carries the
code, which registers a painter by name, and a second one, of a few lines, hands every change of data over: see
bootstrap.js and hand_over.js.

What a person does in a picture comes back as an event with an id (see outbox.js). The browser sends it until the
picture's data says that it has been handled, and it is handled once.
"""
import itertools
import json
import secrets
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import streamlit as st

from pages.ui.shared import session
from pages.ui.shared.es_modules import bundled
from pages.ui.shared.guard import guarded
from pages.ui.shared.streamlit_private import runs

PAGE = "components"  # under which a visit's facts about them are kept
ARRIVING = Path(__file__).with_name("js") / "arriving"
_numbers = itertools.count(secrets.randbelow(2**31))  # of what is drawn; another server's are others
_components: dict[str, "Component"] = {}


class Component:
    """A picture painted by a JavaScript module, which exports `paint`: see `Painter` in page_state.js, and mount.js,
    which makes one of a class that shows messages. The file's name is the component's."""

    def __init__(self, entry: Path):
        self.name, self._number = entry.stem, len(_components)
        code = bundled(f'() => register("{self.name}", paint)', ARRIVING / "register.js", entry)
        hand_over = bundled(f'(delivery) => bootstrap("{self.name}", delivery)', ARRIVING / "bootstrap.js")
        self._code = st.components.v2.component(f"{self.name}_code", js=code)
        self._picture = st.components.v2.component(self.name, js=hand_over)
        _components[self.name] = self

    def load(self) -> None:
        """Have the browser get the code now, outside the fragment that draws; `loading` does it at a page's end."""
        with st.container(key=f"unseen-{self._number}"):
            self._code(key=f"{self.name}.code", height=1)
        session.put(PAGE, loaded=session.get(PAGE, "loaded", frozenset()) | {self.name})

    def draw(self, data: bytes | dict[str, Any], key: str,
             on_event: Callable[[dict[str, Any]], None] | None = None) -> None:
        """Show `data`, a dict as JSON; the same key keeps the same picture on the page.

        on_event: a callback, called before the page's next run with what a person did in the picture, once for each
        time. That is what a browser sent: a dict with any values.
        Bytes are all that Streamlit passes on as they are: in a dict it would look for data frames, with pandas.
        """
        def pass_on() -> None:
            if on_event is not None and (event := session.event(key)) is not None:
                on_event(event)

        self._note_drawn()
        self._picture(key=key, data=_numbered(key, json.dumps(data).encode() if isinstance(data, dict) else data),
                      on_event_change=guarded(pass_on) if on_event else None)

    def _note_drawn(self) -> None:
        """Note what `load_drawn` has to load. A fragment that draws what its page has not has the whole page run."""
        session.put(PAGE, drawn=tuple(dict.fromkeys((*session.get(PAGE, "drawn", ()), self.name))))
        if runs.is_fragment() and self.name not in session.get(PAGE, "loaded", frozenset()):
            st.rerun()


@contextmanager
def loading() -> Iterator[None]:
    """Around the whole run of a page: what it has drawn and not loaded itself is loaded at the end."""
    session.put(PAGE, drawn=(), loaded=frozenset())
    yield
    load_drawn()


def load_drawn() -> None:
    """Load what the page has drawn so far, before anything else is sent: on a slow link, the rest would delay it."""
    for name in session.get(PAGE, "drawn"):
        if name not in session.get(PAGE, "loaded"):
            _components[name].load()


def _numbered(key: str, data: bytes) -> bytes:
    """Data and behind it the id of the last event that was handled and the data's number, a new one where it is other
    data than the last of this key. The bytes are those that hand_over.js reads."""
    data += struct.pack("<d", session.handled(key))
    known, number = session.get(PAGE, key) or (None, 0)
    if known != hash(data):
        number = next(_numbers) % 2**32
        session.put(PAGE, **{key: (hash(data), number)})
    return data + struct.pack("<I", number)
