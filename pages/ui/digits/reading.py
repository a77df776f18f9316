"""What the views of the digits page are about: the digits that were found, what networks make of them, and which one is
selected."""
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np

from engine.losses import LOSSES
from engine.network import Network
from engine.recognition import Digit
from pages.ui.shared import session
from pages.ui.shared.drawing import readers

PAGE = readers.PAGE


@dataclass(frozen=True)
class Reading:
    """digits: in reading order, none for a blank sheet; networks: those that can answer, by rows of readers.NAMES;
    selected: which of the digits is; sheet: the ink (H, W) on it; photo: what photos.py keeps of one that is read
    instead."""

    digits: list[Digit]
    networks: dict[str, Network]
    selected: int = 0
    sheet: np.ndarray | None = None
    photo: dict[str, Any] | None = None

    @property
    def digit(self) -> Digit | None:
        """The one that is selected."""
        return self.digits[self.selected] if self.digits else None

    @property
    def has_several(self) -> bool:
        return len(self.digits) > 1

    @cached_property
    def answers(self) -> dict[str, np.ndarray]:
        """The probabilities (digits, 10) that each network gives, by its name."""
        if not self.digits:
            return {}
        inputs = np.array([digit.pixels.reshape(-1) for digit in self.digits], np.float32)
        return {name: np.array([digit.probabilities for digit in self.digits]) if name == "ready"
                else softmax(network.forward(inputs)) for name, network in self.networks.items()}

    def numbers(self, name: str) -> list[str]:
        """What a network reads, a number for each line of writing."""
        said = self.answers[name].argmax(axis=1)
        return ["".join(str(said[i]) for i in line) for line in self.lines]

    @property
    def lines(self) -> list[list[int]]:
        """The places of the digits in `digits`, line of writing by line."""
        return [[*line] for _, line in groupby(range(len(self.digits)), lambda i: self.digits[i].row)]

    @property
    def ink(self) -> np.ndarray | None:
        """The ink (H, W) that the selected digit is made of; a drawing's where it stands on the sheet, alone."""
        digit = self.digit
        if digit is None:
            return None
        if self.sheet is None or self.photo:
            return digit.ink
        top, left, bottom, right = digit.box
        alone = np.zeros_like(self.sheet)
        alone[top:bottom, left:right] = digit.ink
        return alone


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores (rows, 10) as probabilities."""
    return LOSSES["softmax_cross_entropy"].probabilities(scores)


def current(found: list[Digit] | None) -> Reading:
    """What is read now: the photo, if there is one, or else the digits that were found on the sheet."""
    photo = session.get(PAGE, "photo")
    digits = photo["digits"] if photo else found or []
    selected = min(session.get(PAGE, "selected", 0), max(len(digits) - 1, 0))
    return Reading(digits, readers.networks(), selected, session.get(PAGE, "ink"), photo)


def select(place: object) -> None:
    """Have all views show another digit. A callback; the place comes from a browser."""
    if type(place) is int and place >= 0:
        session.put(PAGE, selected=place)
