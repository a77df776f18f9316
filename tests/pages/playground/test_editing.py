"""What people change in the playground's picture by hand, told as the browser tells it."""
import numpy as np
import pytest

from engine.datasets.problems import TUTORIALS
from pages.ui.playground import edits
from pages.ui.shared.plain import MINUS
from tests.app_pages import Page
from tests.pages.shared.test_stage import decoded

FIRST = {"index": 0, "gesture": 1}  # of the XOR tutorial: the weight x1 → hidden 1, neuron 1


def playground(**settings) -> Page:
    return Page("playground", **settings)


def tell(page: Page, **event) -> dict:
    """The header of the message that answers an event."""
    page.send(edits.take, **event)
    return decoded(page.live.stage)[0]


def params(page: Page) -> np.ndarray:
    return page.live.run.network.params


@pytest.mark.parametrize(("index", "name"), [
    (0, "weight x1 → hidden 1, neuron 1"), (4, "weight x2 → hidden 1, neuron 2"), (8, "bias of hidden 1, neuron 3"),
    (11, "weight hidden 1, neuron 3 → output"), (12, "bias of output")])
def test_every_weight_and_bias_can_be_changed_and_has_a_name(index, name):
    page = playground()
    header = tell(page, do="edit", index=index, value="1.5", gesture=1)
    assert params(page)[index] == 1.5
    assert header["undo"] == name
    assert header["words"] == ""


def test_an_edit_is_shown_at_once_and_stands_in_the_journal():
    page = playground().click("step")
    header = tell(page, do="edit", value="-3", **FIRST)
    _, _, snapshots = decoded(page.live.stage)
    assert snapshots[-1]["params"][0] == -3
    assert header["playing"] is False
    assert page.live.journal.changes[-1] == (1, "w0", -3.0)


def test_an_edit_while_it_plays_is_shown_before_training_goes_on():
    page = playground().click("play")
    epoch = page.live.run.epoch
    header = tell(page, do="edit", value="2", **FIRST)
    assert (header["playing"], header["atOnce"]) == (True, True)
    assert page.live.run.epoch == epoch
    page.run()
    assert page.live.run.epoch > epoch


@pytest.mark.parametrize(("value", "words"), [
    ("two", "“two” is not a number"), ("", "There is no number"), ("nan", "is not a number"), ("inf", "too large"),
    ("1e9", f"Write a number from {MINUS}1,000,000 to 1,000,000"), ("0x10", "not a number"), (None, "not a number"),
    ([1], "not a number")])
def test_what_is_no_number_is_told_and_changes_nothing(value, words):
    page = playground()
    before = params(page).copy()
    header = tell(page, do="edit", value=value, **FIRST)
    assert words in header["words"]
    assert header["undo"] == ""
    assert np.array_equal(params(page), before)


@pytest.mark.parametrize("index", [-1, 13, 1.0, True, "0", None])
def test_a_parameter_that_is_not_there_is_told(index):
    page = playground()
    assert "choose another one" in tell(page, do="edit", index=index, value="1", gesture=1)["words"]


@pytest.mark.parametrize(("text", "value"), [
    (f"{MINUS}0.5", -0.5), ("0,25", 0.25), (" 1e2 ", 100.0), ("1/2", 0.5), ("50%", 0.5)])
def test_numbers_may_be_written_as_people_and_the_picture_write_them(text, value):
    page = playground()
    tell(page, do="edit", value=text, **FIRST)
    assert params(page)[0] == value


def test_undo_takes_edits_back_one_by_one_and_a_drag_is_one():
    page = playground()
    before = params(page)[:2].copy()
    for value in ("1", "2", "3"):
        tell(page, do="edit", value=value, **FIRST)
    tell(page, do="edit", index=1, value="4", gesture=2)
    assert tell(page, do="undo")["undo"] == "weight x1 → hidden 1, neuron 1"
    assert params(page)[:2].tolist() == [3, before[1]]
    assert tell(page, do="undo")["undo"] == ""
    assert np.array_equal(params(page)[:2], before)
    tell(page, do="undo")
    assert np.array_equal(params(page)[:2], before)


def test_undo_after_training_sets_the_weight_back_to_what_it_was_before_the_edit():
    page = playground()
    before = params(page)[0]
    tell(page, do="edit", value="3", **FIRST)
    page.click("step")
    tell(page, do="undo")
    assert params(page)[0] == before
    assert page.live.run.epoch == 1


def test_escape_takes_back_the_edit_that_is_going_on_and_no_other():
    page = playground()
    tell(page, do="edit", value="3", **FIRST)
    tell(page, do="edit", index=1, value="4", gesture=2)
    tell(page, do="cancel", gesture=2)
    tell(page, do="cancel", gesture=2)
    assert params(page)[0] == 3
    assert params(page)[1] != 4


def test_a_reset_leaves_nothing_to_undo():
    page = playground()
    tell(page, do="edit", value="3", **FIRST)
    page.click("reset")
    assert decoded(page.live.stage)[0]["undo"] == ""


def test_the_largest_weights_everywhere_show_no_traceback():
    page = playground(activation="relu", layers=3, **{f"neurons{i}": 3 for i in (1, 2, 3)})
    for index in range(len(params(page))):
        tell(page, do="edit", index=index, value="1e6", gesture=index)
    page.click("play")
    assert np.isfinite(params(page)).all()


def test_a_neuron_that_is_looked_at_comes_large():
    page = playground(activation="tanh")
    header = tell(page, do="look", layer=1, index=2)
    stage = page.live.stage
    _, _, (snapshot,) = decoded(stage)
    assert header["large"] == [1, 2]
    expected = stage._map.answers()[0][2]
    assert np.allclose(snapshot["large"].reshape(expected.shape), 127.5 * (1 + expected), atol=0.51)
    assert tell(page, do="look")["large"] is None


def test_a_neuron_without_bounds_says_what_its_colors_end_at():
    page = playground(activation="relu", init="he")
    tell(page, do="look", layer=0, index=0)
    _, _, (snapshot,) = decoded(page.live.stage)
    largest = np.abs(page.live.stage._map.inputs()[0]).max()
    assert snapshot["largest"] == pytest.approx(largest)
    assert snapshot["large"].max() == 255


@pytest.mark.parametrize("place", [{"layer": 2, "index": 0}, {"layer": 1, "index": 3}, {"layer": -1, "index": 0},
                                   {"layer": "1", "index": 0}, {"layer": 1}])
def test_looking_at_what_is_not_there_shows_the_answer(place):
    page = playground()
    assert tell(page, do="look", **place)["large"] is None


def test_looking_while_it_plays_neither_stops_nor_hurries_training():
    page = playground().click("play")
    epoch = page.live.run.epoch
    tell(page, do="look", layer=1, index=0)
    assert page.live.run.epoch == epoch
    page.run()
    assert decoded(page.live.stage)[0]["large"] == [1, 0]
    assert page.live.playing


@pytest.mark.parametrize("event", [{}, {"do": "nothing"}, {"do": None}])
def test_other_events_change_nothing(event):
    page = playground()
    message = page.live.stage.last_message
    page.send(edits.take, **event)
    assert page.live.stage.last_message == message


def test_flat_colors_are_a_setting_for_classes_alone():
    page = playground(discrete=True)
    assert decoded(page.live.stage)[0]["discrete"] is True
    page.app.selectbox(key="playground.dataset").set_value("plane").run()
    assert decoded(page.live.stage)[0]["discrete"] is False
    assert page.app.toggle(key="playground.discrete").disabled


def test_the_home_page_has_nothing_to_edit():
    page = Page("home")
    assert "editable" not in decoded(page.live.stage)[0]


def test_a_restored_tutorial_forgets_edits():
    page = playground(**TUTORIALS["gender"])
    tell(page, do="edit", value="3", **FIRST)
    page.click("preset_xor")
    assert decoded(page.live.stage)[0]["undo"] == ""
