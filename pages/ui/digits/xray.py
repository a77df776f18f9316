"""How a drawing is preprocessed for a network: every step as a picture, with a switch and what it is worth."""
import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine.datasets import mnist
from engine.handwriting import drawings, preparation
from engine.handwriting.preparation import STEPS
from engine.handwriting.recipe import resized
from engine.network import Network
from pages.ui.digits import answer
from pages.ui.digits.reading import Reading, softmax
from pages.ui.shared import session
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import readers

PAGE = readers.PAGE
TESTS = 500  # drawings that accuracies are measured with
SIDE = 112  # most pixels of a picture that is sent
TITLES = {  # the step, what it does, and what happens without it
    "crop": ("Crop to the ink", "Where on the sheet you draw no longer matters.", "The whole sheet is used."),
    "stroke": ("Normalize the stroke width", "It becomes that of most MNIST digits of this size.",
               "Wide strokes stay wide, thin ones thin."),
    "aspect": ("Keep the aspect ratio", "Height and width are scaled alike.",
               "All ink is stretched to a square, even a 1."),
    "size": ("Scale to 20 pixels", "The longer side gets 20 of the 28 pixels, as in MNIST.", "It gets all 28 pixels."),
    "smooth": ("Average the pixels", "Each pixel is the mean of the area that it covers.",
               "Each pixel is one sample of it: jagged edges."),
    "mass": ("Center by mass", "The ink's center of mass goes to pixel 14, 14, as in MNIST.",
             "The center of the ink's bounding box goes to the middle."),
}

component = Component(Path(__file__).with_name("xray.js"))


def show(read: Reading, asked: str) -> None:
    """The steps that made the selected digit of the drawing or the photo; an example's, while the sheet is blank."""
    chosen, ink = session.get(PAGE, "steps", STEPS), read.ink
    source = "photo" if read.photo else "one of several" if read.has_several else "drawing"
    told = explanation(*((example(), "example") if ink is None else (ink, source)), frozenset(chosen),
                       read.networks.get(asked))
    component.draw(told, key=f"{PAGE}.xray", on_event=_switch)


def _switch(event: dict[str, Any]) -> None:
    step = event.get("step")
    if isinstance(step, str) and step in STEPS:
        session.put(PAGE, steps=frozenset(session.get(PAGE, "steps", STEPS)) ^ {step})


def explanation(ink: np.ndarray, source: str, chosen: frozenset[str], network: Network | None) -> dict[str, Any]:
    """Pictures, switches, words and accuracies; a network that has learned nothing gives no numbers."""
    made = preparation.pictures(ink, chosen) or {}  # nothing comes of a blank sheet, which is not asked about
    every = frozenset(STEPS)
    rows = [{"step": step, "title": title, "words": on if step in chosen else off, "on": step in chosen,
             "picture": encoded(made[step]), "without": network and accuracy(network, every - {step})}
            for step, (title, on, off) in TITLES.items()]
    data = {"source": source, "ink": encoded(ink), "rows": rows, "tests": TESTS, "said": None}
    if network is None:
        return data | {"ignorance": answer.NOTHING_LEARNED}
    said = softmax(network.forward(made["mass"].reshape(1, -1)))[0]
    return data | {"said": int(said.argmax()), "sure": float(said.max()), "accuracy": accuracy(network, chosen),
                   "with_all": accuracy(network, every)}


def accuracy(network: Network, steps: frozenset[str]) -> float:
    """The share of the test drawings that a network reads rightly when they are prepared by these steps."""
    truths = mnist().test_targets[:TESTS].argmax(axis=1)
    digits = usual_digits()[steps] if steps in usual_digits() else unusual_digits(steps)
    return float((network.forward(digits * np.float32(1 / 255)).argmax(axis=1) == truths).mean())


@st.cache_resource(show_spinner=f"Drawing and classifying {TESTS} test digits…")
def usual_digits() -> dict[frozenset[str], np.ndarray]:
    """The test drawings as digits (500, 784) uint8, with all steps and with each left out; made once, for everybody."""
    return preparation.digits(_drawings(), [STEPS, *(set(STEPS) - {step} for step in STEPS)])


@st.cache_resource(show_spinner=f"Classifying {TESTS} test digits…")
def unusual_digits(steps: frozenset[str]) -> np.ndarray:
    """The test drawings as digits (500, 784) uint8 with another choice of steps."""
    return preparation.digits(_drawings(), [steps])[steps]


def _drawings() -> Iterator[np.ndarray]:
    return drawings.drawings(mnist().test_inputs[:TESTS])


@st.cache_resource(show_spinner=False)
def example() -> np.ndarray:
    """The ink of a test drawing."""
    return next(drawings.drawings(mnist().test_inputs[4:5]))


def encoded(picture: np.ndarray) -> dict[str, Any]:
    """A picture (H, W), uint8 or 0..1, as bytes in base64, small enough to be sent."""
    scale = min(1, SIDE / max(picture.shape))
    if scale < 1:
        picture = resized(picture, [max(1, round(length * scale)) for length in picture.shape])
    pixels = picture if picture.dtype == np.uint8 else np.rint(picture * 255).astype(np.uint8)
    return {"height": pixels.shape[0], "width": pixels.shape[1], "pixels": base64.b64encode(pixels.tobytes()).decode()}
