"""Ink in pieces: which parts it falls into, and in which lines of writing they stand.

A number is read from its pieces: a digit is one of them, or a few in a row, as the bar and the bow of a 5.
"""
from dataclasses import dataclass, field

import numpy as np

from engine.handwriting.masks import box_of_each, maxima, parts
from engine.handwriting.recipe import PAPER_LEVEL
from engine.recognition.cuts import slices

TALL = 0.45      # of the tallest piece: as tall pieces make lines of writing, others belong to the nearest one
SAME_LINE = 0.5  # of the lower of two neighbors is beside the other, if they stand in one line
SPLINTER = 0.2   # of the tallest piece's height: a smaller piece is no digit by itself
STRAY = 0.5      # of that height: a splinter so far from all tall pieces is a speck
MOST_PIECES = 150
SOFT = 2         # pixels of a stroke's edge around its piece

Box = tuple[int, int, int, int]  # top, left, bottom, right


@dataclass(frozen=True)
class Piece:
    """A part of the ink, or a slice of one. box: where it is; label: its number in the sheet's labels;
    part: the number of the part that it is a slice of; cut: ink in stroke widths that was cut to the left of it."""

    box: Box
    label: int
    part: int
    cut: float = 0.0

    @property
    def height(self) -> int:
        """In pixels."""
        return self.box[2] - self.box[0]

    @property
    def width(self) -> int:
        """In pixels."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """From left to right."""
        return (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True)
class Writing:
    """ink (H, W) uint8, bright on dark; labels (H, W): which piece each pixel belongs to, 0 for none."""

    ink: np.ndarray = field(repr=False)
    labels: np.ndarray = field(repr=False)
    pieces: list[Piece]

    @classmethod
    def of(cls, ink: np.ndarray, mask: np.ndarray | None = None) -> "Writing":
        """Ink (H, W) uint8 in pieces. mask (H, W) bool: where it is, unless that is plain."""
        if not ink.size:
            return cls(ink, np.zeros(ink.shape, np.int32), [])
        labels, count = parts(ink > PAPER_LEVEL if mask is None else mask)
        pieces = [Piece(tuple(box), label, label) for label, box in enumerate(box_of_each(labels, count).tolist(), 1)]
        return cls(ink, maxima(labels, SOFT), pieces)

    @property
    def is_crowded(self) -> bool:
        """Whether there are too many pieces for a few numbers: a page of a book, or a scribble."""
        return len(self.pieces) > MOST_PIECES

    def ink_of(self, pieces: list[Piece]) -> tuple[Box, np.ndarray]:
        """The ink of some pieces alone, with its soft edges: (its box, (H, W) uint8 in it)."""
        top, left, bottom, right = common_box(pieces)
        height, width = self.ink.shape
        box = max(top - SOFT, 0), max(left - SOFT, 0), min(bottom + SOFT, height), min(right + SOFT, width)
        area = np.s_[box[0] : box[2], box[1] : box[3]]
        chosen = np.zeros(int(self.labels.max()) + 1, bool)
        chosen[[piece.label for piece in pieces]] = True
        return box, self.ink[area] * chosen[self.labels[area]]

    def sliced(self, piece: Piece, height: float) -> "Writing":
        """The same with a piece cut where digits as high as `height` may touch."""
        top, left, bottom, right = piece.box
        area = np.s_[top:bottom, left:right]
        own = self.labels[area] == piece.label
        order, cuts = slices(self.ink[area] * own, height)
        if not cuts:
            return self
        labels, first = self.labels.copy(), int(self.labels.max()) + 1
        labels[area][own] = first + order[own]
        boxes = box_of_each(np.where(own, order + 1, 0), len(cuts) + 1) + (top, left, top, left)
        new = [Piece(tuple(box), first + place, piece.part, cut)
               for place, (box, cut) in enumerate(zip(boxes.tolist(), [0.0, *cuts])) if box[2] > box[0]]
        return Writing(self.ink, labels, [other for other in self.pieces if other is not piece] + new)


def common_box(pieces: list[Piece]) -> Box:
    """The box around pieces."""
    boxes = np.array([piece.box for piece in pieces])
    (top, left), (bottom, right) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return top, left, bottom, right


def lines(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces by lines of writing from top to bottom, each from left to right."""
    tallest = max(piece.height for piece in pieces)
    found: list[list[Piece]] = []
    tall = sorted((piece for piece in pieces if piece.height >= TALL * tallest), key=lambda piece: piece.middle)
    for piece in tall:
        line = max(found, key=lambda line: _beside(line[-1], piece), default=None)
        if line is None or _beside(line[-1], piece) < SAME_LINE:
            found.append([piece])
        else:
            line.append(piece)
    cores = [(piece, line) for line in found for piece in line]
    for piece in pieces:
        if piece.height < TALL * tallest:
            core, line = min(cores, key=lambda core: _gap(core[0], piece))
            if max(piece.height, piece.width) >= SPLINTER * tallest or _gap(core, piece) < STRAY * tallest:
                line.append(piece)
    return [sorted(line, key=lambda piece: piece.middle) for line in sorted(found, key=_height_in_page)]


def is_scattered(pieces: list[Piece], most: int, apart: float) -> bool:
    """Whether more than `most` tall pieces lie, mostly, farther from the nearest one than `apart` times their size."""
    tallest = max(piece.height for piece in pieces)
    tall = [piece for piece in pieces if piece.height >= TALL * tallest]
    if len(tall) <= most:
        return False
    gaps = [min(_gap(piece, other) for other in tall if other is not piece) for piece in tall]
    return float(np.median(gaps)) > apart * float(np.median([max(piece.height, piece.width) for piece in tall]))


def _beside(one: Piece, other: Piece) -> float:
    """How much of the lower of two pieces is at the height of the other."""
    common = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return common / min(one.height, other.height)


def _gap(one: Piece, other: Piece) -> float:
    """Pixels between two boxes, along the longer of both axes."""
    return max(one.box[0] - other.box[2], other.box[0] - one.box[2], one.box[1] - other.box[3],
               other.box[1] - one.box[3])


def _height_in_page(line: list[Piece]) -> float:
    return sum(piece.box[0] + piece.box[2] for piece in line) / len(line)
