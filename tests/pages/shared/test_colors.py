"""The pictures' colors: one list, and how people with each kind of color vision see them."""
import json
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from pages.ui.shared.colors import COLORS, rgb
from pages.ui.shared.colors import DARK as DARK_COLORS
from pages.ui.shared.colors import LIGHT as LIGHT_COLORS

ROOT = Path(__file__).parents[3]
HEX = re.compile(r"(?<![&\w])#(?:[0-9a-fA-F]{3,4}){1,2}\b")
LIGHT, DARK = 0, 1
PAGES = {LIGHT: (255, 255, 255), DARK: (20, 23, 28)}
PLAIN = 20  # CIE76 units; two areas that touch are told apart from about 5 on, two points in a crowd from about 15 on

# What is left of linear red, green and blue without one kind of cones (Machado et al. 2009, severity 1.0).
SEEN = {
    "usual": np.eye(3),
    "no red cones": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                     [-0.003882, -0.048116, 1.051998]],
    "no green cones": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                       [-0.011820, 0.042940, 0.968881]],
    "no blue cones": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                      [0.004733, 0.691367, 0.303900]],
}


def class_colors(page: int) -> np.ndarray:
    """The colors of up to six classes on the stage, (classes, 3) of 0..255."""
    colors = (DARK_COLORS if page == DARK else LIGHT_COLORS)
    return np.array([rgb(color) for color in (colors["negative"], colors["positive"], *colors["further"])], float)


def perceived(colors: np.ndarray, eye: str) -> np.ndarray:
    """CIE L*a*b* of sRGB colors (count, 3) of 0..255 to an eye."""
    parts = np.asarray(colors, float) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ np.transpose(SEEN[eye])
    xyz = linear.clip(0, 1) @ np.transpose([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                                            [0.0193339, 0.1191920, 0.9503041]]) / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def test_the_measure_agrees_with_known_colors():
    white, red = perceived(np.array([[255, 255, 255], [255, 0, 0]]), "usual")
    assert white == pytest.approx([100, 0, 0], abs=0.05)
    assert red == pytest.approx([53.24, 80.09, 67.20], abs=0.1)


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("page", PAGES, ids=["light", "dark"])
def test_every_eye_tells_all_classes_from_each_other_and_from_the_page(page, eye):
    colors = perceived(np.vstack([PAGES[page], class_colors(page)]), eye)
    distances = {pair: np.linalg.norm(colors[pair[0]] - colors[pair[1]]) for pair in combinations(range(7), 2)}
    assert len(distances) == 21
    assert min(distances.values()) > PLAIN, distances
    assert distances[1, 2] > 90  # orange and blue, which mean negative and positive everywhere


def test_no_other_file_has_a_color_of_its_own():
    files = [file for file in (ROOT / "pages").rglob("*.*") if file.suffix in {".py", ".js", ".css"}]
    assert len(files) > 100
    assert [(file.name, found) for file in files if (found := HEX.findall(file.read_text("utf-8")))] == []


@pytest.mark.parametrize("file", [".streamlit/config.toml", "pages/ui/shared/icon.svg"])
def test_files_that_cannot_read_the_list_agree_with_it(file):
    found = HEX.findall((ROOT / file).read_text("utf-8"))
    assert found
    assert set(found) <= set(HEX.findall(json.dumps(COLORS)))
