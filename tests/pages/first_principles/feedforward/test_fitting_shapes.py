"""Typed matrices whose shapes do not fit their neighbors: a sentence at the field, and the last network that did."""
import pytest

from pages.ui.first_principles.feedforward import typed_matrices
from pages.ui.first_principles.feedforward.rows import MATRICES
from pages.ui.first_principles.feedforward.shapes import PRESETS, largest_difference, misfits, names_of, network_of
from tests.pages.first_principles.chapters import opened, text, type_in

SHORT = {field.name.removeprefix("feedforward_"): field for field in MATRICES}
ROW = "1 2 3"


def wrong(page) -> dict[str, str]:
    """What is said of each field whose text was not taken."""
    return {name: said for name in SHORT
            if (key := f"principles.feedforward_{name}.error") in page.app.session_state
            and (said := page.app.session_state[key])}


def of_shapes(page) -> dict[str, str]:
    """What is said of each field whose shape does not fit its neighbors'."""
    with page.session():
        return typed_matrices.to_show()[1]


def typed(**texts: str):
    tutorial = PRESETS["tutorial"].matrices
    return tutorial | {SHORT[name].name: SHORT[name].read(each) for name, each in texts.items()}


@pytest.mark.parametrize("name", PRESETS)
def test_the_shapes_of_an_example_fit(name):
    assert misfits(PRESETS[name].matrices) == {}


def test_more_hidden_neurons_need_more_biases_and_rows():
    said = misfits(typed(weights1="1 2 3; 4 5 6"))
    assert said == {
        "feedforward_biases1": "The shape is (2,), and it has to be (3,): W₁ has 3 columns, and each hidden neuron has "
                               "one bias.",
        "feedforward_weights2": "The shape is (2, 1), and it has to be (3, 1): W₁ has 3 columns, and W₂ needs a row "
                                "for each hidden neuron."}


def test_more_outputs_need_more_biases():
    assert misfits(typed(weights2="1 2; 3 4"))["feedforward_biases2"].startswith(
        "The shape is (1,), and it has to be (2,)")


def test_a_shape_that_does_not_fit_leaves_the_last_network_in_the_picture():
    page = opened("feedforward")
    before = next(each.value for each in page.app.caption if each.value.startswith("A₂ in full"))
    type_in(page, feedforward_weights1=f"{ROW}\n{ROW}")
    assert "These shapes do not fit yet. Meanwhile, the picture shows the last matrices that fit." in text(page)
    assert before in text(page)
    type_in(page, feedforward_biases1=ROW, feedforward_weights2="1\n2\n3")
    assert "These shapes do not fit yet" not in text(page)
    assert "(1, 2) @ (2, 3) + (3,) -> (1, 3)" in page.app.code[0].value
    assert before not in text(page)


def test_a_link_whose_shapes_do_not_fit_opens_with_the_tutorials_network():
    page = opened("feedforward", feedforward_weights1=((1.0, 2.0, 3.0),) * 2)
    assert "These shapes do not fit yet. Meanwhile, the picture shows the tutorial's matrices." in text(page)
    assert "A₂ in full: 1: 0.72163256095184" in text(page)


@pytest.mark.parametrize(("name", "given", "said"), [
    ("inputs", "1 2\n" * 9, "(9, 2), and it has to be (n, 2) with n from 1 to 8"), ("inputs", "1 2 3", "(1, 3)"),
    ("weights1", "1 2", "(1, 2)"), ("weights1", "1 2 3 4 5\n1 2 3 4 5", "(2, m) with m from 1 to 4"),
    ("biases1", "1 2 3 4 5", "(1, m) with m from 1 to 4"), ("biases2", "1 2\n3 4", "(1, m) with m from 1 to 4"),
    ("weights2", "1\n2\n3\n4\n5", "(5, 1)"), ("inputs", "1 2\n3", "not equally long: they have 2, 1"),
    ("biases1", "nan 1", "nan"), ("biases2", "1e400", "too large"), ("inputs", "a b", "not a number"),
    ("weights2", "", "no numbers here")])
def test_a_matrix_that_cannot_be_taken_gets_a_sentence_at_its_field(name, given, said):
    page = type_in(opened("feedforward"), **{f"feedforward_{name}": given})
    assert said in wrong(page)[name]
    assert wrong(page)[name].endswith(".")
    assert "0.7216325609518" in text(page)


@pytest.mark.parametrize("unreadable", ["1 2\n3", "a b\nc d"])
def test_no_field_is_judged_by_what_its_neighbor_no_longer_holds(unreadable):
    page = type_in(opened("feedforward"), feedforward_weights1=f"{ROW}\n{ROW}")
    assert of_shapes(page).keys() == {"feedforward_biases1", "feedforward_weights2"}
    type_in(page, feedforward_weights1=unreadable)
    assert of_shapes(page) == {}
    assert "W₁ cannot be read yet. Meanwhile, the picture shows the last matrices that fit." in text(page)


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_heals_what_was_wrong(name):
    page = type_in(opened("feedforward"), feedforward_weights1="oh\nno", feedforward_biases1="1 2 3 4")
    page.click(f"feedforward_{name}")
    assert wrong(page) == {}
    assert "These shapes do not fit yet" not in text(page)


def test_samples_are_called_by_their_names_or_numbers():
    assert names_of(((25.0, 6.0), (1.0, 2.0), (-7.0, -3.0))) == ["Bob", "2", "Emily"]


@pytest.mark.parametrize("name", PRESETS)
def test_a_batch_gives_what_its_rows_give_one_by_one(name):
    matrices = PRESETS[name].matrices
    assert largest_difference(network_of(matrices), matrices["feedforward_inputs"]) < 1e-15


@pytest.mark.parametrize("given", ["2.5", "0", "10001", "NaN", "one"])
def test_a_test_digit_is_a_whole_number_that_there_is(given):
    page = type_in(opened("feedforward"), feedforward_digit=given)
    assert page.app.session_state["principles.feedforward_digit.error"].endswith(".")
    assert "Test digit" not in page.app.session_state["principles.feedforward_digit.error"]
