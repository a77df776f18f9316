"""Every panel has a row and a place, so that each can be hidden."""
import re
from pathlib import Path

import pytest

from pages.ui.playground.choices import PANELS
from pages.ui.playground.panels import panel

PAGES = Path(__file__).parents[3] / "pages"


def test_every_row_of_panels_has_its_places_and_every_place_its_row():
    places = {name for file in PAGES.rglob("*.py") for name in re.findall(r'panel\("(\w+)"\)', file.read_text("utf-8"))}
    assert places == set(PANELS)


def test_a_place_without_a_row_is_an_error_that_says_what_to_do():
    with pytest.raises(ValueError, match="no panel 'notes': give it a row of PANELS"):
        panel("notes")
