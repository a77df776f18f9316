"""The chapter's question and exercises: the engine's answers, and the tasks that the network above does."""
import re

import numpy as np
import pytest

from pages.ui.first_principles.backprop import questions
from pages.ui.first_principles.chapter import Task
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements

SEEDS = range(60)


def test_the_solution_comes_out_by_its_printed_digits_and_the_answer_is_the_engines():
    for seed in SEEDS:
        exercise = questions.first(np.random.default_rng(seed))
        assert disagreements(exercise.solution.replace("$", "\n")) == []
        x, z, h, w2, w3, d1, d2 = map(float, re.findall(r"= (-?\d+\.?\d*)", exercise.text))
        answer = (w2 * d1 + w3 * d2) * h * (1 - h) * x
        assert answer == pytest.approx(exercise.answer, rel=1e-3)
        assert 1 / (1 + np.exp(-z)) == pytest.approx(h, abs=1e-4)
        assert exercise.tells_apart()


def test_the_questions_products_come_out():
    for seed in SEEDS:
        question = questions.ask(np.random.default_rng(seed))
        assert disagreements(question.because.replace("$", "\n")) == []
        if "What is" in question.text:
            assert question.options[question.right].replace(MINUS, "-") in question.because


@pytest.mark.parametrize(("kind", "right"), [("$x = 0$", "only ∂L/∂w₁"), ("$w_2 = 0$", "only ∂L/∂w₁"),
                                             ("$w_1 = 0$", "neither")])
def test_what_a_zero_stops(kind, right):
    asked = [questions.ask(np.random.default_rng(seed)) for seed in range(200)]
    found = [question for question in asked if kind in question.text and "Which" in question.text]
    assert found
    assert {question.options[question.right] for question in found} == {right}


def task(seed: int, **settings) -> Task:
    page = opened("backprop", **settings)
    with page.session():
        return questions.second(np.random.default_rng(seed))


def seed_of(words: str) -> int:
    return next(seed for seed in range(500) if words in task_at(seed).text)


def task_at(seed: int) -> Task:
    if not TASKS:
        with opened("backprop").session():
            TASKS.extend(questions.second(np.random.default_rng(each)) for each in range(100))
    return TASKS[seed]


TASKS: list[Task] = []


@pytest.mark.parametrize(("words", "does", "does_not"), [
    ("is **negative**", "w5", "w1"), ("is **positive**", "w1", "b3"), ("largest in size", "b3", "w1")])
def test_a_parameter_that_is_chosen_does_the_task(words, does, does_not):
    seed = seed_of(words)
    assert task(seed, own_parameter=does).is_done
    assert not task(seed, own_parameter=does_not).is_done


def test_a_zero_does_the_task_of_stopping_a_derivative():
    seed = next(seed for seed in range(100) if "∂L/∂w₁ becomes" in task_at(seed).text)
    page = opened("backprop", **{"quiz.backprop.exercise1": {"seed": seed}})
    assert "∂L/∂w₁ is 0.021 now." in text(page)
    assert "**Done.**" in text(type_in(page, own_inputs="0, -1"))
    type_in(page, own_inputs="0, 0", own_weights="0, 0; 0, 0 | 0; 0", own_targets="0.5")
    assert "**Done.**" not in text(page)


def test_nothing_can_be_chosen_where_all_derivatives_are_0():
    page = type_in(opened("backprop", own_ending="linear", own_hidden="relu"), own_inputs="-1, -1", own_targets="0")
    with page.session():
        found = [questions.second(np.random.default_rng(seed)) for seed in range(20)]
    assert all(not each.is_done and "All derivatives are 0" in each.words for each in found)
