"""What each step from ink to a digit is good for: the picture after every step, and digits with steps left out.

With all its steps this is `handwriting.digit_from_ink`, bit for bit.
"""
from collections.abc import Collection, Iterable

import numpy as np

from engine.datasets.digit_format import BOX, PIXELS, SIDE
from engine.handwriting.recipe import STROKE, centered, cropped, evened, is_blank, magnified, resized

STEPS = ("crop", "stroke", "aspect", "size", "smooth", "mass")
FRAME = 112  # pixels a side of the picture that shows how large the ink will be; 4 of them become one
Steps = Collection[str]


def pictures(ink: np.ndarray, steps: Steps = STEPS) -> dict[str, np.ndarray] | None:
    """The picture after each step by its name, all but "crop" (uint8) float32 in 0..1; None if there is no ink.

    ink: (H, W) uint8, bright on dark; steps: the names of those to take. What a step that is left out shows, is what
    comes of it: the ink as it was, stretched, or too large. "mass", the last, is the digit (28, 28).
    """
    if is_blank(ink):
        return None
    large = _form(ink, steps)
    form = _stretched(large, steps)
    pixels = _pixels(form, steps)
    framed = resized(form, _shape(form, steps, FRAME // SIDE))
    return {"crop": _cut(ink, steps), "stroke": large, "aspect": form, "size": _in_the_middle(framed, FRAME),
            "smooth": _in_the_middle(pixels, SIDE), "mass": _placed(pixels, steps)}


def digits(inks: Iterable[np.ndarray], choices: Iterable[Steps]) -> dict[frozenset[str], np.ndarray]:
    """For each choice of steps, the digits (rows, 784) uint8 made of inks, none of them blank.

    Several choices at once cost little more than one: the stroke, most of the work, changes in few of them.
    """
    found: dict[frozenset[str], list[np.ndarray]] = {frozenset(steps): [] for steps in choices}
    for ink in inks:
        forms: dict[frozenset[str], np.ndarray] = {}
        for steps, rows in found.items():
            shared = steps & {"crop", "stroke"}
            if shared not in forms:
                forms[shared] = _form(ink, steps)
            digit = _placed(_pixels(_stretched(forms[shared], steps), steps), steps)
            rows.append(np.rint(digit * 255).astype(np.uint8).ravel())
    return {steps: np.array(rows, np.uint8).reshape(-1, PIXELS) for steps, rows in found.items()}


def _cut(ink: np.ndarray, steps: Steps) -> np.ndarray:
    return cropped(ink) if "crop" in steps else ink


def _form(ink: np.ndarray, steps: Steps) -> np.ndarray:
    """The ink large, its stroke evened or not, without the margin that it had to grow into."""
    large = magnified(_cut(ink, steps))
    if "stroke" in steps:
        large = evened(large)
    if "crop" in steps:
        return cropped(large)
    margin = round(max(large.shape) * STROKE / (1 + 2 * STROKE))
    return large[margin:-margin, margin:-margin]


def _stretched(form: np.ndarray, steps: Steps) -> np.ndarray:
    return form if "aspect" in steps else resized(form, [max(form.shape)] * 2)


def _shape(form: np.ndarray, steps: Steps, scale: int = 1) -> list[int]:
    """The shape that a form has in a picture of 28 x scale pixels a side."""
    longest = (BOX if "size" in steps else SIDE) * scale
    return [max(1, round(length * longest / max(form.shape))) for length in form.shape]


def _pixels(form: np.ndarray, steps: Steps) -> np.ndarray:
    shape = _shape(form, steps)
    if "smooth" in steps:
        return resized(form, shape)
    rows, columns = (((np.arange(few) + 0.5) * many / few).astype(int) for few, many in zip(shape, form.shape))
    return form[np.ix_(rows, columns)]


def _placed(pixels: np.ndarray, steps: Steps) -> np.ndarray:
    return centered(pixels) if "mass" in steps and pixels.any() else _in_the_middle(pixels, SIDE)


def _in_the_middle(pixels: np.ndarray, side: int) -> np.ndarray:
    picture = np.zeros((side, side), np.float32)
    top, left = ((side - length) // 2 for length in pixels.shape)
    picture[top : top + pixels.shape[0], left : left + pixels.shape[1]] = pixels
    return picture
