"""The network of Backpropagation and The code: what is typed, what is shown meanwhile, and its way through links."""
import numpy as np
import pytest

from engine.inspection.worked_example import ENDINGS, WorkedExample
from pages.ui.first_principles.backprop import graph_typed, update
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import names, panel, present, rows
from pages.ui.first_principles.own.rows import FIELDS
from tests.pages.first_principles.chapters import opened, text, type_in

MAZUR = WorkedExample((((0.15, 0.25), (0.2, 0.3)), ((0.4, 0.5), (0.45, 0.55))), ((0.35, 0.35), (0.6, 0.6)),
                      ((0.05, 0.1),), ((0.01, 0.99),), bias_kind="fixed", is_half=True, sums_outputs=True, rate=0.5)


def shown(page) -> present.Shown:
    with page.session():
        return present.shown()


def test_it_opens_with_alice():
    example = shown(opened("backprop")).example
    gradient = example.gradient()[names.places(example)["w1"].flat]
    assert f"{gradient:.4f}" == "0.0215"  # the tutorial's 0.0214 is a product of rounded factors


def test_what_is_put_is_shown_and_its_link_has_it():
    page = opened("backprop")
    with page.session():
        present.put(MAZUR)
    page.run()
    assert shown(page).example == MAZUR
    for field in FIELDS:
        with page.session():
            value = numbers.values([field])[field.name]
        assert field.read(field.in_address(value)) == value


def test_while_a_shape_does_not_fit_the_last_network_that_did_is_shown():
    page = type_in(opened("backprop"), own_inputs="1, 2, 3")
    assert shown(page).wrong.keys() == {"own_inputs"}
    assert shown(page).example.inputs == rows.INPUTS.default
    type_in(page, own_weights="1, 1; 1, 1; 2, 2 | 1; 1")
    assert not shown(page).wrong
    assert shown(page).example.sizes == (3, 2, 1)


@pytest.mark.parametrize("ending", ENDINGS)
def test_parameters_are_numbered_neuron_by_neuron(ending):
    example = WorkedExample((((1.0, 3.0), (2.0, 4.0)), ((5.0,), (6.0,))), ((1.0, 2.0), (3.0,)), ((1.0, 2.0),),
                            ((1.0,),), ending=ending)
    found = names.places(example)
    assert [example.network.params[found[f"w{i}"].flat] for i in range(1, 7)] == [1, 2, 3, 4, 5, 6]
    assert [example.network.params[found[f"b{i}"].flat] for i in range(1, 4)] == [1, 2, 3]
    assert np.unique([place.flat for place in found.values()]).size == 9


@pytest.mark.parametrize("typed", ["1, 1; 1, 1; 2, 2 | 1; 1", "1, x"])  # another shape, and what cannot be read
def test_nothing_writes_over_numbers_that_do_not_fit_yet(typed):
    page = type_in(opened("backprop"), own_weights=typed)
    buttons = {button.key.removeprefix("principles."): button for button in page.app.button}
    for name in ("backprop_apply", "backprop_train100", "backprop_train1000", "own_random"):
        assert buttons[name].disabled
    assert present.UNSETTLED in text(page)

    def fields() -> list:
        with page.session():
            return numbers.as_messages(rows.NETWORK)

    before = fields()
    with page.session():  # as clicks that were quicker than the page
        update._apply()
        update._train(100)
        panel._draw((2, 2, 1))
        graph_typed.take({"typed": {"key": "w1", "text": "5"}})
        assert graph_typed.wrong()["error"] == present.UNSETTLED
    assert fields() == before


def test_other_sizes_keep_what_is_typed_though_it_did_not_fit():
    page = type_in(opened("backprop"), own_weights="1, 2; 3, 4; 5, 6 | 7; 8")
    page.app.session_state["principles.own_sizes"] = "3-2-1"
    with page.session():
        panel._resize()
        assert present.shown().example.weights == (((1.0, 2.0), (3.0, 4.0), (5.0, 6.0)), ((7.0,), (8.0,)))
    type_in(page, own_inputs="1, x")
    page.app.session_state["principles.own_sizes"] = "4-2-1"
    with page.session():
        panel._resize()
    page.run()
    assert present.UNSETTLED in [error.value for error in page.app.error]
    assert page.app.session_state["principles.own_inputs.text"] == "1, x"
