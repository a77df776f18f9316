"""Pictures that the browser paints by itself: our own components, and how their code gets there once.

Streamlit sends a component's code again with every change of its data. So one component without data carries the
painter's code, which registers itself by name, and a second one, of a few lines, hands every change of data over. While
its lines are on their way to the browser, Streamlit may bring a newer change before an older one, which would stay: so
each has a number, and what comes late is left out.
"""
import itertools
import json
import secrets
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pages.ui.shared import session
from pages.ui.shared.guard import guarded

HAND_OVER = """
export default ({ data, parentElement: place, setTriggerValue }) => {
  const shared = (globalThis.playground ??= { painters: {}, waiting: [] }), { painters, waiting } = shared;
  const newest = (shared.newest ??= new WeakMap()); // at each place, what was drawn last
  const end = data.byteLength - 4, number = new DataView(data.buffer, data.byteOffset).getUint32(end, true);
  const known = newest.get(place), behind = known ? (known.number - number) >>> 0 : 0;
  if (behind > 0 && behind < LATE) return () => known.leave?.();
  const tell = (news) => {
    globalThis.playground.nonce = (globalThis.playground.nonce ?? Date.now()) + 1;
    setTriggerValue("event", { ...news, nonce: globalThis.playground.nonce });
  };
  const call = { data: new Uint8Array(data.buffer, data.byteOffset, end), parentElement: place, tell, number };
  newest.set(place, call);
  if (painters.NAME) call.leave = painters.NAME(call); else waiting.push(["NAME", call]);
  return () => call.leave?.();
};
"""
REGISTER = """
export default () => {
  const { painters, waiting } = (globalThis.playground ??= { painters: {}, waiting: [] });
  painters.NAME ??= paint;
  for (const [name, call] of waiting.splice(0))
    if (painters[name]) call.leave = painters[name](call); else waiting.push([name, call]);
};
"""
UI = Path(__file__).parents[1]
LATE = 2**16  # by as many numbers a message may be behind the one before it
_numbers = itertools.count(secrets.randbelow(2**31))  # of what is drawn; another server's are others


class Painter:
    """A component painted by path.js, a file below pages/ui that defines `paint`, with the help of further files.

    paint({data, parentElement, tell}) is called with every change, data being bytes, and returns a cleanup. tell({...})
    has the page know what a person did in the picture; see `draw`. `painterOf` in mounted.js, which comes with every
    painter, makes a `paint` of a class that shows messages.
    """

    def __init__(self, path: str, *helpers: str):
        files = [UI / f"{part}.js" for part in ("shared/js/mounted", "shared/js/history", *helpers, path)]
        name = files[-1].stem
        source = "\n".join(file.read_text("utf-8") for file in files)
        self._name = name
        self._code = st.components.v2.component(f"{name}_code", js=source + REGISTER.replace("NAME", name))
        self._picture = st.components.v2.component(name, js=HAND_OVER.replace("NAME", name).replace("LATE", str(LATE)))

    def bring(self) -> None:
        """Bring the code to the browser. Call it once a page, outside the fragment that draws."""
        self._code(key=f"{self._name}.code", height=1)

    def draw(self, data: bytes | dict, key: str, on_event: Callable[[dict], None] | None = None) -> None:
        """Show `data`, a dict as JSON; the same key keeps the same picture on the page.

        on_event: a callback, called before the page's next run with what the picture told, once for each time. That is
        what a browser sent: a dict with any values.
        Bytes are all that Streamlit passes on as they are: in a dict it would look for data frames, with pandas.
        """
        def pass_on():
            if (news := session.event(key)) is not None:
                on_event(news)

        self._picture(key=key, data=_numbered(key, json.dumps(data).encode() if isinstance(data, dict) else data),
                      on_event_change=guarded(pass_on) if on_event else None)


def _numbered(key, data):
    """Data with its number behind it, four bytes: a new one where it is other data than the last of this key."""
    known, number = session.get("painters", key) or (None, 0)
    if known != hash(data):
        number = next(_numbers) % 2**32
        session.put("painters", **{key: (hash(data), number)})
    return data + number.to_bytes(4, "little")
