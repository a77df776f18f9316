"""Small pictures of the data sets, for the picture of the network: their points, or the heights of a regression."""
import base64
import io
from functools import cache

import numpy as np
from PIL import Image, ImageDraw

from engine.datasets import GENERATED, Dataset
from engine.datasets.problems import EXAMPLE, NAMES, Problem
from engine.inspection.boundary import plane_of
from engine.losses import predicted_classes
from pages.ui.shared.colors import DARK, LIGHT, rgb

SIDE, FINER = 80, 4  # pixels of a picture, shown half as large; painted so many times larger
POINTS, NOISE = 150, 0.05  # of a generated data set: enough to see what it is
COLORS = 48  # of a picture, which is 1 kB then


@cache
def style() -> str:
    """The pictures as properties of CSS, which hold in the shadow of a component, too; for dark pages where they are
    others."""
    pictures = {}
    for name in NAMES:
        pictures[name] = picture(name, LIGHT)
        if len(_plane(name).labels) > 2:
            pictures[f"{name}-dark"] = picture(name, DARK)
    rules = [f"--dataset-{name}: url(data:image/png;base64,{image})" for name, image in pictures.items()]
    return f"<style>:root {{ {'; '.join(rules)} }}</style>"


def picture(name: str, colors: dict[str, str]) -> str:
    """A row of NAMES as a PNG, base64, on clear ground. colors: LIGHT or DARK."""
    plane = _plane(name)
    classes = [rgb(color) for color in (colors["negative"], colors["positive"], *colors["further"])]
    image = _heights(name, classes) if plane.is_regression else _points(plane, classes)
    file = io.BytesIO()
    small = image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    small.quantize(COLORS, Image.Quantize.FASTOCTREE).save(file, "PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode()


def _plane(name: str) -> Dataset:
    return Problem(name, POINTS, NOISE, table=EXAMPLE if name == "own" else "").plane()


def _points(plane: Dataset, classes: list[tuple[int, int, int]]) -> Image.Image:
    """A dot for each point that is trained on, in its class's color."""
    side, inputs = SIDE * FINER, plane.inputs
    few = len(inputs) < 20
    low, high = np.array(plane_of(inputs, 0.25 if few else 0.1)).T
    places = (inputs - low) / (high - low) * side
    radius = side / (12 if few else 32)
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    for (x, up), which in zip(places.tolist(), predicted_classes(plane.targets).tolist()):
        draw.ellipse((x - radius, side - up - radius, x + radius, side - up + radius), fill=classes[which])
    return image


def _heights(name: str, classes: list[tuple[int, int, int]]) -> Image.Image:
    """The answers everywhere, orange where they are negative, blue where positive and clear where 0."""
    along = np.linspace(-6, 6, SIDE)
    across, up = np.meshgrid(along, -along)
    answer = GENERATED[name].answer
    assert answer is not None
    heights = answer(np.column_stack([across.ravel(), up.ravel()])).reshape(SIDE, SIDE, 1).clip(-1, 1)
    pixels = np.concatenate([np.where(heights < 0, *classes[:2]), 255 * np.abs(heights)], axis=2)
    return Image.fromarray(pixels.round().astype(np.uint8))
