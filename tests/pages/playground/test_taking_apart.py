"""The way from the playground to Backpropagation: what is brought is what is shown there."""
import numpy as np
import pytest

from engine.datasets.problems import RECIPES
from pages.ui.first_principles.own import parameter, present
from pages.ui.playground import taking_apart
from pages.ui.shared import session
from tests.app_pages import Page

PAGE = "playground"
PROBLEMS = {"xor": {}, "gender": {}, "spiral": {"layers": 6} | {f"neurons{i}": 8 for i in range(1, 7)},
            "rings": {"loss_of_classes": "mse"},
            "circle": {"features": ["x1_squared", "x2_squared"]}, "plane": {}, "multi_gaussian": {},
            "moons": {"optimizer": "adam", "l2": 0.01, "activation": "tanh"}}


def playground(name: str, **settings) -> Page:
    return Page(PAGE, **RECIPES.get(name, {}) | {"dataset": name} | settings)


def brought(page: Page) -> present.Shown:
    """What First principles shows for who comes by the link."""
    page.app.query_params.update({"principles.chapter": "Backpropagation", "principles.bring": "playground"})
    page.visit("first_principles")
    assert page.app.session_state["principles.chapter"] == "backprop"
    with page.session():
        return present.shown()


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_same_network_with_the_same_predictions_and_loss_opens(name):
    page = playground(name, **PROBLEMS[name])
    page.click("step_batch")
    run = page.live.run
    shown = brought(page)
    example = shown.example
    np.testing.assert_array_equal(example.network.params.astype(np.float32), run.network.params)
    inputs = np.array(example.inputs, np.float32)
    np.testing.assert_allclose(example.outputs(), run.loss.probabilities(run.outputs(inputs)), atol=1e-5)
    losses = [run.loss(run.outputs(run.dataset.inputs[[row]]), run.dataset.targets[[row]])
              for row in range(len(run.dataset.inputs))]
    assert example.sample(shown.sample).loss == pytest.approx(max(losses), abs=1e-5)
    assert len(example.inputs) == min(20, len(run.dataset.inputs))
    assert (example.rate, example.l2, example.optimizer) == (
        run.optimizer.learning_rate, run.penalty.l2, run.config.optimizer)
    assert not shown.wrong


def test_any_other_point_can_be_chosen():
    page = playground("spiral")
    page.app.session_state["playground.apart_row"] = 40
    page.run()
    inputs, targets = page.live.run.dataset.inputs[40], page.live.run.dataset.targets[40]
    shown = brought(page)
    np.testing.assert_array_equal(np.array(shown.example.inputs[shown.sample], np.float32), inputs)
    assert shown.example.targets[shown.sample] == tuple(targets.tolist())


def test_it_opens_while_the_run_plays_with_the_moment_that_was_shown():
    page = playground("xor")
    page.click("play")
    page.run()
    moment = page.live.timeline[-1]
    shown = brought(page)
    np.testing.assert_array_equal(shown.example.network.params.astype(np.float32), moment.params)
    said = page.app.session_state["principles.own_from_playground"]
    assert f"after {moment.step_count:,} steps" in said
    assert "all other training points" in said


def test_no_more_than_twenty_samples_come_along_and_that_is_said():
    page = playground("spiral")
    rows = len(page.live.run.dataset.inputs)
    assert rows > 20
    brought(page)
    said = page.app.session_state["principles.own_from_playground"]
    assert f"and 19 of the {rows - 1} other training points." in said


def test_weights_that_are_too_large_stay_where_they_are_and_that_is_said():
    page = playground("xor")
    run = page.live.run
    run.network.params[0] = 2e6
    with pytest.raises(ValueError, match="too large to be taken apart"):
        taking_apart.taken_apart(run)
    with page.session():
        page.live.keep()
    shown = brought(page)
    assert shown.example.sizes == (2, 2, 1)
    assert "too large" in page.app.session_state["principles.own_from_playground"]


def test_the_link_opened_elsewhere_opens_the_chapter_alone():
    page = Page("first_principles", query={"principles.chapter": "Backpropagation", "principles.bring": "playground"})
    assert page.app.session_state["principles.chapter"] == "backprop"
    assert not page.app.warning
    assert "principles.bring" not in page.app.query_params
    with page.session():
        assert session.get("principles", "own_from_playground") is None


def test_the_parameter_that_is_shown_has_a_derivative_though_the_inputs_are_zero():
    page = playground("xor")
    row = int(np.flatnonzero(~page.live.run.dataset.inputs.any(axis=1))[0])
    page.app.selectbox(key="playground.apart_row").set_value(row).run()
    shown = brought(page)
    assert not any(shown.example.inputs[shown.sample])
    with page.session():
        assert shown.example.gradient([shown.sample])[parameter.chosen(shown.example).flat] != 0


def test_the_chosen_point_stays_while_it_plays_and_there_is_no_menu():
    page = playground("gender")
    page.app.selectbox(key="playground.apart_row").set_value(1).run()
    page.click("play")
    page.click("pause")
    assert page.app.selectbox(key="playground.apart_row").value == 1
