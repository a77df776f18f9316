"""What the digits page says to a drawing."""
import base64
from pathlib import Path
from typing import Any

import numpy as np

from engine.losses import LOSSES
from engine.network import Network
from pages.ui.digits.parameters import widgets
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import readers

component = Component(Path(__file__).with_name("answer.js"))
NOTHING_LEARNED = "Your network has learned nothing yet; once you train it, it will answer."
DOUBT = ("A network for digits knows ten answers, and “none” is not one of them. So a second, small "
         "network looks at your drawing and at what the ready-made network makes of it. It has learned from 75,000 "
         "digits and from 90,000 drawings by the computer that are none: scribbles, shapes, letters, dots, numbers of "
         "two digits. It doubts 1 or 2 in 100 real digits wrongly, more if the pen is very broad; and it believes "
         "about 6 in 100 such drawings, most letters that look like digits, and more of kinds that it never met.")


def show(digit: np.ndarray | None) -> None:
    """The answer to a digit (28, 28), values 0..1, and the switch for who answers; None is a blank sheet."""
    asked = reader()
    doubted = digit is not None and readers.nondigit_detector().is_nondigit(digit)
    component.draw(answer(digit, asked, readers.networks(), doubted), key=f"{readers.PAGE}.answer")


def reader() -> str:
    """A switch between the networks that can answer; the visitor's own always stands there, trained or not."""
    offered = [name for name in readers.NAMES if name in ("ready", "own", *readers.networks())]
    return readers.choice(widgets, "reader", "Who answers", offered, label_visibility="collapsed")


def answer(digit: np.ndarray | None, asked: str, networks: dict[str, Network], doubted: bool = False) -> dict[str, Any]:
    """Words, ten probabilities and the picture that a network sees, for the component.

    digit: (28, 28), values 0..1, or None for a blank sheet; asked: a row of readers.NAMES;
    networks: those that can answer, by such names; doubted: whether the drawing looks like no digit.
    """
    reply = {"words": "Draw a digit from 0 to 9 on the sheet.", "other": "", "probabilities": None, "picture": None,
             "doubt": DOUBT if doubted else ""}
    if digit is None:
        return reply if asked in networks else reply | {"words": f"{reply['words']} {NOTHING_LEARNED}"}
    reply["picture"] = base64.b64encode((digit * 255).astype(np.uint8).tobytes()).decode()
    answers = {name: probabilities(network, digit) for name, network in networks.items()}
    if asked not in answers:
        return reply | {"words": NOTHING_LEARNED, "other": _other(answers)}
    said = answers.pop(asked)
    words = _doubting_words(said) if doubted else _words(said)
    return reply | {"words": words, "other": _other(answers), "probabilities": said.tolist()}


def probabilities(network: Network, digit: np.ndarray) -> np.ndarray:
    """How sure a network is of each of the ten digits."""
    return softmax(network.forward(digit.reshape(1, -1))[0])


def softmax(scores: np.ndarray) -> np.ndarray:
    """Ten scores as ten probabilities."""
    return LOSSES["softmax_cross_entropy"].probabilities(scores[None])[0]


def _words(said: np.ndarray) -> str:
    second, first = np.argsort(said)[-2:]
    if said[first] >= 0.9:
        return f"It is {_share(said[first])} sure that this is a {first}."
    return f"It is not sure: a {first}, with {_share(said[first])}, or a {second}, with {_share(said[second])}."


def _doubting_words(said: np.ndarray) -> str:
    return f"This looks like no digit. If it must be one: a {said.argmax()}, with {_share(said.max())}."


def _other(answers: dict[str, np.ndarray]) -> str:
    return " ".join(f"{readers.NAMES[name]}: {said.argmax()}, with {_share(said.max())}."
                    for name, said in answers.items())


def _share(probability: float) -> str:
    return "more than 99%" if probability > 0.99 else f"{probability:.0%}"
