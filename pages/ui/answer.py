"""What the digits page says to a drawing."""
import base64

import numpy as np
import streamlit as st

from engine.losses import LOSSES
from engine.models import load_digits_model
from engine.network import Network
from pages.ui import session
from pages.ui.painters import Painter

painter = Painter("answer")
READERS = {"ready": "Ready-made network", "own": "Your network"}
NOTHING_LEARNED = "Your network has learned nothing yet: press Train, and it will answer."


@st.cache_resource
def ready_made() -> Network:
    """The digit network that comes with the app, one copy for all visitors."""
    return load_digits_model()


def reader(page: str) -> str:
    """A switch between the two networks that can answer."""
    return st.segmented_control("Who answers", READERS, default="ready", format_func=READERS.get, required=True,
                                label_visibility="collapsed", **session.kept(page, "reader"))


def answer(digit: np.ndarray | None, asked: str, own: Network | None) -> dict:
    """Words, ten probabilities and the picture that a network sees, for the painter.

    digit: (28, 28), values 0..1, or None for a blank sheet; asked: one of READERS; own: the visitor's network, None
    while it has learned nothing.
    """
    networks = {"ready": ready_made(), "own": own}
    reply = {"words": "Draw a digit from 0 to 9 on the sheet.", "other": "", "probabilities": None, "picture": None}
    if digit is None:
        return reply if networks[asked] else reply | {"words": f"{reply['words']} {NOTHING_LEARNED}"}
    reply["picture"] = base64.b64encode((digit * 255).astype(np.uint8).tobytes()).decode()
    answers = {name: probabilities(network, digit) for name, network in networks.items() if network}
    if asked not in answers:
        return reply | {"words": NOTHING_LEARNED, "other": _other(answers)}
    said = answers.pop(asked)
    return reply | {"words": _words(said), "other": _other(answers), "probabilities": said.tolist()}


def probabilities(network: Network, digit: np.ndarray) -> np.ndarray:
    """How sure a network is of each of the ten digits."""
    return LOSSES["softmax_cross_entropy"].probabilities(network.forward(digit.reshape(1, -1)))[0]


def _words(said):
    second, first = np.argsort(said)[-2:]
    if said[first] >= 0.9:
        return f"It is {_share(said[first])} sure that this is a {first}."
    return f"It is not sure: a {first}, with {_share(said[first])}, or a {second}, with {_share(said[second])}."


def _other(answers):
    return " ".join(f"{READERS[name]}: {said.argmax()}, with {_share(said.max())}." for name, said in answers.items())


def _share(probability):
    return "more than 99%" if probability > 0.99 else f"{probability:.0%}"
