"""The question and the exercises of Gradient descent: answered by the engine, never ambiguous."""
import re

import numpy as np
import pytest

from pages.ui.first_principles.descent import present, questions
from pages.ui.first_principles.descent.curve import descent
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.chapters import opened, type_in

SEEDS = range(60)


def number(text: str) -> float:
    return float(text.replace(MINUS, "-"))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_question_has_one_right_answer(seed):
    asked = questions.ask(np.random.default_rng(seed))
    assert len(set(asked.options)) == 4
    target = re.search(r"\(w ([+-]) (\d)\)", asked.text)
    target = 0 if target is None else int(target[2]) * (1 if target[1] == "-" else -1)
    weight = float(re.search(r"w = (-?\d+)", asked.text)[1])
    rate = float(re.search(r"\\eta = ([\d.]+)", asked.text)[1])
    after = weight - rate * 2 * (weight - target)
    place, verb = re.fullmatch(r"w becomes (\S+), the loss (falls|rises)", asked.options[asked.right]).groups()
    assert number(place) == pytest.approx(after, abs=1e-3)
    assert verb == ("falls" if (after - target) ** 2 < (weight - target) ** 2 else "rises")
    assert "nan" not in asked.because


def test_the_loss_falls_in_some_questions_and_rises_in_others():
    asked = [questions.ask(np.random.default_rng(seed)) for seed in range(300)]
    assert {each.options[each.right].rpartition(" ")[2] for each in asked} == {"falls", "rises"}


@pytest.mark.parametrize("seed", SEEDS)
def test_one_update_is_computed_and_its_slips_lie_apart(seed):
    found = questions.exercise(np.random.default_rng(seed))
    w, x, y, rate = (float(re.search(rf"{name} = (-?[\d.]+)\$", found.text)[1]) for name in ("w", "x", "y", r"\\eta"))
    assert found.answer == pytest.approx(w - rate * 2 * (w * x - y) * x)
    values = [found.answer, *(slip.value for slip in found.slips)]
    assert min(abs(a - b) for i, a in enumerate(values) for b in values[:i]) > 2 * found.within


@pytest.mark.parametrize("settings", [{}, {"descent_data": "xor"}, {"descent_along": "b3"}, {"descent_along": "w5"}])
def test_the_task_can_be_done_by_some_rate(settings):
    page = opened("descent", **settings)
    done = 0
    for seed in range(12):
        with page.session():
            asked = questions.task(np.random.default_rng(seed))
            now = present.present()
        if "flat" in asked.text:
            continue
        start = re.search(r"Set \S+ to (\S+), in part 1", asked.text)[1]
        field = f"descent_{now.name}"
        for rate in ("0.5", "1", "2", "4", "8", "16", "32", "64", "128", "256", "512", "1024"):
            type_in(page, **{field: start, "descent_rate": rate})
            with page.session():
                asked, now = questions.task(np.random.default_rng(seed)), present.present()
            goal = re.search(r"loss to ([\d.]+) or below", asked.text)
            losses = descent(now.problem, now.params, [now.place], now.rate, questions.COUNT).losses
            assert asked.is_done == (losses[1] > losses[0] if goal is None else losses[-1] <= float(goal[1]))
            if asked.is_done:
                done += 1
                break
        else:
            raise AssertionError(asked.text)
    assert done > 5


def test_where_the_curve_is_flat_the_task_says_so():
    page = opened("descent", descent_raw=True, descent_along="b1").click("descent_ones")
    with page.session():
        asked = questions.task(np.random.default_rng(0))
    assert "flat" in asked.text
    assert not asked.is_done
