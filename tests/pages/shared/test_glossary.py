"""The glossary: texts link to rows that are there, and the table is fit to be read."""
import re

import pytest

from pages.ui.first_principles.course import SHOWN
from pages.ui.playground.choices import CHARTS
from pages.ui.shared.glossary import TERMS, address, capitalized, in_order, term
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened


def test_a_term_is_a_link_to_its_row():
    assert term("one-hot") == "[one-hot](#term-one-hot)"
    assert term("gradient", "gradients") == "[gradients](#term-gradient)"
    assert term("decision boundary") == "[decision boundary](#term-decision-boundary)"


def test_a_term_without_a_row_is_an_error():
    with pytest.raises(KeyError, match="give it a row of TERMS"):
        term("friction")


def test_no_two_terms_have_the_same_address():
    assert len({address(name) for name in TERMS}) == len(TERMS)


def test_each_explanation_is_a_few_sentences_that_say_more_than_the_term():
    for name, meaning in TERMS.items():
        assert meaning.endswith("."), name
        assert 20 < len(meaning) < 240, name
        assert not meaning.lower().startswith(f"{name.lower()} is"), name


def test_the_lessons_page_lists_every_term_in_alphabetical_order():
    (listed,) = (each.proto.body for each in Page("lessons").app.get("html") if "<dt>" in each.proto.body)
    places = [listed.index(f"<dt>{capitalized(name)}</dt>") for name in in_order()]
    assert places == sorted(places)
    assert len(places) == len(TERMS)


@pytest.mark.parametrize("name", ["home", "playground", "lessons", "first_principles", "digits", "handwriting",
                                  "evaluation"])
def test_every_page_can_explain_its_terms(name):
    assert "glossary" in Page(name).app.session_state["components.drawn"]


# Terms that are everyday words, too, or stand in menus.
EVERYDAY = {"accuracy", "batch", "bias", "class", "confidence", "epoch", "feature", "label", "layer", "loss", "neuron",
            "ReLU", "seed", "sigmoid", "tanh", "weight"}
LINK = re.compile(r"\[([^\]]*)\]\((#term-[^)]*)\)")


def texts_of(page: Page) -> str:
    """What a page says in sentences, help included."""
    elements = [element for kind in ("markdown", "caption", "selectbox", "number_input", "select_slider", "slider",
                                     "toggle", "button", "button_group", "checkbox") for element in page.app.get(kind)]
    return "\n".join(str(getattr(element, "value", "")) if element.type in ("markdown", "caption") else
                     element.proto.help for element in elements)


@pytest.mark.parametrize(("name", "settings"), [
    *(("first_principles", {"chapter": name}) for name in SHOWN),
    *((name, {}) for name in ("home", "lessons", "first_principles", "digits", "handwriting", "evaluation")),
    *(("playground", {"chart": chart, "dataset": "rings"}) for chart in CHARTS)], ids=str)
def test_a_page_that_uses_a_term_explains_it_at_least_once(name, settings):
    text = texts_of(opened(settings["chapter"]) if "chapter" in settings else Page(name, **settings))
    explained, rest = {link for _, link in LINK.findall(text)}, LINK.sub("", text)
    used = {term for term in TERMS.keys() - EVERYDAY if re.search(rf"\b{re.escape(term)}s?\b", rest, re.IGNORECASE)}
    assert sorted(term for term in used if address(term) not in explained) == []
