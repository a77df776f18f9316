"""What the digits page says to a drawing."""
import base64

import numpy as np

from engine.training import TrainingRun
from pages.ui.painters import Painter

painter = Painter("answer")


def answer(trained: TrainingRun | None, digit: np.ndarray | None) -> dict:
    """Words, ten probabilities and the picture that the network sees, for the painter.

    trained: a run that has learned something; digit: (28, 28), values 0..1, or None for a blank sheet.
    """
    if digit is None:
        words = "Draw a digit from 0 to 9 on the sheet."
        return {"words": words if trained else f"{words} The network has learned nothing yet: press Train first.",
                "probabilities": None, "picture": None}
    picture = base64.b64encode((digit * 255).astype(np.uint8).tobytes()).decode()
    if trained is None:
        return {"words": "Here is your digit as the network sees it. It has learned nothing yet: press Train, and it "
                         "will answer.", "probabilities": None, "picture": picture}
    probabilities = trained.loss.probabilities(trained.network.forward(digit.reshape(1, -1)))[0]
    return {"words": _words(probabilities), "probabilities": probabilities.tolist(), "picture": picture}


def _words(probabilities):
    second, first = np.argsort(probabilities)[-2:]
    if probabilities[first] >= 0.99:
        return f"The network is more than 99% sure that this is a {first}."
    if probabilities[first] >= 0.9:
        return f"The network is {probabilities[first]:.0%} sure that this is a {first}."
    return (f"The network is not sure: a {first}, with {probabilities[first]:.0%}, "
            f"or a {second}, with {probabilities[second]:.0%}.")
