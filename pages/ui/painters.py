"""Pictures that the browser paints by itself: our own components, and how their code gets there once.

Streamlit sends a component's code again with every change of its data. So one component without data carries the
painter's code, which registers itself by name, and a second one, of a few lines, hands every change of data over.
"""
import json
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pages.ui import session
from pages.ui.guard import guarded

HAND_OVER = """
export default (component) => {
  const { painters, waiting } = (globalThis.playground ??= { painters: {}, waiting: [] });
  component.tell = (news) => {
    globalThis.playground.nonce = (globalThis.playground.nonce ?? Date.now()) + 1;
    component.setTriggerValue("event", { ...news, nonce: globalThis.playground.nonce });
  };
  if (painters.NAME) return painters.NAME(component);
  waiting.push(["NAME", component]);
  return () => component.leave?.();
};
"""
REGISTER = """
export default () => {
  const { painters, waiting } = (globalThis.playground ??= { painters: {}, waiting: [] });
  painters.NAME ??= paint;
  for (const [name, component] of waiting.splice(0))
    if (painters[name]) component.leave = painters[name](component); else waiting.push([name, component]);
};
"""


class Painter:
    """A component painted by NAME.js, a file beside this one that defines `paint`, with the help of further files.

    paint({data, parentElement, tell}) is called with every change, data being bytes, and returns a cleanup. tell({...})
    has the page know what a person did in the picture; see `draw`. `painterOf` in mounted.js, which comes with every
    painter, makes a `paint` of a class that shows messages.
    """

    def __init__(self, name: str, *helpers: str):
        files = [Path(__file__).with_name(f"{part}.js") for part in ("mounted", "history", *helpers, name)]
        source = "\n".join(file.read_text("utf-8") for file in files)
        self._name = name
        self._code = st.components.v2.component(f"{name}_code", js=source + REGISTER.replace("NAME", name))
        self._picture = st.components.v2.component(name, js=HAND_OVER.replace("NAME", name))

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

        self._picture(key=key, data=json.dumps(data).encode() if isinstance(data, dict) else data,
                      on_event_change=guarded(pass_on) if on_event else None)
