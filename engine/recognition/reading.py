"""The digits on a sheet or on a photo: where each is, what a network makes of it, and whether it is one at all."""
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np

from engine.handwriting.paper import ink_on_paper
from engine.handwriting.photo import NO_INK, opened
from engine.models import load_digits_model
from engine.models.nondigit_detector import NonDigitDetector
from engine.network import Network
from engine.recognition.candidates import Reader
from engine.recognition.division import divided
from engine.recognition.marks import without_marks
from engine.recognition.writing import Box, Writing


@dataclass(frozen=True)
class Digit:
    """One digit that was found: box (top, left, bottom, right) in pixels of the picture or sheet; ink (H, W) uint8 in
    that box, bright on dark; pixels (28, 28) float32 in 0..1, as networks get it; row: in which line of writing it
    stands, from 0; is_doubted: whether it looks like no digit, or like several that touch; probabilities (10,): the
    ready-made network's answer."""

    box: Box
    ink: np.ndarray = field(repr=False)
    pixels: np.ndarray = field(repr=False)
    row: int
    probabilities: np.ndarray = field(repr=False)
    is_doubted: bool

    @property
    def digit(self) -> int:
        """The likeliest answer, 0 to 9."""
        return int(self.probabilities.argmax())


@dataclass(frozen=True)
class Photo:
    """picture: (H, W, 3) uint8 as it was looked at; digits: those found in it, in reading order, at least one."""

    picture: np.ndarray
    digits: list[Digit]


class Recognizer:
    """Finds and reads digits by the ready-made network and the detector of what is no digit."""

    def __init__(self, model: Network, detector: NonDigitDetector):
        self.model, self.detector, self.reader = model, detector, Reader(detector)

    @classmethod
    def load(cls) -> "Recognizer":
        """The one that comes with the project. Raises FileNotFoundError or ValueError."""
        model = load_digits_model()
        return cls(model, NonDigitDetector.load(model))

    def in_ink(self, ink: np.ndarray, mask: np.ndarray | None = None) -> list[Digit]:
        """The digits on a sheet with ink (H, W) uint8, bright on dark, in reading order; none if it is blank.

        mask (H, W) bool: where the ink is, unless that is plain. Raises ValueError for another shape or dtype.
        """
        if ink.ndim != 2 or ink.dtype != np.uint8:
            raise ValueError(f"Ink must be (height, width) uint8, not {ink.shape} {ink.dtype}.")
        writing = Writing.of(ink, mask)
        if not writing.pieces:
            return []
        writing = replace(writing, pieces=without_marks(writing.pieces))
        lines = divided(writing, self.reader)
        is_alone = len(lines) == 1 and len(lines[0]) == 1
        return [Digit(each.ink_box, each.ink, each.pixels, row, each.probabilities,
                      writing.is_crowded or self.reader.is_doubted(each, is_alone))
                for row, line in enumerate(lines) for each in line]

    def in_photo(self, file: bytes) -> Photo:
        """The digits on a photo, scan or other picture in a PNG, JPEG or WebP file. Raises ValueError with a sentence
        for people where it cannot be read or nothing like a digit stands out from the paper."""
        picture = opened(file)
        found = ink_on_paper(picture)
        digits = [] if found is None else self.in_ink(found.ink, found.mask)
        if not digits:
            raise ValueError(NO_INK)
        return Photo(picture, digits)


def read_digits(file: bytes) -> list[Digit]:
    """The digits in a PNG, JPEG or WebP file, in reading order. Raises ValueError for a picture that is refused."""
    return _ready_made().in_photo(file).digits


@cache
def _ready_made() -> Recognizer:
    return Recognizer.load()
