"""A moment of the playground as a file: it opens to the same page, the same run and the same curve, and goes on."""
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets.problems import RECIPES
from pages.ui.playground import moments
from tests.app_pages import Page


def written(page: Page) -> bytes:
    with page.session():
        return moments.written(page.live)


def opened(content: bytes, page: Page | None = None) -> Page:
    """The page of a moment, in a new session or in one that is there."""
    page = page or Page("playground")
    with page.session():
        moments.bring(moments.read(content), "This is the moment that was saved, epoch {epoch}.")
    page.run()
    assert "This is the moment that was saved" in page.live.notice
    return page


def same(one: Page, other: Page) -> bool:
    first, second = ({**json.loads(written(page)), "settings": 0} for page in (one, other))
    return first == second


@pytest.mark.parametrize("name", ["xor", "gender", "spiral", "rings", "plane"])
def test_a_moment_opens_to_the_same_run_and_goes_on_bit_for_bit(name):
    page = Page("playground", **RECIPES[name] | {"dataset": name, "seed": 3, "hide": ["data", "table"]})
    page.click("step")
    page.app.select_slider(key="playground.l2").set_value(0.01).run()
    page.live.change("w0", 0.5)
    page.click("step", "step")
    again = opened(written(page))
    assert again.live.run.config == page.live.run.config
    assert again.app.session_state["playground.hide"] == ["data", "table"]
    assert not again.live.playing
    assert same(page, again)
    for one in (page, again):
        one.click("step", "step")
    assert same(page, again)
    assert len(again.live.stage.curve) == len(page.live.stage.curve)
    assert again.live.timeline.steps[0] == 0


def test_a_moment_has_ones_own_points_however_many_they_are():
    random = np.random.default_rng(0)
    table = "\n".join(f"{x:.9f},{y:.9f},{'a' if x > y else 'b'}" for x, y in random.normal(size=(1_500, 2)))
    page = Page("playground", dataset="own", own_text=table, test=20).click("step")
    again = opened(written(page), Page("playground", dataset="own").click("step"))
    assert again.app.session_state["playground.own_table"] == table
    assert same(page, again)
    assert not again.app.error


def test_a_run_that_plays_looks_back_or_was_solved_is_written_too():
    page = Page("playground", dataset="gaussians").play_until_it_stops("play")
    page.live.told.add("solved")
    page.live.look_at(page.live.timeline[1])
    again = opened(written(page))
    assert again.live.run.step_count == page.live.run.step_count == page.live.timeline.steps[1]
    assert again.live.told == {"solved"}
    assert len(again.live.stage.curve) <= 2
    page = Page("playground", speed="max", until_solved=False).click("play")
    assert same(page, opened(written(page)))


def test_a_moment_of_a_lesson_opens_in_the_lesson():
    page = Page("playground", query={"playground.lesson": "features"}).click("step")
    again = opened(written(page))
    assert again.app.session_state["playground.lesson"] == "features"
    assert again.app.session_state["playground.hide"] == page.app.session_state["playground.hide"]


GOOD = json.loads(written(Page("playground").click("step")))
OWN = {"settings": {"dataset": ["Your own points"]}}
BAD = {
    "nothing": b"", "text": b"hello", "a list": b"[]", "nested": b"[" * 3_000, "too many lists": b"[" * 60_000,
    "too large": b" " * 3_000_000, "no text": b"\xff\xfe\x00", "cut": json.dumps(GOOD).encode()[:-20],
} | {name: json.dumps(GOOD | changes).encode() for name, changes in {
    "another kind": {"kind": "neural network playground: network"}, "another version": {"version": 2},
    "no settings": {"settings": None}, "settings of text": {"settings": {"rate": "0.1"}},
    "a broken setting": {"settings": {"rate": ["0.123"]}}, "an unknown setting": {"settings": {"warp": ["9"]}},
    "a long setting": {"settings": {"rate": ["1" * 500]}}, "no run": {"run": None}, "no curve": {"curve": None},
    "told what nobody knows": {"told": ["x"]}, "told a list": {"told": [[]]}, "no points": OWN | {"own_points": None},
    "points that are none": OWN | {"own_points": "1,2"}}.items()}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_file_that_is_no_moment_gets_a_sentence(content):
    with pytest.raises(ValueError, match=r"\.$"):
        moments.read(content)


def test_a_moment_of_other_settings_leaves_the_run_as_it_is():
    page = Page("playground").click("step")
    before = written(page)
    moment = moments.read(json.dumps(GOOD | {"settings": {"neurons1": ["5"]}}).encode())
    with page.session():
        moments.bring(moment)
    page.run()
    assert "not those of a run with its settings" in page.app.warning[0].value
    assert page.live.run.step_count == 0
    assert moments.read(before).step == 1


@given(st.binary(max_size=30), st.integers(0, 5_000), st.integers(0, 40))
def test_a_damaged_moment_is_read_or_refused_with_a_sentence(noise, place, gone):
    content = json.dumps(GOOD).encode()
    place %= len(content)
    try:
        moments.read(content[:place] + noise + content[place + gone :])
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017
