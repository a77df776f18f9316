"""What the digits page predicts for a digit."""
import base64
from pathlib import Path
from typing import Any

import numpy as np

from pages.ui.digits.parameters import widgets
from pages.ui.digits.reading import Reading
from pages.ui.shared.component import Component
from pages.ui.shared.drawing import readers
from pages.ui.shared.words import with_article

component = Component(Path(__file__).with_name("answer.js"))
NOTHING_LEARNED = "Your network is untrained; once you train it, its prediction appears here."
DOUBTED = "This does not look like a digit, or several digits touch."
DOUBT = ("A network for digits has ten classes, and “none” is not one of them. So a second, small network looks at "
         "each digit and at the pretrained network's output for it. It was trained on 122,000 digits and on 114,000 "
         "computer-made drawings that are none: scribbles, shapes, letters, dots, pairs of digits. It wrongly flags 1 "
         "or 2 in 100 real digits, more if the pen is very broad. It misses about 12 in 100 such drawings, mostly "
         "letters that look like digits, and more of kinds that it was not trained on.")


def show(read: Reading, asked: str) -> None:
    """The answer of the network `asked` to the digit that is selected."""
    component.draw(answer(read, asked), key=f"{readers.PAGE}.answer")


def reader() -> str:
    """A switch between the networks that can answer; the visitor's own always stands there, trained or not."""
    offered = [name for name in readers.NAMES if name in ("ready", "own", *readers.networks())]
    return readers.choice(widgets, "reader", "Network", offered, label_visibility="collapsed")


def answer(read: Reading, asked: str) -> dict[str, Any]:
    """Words, ten probabilities and the picture that a network sees, for the component. asked: a row of readers.NAMES.
    """
    digit, can_answer = read.digit, asked in read.networks
    reply = {"words": "Draw a digit from 0 to 9 on the sheet, or a number.", "other": "", "probabilities": None,
             "picture": None, "doubt": "", "several": read.has_several}
    if digit is None:
        return reply if can_answer else reply | {"words": f"{reply['words']} {NOTHING_LEARNED}"}
    reply |= {"picture": base64.b64encode((digit.pixels * 255).astype(np.uint8).tobytes()).decode(),
              "doubt": DOUBT if digit.is_doubted else "", "other": _others(read, asked)}
    if not can_answer:
        return reply | {"words": NOTHING_LEARNED}
    said = read.answers[asked][read.selected]
    words = _doubting_words(said) if digit.is_doubted else _words(said)
    place = f"Digit {read.selected + 1} of {len(read.digits)}. " if read.has_several else ""
    return reply | {"words": place + words, "probabilities": said.tolist()}


def _words(said: np.ndarray) -> str:
    second, first = np.argsort(said)[-2:]
    if said[first] >= 0.9:
        return f"The network predicts {with_article(first)}, with a confidence of {_share(said[first])}."
    return (f"The network is uncertain: {with_article(first)}, with {_share(said[first])}, or {with_article(second)}, "
            f"with {_share(said[second])}.")


def _doubting_words(said: np.ndarray) -> str:
    return f"{DOUBTED} If it must be one: {with_article(int(said.argmax()))}, with {_share(said.max())}."


def _others(read: Reading, asked: str) -> str:
    """What the other networks say, of several digits as a number."""
    return " ".join(
        f"{readers.NAMES[name]}: {' / '.join(read.numbers(name))}." if read.has_several else
        f"{readers.NAMES[name]}: {said[0].argmax()}, with {_share(said[0].max())}."
        for name, said in read.answers.items() if name != asked)


def _share(probability: float) -> str:
    return "more than 99%" if probability > 0.99 else f"{probability:.0%}"
