"""Points added and removed by clicks on the playground's map, told as the browser tells it."""
import numpy as np
import pytest

from engine.datasets import GENERATED, TOY_DATASETS, csv_from_rows, dataset_from_csv, rows_from_csv
from pages.ui.playground import edits, own_points
from tests.app_pages import Page
from tests.pages.shared.test_stage import decoded

FOUR = "1,10,no\n2,20,no\n8,80,yes\n9,95,yes\n"


def own(text=FOUR) -> Page:
    return Page("playground", dataset="own", own_text=text, speed="1")


def send(page: Page, **event) -> dict:
    """The header of the message that answers an event."""
    page.send(edits.take, **{"id": 7} | event)
    page.run()  # as the page asks to be drawn anew
    return decoded(page.live.stage)[0]


def rows(page: Page) -> list[list[str]]:
    return rows_from_csv(page.app.session_state["playground.own_table"])[1]


def test_a_click_adds_a_point_of_the_chosen_class_in_raw_units():
    page = own()
    send(page, do="add", points=[{"x": 3.00004, "y": 29.996, "label": "no"}])
    assert rows(page)[-1] == ["3", "30", "no"]
    plane = page.live.plane
    raw = np.concatenate([plane.raw(plane.inputs), plane.raw(plane.test_inputs)])
    assert [3, 30] in raw.round(3).tolist()
    assert page.app.text_area(key="playground.own_text").value.endswith("3,30,no\n")


def test_several_clicks_are_taken_at_once_and_undone_one_by_one():
    page = own()
    header = send(page, do="add", points=[{"x": 3, "y": 30, "label": "no"}, {"x": 4, "y": 40, "label": "new one"}])
    assert header["labels"] == ["no", "yes", "new one"]
    assert header["undo"] == "add a point of “new one”"
    assert send(page, do="undo")["undo"] == "add a point of “no”"
    assert len(rows(page)) == 5
    assert send(page, do="undo")["undo"] == ""
    assert page.app.session_state["playground.own_table"] == FOUR


def test_a_click_on_a_point_removes_it_and_undo_brings_it_back():
    page = own()
    plane = page.live.plane
    x, y = plane.raw(plane.inputs)[0].tolist()
    label = plane.labels[int(plane.targets[0, 0])]
    send(page, do="remove", points=[{"x": x, "y": y, "label": label}])
    assert len(rows(page)) == 3
    send(page, do="undo")
    assert len(rows(page)) == 4


@pytest.mark.parametrize("points", [
    None, [], [{}], [{"x": "1", "y": 2, "label": "no"}], [{"x": float("nan"), "y": 2, "label": "no"}],
    [{"x": 1, "y": 2, "label": ""}], [{"x": 1e31, "y": 2, "label": "no"}], [{"x": 1, "y": 2, "label": "long" * 20}],
    [{"x": 1, "y": 2, "label": f"class {i}"} for i in range(5)], [{"x": True, "y": 2, "label": "no"}], ["no"],
    [{"x": 1, "y": 2, "label": "no"}] * 101])
def test_a_point_that_cannot_be_is_told_and_the_points_stay(points):
    page = own()
    assert send(page, do="add", points=points)["words"]
    assert rows(page) == rows_from_csv(FOUR)[1]


def test_the_last_point_of_a_class_and_one_that_is_gone_stay_with_a_sentence():
    page = own("1,1,a\n2,2,b\n3,3,b\n")
    assert "in every row" in send(page, do="remove", points=[{"x": 1, "y": 1, "label": "a"}])["words"]
    assert "changed meanwhile" in send(page, do="remove", points=[{"x": 1, "y": 1, "label": "b"}])["words"]
    assert len(rows(page)) == 3


def test_a_full_table_takes_no_more():
    page = own("".join(f"{i},{i % 7},{'ab'[i % 2]}\n" for i in range(2000)))
    assert "keep 2,000" in send(page, do="add", points=[{"x": 1, "y": 1, "label": "a"}])["words"]


def test_any_problem_of_classes_becomes_ones_own_and_undo_brings_it_and_the_old_table_back():
    page = own()
    page.app.selectbox(key="playground.dataset").set_value("rings").run()
    neurons = page.live.run.network.sizes
    header = send(page, do="own")
    assert "300 points of Three rings are your own now" in header["words"]
    assert page.app.selectbox(key="playground.dataset").value == "own"
    assert page.live.run.network.sizes == neurons
    assert header["own"] is True
    send(page, do="undo")
    assert page.app.selectbox(key="playground.dataset").value == "rings"
    assert page.app.session_state["playground.own_table"] == FOUR


def test_points_that_all_taught_still_do_when_they_are_ones_own():
    page = Page("playground", speed="1").click("play")
    send(page, do="own")
    assert [len(rows) for rows, _ in map(page.live.run.dataset.split, ("train", "test"))] == [4, 0]
    assert page.live.playing
    assert page.app.slider(key="playground.test").value == 0


def test_regression_has_no_points_of_classes():
    page = Page("playground", dataset="plane")
    assert "choose a data set with classes" in send(page, do="own")["words"]


def test_points_are_not_taken_for_a_problem_that_is_not_ones_own():
    page = Page("playground")
    assert "try again" in send(page, do="add", points=[{"x": 1, "y": 1, "label": "0"}])["words"]


def test_undo_leaves_a_table_alone_that_was_changed_otherwise_since():
    page = own()
    send(page, do="add", points=[{"x": 3, "y": 30, "label": "no"}])
    page.app.text_area(key="playground.own_text").set_value("1,2,a\n3,4,b\n").run()
    assert send(page, do="undo")["undo"] == ""
    assert rows(page) == [["1", "2", "a"], ["3", "4", "b"]]


def test_adding_points_goes_on_playing():
    page = own().click("play")
    send(page, do="add", points=[{"x": 3, "y": 30, "label": "no"}])
    assert page.live.playing
    assert len(rows(page)) == 5


@pytest.mark.parametrize("name", [*TOY_DATASETS, "rings", "spiral"])
def test_a_problem_as_a_table_reads_back_as_the_same_points(name):
    plane = TOY_DATASETS[name]() if name in TOY_DATASETS else GENERATED[name](points=12)
    read = dataset_from_csv(own_points.text_of(plane))
    inputs = np.concatenate([plane.inputs, plane.test_inputs])
    assert np.allclose(np.sort(read.raw(read.inputs), axis=0), np.sort(plane.raw(inputs), axis=0), rtol=1e-4, atol=1e-4)
    assert read.labels == plane.labels


@pytest.mark.parametrize("label", ["plain", "with, comma", "semi;colon;s", 'a "quote"', "ünï"])
def test_rows_written_are_rows_read(label):
    header, cells = ["length cm", "width cm", "kind"], [["1", "2", label], ["3", "4", "b"]]
    assert rows_from_csv(csv_from_rows(cells, header))[:2] == (header, cells)
    assert rows_from_csv(csv_from_rows(cells))[:2] == ([], cells)


def test_a_late_tick_does_not_take_the_points_back_while_it_plays():
    page = Page("playground", dataset="circle").click("play")
    page.send(edits.take, do="own", id=1)
    page.app.session_state["playground.dataset"] = "circle"  # as a tick says that the browser sent before it knew
    page.run()
    assert page.app.session_state["playground.dataset"] == "own"


def test_another_problem_can_be_chosen_at_once_while_it_rests():
    page = Page("playground", dataset="circle").send(edits.take, do="own", id=1)
    page.app.selectbox(key="playground.dataset").set_value("spiral").run()
    assert page.live.run.config.dataset.startswith("spiral")
