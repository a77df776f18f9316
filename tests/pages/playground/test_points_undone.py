"""Points that are edited on the map and taken back: the run on the points before comes back with all its moments."""
import gc
import weakref

import pytest

from pages.ui.playground import edits
from pages.ui.playground.edits import MOST_LEFT
from tests.app_pages import Page
from tests.pages.shared.test_stage import decoded


def trained(dataset="moons", **settings) -> tuple[Page, object]:
    """A page with a run that was trained, edited and had its rate changed, and what is remembered of it."""
    page = Page("playground", dataset=dataset, **settings).click("step", "step")
    page.app.select_slider(key="playground.rate").set_value(0.5).run()
    page.send(edits.take, do="edit", index=0, value="0.5", gesture=1)
    page.click("step")
    return page, remembered(page)


def remembered(page: Page) -> tuple:
    live = page.live
    return (live.run.network.params.tobytes(), live.run.step_count, live.timeline.steps, live.stage.curve.steps,
            live.journal.to_text(), [array.tolist() for array in live.run.optimizer.state], live.run.history.steps)


def told(page: Page, **event) -> Page:
    page.send(edits.take, **event)
    page.run()
    return page


def add(page: Page, x=0.5, y=0.5, label="lower moon") -> Page:
    return told(page, do="add", points=[{"x": x, "y": y, "label": label}])


def first_point(page: Page) -> dict:
    plane = page.live.plane
    x, y = plane.raw(plane.inputs[:1])[0].tolist()
    return {"x": x, "y": y, "label": plane.labels[int(plane.targets[0, 0])]}


@pytest.mark.parametrize(("dataset", "settings"), [
    ("moons", {"optimizer": "momentum"}), ("xor", {"test": 30}), ("rings", {"optimizer": "adam"}),
    ("gender", {}), ("own", {"test": 0})])
def test_undo_brings_the_trained_run_back_and_it_goes_on_bit_for_bit(dataset, settings):
    page, before = trained(dataset, **settings)
    other, _ = trained(dataset, **settings)
    if dataset == "own":
        add(page, 7, 3, "beech")
    else:
        told(page, do="own")
    assert page.live.run.step_count == 0
    page.click("step")
    told(page, do="undo")
    assert page.app.session_state["playground.dataset"] == dataset
    assert remembered(page) == before
    assert decoded(page.live.stage)[0]["undo"].startswith("weight")
    for one in (page, other):
        one.click("step", "step_batch")
    assert remembered(page) == remembered(other)


def test_the_picture_that_comes_back_is_a_new_message():
    page, _ = trained()
    numbers = [int.from_bytes(page.live.stage.last_message[:4], "little")]
    for event in ({"do": "own"}, {"do": "undo"}):
        told(page, **event)
        numbers.append(int.from_bytes(page.live.stage.last_message[:4], "little"))
    assert numbers == sorted({*numbers})


def test_several_edits_are_undone_one_by_one_and_each_brings_its_run():
    page, moons = trained()
    told(page, do="own").click("step")
    own = remembered(page)
    add(page).click("step", "step")
    added = remembered(page)
    told(page, do="remove", points=[first_point(page)])
    add(page, -0.5, 0.2)
    told(page, do="undo")
    assert page.live.run.step_count == 0
    told(page, do="undo")
    assert remembered(page) == added
    told(page, do="undo")
    assert remembered(page) == own
    told(page, do="undo")
    assert remembered(page) == moons
    assert page.app.session_state["playground.dataset"] == "moons"


def test_of_many_points_in_one_event_the_first_one_undone_to_the_end_brings_the_run():
    page, _ = trained("own", test=0)
    before = remembered(page)
    told(page, do="add", points=[{"x": x, "y": 3, "label": "beech"} for x in (6, 7, 8)])
    for steps in (0, 0, before[1]):
        told(page, do="undo")
        assert page.live.run.step_count == steps
    assert remembered(page) == before


@pytest.mark.parametrize("also", ["test", "data_seed"])
def test_what_was_set_for_ones_own_points_since_is_taken_back_with_them(also):
    page, before = trained(test=40)
    told(page, do="own")
    if also == "test":
        page.app.slider(key="playground.test").set_value(10).run()
    else:
        page.click("new_points")
    told(page, do="undo")
    assert remembered(page) == before


def test_the_share_for_the_test_that_an_edit_changed_comes_back_with_the_run():
    page = Page("playground")
    page.app.selectbox(key="playground.dataset").set_value("own").run()
    page.app.text_area(key="playground.own_text").set_value("\n".join(f"{i},{i % 5},{'ab'[i % 2]}" for i in range(20)))
    page.run()
    assert page.app.session_state["playground.test"] == 30
    page.click("step")
    before = remembered(page)
    told(page, do="remove", points=[first_point(page)])
    assert page.app.session_state["playground.test"] == 0
    told(page, do="undo")
    assert page.app.session_state["playground.test"] == 30
    assert remembered(page) == before


def test_other_settings_since_then_begin_a_new_run():
    page, _ = trained()
    told(page, do="own")
    page.app.number_input(key="playground.seed").set_value(5).run()
    told(page, do="undo")
    assert (page.live.run.step_count, page.live.run.config.seed) == (0, 5)
    page.click("step")


def test_a_rate_changed_since_then_counts_from_where_the_run_was_left():
    page, _ = trained()
    told(page, do="own")
    page.app.select_slider(key="playground.rate").set_value(0.01).run()
    told(page, do="undo")
    assert page.live.run.optimizer.learning_rate == 0.01
    assert page.live.journal.changes[-1][:2] == (page.live.run.step_count, "rate")


def test_undo_while_it_plays_goes_on_playing_the_run_that_comes_back():
    page, before = trained(speed="1")
    told(page, do="own").click("play")
    page.send(edits.take, do="undo")
    assert page.live.playing
    assert page.live.run.step_count >= before[1]
    assert page.live.timeline.steps[: len(before[2])] == before[2]
    page.click("pause")


def test_a_run_that_played_when_its_points_were_edited_rests_if_the_page_does():
    page = Page("playground", dataset="moons", speed="1").click("play")
    told(page, do="own").click("pause")
    told(page, do="undo")
    assert not page.live.playing
    assert page.live.run.step_count > 0


def test_a_run_that_looked_back_comes_back_looking_back_with_all_that_came_later():
    page, before = trained()
    page.live.look_at(page.live.timeline[1])
    page.run()
    told(page, do="own").click("play")
    told(page, do="undo")
    assert not page.live.playing
    assert page.live.ahead is not None
    assert page.live.timeline.steps == before[2]


def test_only_the_last_few_runs_are_kept_and_one_that_nothing_was_done_to_is_not():
    page = Page("playground", dataset="own", test=0)
    left = []
    for place in range(MOST_LEFT + 3):
        page.click("step")
        left.append(weakref.ref(page.live))
        add(page, 6 + place / 10, 3, "beech")
    add(page, 6.05, 3, "beech")  # on points that nothing has learned yet
    page.run()
    gc.collect()
    assert [run() is not None for run in left] == [False] * 3 + [True] * MOST_LEFT
    for is_trained in [False, *[True] * MOST_LEFT, *[False] * 3]:
        told(page, do="undo")
        assert bool(page.live.run.step_count) == is_trained
