"""How the rows that test_one_row_more.py adds to a copy of the project stand on its pages; pytest runs this there."""
import pytest

from engine.datasets.problems import NAMES
from pages.ui.first_principles.activations import rows as activations
from pages.ui.first_principles.board.sampled import sampled
from pages.ui.first_principles.feedforward import rows as feedforward
from pages.ui.first_principles.neuron import rows as neuron
from pages.ui.playground.description import settings
from tests.app_pages import Page
from tests.pages.first_principles.chapters import opened, text
from tests.pages.first_principles.reckoned import disagreements


def again(page: Page) -> Page:
    """What the page's address opens to."""
    return Page(page.name, query=page.app.query_params)


@pytest.mark.parametrize("name", ["playground", "digits"])
@pytest.mark.parametrize(("setting", "row", "label"), [
    ("activation", "softsign", "Softsign"), ("optimizer", "quasi_hyperbolic", "Quasi hyperbolic")])
def test_a_row_stands_in_the_menu_and_comes_back_from_the_address(name, setting, row, label):
    page = Page(name)
    menu = page.app.selectbox(key=f"{name}.{setting}")
    assert label in menu.options
    menu.set_value(row).run()
    assert page.app.query_params[f"{name}.{setting}"] == label
    assert getattr(again(page).live.run.config, setting) == row
    page.run()


@pytest.mark.parametrize("room", [neuron, activations, feedforward])
def test_first_principles_shows_an_activation_without_formulas_by_its_name(room):
    chapter = room.__name__.split(".")[-2]
    menus = [row.name for row in room.ROWS if "softsign" in (getattr(row.kind, "options", None) or {})]
    page = opened(chapter, **dict.fromkeys(menus, "softsign"))
    assert menus
    assert r"\text{softsign}" in text(page)
    assert disagreements(text(page)) == []
    assert [*sampled()] == ["softsign"]  # what the pictures draw it by
    assert all(page.app.query_params[f"principles.{name}"] == "Softsign" for name in menus)


@pytest.mark.parametrize("chapter", ["backprop", "code"])
def test_a_network_with_them_is_taken_apart_by_the_engines_numbers(chapter):
    page = opened(chapter, own_hidden="softsign", own_optimizer="quasi_hyperbolic", own_nu=0.5)
    assert not page.app.exception
    assert disagreements(text(page)) == []
    assert page.app.query_params["principles.own_optimizer"] == "Quasi hyperbolic"
    assert page.app.query_params["principles.own_nu"] == "0.5"


def test_a_run_with_them_is_told_in_one_line():
    page = Page("playground", activation="softsign", optimizer="quasi_hyperbolic", nu=1.0)
    assert "softsign" in settings(page.live.run)
    assert "Quasi hyperbolic 0.2 (nu 1)" in settings(page.live.run)


def test_a_problem_brings_settings_that_can_learn_it():
    assert NAMES["stripes"] == "Stripes"
    page = Page("playground")
    page.app.selectbox(key="playground.dataset").set_value("stripes").run()
    assert again(page).live.run.config == page.live.run.config
    page.app.session_state["playground.speed"] = "max"
    page.play_until_it_stops("play")
    assert page.live.reason == "solved"


def test_a_panel_can_be_hidden_by_an_address():
    page = Page("playground")
    assert "Something to note." in [caption.value for caption in page.app.caption]
    hidden = Page("playground", query={"playground.hide": "notes"})
    assert "Hidden here: notes." in [caption.value for caption in hidden.app.caption]
    assert ".st-key-panel-notes { display: none" in "".join(html.proto.body for html in hidden.app.get("html"))


def test_a_setting_comes_back_from_the_address_and_the_link():
    page = Page("playground", query={"playground.axes": "false"})
    page.app.button(key="playground.make_link").click().run()
    assert page.app.toggle(key="playground.axes").value is False
    assert "playground.axes=false" in page.app.code[0].value
    assert "the axes" in Page("playground", query={"playground.axes": "maybe"}).app.warning[0].value


def test_a_page_is_reached_through_the_app():
    assert [title.value for title in Page("sandbox").app.title] == ["Sandbox"]
