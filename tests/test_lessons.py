"""Every lesson shows what it says: it is opened as visitors open it, trained, changed as told, trained again."""
from urllib.parse import parse_qs

import pytest

from pages.ui import verdicts
from pages.ui.lessons import LESSONS, address
from pages.ui.panels import PANELS
from tests.app_pages import Page


def trained(page: Page) -> tuple[str | None, float, float]:
    """(why it stops, accuracy on training and on test points) of the page's run, played until it stops by itself."""
    live = page.live
    live.stop()
    settings = page.app.session_state
    goal = live.goal(settings["playground.stretch"])
    reason = None
    while live.run.step_count < goal and reason is None:
        live.run.advance(steps=min(max(live.run.steps_per_epoch, goal // 100), goal - live.run.step_count))
        reason = verdicts.reason_to_stop(live, settings["playground.until_solved"])
    return reason, live.run.evaluate("train").accuracy, live.run.evaluate("test").accuracy


def changed(page: Page, **settings) -> None:
    for name, value in settings.items():
        page.app.session_state[f"playground.{name}"] = value
    page.run()


# lesson: (why the first run stops, its accuracy from and to, what is changed then, why the second stops, its accuracy)
COURSES = {
    "hidden-layer": ("straight", (0, 0.75), {"layers": 1}, "solved", (1, 1)),
    "stuck-start": (None, (0.5, 0.75), {"seed": 1}, "solved", (1, 1)),
    "too-high-a-rate": ("diverged", (0, 1), {"rate": 0.1}, "solved", (1, 1)),
    "overfitting": ("memorized", (1, 1), {}, None, None),
    "regularization": (None, (0.9, 0.99), {"l2": 0.0}, "memorized", (1, 1)),
    "saturation": (None, (0, 0.75), {"init_scale": 1.0}, "solved", (1, 1)),
    "dead-relus": ("dead", (0.4, 0.6), {"activation": "leaky_relu"}, "solved", (1, 1)),
    "features": ("solved", (1, 1), {"features": ["x1", "x2"]}, None, (0.4, 0.6)),
    "straight-layers": (None, (0.4, 0.65), {"activation": "tanh"}, "solved", (1, 1)),
    "step": ("step", (0, 0.75), {"activation": "sigmoid"}, "solved", (1, 1)),
    "equal-weights": ("zeros", (0.4, 0.6), {"init": "he"}, "solved", (1, 1)),
    "more-neurons": (None, (0.5, 0.8), {"layers": 3, "neurons1": 8}, "solved", (1, 1)),
    "small-batches": (None, (0.5, 0.88), {"batch_size": "1"}, "solved", (1, 1)),
}


def whole(name: str) -> dict:
    """The address of a lesson's playground."""
    return {f"playground.{setting}": texts for setting, texts in address(name).items()}


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
    why, (low, high), change, why_then, accuracy_then = COURSES[name]
    page = Page("playground", query=whole(name))
    assert addressed(page) == whole(name)
    assert holds(page, LESSONS[name])
    assert not page.app.warning
    reason, accuracy, _ = trained(page)
    assert reason == why
    assert low <= accuracy <= high
    if change:
        changed(page, **change)
        page.click("reset")  # which matters where a rate was changed; after other changes the run is a new one anyway
        reason, accuracy, _ = trained(page)
        assert reason == why_then
        assert accuracy_then[0] <= accuracy <= accuracy_then[1]


def test_without_the_price_more_test_points_are_wrong():
    without, priced = (trained(Page("playground", query={"playground.lesson": name}))
                       for name in ("overfitting", "regularization"))
    assert 0.75 <= without[2] <= 0.85 < 0.9 <= priced[2]


def test_learning_by_heart_raises_the_loss_on_test_points():
    page = Page("playground", query={"playground.lesson": "overfitting"})
    page.live.run.advance(epochs=50)
    early = page.live.run.evaluate("test").loss
    trained(page)
    assert page.live.run.evaluate("test").loss > 1.5 * early


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


def test_the_lesson_is_told_with_the_way_to_the_next_and_out():
    page = Page("playground", query={"playground.lesson": "dead-relus"})
    assert LESSONS["dead-relus"].do in page.app.markdown[0].value
    assert page.app.session_state["playground.hide"] == [*LESSONS["dead-relus"].hide]
    page.click("next_lesson")
    assert "Features instead of layers" in page.app.markdown[0].value
    assert page.live.run.network.sizes == (2, 1)
    page.click("leave_lesson")
    assert page.app.session_state["playground.hide"] == []
    assert "Lesson" not in page.app.markdown[0].value
    assert page.live.run.network.sizes == (2, 1)


def test_a_lesson_of_the_address_with_settings_keeps_the_settings():
    page = Page("playground", query={"playground.lesson": "features", "playground.layers": "2"})
    assert page.live.run.config.hidden == (3, 3)
    assert "Features instead of layers" in page.app.markdown[0].value
    assert not page.app.warning


def test_an_unknown_lesson_is_told():
    page = Page("playground", query={"playground.lesson": "<script>"})
    assert "the lesson" in page.app.warning[0].value
