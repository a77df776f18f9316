"""How many answers survive when digits are disturbed: noise, turning, slanting, moving, thicker or thinner ink."""
import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from engine.datasets.digit_format import SIDE
from engine.datasets.synthetic_digits.augmentation import sampled, spread
from engine.inspection.evaluation import evaluated
from engine.network import Network


class Disturbance(NamedTuple):
    """change: images (n, 28, 28) float32 in 0..1 and a strength -> changed images. strengths: some to try, 0 among
    them, where nothing changes. unit: what a strength counts."""

    display: str
    unit: str
    strengths: tuple[float, ...]
    change: Callable[[np.ndarray, float], np.ndarray]


def noisy(images: np.ndarray, deviation: float) -> np.ndarray:
    """Every pixel changed by a normal random number, always the same ones, and kept within 0..1."""
    noise = np.random.default_rng(0).standard_normal(images.shape, np.float32)
    return np.clip(images + np.float32(deviation) * noise, 0, 1)


def turned(images: np.ndarray, degrees: float) -> np.ndarray:
    """Turned about the middle, counterclockwise for a positive angle."""
    angle = math.radians(degrees)
    return _read_at(images, [[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])


def slanted(images: np.ndarray, shear: float) -> np.ndarray:
    """Leaning to the right by so many pixels a pixel of height, to the left if negative."""
    return _read_at(images, [[1, 0], [shear, 1]])


def moved(images: np.ndarray, pixels: float) -> np.ndarray:
    """To the right, or to the left if negative; what leaves the picture is lost."""
    return _read_at(images, [[1, 0], [0, 1]], (0, -pixels))


def thickened(images: np.ndarray, pixels: float) -> np.ndarray:
    """Ink grown by so many pixels on all sides, or shrunk if negative; between whole pixels a mix of both."""
    whole = math.floor(abs(pixels))
    pick = np.maximum if pixels > 0 else np.minimum
    for _ in range(whole):
        images = spread(images, pick)
    return images + np.float32(abs(pixels) - whole) * (spread(images, pick) - images)


DISTURBANCES = {
    "noise": Disturbance("Noise", "standard deviation, ink is 1", (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6), noisy),
    "turn": Disturbance("Rotation", "degrees", (-45, -30, -15, 0, 15, 30, 45), turned),
    "slant": Disturbance("Shear", "pixels sideways per pixel of height", (-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9), slanted),
    "move": Disturbance("Shift", "pixels to the right", (-6, -4, -2, 0, 2, 4, 6), moved),
    "thickness": Disturbance("Stroke width", "pixels added on each side", (-1, -0.5, 0, 0.5, 1, 1.5, 2), thickened),
}


def robustness(network: Network, inputs: np.ndarray, targets: np.ndarray) -> dict[str, list[float]]:
    """The accuracy 0..1 at each strength of every one of DISTURBANCES, on inputs (rows, 784), uint8 or 0..1."""
    scale = np.float32(1 / 255 if inputs.dtype == np.uint8 else 1)
    images = (inputs * scale).reshape(-1, SIDE, SIDE)
    return {name: [evaluated(network, disturbance.change(images, strength).reshape(len(images), -1), targets).accuracy
                   for strength in disturbance.strengths]
            for name, disturbance in DISTURBANCES.items()}


def _read_at(images: np.ndarray, matrix: list[list[float]], shift: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """Images whose pixel p shows what was at matrix (p - middle) + middle + shift, rows before columns; between pixels
    a straight mix, outside blank."""
    steps = np.arange(SIDE) - (SIDE - 1) / 2
    grid = np.stack(np.meshgrid(steps, steps, indexing="ij"))
    places = np.tensordot(np.array(matrix, float), grid, 1) + np.array(shift)[:, None, None] + (SIDE - 1) / 2
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)))  # whatever lies outside is read from this blank frame
    return sampled(framed, (places + 1).astype(np.float32)[None])
