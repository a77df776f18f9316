"""A written digit as if drawn on a sheet: what a thin pen or a broad one, and the preparation, make of its form."""
import numpy as np

from engine.datasets.digit_format import SIDE
from engine.handwriting.drawings import drawing
from engine.handwriting.recipe import prepared


def redrawn(digit: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A digit (784,) uint8, drawn with a pen of any width and prepared as drawings are, (784,) uint8."""
    return np.rint(255 * prepared(drawing(digit.reshape(SIDE, SIDE), random))).astype(np.uint8).ravel()
