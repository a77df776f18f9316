"""What the playground promises beyond its lessons, for a few draws; `python -m tests.claims` asks for all of them."""
import numpy as np
import pytest

from engine.datasets.problems import RECIPES
from pages.ui.playground.lessons import LESSONS
from tests import claims
from tests.claims import CLAIMS, few, followed
from tests.trials import nudge


def test_every_lesson_and_every_recipe_is_asked_for():
    assert {*LESSONS, *(f"recipe {name}" for name in RECIPES)} <= {*CLAIMS}


@pytest.mark.parametrize("name", [name for name in CLAIMS if name not in LESSONS])
def test_recipes_and_verdicts_hold_for_other_seeds_and_other_roundings(name):
    phases = followed(CLAIMS[name].open(), CLAIMS[name].phases)
    assert [draw for draw in few(name) if not claims.holds(name, phases, draw)] == []


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_nudge_moves_parameters_by_at_most_one_unit_in_the_last_place(dtype):
    before = np.array([1.0, -2.5, 0.0, 1e-3] * 50, dtype)
    params = before.copy()
    nudge(params, seed=3)
    ulps = (params.astype(np.float64) - before) / np.spacing(np.abs(before).astype(np.float64)
                                                           if dtype is np.float64 else np.abs(before))
    assert params.dtype == dtype
    assert set(np.sign(ulps[before != 0])) == {-1, 0, 1}
    assert np.abs(ulps).max() <= 1
    assert not params[before == 0].any()
    again = before.copy()
    nudge(again, seed=3)
    assert np.array_equal(params, again)
