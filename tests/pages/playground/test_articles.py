"""The settings of articles: the buttons name them, and links lead to them."""
import re

from engine.datasets.problems import NAMES, TUTORIALS
from pages.ui.playground.controls.transport import ARTICLES
from tests.app_pages import Page


def test_each_button_that_restores_an_articles_settings_has_a_link_to_it_beside():
    page = Page("playground")
    assert ARTICLES.keys() == TUTORIALS.keys()
    (caption,) = (each.value for each in page.app.caption if each.value.startswith("Articles: "))
    assert len(re.findall(r"\]\(https://[^)]+\)", caption)) == len(TUTORIALS)
    for name in TUTORIALS:
        assert page.app.button(key=f"playground.preset_{name}").label == f"{NAMES[name]} article"
