"""Whether people read what the app writes: WCAG's contrasts of text, from the lists of colors alone."""
import re
import tomllib
from pathlib import Path

import pytest

from pages.ui.shared import style
from pages.ui.shared.colors import COLORS, rgb

ROOT = Path(__file__).parents[3]
LEAST = 4.5
CAPTION = 0.6  # of its text's color is what Streamlit writes a caption in
SOFT = 0.72  # the same of our pictures, see theme.js
# Streamlit's own, where config.toml says nothing, see `streamlit config show`
USUAL = {"light": {"backgroundColor": "#ffffff", "secondaryBackgroundColor": "#f8f8f7"},
         "dark": {"textColor": "#edebe8"}}
THEMES = {name: usual | tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"][name]
          for name, usual in USUAL.items()}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
# What is faint and has no words, or cannot be used at the time: WCAG asks nothing of these.
WORDLESS = (":disabled", ".bar", ".output i", "line", ".unlit", ".none", "::after", ".box")

Color = tuple[float, float, float]


def mixed(color: Color, ground: Color, share: float) -> Color:
    """So much of a color over a ground."""
    red, green, blue = (share * part + (1 - share) * below for part, below in zip(color, ground))
    return red, green, blue


def luminance(color: Color) -> float:
    """Of sRGB 0..255, from 0 to 1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (x / 255 for x in color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def color_of(theme: str, option: str) -> Color:
    return rgb(THEMES[theme][f"{option}Color"])


def faintest() -> float:
    """The least opacity of text in any of our pictures' styles."""
    found = {}
    for file in (ROOT / "pages").rglob("*.js"):
        for selector, rules in RULE.findall(file.read_text("utf-8")):
            opacity = re.search(r"\bopacity: ?([\d.]+)", rules)
            if opacity and not any(part in selector for part in WORDLESS):
                found[file.name, selector.strip()] = float(opacity[1])
    assert len(found) > 10
    return min(found.values())


def test_the_measure_agrees_with_known_contrasts():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(rgb("#777777"), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("ground", ["background", "secondaryBackground"])
@pytest.mark.parametrize("share", [1, CAPTION, SOFT, faintest()])
@pytest.mark.parametrize("theme", THEMES)
def test_text_is_read_on_the_page(theme, share, ground):
    page = color_of(theme, ground)
    assert contrast(mixed(color_of(theme, "text"), page, share), page) >= LEAST


@pytest.mark.parametrize("theme", THEMES)
def test_the_primary_color_is_read_on_the_page(theme):
    assert contrast(color_of(theme, "primary"), color_of(theme, "background")) >= LEAST


@pytest.mark.parametrize("pressed", [False, True], ids=["", "pressed"])
@pytest.mark.parametrize("theme", THEMES)
def test_words_are_read_on_the_primary_button(theme, pressed):
    towards = (0, 0, 0) if theme == "light" else (255, 255, 255)
    button = mixed(color_of(theme, "primary"), towards, 0.8 if pressed else 1)
    assert contrast(color_of(theme, "background"), button) >= LEAST


def test_the_primary_button_is_written_on_in_the_pages_color():
    light, dark = COLORS["page"], COLORS["dark_page"]
    assert f"--page: light-dark({light['background']}, {dark['background']})" in style.STYLE
    assert '[data-testid="stBaseButton-primary"]:enabled { color: var(--page) }' in style.STYLE
    assert style.STYLE.count(" 80%, black)") == style.STYLE.count(" 80%, white)") == 1
