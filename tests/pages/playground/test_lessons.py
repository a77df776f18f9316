"""Every lesson shows what it says: it is opened as visitors open it, trained, changed as told, trained again.

For a few draws of seeds and last bits here, for all by `python -m tests.claims`."""
from urllib.parse import parse_qs

import pytest

from pages.ui.playground.choices import PANELS
from pages.ui.playground.lessons import LESSONS
from tests import claims
from tests.app_pages import Page
from tests.claims import CLAIMS, few, followed, whole


def addressed(page: Page) -> dict:
    """What the browser's address says, every value in a list."""
    return {name: text if isinstance(text, list) else [text] for name, text in page.app.query_params.items()}


def holds(page: Page, lesson) -> bool:
    """Whether the playground is in a lesson's state, as far as its widgets are on the page."""
    settings = page.app.session_state
    return all(settings[f"playground.{name}"] == value for name, value in lesson.all_settings.items()
               if f"playground.{name}" in settings) and settings["playground.hide"] == [*lesson.hide]


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_shows_what_it_says(name):
    page = CLAIMS[name].open()
    assert addressed(page) == whole(name)
    assert holds(page, LESSONS[name])
    assert not page.app.warning
    phases = followed(page, CLAIMS[name].phases)
    assert [draw for draw in few(name) if not claims.holds(name, phases, draw)] == []


def test_there_are_enough_lessons_each_of_two_sentences():
    assert len(LESSONS) >= 8
    for lesson in LESSONS.values():
        assert lesson.do.count(". ") == lesson.see.count(". ") == 0
        assert lesson.do.endswith(".")
        assert lesson.see.endswith(".")
        assert set(lesson.hide) <= set(PANELS)


def test_the_gallery_links_to_every_lesson():
    links = [parse_qs(link.proto.query_string) for link in Page("lessons").app.get("page_link")]
    assert links == [whole(name) for name in LESSONS]
    assert [link["playground.lesson"] for link in links] == [[name] for name in LESSONS]


def test_a_lesson_followed_in_any_state_is_its_own_and_adds_nothing_to_its_address():
    page = Page("playground", dataset="spiral", features=["x1"], init_scale=2.0, l1=0.1, neurons1=5)
    for name in [*LESSONS][::3]:
        page.visit("lessons")
        page.app.query_params = whole(name)
        page.visit("playground")
        assert addressed(page) == whole(name)
        assert holds(page, LESSONS[name])


def test_a_link_with_the_name_of_a_lesson_alone_comes_to_say_all():
    page = Page("playground", query={"playground.lesson": "features"})
    assert addressed(page) == whole("features")
    assert holds(page, LESSONS["features"])


def test_a_lesson_followed_from_the_gallery_replaces_what_was_there_and_begins_anew_each_time():
    page = Page("playground", layers=4, rate=1.5, seed=9)
    page.click("step")
    for _ in range(2):
        page.visit("lessons")
        page.app.query_params["playground.lesson"] = "features"
        page.visit("playground")
        settings = page.app.session_state
        assert (settings["playground.layers"], settings["playground.rate"], settings["playground.seed"]) == (0, 0.1, 0)
        assert page.live.run.step_count == 0
        page.click("step")
    page.visit("home")
    page.visit("playground")
    assert page.live.run.step_count > 0


def told(page: Page) -> str:
    """What the card of the lesson says, if there is one."""
    cards = [block for block in page.app.container if block.key == "lesson"]
    return " ".join(text.value for card in cards for text in card.markdown)


def test_the_lesson_is_told_with_the_way_to_the_next_and_out():
    page = Page("playground", query={"playground.lesson": "dead-relus"})
    assert LESSONS["dead-relus"].do in told(page)
    assert page.app.session_state["playground.hide"] == [*LESSONS["dead-relus"].hide]
    page.click("next_lesson")
    assert "Features instead of layers" in told(page)
    assert page.live.run.network.sizes == (2, 1)
    page.click("leave_lesson")
    assert page.app.session_state["playground.hide"] == []
    assert not told(page)
    assert page.live.run.network.sizes == (2, 1)


def test_a_lesson_of_the_address_with_settings_keeps_the_settings():
    page = Page("playground", query={"playground.lesson": "features", "playground.layers": "2"})
    assert page.live.run.config.hidden == (3, 3)
    assert "Features instead of layers" in told(page)
    assert not page.app.warning
    assert "This link has other settings" in told(page)
    page.click("same_lesson")
    assert "This link has other settings" not in page.app.markdown[0].value
    assert holds(page, LESSONS["features"])


def test_a_lesson_s_own_link_says_nothing_of_other_settings_while_it_is_followed():
    page = Page("playground", query=whole("features"))
    page.click("step")
    page.app.session_state["playground.features"] = ["x1", "x2"]
    page.run()
    assert "This link has other settings" not in page.app.markdown[0].value


def test_an_unknown_lesson_is_told():
    page = Page("playground", query={"playground.lesson": "<script>"})
    assert "the lesson" in page.app.warning[0].value
