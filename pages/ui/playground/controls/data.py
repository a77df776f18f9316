"""The playground's widgets for what to learn from."""
from typing import Any

import streamlit as st

from engine.datasets import TOY_DATASETS
from engine.datasets.problems import RECIPES, Problem
from pages.ui.playground.controls import own_table, thumbnails
from pages.ui.playground.controls.features import features
from pages.ui.playground.parameters import PAGE, START, widgets
from pages.ui.shared import session
from pages.ui.shared.choices import HYPERPARAMETERS
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded


def problem() -> Problem:
    """What to learn."""
    name = widgets.selectbox("Data set", "dataset", on_change=guarded(_use_recipe),
                             help="The examples to learn from. Each data set brings settings that can learn it. Try "
                                  "Circle next, then Spiral.")
    st.html(thumbnails.style())
    if name == "own":
        with st.expander("Your points", expanded=True, key=f"{PAGE}.own_section"):
            table = own_table.table()
            test, seed = _test_and_seed()
        return Problem(name, test_share=test / 100, seed=seed, features=features(), table=table)
    if name in TOY_DATASETS:
        if TOY_DATASETS[name]().test_names:
            _show_test()
        return Problem(name, features=features())
    with st.expander("Points", key=f"{PAGE}.points_section"):
        left, right = st.columns(2, gap="small")
        with left:
            points = widgets.slider("Points", "points",
                                    help="How many examples there are, training and test set together. Try 50: "
                                         f"{term('overfitting')} sets in.")
        with right:
            noise = widgets.slider("Noise", "noise", help="How far points are moved at random. Try 0.5: the classes "
                                                          "overlap, so some errors remain.")
        test, seed = _test_and_seed()
    return Problem(name, points, noise, test / 100, seed, features())


def tests_shown() -> bool:
    """Whether the map shows the points of the test set."""
    return session.get(PAGE, "show_test", True)


def _test_and_seed() -> tuple[int, int]:
    """How many percent of the points are the test set, and the seed that draws and splits them."""
    left, right = st.columns(2, gap="small")
    with left:
        test = widgets.slider("Test set, %", "test",
                              on_change=guarded(session.put), args=(PAGE,), kwargs={"test_is_usual": False},
                              help=f"The share of points kept out of the {term('training set')}: the "
                                   f"{term('test set')}, which measures {term('generalization')}. Try 90: little is "
                                   "left to learn from.")
    with right:
        seed = widgets.number_input("Data seed", "data_seed",
                                    help=f"The {term('seed')} of the random points and of the split into training and "
                                         "test set. Try another one: does the network still learn them?")
    st.button("Regenerate", key=f"{PAGE}.new_points", icon=":material/casino:", width="stretch",
              on_click=guarded(_draw_points), help="A new sample, or a new split of your own points, from the next "
              "seed. Try it once the data set is learned.")
    _show_test()
    return test, seed


def _show_test() -> None:
    widgets.toggle("Show test points", "show_test",
                   help="Shows the test set on the map, as squares. Try hiding it: the rest is what the network learns "
                        "from.")


def _draw_points() -> None:
    session.put(PAGE, data_seed=(session.get(PAGE, "data_seed", START["data_seed"]) + 1) % 1_000_000)


def _use_recipe() -> None:
    if not session.has_overrides(PAGE):
        session.put(PAGE, **recipe(session.get(PAGE, "dataset")))


def recipe(name: str) -> dict[str, Any]:
    """The settings that a problem brings, for the page's widgets."""
    settings = HYPERPARAMETERS | RECIPES[name] | {"test_is_usual": name == "own"}
    return settings | ({"test": own_table.usual_share() or 0} if name == "own" else {})
