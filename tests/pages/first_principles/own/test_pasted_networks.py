"""Networks as programs and people write them: what is read, and the sentence where it cannot be."""
import json

import numpy as np
import pytest

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import present
from pages.ui.first_principles.own.bringing import bringing, files, pasted
from pages.ui.first_principles.own.examples.shelf import ARTICLES
from tests.pages.first_principles.chapters import opened, text, type_in

W1, B1 = np.arange(6.0).reshape(3, 2), np.array([0.5, -0.5])
W2, B2 = np.array([[1.0], [-2.0]]), np.array([0.25])
LAYERS = (((0.0, 1.0), (2.0, 3.0), (4.0, 5.0)), ((1.0,), (-2.0,)))
BIASES = ((0.5, -0.5), (0.25,))
NESTED, BOTH = [W1.tolist(), W2.tolist()], [W1.tolist(), B1.tolist(), W2.tolist(), B2.tolist()]
ACCEPTED = {
    "rows, a blank line between layers": ("0, 1\n2, 3\n4, 5\n\n1\n-2", None),
    "bars between layers": ("0, 1; 2, 3; 4, 5 | 1; -2", None),
    "a nested list": (str(NESTED), None),
    "tuples": (str(LAYERS), None),
    "NumPy arrays": (repr([W1, W2]), None),
    "NumPy's print": (f"{W1}\n\n{W2}", None),
    "names": (f"W1 = np.array({W1.tolist()})  # hidden\nW2 = np.array({W2.tolist()})", None),
    "Keras's get_weights()": (repr([W1.astype("f4"), B1.astype("f4"), W2.astype("f4"), B2.astype("f4")]), BIASES),
    "Keras's, as a list": (json.dumps(BOTH), BIASES),
    "biases of shape (1, n)": (repr([W1, B1[None], W2, B2[None]]), BIASES),
    "scikit-learn's": (f"coefs_ = {[W1, W2]!r}\nintercepts_ = {[B1, B2]!r}", BIASES),
    "a list of weights, one of biases": (f"{NESTED}\n{[B1.tolist(), B2.tolist()]}", BIASES),
    "JSON": (json.dumps({"weights": NESTED, "biases": [B1.tolist(), B2.tolist()]}), BIASES),
    "a PyTorch state_dict": (
        f"OrderedDict([('fc1.weight', tensor({W1.T.tolist()})), ('fc1.bias', tensor({B1.tolist()})), "
        f"('fc2.weight', tensor({W2.T.tolist()})), ('fc2.bias', tensor({B2.tolist()}))])", BIASES),
    "PyTorch's named parameters": (
        f"fc1.weight Parameter containing:\ntensor({W1.T.tolist()}, requires_grad=True)\n"
        f"fc1.bias Parameter containing:\ntensor({B1.tolist()}, requires_grad=True)\n"
        f"fc2.weight Parameter containing:\ntensor({W2.T.tolist()}, requires_grad=True)\n"
        f"fc2.bias Parameter containing:\ntensor({B2.tolist()}, requires_grad=True)", BIASES),
    "transposed": (str([W1.T.tolist(), W2.T.tolist()]), None),
    "zeros": (f"{W1.tolist()}, np.zeros(2), {W2.tolist()}, np.zeros((1, 1))", ((0.0, 0.0), (0.0,)))}
REFUSED = {
    "[[1, 2], [3, 4]": "A “]” is missing at the end.",
    "[[1, 2], [3, 4]]]": "There is a “]” that closes nothing.",
    "[[1, 2], 3]": "both numbers and lists",
    "[[[1, nan], [1, 1]]]": "“nan” is not a number that can be computed with.",
    "[[[1, 1e400], [1, 1]]]": "1e400 is too large.",
    "[[0.1, 0.2, ..., 0.3]]": "Some numbers are left out here (...).",
    "hello": "“hello” is not a number.",
    "[[[1, 1], [1, 1]], [[1], [1], [1]]]": "make no network: their shapes are (2, 2), (3, 1)",
    f"{[[1] * 9]}": "At most 8 inputs, neurons in a layer and outputs are taken.",
    f"{[[[1]]] * 8}": "These are 8 layers, and at most 7 are taken.",
    "W1 = [[1, 1], [1, 1]]\nb1 = [1, 2, 3]": "The biases do not fit",
    "b1 = [1, 2, 3]": "These are biases alone.",
    "[" * 20: "nested too deeply",
    "[[[1, 2], [3]], [[1], [2]]]": "A matrix's rows are not equally long",
    "1, 2\n3": "The rows are not equally long"}


@pytest.mark.parametrize("form", ACCEPTED)
def test_a_network_is_read_however_it_is_written(form):
    given, biases = ACCEPTED[form]
    read = pasted.read(given, features=3)
    assert (read.weights, read.biases) == (LAYERS, biases)


@pytest.mark.parametrize("given", REFUSED)
def test_what_is_no_network_is_refused_in_a_sentence(given):
    with pytest.raises(ValueError, match=r".*\.$") as error:
        pasted.read(given)
    assert REFUSED[given] in str(error.value)


@pytest.mark.parametrize(("form", "rows", "is_open"), [
    ("a nested list", "inputs", False), ("transposed", "neurons", False), ("a PyTorch state_dict", "neurons", False)])
def test_it_is_known_what_the_rows_of_matrices_were(form, rows, is_open):
    read = pasted.read(ACCEPTED[form][0], features=3)
    assert (read.rows, read.is_open) == (rows, is_open)


def test_of_square_matrices_people_say_what_their_rows_are():
    square = "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]"
    as_inputs, as_neurons = pasted.read(square), pasted.read(square, pasted.NEURONS)
    assert as_inputs.is_open
    assert as_neurons.is_open
    assert as_neurons.weights == tuple(tuple(zip(*matrix)) for matrix in as_inputs.weights)


def paste(page, given: str):
    page.app.session_state["principles.own_pasting"] = given
    with page.session():
        bringing._take()
    page.run()
    return page


def shown(page):
    with page.session():
        return present.shown()


@pytest.mark.parametrize("form", ACCEPTED)
def test_a_pasted_network_is_shown_with_samples_that_fit(form):
    page = paste(opened("backprop"), ACCEPTED[form][0])
    example = shown(page).example
    assert example.sizes in {(3, 2, 1), (1, 2, 3)}  # of two inputs, nothing says which way it is
    assert not shown(page).wrong
    assert "are taken." in page.app.success[0].value


def test_a_refused_text_says_so_and_changes_nothing():
    page = paste(opened("backprop"), "[[[1, 1e400], [1, 1]]]")
    assert page.app.error[0].value.startswith("1e400 is too large.")
    assert shown(page).example == ARTICLES["zhou_alice"].example


def test_a_saved_network_opens_as_it_was():
    page = opened("backprop")
    with page.session():
        present.put(ARTICLES["scikit"].example)
        saved = files.written(numbers.values(files.KEPT))
    again = paste(opened("backprop"), saved)
    assert shown(again).example == ARTICLES["scikit"].example


def test_the_file_has_the_pages_network_though_it_is_made_where_no_visit_is(monkeypatch):
    page, made = opened("backprop"), {}
    with page.session():
        present.put(ARTICLES["scikit"].example)
    monkeypatch.setattr(bringing.st, "download_button", lambda label, data, *_, key, **__: made.update({key: data}))
    page.run()
    saved = made["principles.own_save"]()
    again = paste(opened("backprop"), saved)
    assert shown(again).example == ARTICLES["scikit"].example


def test_weights_that_the_playground_saved_open_too():
    from engine.exchange import About, to_json, to_npz
    from engine.network import Network
    network = Network.mlp((2, 3, 1), hidden="tanh", output="sigmoid", seed=4)
    about = About("mse", ("a", "b"), ("x1", "x2"), "")
    for content in (to_npz(network, about), to_json(network, about).encode()):
        page = paste(opened("backprop"), files.as_text(content))
        weights = np.concatenate([np.ravel(matrix) for matrix in shown(page).example.weights])
        np.testing.assert_array_equal(weights.astype(np.float32), np.concatenate(
            [layer.weights.ravel() for layer in network.layers]))
        assert "2-3-1" in text(page) or page.app.success


def test_a_text_is_taken_once_by_its_button_so_that_the_report_is_of_that():
    page = opened("backprop")
    page.app.text_area(key="principles.own_pasting").set_value("1, 2; 3, 4; 5, 6 | 1; 2")
    page.click("own_take")
    assert "they are 0" in page.app.success[0].value
    assert "Each sample has 3 inputs" in page.app.success[0].value


def test_what_the_rows_of_square_matrices_are_is_chosen_before_they_are_taken():
    page = opened("backprop")
    page.app.text_area(key="principles.own_pasting").set_value("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]").run()
    assert "$w_1$ = 1, $w_2$ = 3" in text(page)
    page.app.session_state["principles.own_rows"] = "neurons"
    with page.session():
        bringing._turn()
    page.run()
    assert "$w_1$ = 1, $w_2$ = 2" in text(page)
    assert shown(page).example == ARTICLES["zhou_alice"].example
    page.click("own_take")
    assert shown(page).example.weights[0] == ((1.0, 3.0), (2.0, 4.0))


def test_pasted_weights_leave_inputs_that_cannot_be_read_yet_as_they_are_typed():
    page = type_in(opened("backprop"), own_inputs="1, x")
    paste(page, "[[[1, 1], [2, 2], [3, 3]], [[1], [1]]]")
    assert page.app.session_state["principles.own_inputs.text"] == "1, x"
