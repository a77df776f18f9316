"""The playground's widgets for what to learn from."""
import streamlit as st

from engine.datasets import TOY_DATASETS
from engine.datasets.features import FEATURES
from pages.ui import controls_own, session
from pages.ui.controls_common import PAGE, START, kept
from pages.ui.problems import NAMES, RECIPES, Problem


def problem() -> Problem:
    """What to learn."""
    name = st.selectbox("Problem", NAMES, format_func=NAMES.get, on_change=_use_recipe, **kept("dataset"),
                        help="Each problem comes with settings that can learn it. Change them as you like.")
    if name in TOY_DATASETS:
        return Problem(name, features=_features())
    table = controls_own.table() if name == "own" else ""
    points, noise = (0, 0.0) if table else (_points(), _noise())
    test = st.slider("Points kept for the test, %", 10, 90, START["test"], 10, **kept("test"),
                     help="The network never trains on these; they show whether it has understood or only memorized.")
    seed = st.number_input("Seed of the points", 0, 999_999, START["data_seed"], **kept("data_seed"),
                           help="The same seed draws the same points and keeps the same ones for the test.")
    return Problem(name, points, noise, test / 100, seed, _features(), table)


def _points():
    return st.slider("Points", 50, 1000, START["points"], 50, **kept("points"),
                     help="How many examples there are, those for the test included.")


def _noise():
    return st.slider("Noise", 0.0, 0.5, START["noise"], 0.05, **kept("noise"),
                     help="How far points are moved at random. With much of it no network can be right everywhere.")


def _use_recipe():
    session.apply(PAGE, RECIPES[session.get(PAGE, "dataset")])


def _features():
    labels = {name: feature.display.format("x1", "x2") for name, feature in FEATURES.items()}
    chosen = st.pills("Inputs", labels, default=START["features"], selection_mode="multi", format_func=labels.get,
                      help="What the network is told about a point. With the squares a circle needs no hidden layer.",
                      **kept("features"))
    if not chosen:
        st.caption("A network needs at least one input, so it gets x1.")
    return tuple(name for name in FEATURES if name in chosen) or ("x1",)
