"""Building the network in its picture: what the browser tells does what the page's widgets do, and nothing else."""
import pytest

from engine.datasets.problems import NAMES, RECIPES
from pages.ui.playground import edits
from pages.ui.playground.choices import MOST_LAYERS, MOST_NEURONS
from pages.ui.playground.controls import thumbnails
from tests.app_pages import Page
from tests.pages.shared.test_stage import decoded

PAGE = "playground"


def playground(*sizes: int, **settings) -> Page:
    """The page with hidden layers of so many neurons."""
    return Page(PAGE, layers=len(sizes), **{f"neurons{i}": size for i, size in enumerate(sizes, 1)}, **settings)


def send(page: Page, **event) -> dict:
    """The header of the message that answers an event."""
    page.send(edits.take, **event)
    page.run()  # as the page asks to be drawn anew
    return decoded(page.live.stage)[0]


def hidden(page: Page) -> tuple[int, ...]:
    """What the widgets say, which is what the run has."""
    layers = page.app.number_input(key=f"{PAGE}.layers").value
    sizes = tuple(page.app.number_input(key=f"{PAGE}.neurons{i}").value for i in range(1, layers + 1))
    assert page.live.run.config.hidden == sizes
    return sizes


@pytest.mark.parametrize(("event", "sizes"), [
    ({"do": "neurons", "layer": 1, "by": 1}, (3, 5)), ({"do": "neurons", "layer": 2, "by": -1}, (2, 4)),
    ({"do": "neurons", "layer": 1, "by": 6}, (8, 5)), ({"do": "layer", "at": 1, "by": 1}, (3, 2, 5)),
    ({"do": "layer", "at": 2, "by": 1}, (2, 3, 5)), ({"do": "layer", "at": 3, "by": 1}, (2, 5, 3)),
    ({"do": "layer", "at": 1, "by": -1}, (5,)), ({"do": "layer", "at": 2, "by": -1}, (2,))])
def test_layers_and_neurons_are_the_widgets(event, sizes):
    page = playground(2, 5)
    assert send(page, **event)["words"] == ""
    assert hidden(page) == sizes


def test_building_in_the_picture_leads_to_the_very_run_of_the_widgets():
    built, by_widgets = playground(3), playground(4, 3)
    send(built, do="neurons", layer=1, by=1)
    send(built, do="layer", at=2, by=1)
    for page in (built, by_widgets):
        page.click("step")
    assert built.live.run.config == by_widgets.live.run.config
    assert (built.live.run.network.params == by_widgets.live.run.network.params).all()


def test_building_while_it_plays_counts_every_event_and_goes_on_playing():
    page = playground(1).click("play")
    for _ in range(4):
        send(page, do="neurons", layer=1, by=1)
    assert hidden(page) == (5,)
    assert page.live.playing


@pytest.mark.parametrize("event", [
    *({"do": "neurons", "layer": layer, "by": by} for layer, by in (
        (1, -2), (1, MOST_NEURONS), (1, True), (1, 1.0), (3, 1), (0, 1), (True, 1), ("1", 1), (None, None))),
    *({"do": "layer", "at": at, "by": by} for at, by in (
        (0, 1), (4, 1), (3, -1), (1, 2), (1, 0), ([1], 1), (None, None))),
    *({"do": "input", "name": name, "on": on} for name, on in (
        ("x3", True), (["x1"], True), ("x1", None), ("x1", 0))),
    *({"do": "dataset", "name": name} for name in ("mnist", {}, None))])
def test_what_cannot_be_is_told_and_changes_nothing(event):
    page = playground(2, 5)
    live = page.live
    assert send(page, **event)["words"]
    assert page.live is live
    assert hidden(page) == (2, 5)


def test_there_are_no_more_layers_than_the_widget_allows():
    page = playground(*[2] * MOST_LAYERS)
    assert f"at most {MOST_LAYERS} hidden layers" in send(page, do="layer", at=1, by=1)["words"]
    assert hidden(page) == (2,) * MOST_LAYERS


def test_an_input_is_switched_on_and_off_and_the_last_one_stays():
    page = playground(2)
    inputs = page.app.pills(key=f"{PAGE}.features")
    send(page, do="input", name="x1_x2", on=True)
    assert inputs.value == ["x1", "x2", "x1_x2"] == [*page.live.features]
    send(page, do="input", name="x1", on=False)
    send(page, do="input", name="x2", on=False)
    assert "at least one input" in send(page, do="input", name="x1_x2", on=False)["words"]
    assert [*page.live.features] == ["x1_x2"]


@pytest.mark.parametrize("name", [*NAMES])
def test_a_thumbnail_does_what_the_widget_does(name):
    first = "gaussians" if name == "xor" else "xor"
    by_thumbnail, by_widget = (Page(PAGE, dataset=first, neurons1=7, rate=1.0) for _ in range(2))
    send(by_thumbnail, do="dataset", name=name)
    by_widget.app.selectbox(key=f"{PAGE}.dataset").set_value(name)
    by_widget.run()
    assert by_thumbnail.app.selectbox(key=f"{PAGE}.dataset").value == name
    assert by_thumbnail.live.run.config == by_widget.live.run.config
    found, expected = ([page.app.session_state[f"{PAGE}.{setting}"] for setting in RECIPES[name]]
                       for page in (by_thumbnail, by_widget))
    assert found == expected


def test_the_chosen_data_set_chosen_again_keeps_the_settings():
    page = playground(7)
    send(page, do="dataset", name="xor")
    assert hidden(page) == (7,)


def test_the_picture_offers_all_inputs_and_says_which_are_used():
    page = Page(PAGE, dataset="gender", features=["x2", "x1_x2"])
    header = decoded(page.live.stage)[0]
    assert header["offered"][4] == ["x1_x2", "weight · height"]
    assert header["inputPlaces"] == [-1, 0, -1, -1, 1, -1, -1]
    assert header["dataset"] == "gender"
    assert header["datasets"] == NAMES


@pytest.mark.parametrize(("hide", "build", "event"), [
    (["data"], ["network"], {"do": "dataset", "name": "circle"}),
    (["data"], ["network"], {"do": "input", "name": "sin_x1", "on": True}),
    (["network"], ["data"], {"do": "neurons", "layer": 1, "by": 1}),
    (["network"], ["data"], {"do": "layer", "at": 1, "by": 1})])
def test_what_a_lesson_hides_cannot_be_built(hide, build, event):
    page = Page(PAGE, hide=hide)
    live = page.live
    header = send(page, **event)
    assert header["build"] == build
    assert header["words"]
    assert page.live is live


def test_a_link_that_hides_panels_hides_their_part_of_the_picture_from_the_first_message_on():
    page = Page(PAGE, {f"{PAGE}.hide": "data"})
    assert decoded(page.live.stage)[0]["build"] == ["network"]


def test_the_home_page_offers_only_what_its_network_is_given():
    header = decoded(Page("home").live.stage)[0]
    assert [key for key, _ in header["offered"]] == ["x1", "x2"]
    assert "build" not in header


def test_every_data_set_has_a_small_picture():
    style = thumbnails.style()
    assert all(f"--dataset-{name}: url(data:image/png;base64," in style for name in NAMES)
    assert len(style) < 32_000
