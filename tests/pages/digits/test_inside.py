"""The digits page's view of what happens inside a network, without a browser."""
import base64
import json

import numpy as np
import pytest

from engine.datasets import mnist
from engine.inspection.examples import Examples
from engine.models import load_digits_model
from engine.network import Network
from pages.ui.digits.answer import answer
from pages.ui.digits.inside.inside import _message
from pages.ui.digits.inside.message import message
from pages.ui.digits.reading import Reading
from tests.app_pages import Page
from tests.found_digits import digit as found_digit

NETWORKS = {"one layer": Network.mlp((784, 12, 10), seed=2),
            "tanh": Network.mlp((784, 9, 7, 10), hidden="tanh", seed=2),
            "three layers": Network.mlp((784, 20, 6, 9, 10), seed=2)}
READY = {"ready": load_digits_model()}
FOUR = mnist().test_inputs[4].reshape(28, 28) * np.float32(1 / 255)


@pytest.fixture(scope="module", params=NETWORKS)
def told(request):
    network = NETWORKS[request.param]
    known = Examples(network, mnist().inputs[:500])
    return network, message(FOUR, network, known, neuron=[0, 2], atlas=0)


def test_it_can_be_sent_and_is_small(told):
    assert len(json.dumps(told[1], allow_nan=False)) < 150_000


def test_the_account_of_the_answer_adds_up(told):
    network, found = told
    shown = np.array(found["flows"][-1]).sum(axis=0)
    np.testing.assert_allclose(shown + found["others"] + found["biases"], found["scores"], atol=1e-4)
    assert found["answer"] == np.argmax(found["scores"]) == network.forward(FOUR.reshape(1, -1)).argmax()


def test_the_pixels_and_an_average_digit_make_up_the_scores(told):
    _, found = told
    parts = np.frombuffer(base64.b64decode(found["pixels"]), "<i2").reshape(10, 784) * found["unit"]
    np.testing.assert_allclose(parts.sum(axis=1) + found["start"], found["scores"], atol=0.05)


def test_every_layer_shows_the_neurons_that_matter_most(told):
    network, found = told
    for size, layer in zip(network.sizes[1:-1], found["layers"]):
        assert len(layer["index"]) == min(8, size)
        assert len(base64.b64decode(layer["looks"])) == 784 * len(layer["index"])
        assert max(map(abs, layer["share"])) <= 1


def test_only_parts_that_add_up_are_called_exact():
    images = mnist().inputs[:100]
    found = {name: message(FOUR, network, Examples(network, images)) for name, network in NETWORKS.items()}
    exact = {name: [layer["exact"] for layer in told["layers"]] for name, told in found.items()}
    assert exact == {"one layer": [True], "tanh": [False, True], "three layers": [True, True, True]}


def test_a_neuron_is_shown_large_with_the_digits_that_fire_it(told):
    neuron = told[1]["neuron"]
    assert (neuron["layer"], neuron["index"], len(neuron["digits"]["labels"])) == (0, 2, 12)


def test_all_neurons_of_a_layer_are_shown_small(told):
    network, found = told
    assert len(base64.b64decode(found["atlas"]["looks"])) == 196 * network.sizes[1]


def test_a_neuron_of_another_network_is_forgotten_and_a_blank_sheet_shows_what_is_known():
    network = NETWORKS["one layer"]
    found = message(None, network, Examples(network, mnist().inputs[:100]), neuron=[2, 5], atlas=0)
    assert "neuron" not in found
    assert "drawing" not in found
    assert found["atlas"]["fired"] is None


def test_nearly_all_of_the_ten_nearest_digits_of_a_four_are_fours():
    network = load_digits_model()
    known = Examples(network, mnist().inputs[:4_000])
    for alike in ("network", "ink"):
        labels = message(FOUR, network, known, alike=alike)["neighbors"]["digits"]["labels"]
        assert labels.count(4) >= (8 if alike == "network" else 5)


def test_your_own_network_is_looked_into_once_it_rests(glances):
    page = Page("digits", rows=1_000, hidden=16, epochs=200, found=[found_digit(FOUR)]).click("train")
    page.app.session_state["digits.view"] = "inside"
    page.run()
    assert "digits.inside_message" not in page.app.session_state
    page.click("pause")
    _, found = page.app.session_state["digits.inside_message"]
    assert found["sizes"] == (16,)
    assert found["answer"] == page.live.run.network.forward(FOUR.reshape(1, -1)).argmax()


def deep(layers, output="identity", scale=1.0):
    network = Network.mlp((784, *[4] * layers, 10), output=output)
    network.params *= np.float32(scale)
    return network


@pytest.mark.parametrize(("network", "words"), [
    (deep(0), "0 hidden layers"), (deep(7), "7 hidden layers"), (deep(1, output="sigmoid"), "cannot be taken apart"),
    (deep(1, scale=np.nan), "too large"), (deep(6, scale=1e12), "too large"),
])
def test_a_network_that_cannot_be_shown_is_told_in_words(network, words):
    assert words in _message(FOUR, "loaded", network)["words"]


def test_a_doubted_drawing_is_still_answered_and_says_how_that_is_decided():
    blot = np.ones((28, 28), np.float32)
    reply = answer(Reading([found_digit(blot, doubted=True)], READY), "ready")
    assert reply["words"].startswith("This does not look like a digit, or several digits touch. If it must be one: a")
    assert sum(reply["probabilities"]) == pytest.approx(1, abs=1e-5)
    assert "second, small network" in reply["doubt"]
    assert answer(Reading([found_digit(FOUR)], READY), "ready")["doubt"] == ""
