"""Pieces of ink that may be one digit, and what speaks against it."""
import math
from dataclasses import dataclass, field

import numpy as np

from engine.handwriting.recipe import digit_from_ink
from engine.losses import LOSSES
from engine.models.nondigit_detector import NonDigitDetector
from engine.network import Network
from engine.recognition.writing import Box, Piece, Writing, common_box

# Found by trying, on numbers made of MNIST's training digits and of made-up strokes, for most of them to be read right.
DOUBT = 1.8   # scores of the detector that count 1
UNSURE = 3.0  # what a tenfold lower probability costs, over the logarithm of ten
WIDE, SLIM = 3.0, 0.7  # what a width of one height more costs, from this width on
PLAIN, PLAIN_DOUBT = 0.9, 6.0  # so probable, and so far from being doubted, a candidate need not be divided
COSTLY = 2.5  # beside others, such a digit is doubted


@dataclass(frozen=True)
class Candidate:
    """Pieces read as one digit. box: around them; ink_box, ink: their ink (H, W) uint8 with its soft edges, and where
    that is; pixels: (28, 28) in 0..1, as the network gets them; probabilities: (10,), its answer; doubt: the detector's
    score of "no digit", positive where that is likelier than not; is_cut: whether it was cut from a neighbor that it
    touches."""

    box: Box
    ink_box: Box = field(repr=False)
    ink: np.ndarray = field(repr=False)
    pixels: np.ndarray = field(repr=False)
    probabilities: np.ndarray = field(repr=False)
    doubt: float
    is_cut: bool = False

    @property
    def cost(self) -> float:
        """How unlikely it is that this is one digit: 0 for a sure one, some 10 for a pair that touches."""
        return (math.log1p(math.exp(self.doubt / DOUBT)) - UNSURE * math.log(float(self.probabilities.max()))
                + WIDE * max(0.0, self.shape - SLIM))

    @property
    def shape(self) -> float:
        """Its width in heights."""
        return (self.box[3] - self.box[1]) / self.height

    @property
    def height(self) -> int:
        """In pixels."""
        return self.box[2] - self.box[0]


class Reader:
    """Reads pieces by a network and the detector that goes with it."""

    def __init__(self, model: Network, detector: NonDigitDetector):
        self.model, self.detector = model, detector

    def is_doubted(self, candidate: Candidate, is_alone: bool = True) -> bool:
        """Whether a candidate looks like no digit, or, beside others, like several or not well cut from a neighbor."""
        return (candidate.doubt > self.detector.limit or (candidate.is_cut and not self.is_plain(candidate))
                or (candidate.cost > COSTLY and not is_alone))

    def is_plain(self, candidate: Candidate) -> bool:
        """Whether a candidate is one digit at first sight."""
        return candidate.doubt < self.detector.limit - PLAIN_DOUBT and candidate.probabilities.max() > PLAIN

    def candidate(self, writing: Writing, pieces: list[Piece]) -> Candidate | None:
        """Pieces of some writing read as one digit; None if next to no ink is in them."""
        ink_box, ink = writing.ink_of(pieces)
        pixels = digit_from_ink(ink)
        if pixels is None:
            return None
        row = pixels.reshape(1, -1)
        probabilities = LOSSES["softmax_cross_entropy"].probabilities(self.model.forward(row))[0]
        return Candidate(common_box(pieces), ink_box, ink, pixels, probabilities,
                         float(self.detector.scores(row)[0]))
