"""Links, weights, drawings and scripts that were made by earlier versions of the app all go on opening."""
import base64
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.datasets import mnist
from engine.exchange import from_file
from engine.exchange.drawings import drawings_from_json
from pages.ui.playground.lessons import LESSONS
from tests.app_pages import Page
from tests.corpus.opening import FOLDER, opened, opens_to, records

LINKS = records()
LESSON_NAMES = [record["opens"]["settings"]["lesson"] for name, record in LINKS.items()
                if name == f"lesson-{record['opens']['settings'].get('lesson')}"]
WEIGHTS = sorted(path for path in (FOLDER / "weights").iterdir() if path.suffix != ".opens")
SCRIPTS = sorted((FOLDER / "scripts").glob("*.py"))
SAME = 1e-3  # what a run may differ by: rounding on another processor moved none by a hundredth of it


@pytest.mark.parametrize("name", LINKS)
def test_a_link_opens_what_it_showed_when_it_was_made(name):
    expected = LINKS[name]["opens"]
    page = opened(LINKS[name]["address"])
    assert not [*page.app.warning, *page.app.error]
    found = opens_to(page)
    for part in ("settings", "run"):
        assert {key: found[part].get(key) for key in expected.get(part, {})} == expected.get(part, {})
    if "rates" in expected:
        assert found["rates"] == pytest.approx(expected["rates"])
        assert found["points"] == pytest.approx(expected["points"], rel=1e-4, abs=SAME)
        is_same_moment(found["moment"], expected["moment"], rows=expected["points"]["train"])


def is_same_moment(found: dict, expected: dict, rows: int) -> None:
    """Assert that a run is where another one was, as `opening.moment_of` tells it; `rows` points were to be learned."""
    assert (found["step"], found["parameters"]) == (expected["step"], expected["parameters"])
    assert found["loss"] == pytest.approx(expected["loss"], rel=SAME, abs=SAME / 100)
    if expected["accuracy"] is not None:
        assert found["accuracy"] == pytest.approx(expected["accuracy"], abs=1.5 / rows)  # one point at the boundary
    size = max(1, expected["their norm"] / expected["parameters"] ** 0.5)
    assert found["some of them"] == pytest.approx(expected["some of them"], abs=SAME * size)
    assert found["their norm"] == pytest.approx(expected["their norm"], rel=SAME)


@pytest.mark.parametrize("name", LESSON_NAMES)
def test_a_link_with_the_name_of_a_lesson_alone_opens_the_lesson_of_today(name):
    page = opened(f"playground?playground.lesson={name}")
    assert not [*page.app.warning, *page.app.error]
    today, settings = LESSONS[name].all_settings, opens_to(page)["settings"]
    assert {key: settings[key] for key in today if key in settings} == {
        key: value for key, value in today.items() if key in settings}
    assert (settings["lesson"], settings["hide"]) == (name, [*LESSONS[name].hide])
    assert page.live.run.step_count == 0


def test_the_corpus_has_every_lesson_of_its_time_and_more_than_a_dozen_runs():
    assert len(LESSON_NAMES) == 13
    assert sum("playground.moment=" in record["address"] for record in LINKS.values()) > 24


def opens(file: Path) -> dict:
    """What a file of weights opened to when it was saved."""
    return json.loads(file.with_name(f"{file.name}.opens").read_text("utf-8"))


def stored(file: Path) -> np.ndarray:
    """A file's parameters in their order, read without the app."""
    content = file.read_bytes()
    if file.suffix == ".npz":
        with np.load(io.BytesIO(content)) as arrays:
            layers = [(arrays[f"weights{i}"], arrays[f"biases{i}"]) for i in range(1, len(arrays) // 2 + 1)]
    else:
        layers = [(layer["weights"], layer["biases"]) for layer in json.loads(content)["layers"]]
    return np.concatenate([np.vstack(layer).ravel() for layer in layers]).astype(np.float32)


@pytest.mark.parametrize("file", WEIGHTS, ids=lambda file: file.name)
def test_weights_are_the_network_that_was_saved(file):
    expected = opens(file)
    network, about = from_file(file.read_bytes())
    functions = {name: type(activation) for name, activation in ACTIVATIONS.items()}
    assert list(network.sizes) == expected["sizes"]
    assert type(network.layers[0].activation) is functions[expected["hidden"]]
    assert type(network.layers[-1].activation) is functions[expected["output"]]
    assert (about.loss, list(about.labels), list(about.inputs), about.note) == (
        expected["loss"], expected["labels"], expected["inputs"], expected["note"])
    assert network.params.tobytes() == stored(file).tobytes()
    rows = np.linspace(0, 1, 3 * network.sizes[0], dtype=np.float32).reshape(3, -1)
    np.testing.assert_allclose(network.forward(rows), expected["answers"], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("file", [file for file in WEIGHTS if opens(file)["problem"] != "digits"],
                         ids=lambda file: file.name)
def test_weights_are_taken_by_the_playground(file):
    expected = opens(file)
    page = Page("playground")
    page.app.selectbox(key="playground.dataset").set_value(expected["problem"]).run()
    page.bring("weights", file.name, file.read_bytes())
    assert not page.app.error
    assert page.live.run.network.params.tobytes() == stored(file).tobytes()
    assert page.live.run.config.hidden == tuple(expected["sizes"][1:-1])
    assert page.live.run.config.activation == expected["hidden"]
    assert page.app.session_state["playground.features"] == expected["inputs"]


@pytest.mark.parametrize("file", [file for file in WEIGHTS if opens(file)["problem"] == "digits"],
                         ids=lambda file: file.name)
def test_weights_are_taken_by_the_digits_page(file):
    page = Page("digits")
    page.bring("weights", file.name, file.read_bytes())
    assert not page.app.error
    assert page.app.session_state["digits.loaded"].params.tobytes() == stored(file).tobytes()
    assert page.app.segmented_control(key="digits.reader").value == "loaded"


@pytest.mark.parametrize("file", sorted((FOLDER / "moments").glob("*.json")), ids=lambda file: file.stem)
def test_a_moment_opens_and_its_run_is_where_it_was_an_epoch_later(file):
    page, expected = Page("playground").bring("weights", file.name, file.read_bytes()), opens(file)
    assert not [*page.app.warning, *page.app.error]
    found = opens_to(page.click("step"))
    for part in ("settings", "run"):
        assert {key: found[part].get(key) for key in expected[part]} == expected[part]
    assert found["rates"] == pytest.approx(expected["rates"])
    assert found["points"] == pytest.approx(expected["points"], rel=1e-4, abs=SAME)
    is_same_moment(found["moment"], expected["moment"], rows=expected["points"]["train"])


@pytest.mark.parametrize("file", sorted((FOLDER / "drawings").iterdir()), ids=lambda file: file.name)
def test_drawings_join_a_visitor_s_own(file):
    kept = json.loads(file.read_text("utf-8"))["drawings"]
    labels = [drawing["label"] for drawing in kept]
    pixels = [base64.b64decode(drawing["pixels"]) for drawing in kept]
    images, read = drawings_from_json(file.read_bytes())
    assert [image.tobytes() for image in images] == pixels
    assert read.tolist() == labels
    page = Page("handwriting")
    page.bring("drawings", file.name, file.read_bytes())
    assert not page.app.error
    drawings = page.app.session_state["handwriting.drawings"]
    assert [(image.tobytes(), label) for image, label in drawings] == [*zip(pixels, labels)]


def said_by(script: Path, *arguments: str) -> str:
    """What a script says that is run by itself, in its folder."""
    return subprocess.run([sys.executable, "-I", str(script), *arguments], cwd=script.parent, capture_output=True,
                          text=True, check=True).stdout


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_a_script_comes_to_the_loss_that_it_promises_and_that_its_link_shows(file):
    promised = float(re.search(r"loss\s+is ([-+e\d.]*\d)", file.read_text("utf-8"))[1])
    said = float(re.search(r"training loss: (\S+)", said_by(file))[1])
    assert said == pytest.approx(promised, rel=SAME)
    assert promised == pytest.approx(LINKS[file.stem]["opens"]["moment"]["loss"], rel=1e-6)


def test_the_digits_script_reads_with_its_weights_as_it_did(tmp_path):
    with zipfile.ZipFile(FOLDER / "scripts" / "digits.zip") as archive:
        archive.extractall(tmp_path)
    np.savetxt(tmp_path / "rows.csv", mnist().test_inputs[:20], "%d", ",")
    answers = re.findall(r"^row \d+: (\d)", said_by(tmp_path / "read_digits.py", "rows.csv"), re.M)
    assert "".join(answers) == json.loads((FOLDER / "scripts" / "digits.zip.opens").read_text("utf-8"))["answers"]
    with zipfile.ZipFile(FOLDER / "scripts" / "digits.zip") as archive:
        assert archive.read("digits.npz") == (FOLDER / "weights" / "digits.npz").read_bytes()
