"""The playground's network to files and back."""
import io
import runpy

import numpy as np
import pytest

from engine.exchange import About, from_file, load, to_json, to_npz
from engine.network import Network
from pages.ui.playground import weights_files
from tests.app_pages import Page


def brought(page: Page, content: bytes) -> Page:
    """The page after somebody has brought a file."""
    return page.bring("weights", "network.npz", content)


def saved(page: Page, name: str) -> bytes:
    """What a download button of the page would save."""
    contents = {}

    def button(label, data, file, *arguments, key, **options):
        contents[key] = data()

    with pytest.MonkeyPatch.context() as patch, page.session():
        patch.setattr(weights_files.st, "download_button", button)
        weights_files.downloads(page.live, tuple(page.app.session_state["playground.features"]))
    content = contents[f"playground.save_{name}"]
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("kind", ["npz", "json"])
def test_a_saved_network_comes_back_with_its_layers_activation_and_inputs(kind):
    page = Page("playground", dataset="circle", layers=2, neurons2=5, activation="gelu", features=["x1", "x2_squared"])
    page.click("step", "step")
    content = saved(page, kind)
    other = brought(Page("playground", dataset="moons"), content)
    assert other.app.session_state["playground.features"] == ["x1", "x2_squared"]
    assert other.live.run.config.activation == "gelu"
    assert other.live.run.step_count == 0
    assert other.live.run.network.params.tobytes() == page.live.run.network.params.tobytes()
    assert "weights of your file" in other.app.success[0].value
    other.click("step")
    assert not np.array_equal(other.live.run.network.params, page.live.run.network.params)


def test_the_saved_script_ends_where_the_page_is(tmp_path):
    page = Page("playground", dataset="rings", features=["x1", "x2", "x1_x2"])
    page.click("step")
    page.app.select_slider(key="playground.rate").set_value(0.5).run()
    page.click("step")
    page.live.run.advance(steps=3)  # of which nothing has been shown yet: a tick is under way
    file = tmp_path / "network.py"
    file.write_bytes(saved(page, "script"))
    names = runpy.run_path(str(file), run_name="__main__")
    shown = page.live.timeline[-1]
    assert names["STEPS"] == shown.step_count
    assert names["params"].tobytes() == shown.params.tobytes()


def test_saved_weights_say_how_the_numbers_that_people_have_were_scaled():
    _, about = from_file(saved(Page("playground", dataset="own", own_text="cm,kg,kind\n1,10,a\n3,10,b\n"), "json"))
    assert about.note == "own, 0 steps; x1 is (cm - 2.0) / 1.0; x2 is (kg - 10.0) / 1.0"
    _, about = from_file(saved(Page("playground", dataset="gender"), "npz"))
    assert about.note == "gender, 0 steps; x1 is (weight - 135) / 1.0; x2 is (height - 66) / 1.0"
    _, about = from_file(saved(Page("playground", dataset="moons"), "npz"))
    assert about.note == "moons, 0 steps"


@pytest.mark.parametrize("kind", ["npz", "json"])
def test_saved_weights_answer_for_the_numbers_that_people_have(kind):
    page = Page("playground", dataset="gender", features=["x1", "x2_squared"])
    page.click("step")
    plane, run = page.live.plane, page.live.run
    answers = load(saved(page, kind)).predict(plane.raw(plane.inputs))
    np.testing.assert_array_equal(answers, run.answers(run.dataset.inputs))


@pytest.mark.parametrize("settings", [{"dataset": "spiral", "speed": "max", "seed": 4, "chart": "Weights"}, {
    "dataset": "own", "own_text": "1,2,a\n3,4,b\n5,1,b\n4,4,a\n", "test": 50, "optimizer": "momentum"}])
def test_a_saved_moment_opens_as_it_was_shown_and_goes_on_bit_for_bit(settings):
    page = Page("playground", **settings).click("step", "step")
    content = saved(page, "moment")
    page.live.run.advance(steps=3)  # of which nothing has been shown yet: a tick is under way
    assert saved(page, "moment") == content
    page.live.run.rewind(page.live.timeline[-1])
    again = brought(Page("playground", dataset="moons", lesson="features").click("step"), content)
    assert "This is the moment that was saved" in again.live.notice
    for name in settings:
        assert again.app.session_state[f"playground.{name}"] == page.app.session_state[f"playground.{name}"]
    assert again.app.session_state["playground.lesson"] == ""
    for one in (page, again):
        one.click("step", "step_batch")
    assert saved(again, "moment") == saved(page, "moment")


def test_an_earlier_moment_that_is_looked_at_is_the_one_that_is_saved():
    page = Page("playground").click("step", "step", "step")
    page.live.look_at(page.live.timeline[1])
    assert brought(Page("playground"), saved(page, "moment")).live.run.step_count == 1


def test_a_moment_that_cannot_be_used_leaves_the_page_as_it_is():
    page = Page("playground").click("step")
    run, content = page.live.run, saved(page, "moment")
    brought(page, content.replace(b'"version": 1', b'"version": 2'))
    assert "version is not 1" in page.app.error[0].value
    assert page.live.run is run
    brought(page, content.replace(b'"settings": {}', b'"settings": {"neurons1": ["7"]}'))
    assert "The saved moment cannot be shown" in page.app.warning[0].value
    assert page.live.run.step_count == 0


def npz(sizes, about, **options) -> bytes:
    return to_npz(Network.mlp(sizes, **options), about)


BINARY = About("binary_cross_entropy", ("no", "yes"))


@pytest.mark.parametrize(("content", "words"), [
    (b"", "is empty"), (b"hello", "neither .npz nor JSON"), (b"PK\x03\x04", "damaged"),
    (npz((784, 10), About("mse")), "does not fit the playground"),
    (npz((2, 9, 1), BINARY), "does not fit the playground"),
    (npz((2, 3, 3), About("softmax_cross_entropy", ("a", "b", "c"))),
     "predicts 3 classes, and the data set chosen has 2"),
    (npz((2, 1), About("mse")), "predicts numbers"),
    (npz((2, 1), About("binary_cross_entropy", ("no", "yes"), ("x2", "x1"))), "does not fit the playground")])
def test_a_file_that_does_not_fit_gets_a_sentence_and_the_network_stays(content, words):
    page = Page("playground").click("step")
    run = page.live.run
    brought(page, content)
    assert words in page.app.error[0].value
    assert "stays" in page.app.error[0].value
    assert page.live.run is run


def test_a_file_without_hidden_layers_or_names_fits_too():
    network = Network.mlp((2, 1), init="normal", seed=8)
    page = brought(Page("playground"), to_json(network, BINARY).encode())
    assert page.live.run.network.params.tobytes() == network.params.tobytes()
    assert from_file(saved(page, "npz"))[1].inputs == ("x1", "x2")
    assert io.BytesIO(saved(page, "npz")).read(2) == b"PK"
