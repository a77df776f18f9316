"""The panel of one's own network: sizes, what does not fit, the loss's convention, and links that carry it all."""
from itertools import pairwise

import numpy as np
import pytest

from engine.inspection.worked_example import ENDINGS, WorkedExample
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import convention, present, resizing, rows
from pages.ui.first_principles.own.examples.shelf import ARTICLES
from pages.ui.first_principles.own.old_links import network
from pages.ui.first_principles.parameters import CHAPTERS
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements

LONGEST = 64_000  # letters of a request's line that the server takes


def shown(page) -> present.Shown:
    with page.session():
        return present.shown()


def resized(page, typed: str):
    from pages.ui.first_principles.own import panel
    page.app.session_state["principles.own_sizes"] = typed
    with page.session():
        panel._resize()
    page.run()
    return page


def drawn(sizes, samples: int, dtype=np.float64, ending: str = "sigmoid") -> WorkedExample:
    """A network and samples of random numbers with all the digits that they have."""
    random = np.random.default_rng(1)

    def table(*shape: int) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(float(str(each)) for each in row) for row in random.normal(size=shape).astype(dtype))

    weights = tuple(table(*shape) for shape in pairwise(sizes))
    return WorkedExample(weights, tuple(table(1, size)[0] for size in sizes[1:]), table(samples, sizes[0]),
                         table(samples, sizes[-1]), hidden="tanh", ending=ending, rate=0.3)


@pytest.mark.parametrize("typed", ["3-4-2", "3, 4, 2", "(3, 4, 2)", "3 4 2", "3x4x2", "3 → 4 → 2"])
def test_sizes_are_typed_as_people_write_them(typed):
    assert resizing.sizes(typed) == (3, 4, 2)


@pytest.mark.parametrize(("typed", "words"), [
    ("2", "Write the sizes"), ("", "Write the sizes"), ("two-one", "Write the sizes"), ("2.5-1", "Write the sizes"),
    ("2-9-1", "from 1 to 8"), ("0-1", "from 1 to 8"), ("2-1-1-1-1-1-1-1-1", "7 hidden layers"),
    ("1e400-1", "Write the sizes"), ("NaN-2", "Write the sizes")])
def test_sizes_that_cannot_be_are_refused_in_a_sentence(typed, words):
    page = resized(opened("backprop"), typed)
    assert words in page.app.error[0].value
    assert page.app.error[0].value.endswith(".")
    assert shown(page).example == ARTICLES["zhou_alice"].example


def test_what_overlaps_stays_when_the_sizes_change_and_comes_back():
    page = resized(opened("backprop"), "3-4-2")
    example = shown(page).example
    assert example.sizes == (3, 4, 2)
    assert [row[:2] for row in example.weights[0][:2]] == [(1.0, 1.0), (1.0, 1.0)]
    assert example.inputs == ((-2.0, -1.0, 1.0),)
    assert example.targets == ((1.0, 0.0),)
    assert shown(resized(page, "2-2-1")).example == ARTICLES["zhou_alice"].example


@pytest.mark.parametrize("to", ["8-8-8-8-8-8-8-8", "1-1", "2-1", "1-8-1"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_any_sizes_can_be_had_with_any_ending(to, ending):
    page = resized(opened("backprop", own_ending=ending), to)
    if ending == "softmax" and to.endswith("-1"):
        assert shown(page).wrong == {rows.ENDING.name: present.ONE_OUTPUT}
        assert present.ONE_OUTPUT in [error.value for error in page.app.error]
    else:
        assert shown(page).example.sizes == resizing.sizes(to)
        assert np.isfinite(shown(page).example.gradient()).all()


def test_targets_that_another_loss_cannot_have_are_told_of_and_can_be_made_to_suit():
    page = type_in(opened("backprop", own_weights=(((1.0, 1.0), (1.0, 1.0)),), own_biases=((0.0, 0.0),)),
                   own_targets="0.3, 0.9")
    before = shown(page).example
    type_in(page, own_ending="softmax")
    assert shown(page).wrong.keys() == {rows.TARGETS.name}
    assert shown(page).example == before
    assert "Meanwhile, the page shows" in page.app.warning[0].value
    page.click("own_suit")
    assert shown(page).example.targets == ((0.0, 1.0),)
    assert not page.app.warning


@pytest.mark.parametrize(("name", "typed", "words"), [
    ("own_inputs", "1, 2, 3, 4, 5, 6, 7, 8, 9", "at most 8"), ("own_inputs", "1, nan", "can be computed with"),
    ("own_targets", "1e400", "too large"), ("own_weights", "one", "not a number"),
    ("own_biases", "0, 0 | x", "not a number"),
    ("own_inputs", "\n".join(["1, 2"] * 21), "from 1 to 20")])
def test_what_cannot_be_read_gets_a_sentence_at_its_cell_and_the_last_network_stays(name, typed, words):
    page = type_in(opened("backprop"), **{name: typed})
    assert words in page.app.session_state[f"principles.{name}.error"]
    assert shown(page).example == ARTICLES["zhou_alice"].example
    assert "cannot be read yet" in page.app.warning[0].value


def test_twenty_samples_are_taken():
    page = type_in(opened("backprop"), own_inputs="\n".join(["1, 2"] * 20), own_targets="\n".join(["1"] * 20))
    assert len(shown(page).example.inputs) == 20


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("is_half", [False, True])
@pytest.mark.parametrize("sums", [(False, False), (True, False), (False, True), (True, True)])
def test_the_convention_that_is_printed_is_the_factor_that_counts(ending, is_half, sums):
    example = WorkedExample((((1.0, 2.0, 3.0),),), ((0.0, 0.0, 0.0),), ((1.0,), (2.0,)), ((1.0, 0.0, 0.0),) * 2,
                            ending=ending, is_half=is_half, sums_outputs=sums[0], sums_samples=sums[1])
    printed = convention.formula(example)
    assert disagreements(printed) == []
    for count, name in ((1, ""), (2, r"_{\text{all}}")):
        factor = example.factor(count)
        mean = rf"\text{{{'MSE' if example.end.loss == 'mse' else 'CE'}}}{name}"
        assert (f"&= {mean}" if factor == 1 else rf"&= {factor:g} \cdot {mean}") in printed
    one = example.outputs()[0] - np.array(example.targets[0])
    if ending in {"sigmoid", "linear"}:
        written = (one ** 2).sum() * (0.5 if is_half else 1) / (1 if sums[0] else 3)
        assert example.sample(0).loss == pytest.approx(written)


def test_choices_that_mean_nothing_for_a_loss_are_not_offered():
    def offered(page) -> set[str]:
        return {group.key for group in page.app.get("button_group") if group.key} & {
            f"principles.pick.{field.name}" for field in (rows.HALF, rows.OUTPUTS, rows.SAMPLES)}

    page = opened("backprop")
    assert offered(page) == {"principles.pick.own_half"}
    type_in(page, own_ending="sigmoid_entropy")
    assert offered(page) == set()
    type_in(page, own_inputs="1, 2; 3, 4", own_targets="1; 0")
    assert offered(page) == {"principles.pick.own_samples"}


EXAMPLES = {"Mazur": ARTICLES["mazur"].example, "3-8-8-2": drawn((3, 8, 8, 2), 20, np.float32),
            "the longest": drawn((8,) * 8, 20)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_link_carries_the_whole_network(name):
    page = opened("backprop")
    with page.session():
        present.put(EXAMPLES[name], len(EXAMPLES[name].inputs) - 1)
    page.run()
    query = {key: text if isinstance(text, str) else text[-1] for key, text in page.app.query_params.items()}
    assert query.pop("principles.chapter") == CHAPTERS["backprop"]
    elsewhere = opened_by(query)
    assert shown(elsewhere)[:2] == (EXAMPLES[name], len(EXAMPLES[name].inputs) - 1)
    assert sum(len(key) + len(each) + 2 for key, each in query.items()) < LONGEST / 4


def opened_by(query: dict[str, str]) -> Page:
    """The chapter opened by a link in a session of its own."""
    page = Page("first_principles", query={"principles.chapter": CHAPTERS["backprop"]} | query)
    page.name = "principles"
    return page


def test_only_a_link_that_is_too_long_for_some_says_so():
    for name, is_long in (("Mazur", False), ("3-8-8-2", False), ("the longest", True)):
        page = opened("backprop")
        with page.session():
            present.put(EXAMPLES[name])
        page.run()
        assert ("servers and mail programs may cut it" in text(page)) == is_long


def test_a_torn_link_says_so_at_its_field_and_the_usual_network_is_shown():
    with opened("backprop").session():
        torn = rows.WEIGHTS.in_address(EXAMPLES["the longest"].weights)[:-7]
    page = opened_by({"principles.own_weights": torn})
    assert "missing in the link" in page.app.session_state["principles.own_weights.error"]
    assert shown(page).example == ARTICLES["zhou_alice"].example


@pytest.mark.parametrize("field", rows.FIELDS, ids=lambda field: field.name)
def test_every_field_comes_back_from_its_address(field):
    with opened("backprop").session():
        value = numbers.values([field])[field.name]
    assert field.read(field.in_address(value)) == value


@pytest.mark.parametrize(("query", "asked"), [
    ({"chapter": "One training step"}, {}),
    ({"stage": "2 Loss"}, {"stage": "loss"}),
    ({"chapter": "One training step", "dataset": "XOR", "start": "random", "activation": "Tanh", "rate": "3",
      "row": "1 xor 0"}, {"dataset": "xor", "start": "random", "activation": "tanh", "rate": 3.0, "row": "1 xor 0"}),
    ({"row": "Diana", "stage": "2 Mistake"}, {"row": "Diana"})])
def test_a_link_of_the_chapter_of_old_opens_its_network_in_backpropagation(query, asked):
    page = Page("first_principles", query={f"principles.{name}": each for name, each in query.items()})
    page.name = "principles"
    assert page.app.session_state["principles.chapter"] == "backprop"
    assert shown(page)[:2] == network(asked)
    assert not page.app.warning
    assert page.app.query_params["principles.chapter"] == CHAPTERS["backprop"]
    assert not {f"principles.{name}" for name in ("dataset", "start", "stage", "row")} & set(page.app.query_params)


def test_what_a_link_of_old_has_broken_is_told_of():
    page = Page("first_principles", query={"principles.rate": "abc", "principles.row": "Bob"})
    assert "the learning rate" in page.app.warning[0].value
    page.name = "principles"
    assert shown(page).sample == 1
