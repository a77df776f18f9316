"""What the address line says after code has changed settings, and how often the browser hears of it."""
import pytest
from streamlit.runtime.state.query_params import QueryParams

from engine.datasets.problems import RECIPES
from engine.optimizers import OPTIMIZERS
from pages.ui.digits.training.presets import BEST
from pages.ui.shared.choices import HYPERPARAMETERS
from tests.app_pages import Page


@pytest.fixture
def told(monkeypatch):
    """The addresses that the browser is told, each of which is an entry of its history."""
    addresses, tell = [], QueryParams._send_query_param_msg

    def listen(address):
        addresses.append(dict(address._query_params))
        tell(address)

    monkeypatch.setattr(QueryParams, "_send_query_param_msg", listen)
    return addresses


def test_a_problem_s_whole_recipe_is_one_entry_and_complete_at_once(told):
    page = Page("playground")
    page.app.selectbox(key="playground.dataset").set_value("spiral").run()
    assert len(told) == 1
    assert page.app.query_params["playground.neurons3"] == "8"
    again = Page("playground", query=page.app.query_params)
    assert all(again.app.session_state[f"playground.{name}"] == value for name, value in RECIPES["spiral"].items())
    assert again.live.run.config == page.live.run.config


def test_a_preset_of_the_digits_is_one_entry(told):
    page = Page("digits")
    page.click("preset_best")
    assert len(told) == 1
    again = Page("digits", query=page.app.query_params)
    assert all(again.app.session_state[f"digits.{name}"] == value for name, value in BEST.items()
               if name not in HYPERPARAMETERS or name in OPTIMIZERS["momentum"].hyperparameters)


def test_a_run_that_changes_nothing_says_nothing(told):
    page = Page("playground", query={"playground.rate": "0.30", "playground.hide": "data"})
    told.clear()
    page.run()
    page.click("play")
    assert told == []


def test_settings_of_what_is_not_there_any_more_leave_the_address(told):
    page = Page("playground", layers=3, neurons3=8)
    assert page.app.query_params["playground.neurons3"] == "8"
    page.app.number_input(key="playground.layers").set_value(2).run()
    assert "playground.neurons3" not in page.app.query_params


def test_settings_that_come_back_with_their_page_are_one_entry(told):
    page = Page("playground", seed=7, layers=2, rate=1.0)
    whole = page.app.query_params
    page.visit("home")
    page.app.query_params = {}
    told.clear()
    page.visit("playground")
    assert len(told) == 1
    assert page.app.query_params == whole


def test_no_input_at_all_stays_so_in_the_address():
    page = Page("playground", features=[])
    assert page.app.query_params["playground.features"] == ""
    assert Page("playground", query=page.app.query_params).app.session_state["playground.features"] == []
