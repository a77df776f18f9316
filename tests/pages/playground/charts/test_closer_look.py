"""The charts below the stage, in every state that a run can be in."""
import base64
import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from engine.config import RunConfig
from engine.datasets.problems import EXAMPLE, Problem
from engine.training import TrainingRun
from pages.ui.shared import playback
from pages.ui.shared.stage.staged_run import StagedRun
from tests.app_pages import SECONDS, Page

STATES = {
    "xor": {}, "no hidden layer": {"hidden": ()}, "step": {"activation": "step"}, "zeros": {"init": "zeros"},
    "three classes": {"dataset": "rings", "loss": "softmax_cross_entropy"}, "regression": {"dataset": "plane"},
    "own points": {"dataset": "own"}, "six layers": {"hidden": (8,) * 6},
    "diverged": {"dataset": "plane", "activation": "identity", "hidden": (8, 8), "init": "he"},
}


def a_run(dataset="xor", rate=0.5, **settings) -> StagedRun:
    problem = Problem(dataset, 30, 0.1, 0.5, table=EXAMPLE if dataset == "own" else "")
    run = TrainingRun.start(RunConfig(dataset=dataset, **settings), problem.dataset(), rate)
    live = StagedRun(run, problem.plane())
    playback.begin(live)
    return live


def every_chart(live):
    from pages.ui.playground.charts import closer_look

    for draw in closer_look.CHARTS.values():
        draw("playground", live)


def looking_at(chart: str | None, **settings) -> Page:
    return Page("playground", chart=chart, **settings)


def figures(page: Page) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in page.app.get("plotly_chart")]


def words(page: Page) -> str:
    return " ".join(text.value for text in [*page.app.markdown, *page.app.caption])


def test_no_chart_is_loaded_before_somebody_asks():
    page = Page("playground")
    assert figures(page) == []
    assert "Choose what to look at" in words(page)


@pytest.mark.parametrize("state", STATES)
def test_every_chart_suits_every_state(state):
    live = a_run(**STATES[state], rate=1e6 if state == "diverged" else 0.5)
    live.run.penalty.l1 = 0.01
    for charts in (4, 5):  # untrained there is no curve
        app = AppTest.from_function(every_chart, args=(live,), default_timeout=SECONDS).run()
        assert not app.exception
        drawn = app.get("plotly_chart")
        names = {chart.proto.id.split("chart_")[-1].split("-")[0] for chart in drawn}
        assert len(names - {"confusion_test", "contour"}) == (4 if state == "diverged" else charts)
        assert all(chart.proto.alt for chart in drawn)
        playback.step_epoch(live)
        assert live.run.diverged == (state == "diverged")


def test_while_training_runs_a_line_holds_the_charts_place():
    page = looking_at("Weights").click("play")
    assert figures(page) == []
    assert "appears when training pauses" in words(page)
    page.click("pause")
    assert len(figures(page)) == 1


def test_learning_curves_end_where_the_run_is():
    page = looking_at("Learning curves").click("step", "step", "step")
    training, *_ = figures(page)[0]["data"]
    epochs = np.frombuffer(base64.b64decode(training["x"]["bdata"]), training["x"]["dtype"])
    assert epochs.tolist() == [0, 1, 2, 3]
    assert "After 3 epochs" in words(page)
    page.app.session_state["playground.loss_scale"] = "Logarithmic"
    page.run()
    assert figures(page)[0]["layout"]["yaxis"]["type"] == "log"


def test_the_confusion_shows_the_test_only_where_there_is_one():
    assert len(figures(looking_at("Confusion matrix"))) == 1
    page = looking_at("Confusion matrix", dataset="rings")
    assert len(figures(page)) == 2
    assert all(len(figure["layout"]["annotations"]) == 9 for figure in figures(page))
    page = looking_at("Confusion matrix", dataset="plane")
    assert [trace["type"] for trace in figures(page)[0]["data"]] == ["scatter"] * 3


def test_a_name_of_a_class_is_text_not_markup():
    table = "a,b,c\n0,0,*$x$*\n1,1,[y](z)\n0,1,*$x$*\n1,0,[y](z)"
    page = looking_at("Confusion matrix", dataset="own", own_text=table)
    assert "\\*\\$x\\$\\*" in words(page) or "\\[y\\](z)" in words(page)


def test_the_loss_surface_follows_the_path_or_chance():
    page = looking_at("Loss surface")
    assert "Nothing has been trained yet" in words(page)
    page.click("step")
    assert "along direction 1" in words(page)
    page.app.session_state["playground.directions"] = "Random"
    page.run()
    assert "along two random directions" in words(page)
    first = figures(page)
    page.app.number_input(key="playground.landscape_seed").set_value(5).run()
    assert figures(page) != first


def test_charts_show_the_run_that_is_reset():
    page = looking_at("Learning curves").click("step", "reset")
    assert "No epoch has been trained yet" in words(page)
