"""The page of first principles, without a browser: the tutorial's numbers, and what its buttons do."""
import re

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import gender, xor
from engine.inspection.worked import worked
from engine.losses import LOSSES
from engine.network import Network
from engine.training import TrainingRun
from pages.ui.first_principles import formulas
from pages.ui.first_principles.one_step import principles, words
from pages.ui.shared.plain import MINUS
from tests.app_pages import Page


@pytest.fixture
def page():
    return Page("first_principles", query={"principles.chapter": "One training step"})


def text(page: Page) -> str:
    return " ".join(part.value for part in [*page.app.markdown, *page.app.caption])


def press(page: Page, *buttons: str) -> None:
    for button in buttons:
        page.app.button(key=f"principles.{button}").click()
        page.run()


def choose(page: Page, **choices) -> None:
    for name, value in choices.items():
        page.app.session_state[f"principles.{name}"] = value
    page.run()


def params(page: Page) -> np.ndarray:
    return page.app.session_state["principles.params"]


def ones(activation: str = "sigmoid") -> Network:
    network = Network.mlp((2, 2, 1), hidden=activation, output="sigmoid", init="zeros", dtype=np.float64)
    for layer in network.layers:
        layer.weights[...] = 1
    return network


def test_alices_numbers_are_those_of_the_tutorial(page):
    assert r"h_1 &= \sigma(z_{h_1}) = \sigma(-3) = \mathbf{0.0474}" in text(page)
    press(page, "onward")
    assert r"= \mathbf{0.2269}" in text(page)
    press(page, "onward")
    assert r"\delta_{h_1} &= (-0.2376) \cdot 0.0452 = -0.0107" in text(page)
    assert r"= (-0.01073) \cdot (-2) = \mathbf{0.0215}" in text(page)


def test_the_derivative_of_the_first_weight_is_what_really_happens(page):
    choose(page, stage="backward", start="random")
    changed, predicted = re.search(r"it changes by (\S+)\. The derivative predicts .* = (\S+)\.", text(page)).groups()
    changed, predicted = (float(number.replace(MINUS, "-")) for number in (changed, predicted))
    assert changed == pytest.approx(predicted, rel=0.05)
    assert changed != 0


def test_a_step_is_taken_and_the_next_person_comes(page):
    expected = worked(ones(), LOSSES["mse"], gender().inputs[0], gender().targets[0], 0.1).params_after
    press(page, "onward", "onward", "onward", "onward")
    np.testing.assert_array_equal(params(page), expected)
    assert page.app.session_state["principles.row"] == 1
    assert page.app.session_state["principles.stage"] == "forward"
    assert "Steps taken: 1." in text(page)


@pytest.mark.parametrize("data", ["gender", "xor"])
def test_a_hundred_epochs_are_a_hundred_epochs_of_the_engine(page, data):
    choose(page, dataset=data, start="random", activation="tanh", rate=0.5)
    dataset = {"gender": gender, "xor": xor}[data]()
    config = RunConfig(hidden=(2,), activation="tanh", init="normal_with_biases", batch_size=1, seed=1, dtype="float64")
    run = TrainingRun.start(config, dataset, learning_rate=0.5)
    run.advance(epochs=100)
    press(page, "rounds")
    np.testing.assert_allclose(params(page), run.network.params, rtol=1e-9)
    assert "Steps taken: 400." in text(page)


def test_starting_again_and_other_settings_bring_the_first_weights_back(page):
    press(page, "rounds", "again")
    assert params(page) is None
    press(page, "rounds")
    choose(page, activation="relu")
    assert params(page) is None
    assert "Steps taken: 0." in text(page)


@pytest.mark.parametrize(("after", "said"), [(0.1, "falls from 0.227 to 0.1."), (0.3, "rises from 0.227 to 0.3"),
                                             (None, "stays at 0.227")])
def test_what_a_step_does_to_the_loss_is_told(after, said):
    data = gender()
    step = worked(ones(), LOSSES["mse"], data.inputs[0], data.targets[0], 0.1)
    step = step._replace(loss_after=step.loss if after is None else after)
    assert said in principles.EXPLANATIONS["update"](data, 0, step, "sigmoid", 0.1)


@pytest.mark.parametrize("activation", words.MEANINGS)
@pytest.mark.parametrize("row", range(4))
def test_every_stage_speaks_for_every_sample(activation, row):
    data = xor()
    network = ones(activation)
    step = worked(network, LOSSES["mse"], data.inputs[row], data.targets[row], 0.1)
    for stage, explain in principles.EXPLANATIONS.items():
        said = explain(data, row, step, activation, 0.1)
        assert "nan" not in said
        assert said.count("{") == said.count("}"), stage


@pytest.mark.parametrize(("value", "formula", "plain"), [
    (0, "0", "0"), (-0.0, "0", "0"), (-2, "-2", "-2"), (0.04742587, "0.0474", "0.047"), (1234.5, "1234.5", "1234.5"),
    (1.2e-5, r"1.2 \cdot 10^{-5}", "0.000012"), (-3.4e-4, r"-3.4 \cdot 10^{-4}", "-0.00034"),
    (-2e-9, r"-2.0 \cdot 10^{-9}", "-2.0·10⁻⁹")])
def test_numbers_show_the_digits_that_say_something(value, formula, plain):
    assert formulas.number(value) == formula
    assert formulas.plain(value) == plain.replace("-", MINUS)


def test_parameters_have_the_tutorials_names():
    step = worked(ones(), LOSSES["mse"], gender().inputs[0], gender().targets[0], 0.1)
    assert words.parameters(step) == [[["w_1", "w_2", "b_1"], ["w_3", "w_4", "b_2"]], [["w_5", "w_6", "b_3"]]]
    assert formulas.written("w_12") == "w₁₂"
