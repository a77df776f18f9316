"""The settings of published examples: each has its button, and what it comes from is said beside it."""
import re

from engine.datasets.problems import NAMES, TUTORIALS
from tests.app_pages import Page


def test_each_published_example_has_its_button_and_its_source_beside():
    page = Page("playground")
    (source,) = (each.value for each in page.app.caption if "article" in each.value)
    assert re.search(r"\]\(https://[^)]+\)", source)
    for name in TUTORIALS:
        assert page.app.button(key=f"playground.preset_{name}").label == f"{NAMES[name]} settings"
        assert NAMES[name] in source
