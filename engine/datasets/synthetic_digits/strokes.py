"""Digits drawn by the computer in many styles, every drawing with a hand and a pen of its own."""
import numpy as np
from PIL import Image, ImageDraw

from engine.datasets.digit_format import PIXELS
from engine.datasets.synthetic_digits.styles import STYLES
from engine.handwriting.recipe import prepared

CANVAS = 160       # pixels a side; a digit is about 100 high
POINT_NOISE = 3.5  # how far points stray, in pixels, standard deviation
STROKE_NOISE = 3   # how far a stroke as a whole strays
OVAL_NOISE = 15    # how far an oval's start and length stray, in degrees: some don't close, others overlap
ROUNDING = 0.25    # most that is cut off a line at its corners, of its length
UNLIFTED = 0.05    # share of drawings between whose strokes the pen stays down
PENS = 5, 34       # thinnest and thickest, in pixels


def synthetic_digits(count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(digits (count, 784) uint8 made like MNIST's, labels (count,)); as many of each digit, give or take one."""
    digits, labels = np.empty((count, PIXELS), np.uint8), np.arange(count) % 10
    for row, label in enumerate(labels.tolist()):
        digits[row] = np.rint(255 * prepared(drawn_digit(label, random))).ravel()
    return digits, labels


def drawn_digit(label: int, random: np.random.Generator) -> np.ndarray:
    """Ink (160, 160) uint8 of a digit in one of its styles, each as often as it says."""
    often, styles = zip(*STYLES[label])
    weights = np.array(often)
    return drawing(styles[random.choice(len(weights), p=weights / weights.sum())], random)


def drawing(style: str, random: np.random.Generator) -> np.ndarray:
    """Ink (160, 160) uint8 of a style's strokes as yet another hand might draw them."""
    turn, slant = random.normal(0, 0.1), random.normal(0, 0.12)
    width, height = np.exp(random.normal(0, (0.2, 0.1)))
    form = np.array([[width, turn], [slant - turn, height]])
    pen = random.uniform(*PENS)
    paths = [_path(stroke, random) @ form for stroke in style.split("|")]
    if random.random() < UNLIFTED:
        paths = [np.concatenate(paths)]

    corners = np.concatenate(paths)
    low, high = corners.min(axis=0), corners.max(axis=0)
    fit = min(1.0, (CANVAS - 2 * pen) / max(high - low))
    image = Image.new("L", (CANVAS, CANVAS))
    brush = ImageDraw.Draw(image)
    for path in paths:
        points = [tuple(point) for point in ((path - (low + high) / 2) * fit + CANVAS / 2).tolist()]
        brush.line(points, fill=255, width=round(pen), joint="curve")
        for x, y in points:  # round ends and joints: Pillow's own joints leave gaps in a broad curve
            brush.ellipse([x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2], fill=255)
    return np.asarray(image)


def _path(stroke: str, random: np.random.Generator) -> np.ndarray:
    """The points (n, 2) that a pen passes along a stroke of a style, drawn with an unsteady hand."""
    kind, *pairs = stroke.split()
    points = np.array([pair.split(",") for pair in pairs], float)
    if kind == "oval":
        middle, size, (start, sweep) = points
        start, sweep = start + random.normal(0, OVAL_NOISE), sweep + random.normal(0, OVAL_NOISE)
        angle = np.radians(start - np.linspace(0, sweep, 10))
        points = middle + size / 2 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = points + random.normal(0, STROKE_NOISE, 2) + random.normal(0, POINT_NOISE, points.shape)
    if kind == "line":
        return _rounded(points, random.uniform(0, ROUNDING)) if random.random() < 0.5 else points
    return _smoothed(points)


def _rounded(points: np.ndarray, share: float) -> np.ndarray:
    """A line (n, 2) whose corners a hasty hand cuts, this share of the way to the next corner, and rounds."""
    for _ in range(3):
        before, after = points[:-1], points[1:]
        cut = np.stack([before + share * (after - before), after + share * (before - after)], axis=1).reshape(-1, 2)
        points, share = np.concatenate([points[:1], cut[1:-1], points[-1:]]), 0.25
    return points


def _smoothed(points: np.ndarray, steps: int = 8) -> np.ndarray:
    """Points (n, 2) joined by cubic curves whose direction at each is that from its left to its right neighbor
    (Catmull and Rom 1974)."""
    before = np.vstack([2 * points[0] - points[1], points[:-2]])
    here, there = points[:-1], points[1:]
    after = np.vstack([points[2:], 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    curves = (here + t * (there - before) / 2 + t**2 * (before - 2.5 * here + 2 * there - after / 2)
              + t**3 * (1.5 * (here - there) + (after - before) / 2))
    return np.vstack([curves.transpose(1, 0, 2).reshape(-1, 2), points[-1:]])
