"""The pictures on the tiles that switch the network's inputs."""
import base64
import io

import numpy as np
import pytest
from PIL import Image

from engine.datasets.features import FEATURES
from pages.ui.playground.controls.features import picture
from pages.ui.shared.colors import NEGATIVE, POSITIVE, rgb


def corners(name: str) -> list[str]:
    """What color the corners have: top left, top right, bottom left, bottom right."""
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(picture(name)))))
    names = {rgb(NEGATIVE): "orange", rgb(POSITIVE): "blue"}
    return [names[tuple(pixels[row, column, :3].tolist())] for row in (0, -1) for column in (0, -1)]


@pytest.mark.parametrize(("name", "colors"), [
    ("x1", ["orange", "blue", "orange", "blue"]), ("x2", ["blue", "blue", "orange", "orange"]),
    ("x1_squared", ["blue"] * 4), ("x2_squared", ["blue"] * 4), ("x1_x2", ["orange", "blue", "blue", "orange"]),
    ("sin_x1", ["orange", "blue", "orange", "blue"]), ("sin_x2", ["blue", "blue", "orange", "orange"])])
def test_a_tile_shows_where_its_feature_is_positive(name, colors):
    assert name in FEATURES
    assert corners(name) == colors
