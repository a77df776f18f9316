"""Pieces of ink that may be one digit, and what speaks against it."""
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.handwriting.recipe import digit_from_ink
from engine.losses import LOSSES
from engine.models.nondigit_detector import NonDigitDetector
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
    score of "no digit", positive where that is likelier than not; cut_from: the part of the ink that it was cut out of,
    0 for none; is_cut_well: whether all that was cut out of that looks like digits."""

    box: Box
    ink_box: Box = field(repr=False)
    ink: np.ndarray = field(repr=False)
    pixels: np.ndarray = field(repr=False)
    probabilities: np.ndarray = field(repr=False)
    doubt: float
    cut_from: int = 0
    is_cut_well: bool = True

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
    """Reads pieces by the digit model and the detector that looks at it."""

    def __init__(self, detector: NonDigitDetector):
        self.detector = detector

    def is_doubted(self, candidate: Candidate, is_alone: bool = True) -> bool:
        """Whether a candidate looks like no digit, or, beside others, like several or not well cut from a neighbor."""
        return (candidate.doubt > self.detector.limit or not candidate.is_cut_well
                or (candidate.cost > COSTLY and not is_alone))

    def is_plain(self, candidate: Candidate) -> bool:
        """Whether a candidate is one digit at first sight."""
        return candidate.doubt < self.detector.limit - PLAIN_DOUBT and candidate.probabilities.max() > PLAIN

    def candidates(self, writing: Writing, groups: Sequence[list[Piece]]) -> list[Candidate | None]:
        """Each group of pieces read as one digit, all at once; None where next to no ink is in one."""
        inks = [writing.ink_of(pieces) for pieces in groups]
        pixels = [digit_from_ink(ink) for _, ink in inks]
        rows = np.array([digit.reshape(-1) for digit in pixels if digit is not None], np.float32)
        if not len(rows):
            return [None] * len(groups)
        outputs, doubts = self.detector.answers_and_scores(rows)
        answers = zip(LOSSES["softmax_cross_entropy"].probabilities(outputs), doubts.tolist())
        return [None if digit is None else Candidate(common_box(pieces), box, ink, digit, *next(answers))
                for pieces, (box, ink), digit in zip(groups, inks, pixels)]
