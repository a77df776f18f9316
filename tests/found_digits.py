"""Digits as the recognizer finds them, made by hand of MNIST's test digits."""
import numpy as np

from engine.datasets import mnist
from engine.datasets.digit_format import SIDE
from engine.losses import LOSSES
from engine.recognition import Digit
from pages.ui.shared.drawing import readers

GAP = 12  # pixels between two digits, and around them


def pixels_of(label: int) -> np.ndarray:
    """The first test digit of a label, (28, 28) float32 in 0..1."""
    row = int(np.flatnonzero(mnist().test_targets[:200].argmax(axis=1) == label)[0])
    return mnist().test_inputs[row].reshape(SIDE, SIDE) / np.float32(255)


def digit(pixels: np.ndarray, row: int = 0, column: int = 0, doubted: bool = False) -> Digit:
    """A digit (28, 28) found at a place of a grid, as the ready-made network reads it."""
    top, left = (GAP + place * (SIDE + GAP) for place in (row, column))
    scores = readers.ready_made().forward(pixels.reshape(1, -1))
    return Digit((top, left, top + SIDE, left + SIDE), (pixels * 255).round().astype(np.uint8), pixels, row,
                 LOSSES["softmax_cross_entropy"].probabilities(scores)[0], doubted)


def number(*lines: str, doubted: tuple[int, ...] = ()) -> list[Digit]:
    """A number in lines of writing; doubted: the places of digits that look like none."""
    places = [(row, column, int(label)) for row, line in enumerate(lines) for column, label in enumerate(line)]
    return [digit(pixels_of(label), row, column, i in doubted) for i, (row, column, label) in enumerate(places)]


def sheet_of(digits: list[Digit]) -> np.ndarray:
    """The ink (H, W) uint8 of a sheet that they stand on."""
    height, width = (max(digit.box[side] for digit in digits) + GAP for side in (2, 3))
    ink = np.zeros((height, width), np.uint8)
    for found in digits:
        top, left, bottom, right = found.box
        ink[top:bottom, left:right] = found.ink
    return ink
