"""What was learned step by step, as a browser keeps it."""
import json

import pytest

from pages.ui.first_principles.kept import LEARNED
from tests.app_pages import Page


def opened(**settings) -> Page:
    page = Page("first_principles", query={"principles.chapter": "One training step"})
    page.name = "principles"
    for name, value in settings.items():
        page.app.session_state[f"principles.{name}"] = value
    page.run()
    return page


def present(page: Page) -> bytes | None:
    with page.session():
        return LEARNED.present().content


def take(page: Page, content: bytes) -> str:
    with page.session():
        words = LEARNED.take(content, "lost")
    page.run()
    return words


def test_the_network_comes_back_as_it_was_with_its_number_of_steps():
    then, page = opened(dataset="xor"), opened(dataset="xor")
    assert present(then) == b""
    content = present(then.click("rounds"))
    assert take(page, content) == "your network after 400 steps"
    assert present(page) == content
    assert "Steps taken: 400." in " ".join(each.value for each in page.app.caption)


def test_another_network_stays_as_it_is():
    content = present(opened(dataset="xor").click("rounds"))
    page = opened(dataset="gender")
    assert take(page, content) == ""
    assert present(page) == b""


@pytest.mark.parametrize("changes", [{"params": [1.0]}, {"params": None}, {"steps": 0}, {"steps": 2.5}, {"steps": True},
                                     {"params": [1.0] * 8 + ["x"]}, {"params": [1.0] * 8 + [float("inf")]}])
def test_what_is_damaged_is_refused(changes):
    good = json.loads(present(opened().click("rounds")))
    for content in (json.dumps(good | changes).encode(), b"", b"[]"):
        with pytest.raises(ValueError, match=r"damaged|not JSON"):
            take(opened(), content)
