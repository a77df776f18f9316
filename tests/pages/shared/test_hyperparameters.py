"""What an optimizer takes beside the learning rate stands in the menus of its own, in addresses and in the run."""
import pytest

from engine.datasets.problems import RECIPES
from engine.optimizers import OPTIMIZERS
from pages.ui.digits.training.presets import START as DIGITS
from pages.ui.playground.description import settings
from pages.ui.playground.lessons import LESSONS
from pages.ui.playground.parameters import START
from pages.ui.shared.choices import HYPERPARAMETERS
from tests.app_pages import Page

PAGES = ("playground", "digits")
OF_EACH = [(name, hyperparameter) for name, optimizer in OPTIMIZERS.items() for hyperparameter in optimizer.defaults()]
in_both_pages = pytest.mark.parametrize("name", PAGES)


def shown(page: Page) -> dict[str, str]:
    """The labels of the hyperparameters' menus on a page, by their names."""
    return {slider.key.split(".", 1)[1]: slider.label for slider in page.app.select_slider
            if slider.key.split(".", 1)[1] in HYPERPARAMETERS}


@in_both_pages
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_chosen_optimizer_alone_shows_its_hyperparameters(name, optimizer):
    page = Page(name, optimizer=optimizer)
    assert shown(page) == {each: about.label for each, about in OPTIMIZERS[optimizer].hyperparameters.items()}
    assert page.live.run.config.optimizer_settings == ()


@in_both_pages
@pytest.mark.parametrize(("optimizer", "hyperparameter"), OF_EACH)
def test_each_value_reaches_the_run_and_comes_back_from_the_address(name, optimizer, hyperparameter):
    page = Page(name, optimizer=optimizer)
    slider = page.app.select_slider(key=f"{name}.{hyperparameter}")
    unusual = next(each for each in OPTIMIZERS[optimizer].hyperparameters[hyperparameter].choices
                   if each != HYPERPARAMETERS[hyperparameter])
    slider.set_value(unusual).run()
    assert page.live.run.config.optimizer_settings == ((hyperparameter, unusual),)
    assert getattr(page.live.run.optimizer, hyperparameter) == unusual
    again = Page(name, query=page.app.query_params)
    assert again.live.run.config == page.live.run.config
    assert page.app.query_params[f"{name}.{hyperparameter}"] == f"{unusual:g}"
    slider.set_value(HYPERPARAMETERS[hyperparameter]).run()
    assert f"{name}.{hyperparameter}" not in page.app.query_params


def test_optimizers_that_share_a_name_share_its_usual_value_and_no_setting_of_a_page_is_called_so():
    for optimizer in OPTIMIZERS.values():
        for start in (START, DIGITS):
            assert {name: start[name] for name in optimizer.defaults()} == optimizer.defaults()


def test_a_link_leaves_out_what_another_optimizer_takes():
    page = Page("playground", optimizer="momentum", momentum=0.5)
    page.app.selectbox(key="playground.optimizer").set_value("adam").run()
    page.app.button(key="playground.make_link").click().run()
    assert "playground.momentum" not in page.app.code[0].value
    assert page.live.run.config.optimizer_settings == ()


def test_a_choice_of_a_problem_takes_hyperparameters_back_to_the_usual():
    page = Page("playground", optimizer="adam", beta_1=0.5)
    page.app.selectbox(key="playground.dataset").set_value("spiral").run()
    assert RECIPES["spiral"]["optimizer"] == "adam"
    assert page.live.run.config.optimizer_settings == ()


def test_a_preset_of_the_digits_takes_them_back_too():
    page = Page("digits", optimizer="momentum", momentum=0.99).click("preset_best")
    assert page.live.run.config.optimizer == "momentum"
    assert page.live.run.config.optimizer_settings == ()


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_has_the_usual_ones(lesson):
    assert {name: LESSONS[lesson].all_settings[name] for name in HYPERPARAMETERS} == HYPERPARAMETERS


def test_a_run_in_one_line_names_those_that_are_not_as_usual():
    page = Page("playground", optimizer="adam", beta_1=0.5, rate=0.01)
    assert "Adam 0.01 (beta 1 0.5), batch" in settings(page.live.run)
    assert "(" not in settings(Page("playground", optimizer="momentum").live.run)
