"""The charts of a run at rest and their words: what is in a figure, never how its pixels look."""
import numpy as np
import plotly.graph_objects as go
import pytest

from engine.config import RunConfig
from engine.datasets import GENERATED, xor
from engine.inspection.landscape import SIDE, Landscape, landscape
from engine.training import TrainingRun
from pages.ui.playground.charts import answers as charts_answers
from pages.ui.playground.charts import descriptions, figures
from pages.ui.playground.charts import landscape as charts_landscape
from pages.ui.shared.plain import MINUS

NAN = np.nan
CURVE = np.array([[0, 0.7, 0.7, 0.5, 0.5], [5, 0.3, 0.4, 0.9, 0.8], [10, 0.1, 0.6, 1.0, 0.7]])
LAYERS = [np.array([[1.0, -2], [0.5, 0.5], [0, -0.1]]), np.array([[3.0], [-1], [0.2]])]
TABLE = np.array([[8, 2, 0], [1, 9, 0], [0, 3, 7]])


def valid(figure: dict) -> go.Figure:
    """The figure as Plotly takes it; raises ValueError for what Plotly does not know."""
    return go.Figure(figure)


def visible(figure: dict, kind: str) -> list[dict]:
    return [trace for trace in figure["data"] if trace["type"] == kind]


def land(losses: np.ndarray | float = 1.0, walk_losses=(2.0, 1.0), loss=1.0, shares=(0.75, 0.125)) -> Landscape:
    places = np.linspace(-1, 1, SIDE)
    walk = np.array([[-0.5, -0.5], [0, 0]])[: len(walk_losses)]
    losses = np.broadcast_to(np.asarray(losses, float), (SIDE, SIDE)).copy()
    walk_losses = np.array(walk_losses, float)
    return Landscape(np.eye(2), places, places, losses, walk, walk_losses, walk_losses, loss, shares)


def test_learning_curves_show_loss_and_accuracy_of_both_splits():
    figure = figures.learning_curves(CURVE)
    valid(figure)
    assert [(trace["name"], trace["yaxis"]) for trace in figure["data"]] == [
        ("training", "y"), ("test", "y"), ("training", "y2"), ("test", "y2")]
    assert figure["data"][3]["y"].tolist() == [0.5, 0.8, 0.7]
    assert figure["layout"]["hovermode"] == "x unified"


def test_learning_curves_leave_out_what_there_is_not():
    without_test, numbers = CURVE.copy(), CURVE.copy()
    without_test[:, [2, 4]] = NAN
    numbers[:, 3:] = NAN
    assert {trace["name"] for trace in figures.learning_curves(without_test)["data"]} == {"training"}
    figure = figures.learning_curves(numbers)
    assert {trace["yaxis"] for trace in figure["data"]} == {"y"}
    assert "yaxis2" not in figure["layout"]


def test_the_losses_axis_is_logarithmic_on_demand():
    assert "type" not in figures.learning_curves(CURVE)["layout"]["yaxis"]
    figure = figures.learning_curves(CURVE, logarithmic=True)
    valid(figure)
    assert figure["layout"]["yaxis"]["type"] == "log"


def test_words_tell_that_a_network_learns_by_heart():
    words = descriptions.learning_curves(CURVE)
    assert "the training loss is 0.1, from 0.7 at epoch 0" in words
    assert "lowest, 0.4, at epoch 5 and has risen" in words
    assert "overfitting" not in descriptions.learning_curves(CURVE[:2])


@pytest.mark.parametrize("quantity", ["weight", "gradient"])
@pytest.mark.parametrize("layers", [LAYERS, LAYERS[1:], [np.zeros((3, 1))]], ids=["two", "one", "zeros"])
def test_histograms_count_every_number_once_with_biases_apart(layers, quantity):
    figure = figures.histograms(layers, quantity)
    valid(figure)
    bars = figure["data"]
    assert [bar["y"].sum() for bar in bars] == [part.size for layer in layers for part in (layer[:-1], layer[-1:])]
    assert ["pattern" in bar["marker"] for bar in bars] == [False, True] * len(layers)
    assert len({bar["yaxis"] for bar in bars}) == len(layers)
    assert [text["text"].split("<")[1] for text in figure["layout"]["annotations"]][-1] == "b>Output layer"


def test_bars_are_orange_below_zero_and_blue_above():
    bar = figures.histograms(LAYERS, "weight")["data"][0]
    assert all(color == (figures.NEGATIVE if x < 0 else figures.POSITIVE) for x, color in zip(bar["x"],
                                                                                            bar["marker"]["color"]))


def test_histograms_tell_mean_and_deviation():
    first, _ = figures.histograms(LAYERS, "weight")["layout"]["annotations"]
    assert f"weights 0 ± 1.2 · biases {MINUS}0.05 ± 0.05" in first["text"]
    first, _ = figures.histograms(LAYERS, "gradient")["layout"]["annotations"]
    assert "norm 2.3" in first["text"]


def test_words_name_the_weight_farthest_from_zero():
    assert "3, is in the output layer" in descriptions.weights(LAYERS)
    assert f"{MINUS}9, is in hidden layer 1" in descriptions.weights([np.full((2, 1), -9.0), *LAYERS[1:]])


@pytest.mark.parametrize(("sizes", "words"), [
    ((0.001, 0.1), "hidden layer 1 are 100 times smaller"), ((9, 0.1), "hidden layer 1 are 90 times larger"),
    ((0, 0.1), "No gradient reaches hidden layer 1"), ((0.1, 0.1), "all of them learn"),
    ((0.1,), "no hidden layer"), ((0, 0), "close to zero")])
def test_words_about_gradients(sizes, words):
    assert words in descriptions.gradients([np.full((3, 3), float(size)) for size in sizes])


@pytest.mark.parametrize("classes", range(2, 7))
def test_a_confusion_counts_every_answer_of_any_number_of_classes(classes):
    truths, answers = np.repeat(np.arange(classes), 2), np.tile([0, 1], classes)
    table = charts_answers.counts(truths, answers, classes)
    assert table[:, :2].tolist() == [[1, 1]] * classes
    assert table.sum() == 2 * classes
    figure = charts_answers.confusion(table, tuple("abcdef"[:classes]))
    valid(figure)
    assert len(figure["layout"]["annotations"]) == classes**2


def test_right_answers_are_blue_and_wrong_ones_orange_by_their_share_of_the_row():
    (heat,) = charts_answers.confusion(TABLE, ("a", "b", "c"))["data"]
    assert np.asarray(heat["z"]).tolist() == [[0.8, -0.2, 0], [-0.1, 0.9, 0], [0, -0.3, 0.7]]
    assert heat["colorscale"][0][1] == figures.NEGATIVE
    assert heat["colorscale"][-1][1] == figures.POSITIVE


def test_a_class_without_points_and_names_of_any_length_do_no_harm():
    figure = charts_answers.confusion(np.array([[0, 0], [0, 4]]), ("<b>a very long name indeed", "b"))
    valid(figure)
    assert figure["layout"]["xaxis"]["ticktext"] == ["&lt;b>a very l…", "b"]
    assert figure["layout"]["annotations"][0]["text"] == "0"


def test_words_name_the_most_frequent_mistake():
    words = descriptions.confusion(TABLE, ("a", "b", "c"), "Test")
    assert words == "Test: 24 of 30 points correct (80.0%). Most frequent error: “c” predicted as “b”, 3 times."
    assert "wrong" not in descriptions.confusion(np.diag([3, 4]), ("a", "b"), "Test")


def test_regression_shows_answers_over_the_truth():
    truth = np.array([-1.0, 0, 1])
    figure = charts_answers.predicted_and_true({"training": (truth, truth / 2), "test": (truth[:0], truth[:0])})
    valid(figure)
    line, points = figure["data"]
    assert line["x"] == line["y"]
    assert (points["x"].tolist(), points["y"].tolist()) == ([-1, 0, 1], [-0.5, 0, 0.5])
    assert "off by 0.33 on average; 75.0% of" in descriptions.predicted_and_true(truth, truth / 2, "Training")
    assert "no better" not in descriptions.predicted_and_true(truth, truth, "Training")
    assert "no worse" in descriptions.predicted_and_true(truth, truth * 0, "Training")


def test_answers_too_large_to_hold_are_left_out():
    truth, answers = np.array([0.0, 1]), np.array([np.inf, 1])
    valid(charts_answers.predicted_and_true({"training": (truth, answers)}))
    assert "too large" in descriptions.predicted_and_true(truth, answers, "Training")


def test_a_landscape_is_a_surface_and_a_map_with_the_walk_on_both():
    run = TrainingRun.start(RunConfig(hidden=(3,)), xor(), 0.5)
    start = run.network.params.copy()
    run.advance(epochs=50)
    found = landscape(run, [start])
    solid, flat = charts_landscape.surface(found), charts_landscape.contour(found)
    valid(solid)
    valid(flat)
    (surface,), (contour,) = visible(solid, "surface"), visible(flat, "contour")
    assert surface["z"] == pytest.approx(10 ** contour["z"])
    line, begin, now = visible(solid, "scatter3d")
    assert (now["x"], now["y"]) == ([0.0], [0.0])
    assert (begin["x"][0], begin["y"][0]) == (line["x"][0], line["y"][0])
    assert f"{run.evaluate('train').loss:.4g}" in now["hovertemplate"]


def test_without_a_walk_only_the_present_place_is_marked():
    still = land(walk_losses=(), shares=None)
    assert [trace["name"] for trace in visible(charts_landscape.surface(still), "scatter3d")] == ["now"]
    assert [trace["name"] for trace in visible(charts_landscape.contour(still), "scatter")] == ["now"]
    assert "walk" not in descriptions.landscape(still, None)


@pytest.mark.parametrize("losses", [0.0, 1.0, np.inf], ids=str)
def test_flat_and_immense_countries_can_be_drawn(losses):
    found = land(losses, walk_losses=(), loss=losses, shares=None)
    valid(charts_landscape.surface(found))
    (contour,) = visible(charts_landscape.contour(found), "contour")
    assert np.isfinite(contour["z"]).all()
    assert contour["zmin"] < contour["zmax"]


def test_heights_far_above_the_walk_are_cut_off_and_said_so():
    losses = np.ones((SIDE, SIDE))
    losses[0, 0], losses[1, 1] = 1000, np.inf
    view = charts_landscape.shown(land(losses))
    assert view.is_cut
    assert view.losses.max() == view.cap == charts_landscape.HIGHEST * 2
    assert "Losses above 6 are cut off" in descriptions.landscape(land(losses), view.cap)
    assert not charts_landscape.shown(land(3.0)).is_cut


def test_words_tell_what_the_plane_shows_of_the_walk():
    words = descriptions.landscape(land(), None)
    assert "The loss is 1 here and was 2 at the start" in words
    assert "87.5% of the path's variance: 75.0% along direction 1, 12.5% along direction 2" in words


def test_a_real_run_of_each_kind_gives_valid_charts():
    for dataset in (xor(), GENERATED["rings"](30), GENERATED["plane"](30)):
        loss = "softmax_cross_entropy" if len(dataset.labels) == 3 else "mse"
        run = TrainingRun.start(RunConfig(hidden=(2,), loss=loss), dataset, 0.1)
        valid(charts_landscape.contour(landscape(run, [])))
