"""Points that no network can all get right: found, told, and helped where help is possible."""
from dataclasses import replace

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, Dataset, Feature, dataset_from_rows, xor
from engine.datasets.features import with_features
from engine.inspection.contradictions import contradictions
from engine.inspection.diagnosis import success
from engine.training import TrainingRun
from tests.app_pages import Page


@pytest.mark.parametrize(("rows", "contradicting", "most_right"), [
    ([(0, 0, "a"), (0, 1, "b")], [], 2),
    ([(1, 1, "a"), (2, 2, "b"), (1, 1, "b"), (3, 1, "a")], [0, 2], 3),
    ([(1, 1, "a"), (1, 1, "a"), (1, 1, "b"), (2, 2, "b"), (2, 2, "b")], [0, 1, 2], 4),
    ([(1, 1, "a"), (1, 1, "b"), (1, 1, "c"), (2, 1, "c")], [0, 1, 2], 2),
    ([(1, 1, "a"), (1, 1 + 1e-9, "b"), (3, 3, "b")], [0, 1], 2),  # the same to a float32
    ([(1, 1, "a"), (1, 1.001, "b"), (3, 3, "b")], [], 3),
    ([(1e30, 1, "a"), (1, 1, "b"), (2, 1, "a")], [1, 2], 2),  # what lies near zero, beside 1e30, is all the same
    ([(1e16, 0, "a"), (1e16 + 1, 0, "b"), (1e16, 5, "b")], [0, 1], 2)])
def test_rows_of_the_same_numbers_and_different_labels_contradict_each_other(rows, contradicting, most_right):
    found = contradictions(dataset_from_rows(rows))
    assert np.flatnonzero(found.rows).tolist() == contradicting
    assert found.most_right == most_right


@pytest.mark.parametrize(("features", "count"), [
    (("x1",), 4), (("x1", "x2"), 0), (("x1_x2",), 3), (("x1_squared",), 4)])
def test_what_the_network_is_not_told_makes_points_alike(features, count):
    assert contradictions(with_features(xor(), features)).rows.sum() == count


def heights(*rows):
    """A regression on rows of (x1, height)."""
    inputs, targets = (np.array(column, np.float32)[:, None] for column in zip(*rows))
    return Dataset("heights", inputs, targets, inputs[:0], targets[:0], (), (Feature("x1"),))


def test_numbers_to_answer_contradict_each_other_as_far_as_they_differ():
    found = contradictions(heights((0, 0.5), (0, -0.5), (1, 1), (2, -1)))
    assert found.rows.tolist() == [True, True, False, False]
    assert found.unexplained == pytest.approx((2 * 0.25) / (2 * 0.25 + 2))
    agreeing = contradictions(heights((0, 0.5), (0, 0.5), (1, 1)))
    assert not agreeing.rows.any()
    assert agreeing.unexplained == 0


@pytest.mark.parametrize("name", GENERATED)
def test_generated_points_never_contradict_each_other(name):
    assert not contradictions(GENERATED[name](points=1000)).rows.any()


def test_a_regression_whose_numbers_contradict_each_other_is_learned_as_far_as_it_can_be():
    data = heights((0, 0.5), (0, -0.5), (1, 1), (2, 2))
    run = TrainingRun.start(RunConfig(hidden=(), init="zeros"), data, 0.1)
    run.advance(epochs=500)
    assert success(run) == "contradicted"
    assert success(TrainingRun.start(RunConfig(hidden=(), init="zeros"), data)) is None


def test_a_run_is_done_when_it_is_right_and_sure_wherever_it_can_be():
    data = dataset_from_rows([(1, 1, "a"), (1, 1, "b"), (-1, 2, "b"), (3, 0, "a")])
    run = TrainingRun.start(RunConfig(hidden=(), loss="binary_cross_entropy", init="zeros"), data, 0.5)
    run.advance(epochs=1)
    assert success(run) is None
    run.advance(epochs=500)
    assert success(run) == "contradicted"
    run.dataset = replace(data, targets=np.array([[0], [0], [1], [0]], np.float32))
    assert success(run) is None  # without a contradiction, all must be right and sure


TWICE = "1,1,a\n1,1,b\n2,2,b\n3,1,a\n4,4,b\n"


def test_the_table_says_it_before_anything_is_trained():
    page = Page("playground", dataset="own", own_text=TWICE)
    assert any("2 points contradict each other: the same numbers" in caption.value for caption in page.app.caption)
    page = Page("playground", dataset="own", own_text="1e30,1,a\n1e30,2,b\n")
    captions = " ".join(caption.value for caption in page.app.caption)
    assert "x1: the same for all points, so it carries no information; x2: minus 1.5, divided by 0.5." in captions
    assert "contradict" not in captions


def said(page: Page) -> str:
    return (page.app.warning or page.app.caption)[0].value


@pytest.mark.parametrize("until_solved", [True, False])
def test_the_page_says_that_points_contradict_each_other_and_that_no_network_helps(until_solved):
    page = Page("playground", dataset="own", own_text=TWICE, test=0, rate=1.0, neurons1=8, activation="tanh",
                loss="binary_cross_entropy", speed="max", pause_every=300, until_solved=until_solved)
    page.play_until_it_stops("play")
    assert "2 of the 5 training points contradict each other: they lie at the same place, such as (1, 1)" in said(page)
    assert "so no network can predict them all. Check these points, or go on." in said(page)
    assert "neurons" not in said(page)
    assert ("4 of the 5 training points are classified correctly, as many as possible." in said(page)) == until_solved
    assert [button.label for button in page.app.button if "remedy" in (button.key or "")] == ["Go on"] * until_solved


def test_inputs_that_tell_contradicting_points_apart_are_offered():
    page = Page("playground", dataset="xor", features=["x1"], speed="max", until_solved=True)
    page.play_until_it_stops("play")
    assert "All 4 training points contradict each other: they have the same inputs" in said(page)
    assert "With x2 among the inputs, all of them could be told apart." in said(page)
    assert page.app.button(key="playground.remedy0").label == "Add x2 to the inputs and train"
    page.click("remedy0")
    assert page.app.session_state["playground.features"] == ["x1", "x2"]
    assert page.live.playing
    assert page.live.run.network.sizes[0] == 2


def test_inputs_are_added_to_those_that_there_are():
    page = Page("playground", dataset="xor", features=["x1_squared"], speed="max", until_solved=True)
    page.play_until_it_stops("play").click("remedy0")
    assert page.app.session_state["playground.features"] == ["x1", "x2", "x1_squared"]


def test_a_settled_network_that_could_do_better_hears_of_contradictions_beside_the_advice():
    page = Page("playground", dataset="own", own_text=TWICE + "2,2.1,a\n", test=0, layers=0, rate=1.0, speed="max",
                loss="mse", pause_every=1000)
    page.play_until_it_stops("play")
    assert "without a hidden layer" in said(page)
    assert "2 of the 6 training points contradict each other" in said(page)


ONE_PLACE = {"two labels": "1,1,a\n1,1,b", "three labels": "1,1,a\n1,1,b\n1,1,c",
             "most agree": "1,1,a\n1,1,a\n1,1,a\n1,1,b", "two places": "1,1,a\n1,1,b\n2,2,a\n2,2,b"}


@pytest.mark.parametrize("text", ONE_PLACE.values(), ids=ONE_PLACE)
@pytest.mark.parametrize("activation", ["tanh", "relu", "step", "identity"])
def test_where_all_points_contradict_each_other_nothing_else_is_blamed(text, activation):
    page = Page("playground", dataset="own", own_text=text, test=0, activation=activation, init="he", speed="max",
                pause_every=200, loss="binary_cross_entropy", rate=0.1).play_until_it_stops("play")
    assert page.live.reason == "contradicted"
    assert "contradict each other" in page.live.notice
    assert "learning rate" not in page.live.notice
    assert [button.label for button in page.app.button if button.key.startswith("playground.remedy")] == ["Go on"]


@pytest.mark.parametrize("activation", ["tanh", "relu", "step", "identity"])
def test_the_input_that_would_tell_points_apart_is_offered_whatever_else_is_wrong(activation):
    page = Page("playground", dataset="own", own_text="1,1,a\n1,2,b\n1,3,a\n1,4,b", test=0, features=["x1"],
                activation=activation, init="he", speed="max", pause_every=200, rate=0.1).play_until_it_stops("play")
    assert page.live.reason == "contradicted"
    assert page.app.button(key="playground.remedy0").label == "Add x2 to the inputs and train"
