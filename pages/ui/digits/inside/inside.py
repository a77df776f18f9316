"""What happens inside a network between a drawing and its prediction: a view of the digits page."""
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine.activations import Identity
from engine.datasets.mnist import read_mnist
from engine.inspection.examples import Examples
from engine.network import Network
from pages.ui.digits import answer
from pages.ui.digits.inside.message import LAYERS, message
from pages.ui.digits.reading import Reading
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import readers

PAGE = readers.PAGE
WAITS = "Your network is training. Press Pause to look inside it."
NOT_SCORES = "This network has an activation function behind its scores, so they cannot be taken apart here."
LAYERS_WORDS = "This network has {} hidden layers; 1 to 6 can be shown here."
TOO_LARGE = "Some numbers inside this network are too large for a computer to hold, so there is nothing to show."

def _is_place(value: object) -> bool:
    return type(value) is int and value >= 0


WISHES: dict[str, Callable[[Any], bool]] = {
    "neuron": lambda value: isinstance(value, list) and len(value) == 2 and all(map(_is_place, value)),
    "atlas": _is_place, "alike": lambda value: value in ("ink", "network")}
component = Component(Path(__file__).with_name("inside.js"))


def show(read: Reading, asked: str) -> None:
    """The way from the selected digit to the answer of the network `asked`."""
    digit = read.digit
    with st.container():  # always there, so that a spinner in it does not move the picture to another place
        told = _message(None if digit is None else digit.pixels, asked, read.networks.get(asked),
                        digit is not None and digit.is_doubted)
    component.draw(told, key=f"{PAGE}.inside", on_event=_heed)


def _heed(event: dict[str, Any]) -> None:
    """Somebody chose a neuron, all neurons of a layer, or in which way training digits are to be alike."""
    for name, is_possible in WISHES.items():
        if name in event and (event[name] is None or is_possible(event[name])):
            session.put(PAGE, **{f"inside_{name}": event[name]})


def _message(digit: np.ndarray | None, asked: str, network: Network | None, doubted: bool = False) -> dict[str, Any]:
    """What the component paints of a digit (28, 28), values 0..1, or of none, computed anew only if something changed.
    """
    if network is None or (obstacle := _obstacle(asked, network)) is not None:
        return {"words": answer.NOTHING_LEARNED if network is None else obstacle}
    wishes = {name: session.get(PAGE, f"inside_{name}") for name in WISHES}
    state = (zlib.crc32(network.params.tobytes()), network.sizes,
             digit is not None and zlib.crc32(digit.tobytes()), doubted, str(wishes))
    known, found = session.get(PAGE, "inside_message") or (None, {})
    if known != state:
        try:
            with np.errstate(all="ignore"):
                found = message(digit, network, examples(asked, network), doubted=doubted, **wishes)
            json.dumps(found, allow_nan=False)
        except ValueError:
            found = {"words": TOO_LARGE}
        session.put(PAGE, inside_message=(state, found))
    return found


def _obstacle(asked: str, network: Network) -> str | None:
    """Why nobody can look into this network now, in words, or None."""
    live = session.current(PAGE)
    if asked == "own" and live and live.playing:
        return WAITS
    if not 1 <= len(network.layers) - 1 <= len(LAYERS):
        return LAYERS_WORDS.format(len(network.layers) - 1)
    if not isinstance(network.layers[-1].activation, Identity):
        return NOT_SCORES
    return None if np.isfinite(network.params).all() else TOO_LARGE


def examples(asked: str, network: Network) -> Examples:
    """The training digits as this network sees them: one copy for all visitors of the ready-made one's."""
    if asked == "ready":
        return _ready_made_examples()
    fingerprint = network.sizes, zlib.crc32(network.params.tobytes())
    known, found = session.get(PAGE, "inside_examples") or (None, None)
    if known != fingerprint or found is None:
        with st.spinner("Running the training digits through the network…"):
            found = Examples(network, read_mnist()[0][0])
        session.put(PAGE, inside_examples=(fingerprint, found))
    return found


@st.cache_resource(show_spinner="Running 60,000 training digits through the network, once…")
def _ready_made_examples() -> Examples:
    return Examples(readers.ready_made(), read_mnist()[0][0])
