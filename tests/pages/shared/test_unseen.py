"""What is on a page and not to be seen is hidden by the name of its container: a new one has to be among them."""
import re
from pathlib import Path

import pytest

from pages.ui.shared import style
from pages.ui.shared.component import _components
from tests.app_pages import Page

PAGES = Path(style.__file__).parents[1]
KEYS = re.compile(r'key=f?"(unseen-[^"{]+)"')


def test_every_container_that_is_not_to_be_seen_is_named_in_the_rules():
    keys = {key for path in PAGES.rglob("*.py") for key in KEYS.findall(path.read_text("utf-8"))}
    assert len(keys) > 4
    assert keys <= {f"unseen-{name}" for name in style.UNSEEN}
    assert len(_components) <= style.MOST_COMPONENTS


@pytest.mark.parametrize("name", ["home", "playground", "first_principles", "digits", "handwriting"])
def test_what_a_page_keeps_in_the_browser_is_named_in_the_rules(name):
    for keeper in Page(name).app.session_state["keeping.keepers"]:
        assert keeper.name in style.KEPT


def test_no_rule_looks_for_a_part_of_a_name_in_what_another_element_has():
    assert not re.findall(r":has\([^)]*\[class\*=", style.STYLE)
