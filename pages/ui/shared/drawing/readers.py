"""The networks that can read a digit: the one in the box, and those that the visitor has."""
from collections.abc import Iterable
from functools import partial
from typing import Any

import streamlit as st

from engine.network import Network
from engine.recognition import Recognizer
from pages.ui.shared import session
from pages.ui.shared.address.widgets import Widgets
from pages.ui.shared.guard import guarded

PAGE = "digits"
NAMES = {"ready": "Pretrained network", "own": "Your network", "tuned": "Fine-tuned network",
         "loaded": "Loaded network"}
OLD_NAMES = {"Ready-made network": "ready", "Tuned to your hand": "tuned"}


@st.cache_resource
def recognizer() -> Recognizer:
    """What finds and reads digits, and doubts drawings that are none; one copy for all visitors."""
    return Recognizer.load()


def ready_made() -> Network:
    """The digit network that comes with the app."""
    return recognizer().model


def networks() -> dict[str, Network]:
    """Those that can answer now, by rows of NAMES: "own" has trained on the digits page, "tuned" is a copy of one that
    learned the visitor's handwriting, "loaded" came as a file. The last two are put under these names by their pages.
    What the browser has brought back of "own" is put under "brought" until the digits page makes a run of it.
    """
    live, brought = session.current(PAGE), session.get(PAGE, "brought")
    own = brought and brought.network
    if live is not None:
        own = live.run.network if live.run.step_count else live.before or own
    found = {"ready": ready_made(), "own": own, "tuned": session.get(PAGE, "tuned"),
             "loaded": session.get(PAGE, "loaded")}
    return {name: network for name, network in found.items() if network is not None}


def choice(widgets: Widgets, name: str, label: str, offered: Iterable[str], **options: Any) -> str:
    """A switch between networks, by rows of NAMES. One that the address asks for and that is not there yet is chosen as
    soon as it is, unless the visitor has chosen another one by then."""
    page, offered, asked = widgets.page, [*offered], widgets.asked(name)
    if asked and asked not in offered:
        session.put(page, **{f"wanted_{name}": asked})
    if (wanted := session.get(page, f"wanted_{name}")) in offered:
        session.put(page, **{f"wanted_{name}": None, name: wanted})
    forget = partial(session.put, page, **{f"wanted_{name}": None})
    return str(widgets.segmented_control(label, name, options=offered, wrap=True, on_change=guarded(forget), **options))
