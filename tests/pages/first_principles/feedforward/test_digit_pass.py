"""The chapter Feedforward's digit: trained by the server itself, sent through, and every number told as it is."""
import base64
import json
import re

import numpy as np
import pytest

from engine.datasets import mnist
from engine.datasets.digit_format import PIXELS
from pages.ui.first_principles.feedforward import digit
from pages.ui.first_principles.feedforward.feedforward import digit_label, digit_words
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements

RUN, ACCURACY = digit.trained()


def test_the_network_has_learned_from_a_part_of_the_digits_and_is_measured_on_others():
    assert RUN.network.sizes == (PIXELS, 128, 10)
    assert RUN.epoch == 1
    assert len(RUN.dataset.inputs) == digit.LEARNED_FROM
    assert 0.88 < ACCURACY < 0.96
    assert RUN.evaluate("test").accuracy == ACCURACY
    assert f"is {ACCURACY:.1%}" in text(opened("feedforward"))
    assert f"{digit.LEARNED_FROM:,} digits" in text(opened("feedforward"))


def test_a_pass_is_two_products_of_matrices():
    found, (first, last) = digit.passed(RUN, 3), RUN.network.layers
    x = mnist().test_inputs[3].astype(float) / 255
    np.testing.assert_allclose(found.sums, x @ first.weights + first.biases, atol=1e-4)
    np.testing.assert_array_equal(found.activations, np.maximum(found.sums, 0))
    np.testing.assert_allclose(found.scores, found.activations @ last.weights + last.biases, atol=1e-4)
    assert found.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert found.label == 0


@pytest.mark.parametrize("index", range(0, 10_000, 499))
def test_what_is_said_of_every_cell_comes_out_by_its_printed_digits(index):
    shown = digit.picture(RUN, digit.passed(RUN, index), with_weights=False)
    said = " ".join([*shown["hidden"], *shown["outputs"]])
    claims = re.findall(rf"(?:z =|: |a =) ?([^;:=]+ [=≈] [{MINUS}\d.e]*\d)", said)
    assert len(claims) > 128 + 10 * (1 + digit.LARGEST_PRODUCTS)
    assert disagreements("\n".join(claims)) == []
    assert "nan" not in said
    json.dumps(shown, allow_nan=False)


def test_the_largest_products_of_a_score_are_told():
    activations, weights = np.array([1.0, 2, 0, 4, 5, 6]), np.array([1.0, -2, 9, 0.5, 0.1, 0.1])
    said = digit.score_words(activations, weights, 0.5, 0.6, ["h₁", "h₂", "h₃", "h₄", "h₅", "h₆"])
    assert said == (f"The largest of 6 products: h₂: 2·({MINUS}2) = {MINUS}4; h₄: 4·0.5 = 2; h₁: 1·1 = 1; h₆: 6·0.1 = "
                    "0.6. All add up to 0.1; z = 0.1 + 0.5 = 0.6")


def test_weights_are_sent_only_when_the_browser_asks_and_as_a_column_for_each_hidden_neuron():
    found = digit.passed(RUN, 0)
    assert "weights" not in digit.picture(RUN, found, with_weights=False)
    shown = digit.picture(RUN, found, with_weights=True)
    columns = np.frombuffer(base64.b64decode(shown["weights"]), np.int8).reshape(128, PIXELS)
    weights = RUN.network.layers[0].weights
    np.testing.assert_allclose(columns[7] / 127, weights[:, 7] / np.abs(weights[:, 7]).max(), atol=0.005)
    assert len(json.dumps(digit.picture(RUN, found, with_weights=False))) < 30_000


def test_a_typed_digit_is_shown_and_another_one_drawn():
    page = type_in(opened("feedforward"), feedforward_digit="4")
    prediction = int(digit.passed(RUN, 3).probabilities.argmax())
    assert f"](#term-argmax) is {prediction}, with" in text(page)
    numbers = set()
    for _ in range(4):
        page.click("feedforward_another")
        numbers.add(page.app.session_state["principles.feedforward_digit"])
    assert len(numbers) > 1
    assert all(1 <= each <= 10_000 and each == int(each) for each in numbers)


def test_a_wrong_prediction_is_called_wrong():
    outputs = RUN.answers(RUN.dataset.test_inputs).argmax(axis=1)
    index = int(np.flatnonzero(outputs != RUN.dataset.test_targets.argmax(axis=1))[0])
    found = digit.passed(RUN, index)
    assert f"wrong: the label is {found.label}" in digit_words(found)
    assert digit_label(found, index + 1).startswith(f"Test digit {index + 1}, a")
