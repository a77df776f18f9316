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
from pages.ui.shared.guard import guarded


def problem() -> Problem:
    """What to learn."""
    name = widgets.selectbox("Problem", "dataset", on_change=guarded(_use_recipe),
                             help="What the network is to learn; each problem brings settings that can learn it. Try "
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
                                    help="How many examples there are, those for the test included. Try 50: the "
                                         "network learns them by heart.")
        with right:
            noise = widgets.slider("Noise", "noise", help="How far points are moved at random. Try 0.5: no network can "
                                                          "be right everywhere.")
        test, seed = _test_and_seed()
    return Problem(name, points, noise, test / 100, seed, features())


def tests_shown() -> bool:
    """Whether the map shows the points that are kept for the test."""
    return session.get(PAGE, "show_test", True)


def _test_and_seed() -> tuple[int, int]:
    """How many percent of the points only test, and the seed that draws and parts them."""
    left, right = st.columns(2, gap="small")
    with left:
        test = widgets.slider("For the test, %", "test",
                              on_change=guarded(session.put), args=(PAGE,), kwargs={"test_is_usual": False},
                              help="The share of points that the network never trains on; they show whether it has "
                                   "understood or only memorized. Try 90: little is left to learn from.")
    with right:
        seed = widgets.number_input("Points' seed", "data_seed",
                                    help="The same seed draws the same points and keeps the same ones for the test. "
                                         "Try another one: does the network still manage?")
    st.button("New points", key=f"{PAGE}.new_points", icon=":material/casino:", width="stretch",
              on_click=guarded(_draw_points), help="Draws other points, or keeps other ones for the test, from the "
              "next seed. Try it when all is learned.")
    _show_test()
    return test, seed


def _show_test() -> None:
    widgets.toggle("Show test points", "show_test",
                   help="Shows the points kept for the test on the map, as squares. Try hiding them to see what the "
                        "network sees.")


def _draw_points() -> None:
    session.put(PAGE, data_seed=(session.get(PAGE, "data_seed", START["data_seed"]) + 1) % 1_000_000)


def _use_recipe() -> None:
    if not session.has_overrides(PAGE):
        session.put(PAGE, **recipe(session.get(PAGE, "dataset")))


def recipe(name: str) -> dict[str, Any]:
    """The settings that a problem brings, for the page's widgets."""
    settings = HYPERPARAMETERS | RECIPES[name] | {"test_is_usual": name == "own"}
    return settings | ({"test": own_table.usual_share() or 0} if name == "own" else {})
