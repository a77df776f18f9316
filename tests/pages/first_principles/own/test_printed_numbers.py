"""Every number that an article prints, through the page itself: its button is pressed, and the table is read."""
import re
from urllib.parse import parse_qsl

import numpy as np
import pytest

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.own import present
from pages.ui.first_principles.own.examples import mazur, others, shelf, ways, worked_examples
from pages.ui.first_principles.own.examples.shelf import ARTICLES
from pages.ui.first_principles.own.examples.training import trained
from pages.ui.first_principles.own.names import places
from pages.ui.shared.plain import MINUS
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text, type_in

NUMBERS = sum(len(article.numbers) for article in ARTICLES.values())


def opened_at(name: str):
    page = opened("backprop")
    page.app.session_state["principles.own_article"] = name
    with page.session():
        worked_examples._choose()
    page.run()
    return page


def rows(page) -> list[list[str]]:
    """The lines of the tables of printed numbers: what, printed there, computed here, whether they are equal."""
    parts = [part.value for part in page.app.markdown if part.value.startswith(worked_examples.HEAD)]
    return [line.strip("| ").split(" | ") for part in parts for line in part.splitlines()[2:]]


def trained_page(name: str):
    page = opened_at(name)
    if any(button.key == "principles.own_train" for button in page.app.button):
        page.click("own_train")
    return page


@pytest.mark.parametrize("name", ARTICLES)
def test_every_printed_number_stands_beside_ours_and_is_it_or_a_note_says_why(name):
    page, article = trained_page(name), ARTICLES[name]
    found = rows(page)
    assert [line[1] for line in found] == [number.text.replace("-", MINUS) for number in article.numbers]
    for line, number in zip(found, article.numbers):
        ours, printed = float(line[2].replace(MINUS, "-")), float(number.text)
        if line[3] == "✓":
            assert abs(ours - printed) <= 0.5000001 * 10.0 ** -number.decimals
        else:
            note = line[3].removeprefix(f"{number.near}\N{NO-BREAK SPACE}")
            assert f"{note} {number.why}" in text(page)


def test_no_more_than_nineteen_of_all_printed_numbers_are_others_than_ours():
    differ = []
    for name, article in ARTICLES.items():
        at = {0: article.example} | (trained(article.example, article.afters, article.one_by_one)
                                     if article.afters else {})
        differ += [(name, number.text) for number in article.numbers
                   if not number.agrees(number.found(at[number.after]))]
        assert all(number.why for number in article.numbers if (name, number.text) in differ)
    assert differ == [
        ("zhou_alice", "-0.952"), ("zhou_alice", "0.0214"), ("zhou_training", "0.951"), ("zhou_training", "0.039"),
        ("mazur", "-0.019049119"), ("mazur", "0.291027924"), ("mazur", "0.0000351085"), ("mazur", "0.015912196"),
        ("mazur", "0.984065734"), ("scikit", "0.7654329236196236"), ("scikit", "0.01667"),
        *(("scikit", text) for name, text in others.STEPPED.items() if name not in {"w1", "b2", "b3"})]
    assert NUMBERS > 90


def test_what_is_said_of_mazurs_other_numbers_is_so():
    at = trained(mazur.EXAMPLE, [1, 9_999, 10_000])
    assert f"{at[1].loss_of_all():.8f}" == "0.29102777"
    assert f"{at[9_999].loss_of_all():.10f}" == "0.0000351085"
    assert f"{at[10_000].loss_of_all():.10f}" == "0.0000351019"


@pytest.mark.parametrize(("steps", "error", "outputs"), [
    (1, "0.291027924", None), (10_000, "0.000035085", ["0.015912196", "0.984065734"])])
def test_mazurs_other_numbers_are_those_of_a_run_that_updates_the_output_layer_first(steps, error, outputs):
    (w1, w2), (b1, b2) = map(np.array, mazur.EXAMPLE.weights), mazur.EXAMPLE.biases
    x, y = np.array(mazur.EXAMPLE.inputs[0]), np.array(mazur.EXAMPLE.targets[0])

    def forward():
        h = 1 / (1 + np.exp(-(x @ w1 + b1)))
        return h, 1 / (1 + np.exp(-(h @ w2 + b2)))

    for _ in range(steps):
        h, o = forward()
        delta = (o - y) * o * (1 - o)
        w2 -= 0.5 * np.outer(h, delta)
        w1 -= 0.5 * np.outer(x, w2 @ delta * h * (1 - h))
    _, o = forward()
    assert f"{((o - y) ** 2).sum() / 2:.9f}" == error
    assert outputs is None or [f"{each:.9f}" for each in o] == outputs


def test_the_note_on_mazurs_other_numbers_leads_to_the_bug_labs_case():
    page = opened_at("mazur")
    asked = dict(parse_qsl(re.search(r"bug lab\]\(\?([^)]*)\)", text(page))[1]))
    lab = Page("first_principles", query=asked)
    lab.run()
    assert lab.app.session_state["principles.chapter"] == "bugs"
    assert lab.app.session_state["principles.bugs_bug"] == "order"


def test_scikit_learns_new_parameters_are_as_near_as_its_test_asks():
    after = trained(others.SCIKIT, [1])[1]
    for name, printed in others.STEPPED.items():
        assert abs(ways.parameter(name)(after) - float(printed)) < 0.0015


def test_no_number_has_digits_that_its_float_does_not_have():
    for line in (line for name in ARTICLES for line in rows(opened_at(name)) if line[2] != "not yet"):
        assert len(line[2].lstrip(f"{MINUS}0.")) <= 18  # 17 digits, and perhaps a point


@pytest.mark.parametrize("name", sorted(set(ARTICLES) - {"goodfellow"}))  # whose loss is 0
def test_an_article_opens_at_a_derivative_that_is_not_zero(name):
    article = ARTICLES[name]
    assert article.example.gradient([article.sample])[places(article.example)[article.parameter].flat] != 0


def test_what_is_not_trained_yet_is_not_counted_as_none_equal():
    labels = [expander.label for expander in opened_at("zhou_training").app.expander]
    assert "Printed there and computed here: not trained yet" in labels


def test_zhous_rounded_factors_give_what_he_prints():
    assert f"{-0.952 * 0.249 * -0.0904:.4f}" == "0.0214"
    assert f"{ARTICLES['zhou_alice'].numbers[-1].found(ARTICLES['zhou_alice'].example):.5f}" == "0.02147"


def test_emily_and_frank_fall_on_the_sides_that_zhou_prints():
    article = ARTICLES["zhou_training"]
    network = trained(article.example, article.afters, article.one_by_one)[1000]
    emily, frank = (number.found(network) for number in article.numbers)
    assert 0.9 < emily < 1
    assert 0 < frank < 0.1


@pytest.mark.parametrize("name", ARTICLES)
def test_training_takes_the_steps_of_the_example_itself(name):
    article, each = ARTICLES[name], ARTICLES[name].one_by_one
    network, optimizer = article.example.over(article.example.network.params), article.example.fresh_optimizer()
    for _ in range(3):
        for batch in [[row] for row in range(len(network.inputs))] if each else [None]:
            optimizer.step(network.network.params, network.gradient(batch))
    ours = trained(article.example, [3], each)[3]
    np.testing.assert_allclose(ours.network.params, article.example.over(network.network.params).network.params,
                               rtol=1e-12)


@pytest.mark.parametrize("name", ARTICLES)
def test_a_button_opens_its_network_at_its_sample_and_names_its_source(name):
    page, article = opened_at(name), ARTICLES[name]
    with page.session():
        shown = present.shown()
    assert (shown.example, shown.sample) == (article.example, article.sample)
    assert article.link in text(page)
    assert shelf.of(shown.example) == name
    assert re.fullmatch(r"https?://\S+", article.link)


def test_more_than_a_few_hundred_steps_are_taken_on_demand_alone():
    page = opened_at("trask")
    assert [line[2] for line in rows(page)][1:] == ["not yet"] * 5
    assert any("60" not in button.label for button in page.app.button if button.key == "principles.own_train")
    page.click("own_train")
    assert rows(page)[-1][2].startswith("0.00351012256786")


def test_a_changed_network_is_no_articles_and_opens_again_by_a_button():
    page = type_in(opened_at("mazur"), own_targets="0.01, 0.9")
    assert "You have changed Matt Mazur's network" in text(page)
    assert not rows(page)
    page.click("own_again")
    assert rows(page)


def test_every_article_is_another_network():
    examples: list[WorkedExample] = [article.example for article in ARTICLES.values()]
    assert all(examples.count(example) == 1 for example in examples)
