"""The chapter Loss: its question and its exercises, for many random numbers."""
import re

import numpy as np
import pytest

from engine.datasets import TOY_DATASETS
from pages.ui.first_principles.loss import questions
from pages.ui.first_principles.loss.measured import softmax
from tests.pages.first_principles.chapters import opened, type_in
from tests.pages.first_principles.reckoned import value

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_question_is_answered_by_the_formulas_that_it_names(seed):
    question = questions.ask(np.random.default_rng(seed))
    share, sure, wrong = map(float, re.search(r"probability ([\d.]+)\. B gives three of them ([\d.]+), and the fourth "
                                              r"([\d.]+)\.", question.text).groups())
    networks = np.array([[share] * 4, [sure, sure, sure, wrong]])
    by_square, by_entropy = ("AB"[int(np.argmin(losses.mean(axis=1)))] for losses in (
        (1 - networks) ** 2, -np.log(networks)))
    words = f"{by_square} by both" if by_square == by_entropy else (
        f"{by_square} by squared error, {by_entropy} by cross-entropy")
    assert question.options[question.right] == words
    assert len(set(question.options)) == len(question.options)


def test_the_question_has_several_answers():
    assert len({questions.ask(np.random.default_rng(seed)).right for seed in SEEDS}) == 4


@pytest.mark.parametrize("seed", SEEDS)
def test_the_mean_squared_error_to_find_is_that_of_the_printed_predictions(seed):
    exercise = questions.squared_errors(np.random.default_rng(seed))
    predictions = np.array([float(p) for p in re.findall(r"([\d.]+) \(label", exercise.text)])
    labels = TOY_DATASETS["gender"]().targets[:, 0]
    assert exercise.answer == pytest.approx(((predictions - labels) ** 2).mean())
    left, _, right = exercise.solution.strip("$").partition("=")
    assert value(left) == pytest.approx(value(right), abs=5.1e-5)


def done(page) -> bool:
    return any("**Done.**" in each.value for each in page.app.markdown)


@pytest.mark.parametrize("seed", range(8))
def test_scores_that_give_the_probability_do_the_task(seed):
    page = opened("loss", **{"quiz.loss.exercise1": {"seed": seed}})
    task = next(each.value for each in page.app.markdown if each.value.startswith("**2.**"))
    wanted, low = map(int, re.search(r"class (\d) between (\d+)%", task).groups())
    assert not done(page)
    p = (low + 2.5) / 100
    scores = np.zeros(3)
    scores[wanted - 1] = np.log(2 * p / (1 - p))
    assert softmax(scores)[wanted - 1] == pytest.approx(p)
    assert done(type_in(page, loss_scores=", ".join(map(str, scores.round(4)))))


def test_a_class_that_is_not_there_is_asked_for():
    page = opened("loss", **{"quiz.loss.exercise1": {"seed": next(
        seed for seed in range(99) if int(np.random.default_rng(seed).integers(1, 4)) == 3)}})
    type_in(page, loss_scores="1, 2")
    assert any("There are 2 classes now. Give a score to class 3." in each.value for each in page.app.markdown)


def test_the_first_scores_do_no_task():
    for seed in range(200):
        random = np.random.default_rng(seed)
        wanted, low = int(random.integers(1, 4)), int(random.choice([15, 30, 40, 50, 70, 80, 90]))
        assert not low <= 100 * softmax([2.0, 1.0, 0.1])[wanted - 1] <= low + 5
