"""What is said of steps along one weight is true, and rates keep what their names promise: in random states."""
import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest

from pages.ui.first_principles.descent import kept, questions
from pages.ui.first_principles.descent.curve import STEPS, Minimum, Path, curve, descent, minimum, reach
from pages.ui.first_principles.descent.problem import NAMES, Problem, drawn, problem, varied
from pages.ui.first_principles.descent.rates import LARGE, RIGHT, SMALL, rates
from pages.ui.first_principles.descent.verdict import FLAT, verdict
from pages.ui.first_principles.descent.words import largest_rate
from tests.pages.first_principles.reckoned import as_typed

SEEDS = range(8)  # each of some random states
PROMISED = {"small": SMALL, "right": RIGHT, "large": LARGE}


class State(NamedTuple):
    """A network, the weight that varies, and the minimum downhill of it."""

    problem: Problem
    params: np.ndarray
    index: int
    lowest: Minimum | None

    def path(self, rate: float, steps: int = STEPS) -> Path:
        return descent(self.problem, self.params, [self.index], rate, steps)

    @property
    def slope(self) -> float:
        return float(self.problem.at(self.params[None])[1][0, self.index])


def state(one: Problem, seed: int, name: str, value: float | None = None) -> State:
    params, index = drawn(seed), NAMES.index(name)
    if value is not None:
        params[index] = value
    end = reach(float(params[index]))
    return State(one, params, index, minimum(one, params, index, curve(one, params, index, end)))


@cache
def states(seed: int, count: int = 25) -> list[State]:
    """Random ones. Most curves have no minimum, so every other state is drawn again until there is one."""
    random, found = np.random.default_rng(seed), []
    while len(found) < count:
        one = problem(("gender", "xor")[random.integers(2)], int(max(-1, random.integers(-5, 4))))
        value = None if random.random() < 0.3 else round(float(random.uniform(-6, 6)), 2)
        drawn_state = state(one, int(random.integers(10_000)), NAMES[random.integers(9)], value)
        if drawn_state.lowest or len(found) % 2:
            found.append(drawn_state)
    return found


@cache
def said(seed: int) -> list[tuple[State, Path, str]]:
    """Paths of random rates, most of them near those that a minimum bears, and what is said of each."""
    random, found = np.random.default_rng(seed), []
    for one in states(seed):
        bears = 2 / one.lowest.curvature if one.lowest else 10.0
        for rate in (*(bears * 2 ** random.uniform(-3, 4, 4)), 10 ** random.uniform(-3, 5)):
            path = one.path(min(rate, 1e6))
            found.append((one, path, verdict("w", rate, path, one.lowest)))
    return found


def numbers(words: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", as_typed(words))]


def test_a_minimum_beyond_the_drawn_axis_is_found():
    found = state(problem("xor"), 8456, "w5").lowest
    assert found.place == pytest.approx(10.19, abs=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_no_minimum_is_found_the_loss_rises_nowhere_on_a_long_way_down(seed):
    for one in states(seed):
        if one.lowest is None and abs(one.slope) > FLAT:
            way = np.linspace(0, 100, 5001)
            losses = one.problem.losses(varied(one.params, one.index, one.params[one.index] - np.sign(one.slope) * way))
            assert np.diff(losses).max() < 1e-9


@pytest.mark.parametrize("seed", SEEDS)
def test_rates_on_offer_do_what_their_names_promise(seed):
    for one in states(seed):
        for name, rate in rates(one.problem, one.params, one.index, one.lowest)._asdict().items():
            if rate is not None:
                assert verdict("w", rate, one.path(rate), one.lowest).startswith(PROMISED[name])


@pytest.mark.parametrize(("seed", "name", "value"), [(8327, "w2", -3.9), (343, "w2", -5.1), (5554, "w4", 5.8)])
def test_a_rate_that_is_right_for_twenty_steps_only_is_not_on_offer(seed, name, value):
    one = state(problem("xor"), seed, name, value)
    right = rates(one.problem, one.params, one.index, one.lowest).right
    assert right is None or verdict("w", right, one.path(right), one.lowest).startswith(RIGHT)


def test_most_curves_with_a_minimum_have_all_three_rates():
    found = [rates(*one) for seed in SEEDS for one in states(seed) if one.lowest and abs(one.slope) > FLAT]
    assert len(found) > 80
    for name in PROMISED:
        assert sum(getattr(each, name) is not None for each in found) > 0.7 * len(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_said_to_fall_all_fall_and_the_others_are_told_where_they_rise(seed):
    for _, path, words in said(seed):
        rises = np.flatnonzero(np.diff(path.losses) > 1e-12 * path.losses[0])
        if step := re.search(r"step (\d+) jumps|the first step jumps", words):
            assert rises[0] + 1 == int(step[1] or 1)
        elif not words.startswith("**Flat"):
            assert not len(rises)


@pytest.mark.parametrize("seed", SEEDS)
def test_steps_that_are_counted_across_the_minimum_are_across_it(seed):
    for one, path, words in said(seed):
        sides = [one.lowest is not None and bool(value > one.lowest.place) for value in path.values[:, 0]]
        crossed = [before != after for before, after in pairwise(sides)]
        if words.startswith("**Converging, with overshoots"):
            steps = int(re.search(r"After (\d+) steps", words)[1])
            some = re.search(r"(\d+) of (\d+) steps land", words)
            assert sum(crossed[:steps]) == (int(some[1]) if some else steps)
        elif some := re.search(r"(\d+) of (\d+) steps jump", words):
            assert (sum(crossed), len(crossed)) == (int(some[1]), int(some[2]))
        elif words.startswith(("**Too small", "**Slow: 50")):
            assert not any(crossed)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_the_steps_have_led_is_where_they_are(seed):
    for one, path, words in said(seed):
        if end := re.search(r"[Aa]fter (\d+) steps (?:the loss is|it is) (\d\S*?)[,.](?: |$)", words):
            assert int(end[1]) == len(path.losses) - 1
            assert numbers(end[2])[0] == pytest.approx(path.losses[-1], rel=2e-3, abs=6e-4)
        if flat := re.search(r"its derivative is (\S+?)\.(?: |$)", words):
            assert numbers(flat[1])[0] == pytest.approx(path.slopes[-1, 0], rel=0.06, abs=5.1e-5)
        if there := re.search(r"downhill of the start, it is (\S+)\.$", words):
            assert numbers(there[1])[0] == pytest.approx(one.lowest.loss, rel=2e-3, abs=6e-4)
        if leaves := re.search(r"step (\d+) would take", words):
            assert path.has_left
            assert int(leaves[1]) == len(path.losses)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_part_of_the_descent_is_reached_in_the_steps_that_are_named(seed):
    for one, path, words in said(seed):
        if one.lowest is None or path.losses[0] - one.lowest.loss < 1e-9:
            continue
        shares = (path.losses[0] - path.losses) / (path.losses[0] - one.lowest.loss)
        if done := re.search(r"(\d+) steps?(?:,| for) 99%", words):
            assert np.flatnonzero(shares >= 0.99)[0] == int(done[1])
            assert (shares[int(done[1]):] >= 0.99).all()
        elif part := re.search(r"50 steps make ([\d.]+)% of", words):
            assert 0 <= 100 * shares[-1] - float(part[1]) < 0.1 + 1e-9


@pytest.mark.parametrize("seed", SEEDS)
def test_a_curve_without_a_minimum_is_said_to_flatten_only_if_it_does(seed):
    for _, path, words in said(seed):
        if words.startswith("**No minimum") and (ends := re.search(r"derivative goes from (\S+) to (\S+)\.$", words)):
            sizes = np.abs(path.slopes[:, 0])
            assert ("curve flattens" in words) == bool((np.diff(sizes) <= 0).all())
            assert [*numbers(ends[1]), *numbers(ends[2])] == pytest.approx(path.slopes[[0, -1], 0], rel=0.06, abs=6e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_said_of_what_comes_after_the_last_step(seed):
    for _, _, words in said(seed):
        assert not re.search(r"do not (come back|settle)|never|get smaller", words)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_largest_rate_follows_from_the_digits_before_it(seed):
    for one in states(seed, 50):
        if one.lowest:
            words = largest_rate("w", one.lowest)
            second, sign, limit = re.search(r"below 2 / (\S+) (\S) (\S+)\.$", words).groups()
            (curvature,), (rate,) = numbers(second), numbers(limit)
            assert rate == pytest.approx(2 / one.lowest.curvature, rel=0.006)
            half = 0.5 * 10.0 ** -len(limit.partition(".")[2])
            assert sign == "≈" or abs(2 / curvature - rate) <= half


def test_a_curve_is_reckoned_once_while_its_own_weight_or_the_rate_moves():
    one, params = problem("xor"), drawn(11)
    first = kept.curve_along(one, params, 4, 6.0)
    moved = params.copy()
    moved[4] = 3.0
    assert kept.curve_along(problem("xor"), moved, 4, 6.0) is first
    assert kept.downhill(one, params, 4, 6.0) is kept.downhill(problem("xor"), params.copy(), 4, 6.0)
    moved[5] += 1
    assert kept.curve_along(one, moved, 4, 6.0) is not first
    assert kept.curve_along(one.alone(1), params, 4, 6.0) is not first
    assert kept.curve_along(problem("gender"), params, 4, 6.0) is not kept.curve_along(
        problem("gender", raw=True), params, 4, 6.0)


def test_what_is_kept_is_what_is_reckoned():
    for one in states(99, 10):
        end = reach(float(one.params[one.index]))
        kept_curve = kept.curve_along(one.problem, one.params, one.index, end)
        at = np.random.default_rng(0).choice(kept_curve.places, 10)
        np.testing.assert_allclose(np.interp(at, kept_curve.places, kept_curve.losses),
                                   one.problem.at(varied(one.params, one.index, at))[0], atol=1e-12)
        lowest, found = kept.downhill(one.problem, one.params, one.index, end)
        assert (lowest is None) == (one.lowest is None)
        if lowest is not None and abs(one.slope) > FLAT:
            assert lowest.place == pytest.approx(one.lowest.place, abs=1e-6)
        assert found == rates(one.problem, one.params, one.index, lowest)


def test_the_second_exercise_searches_once_for_its_start():
    one, starts = problem("xor"), tuple(np.random.default_rng(0).permutation(np.arange(-12, 13) / 2).tolist())
    before = questions.searched.cache_info().hits
    for _ in range(2):
        questions.searched(one, tuple(drawn(5).tolist()), 4, True, starts)
    assert questions.searched.cache_info().hits == before + 1
