"""The question and the exercises of the chapter One neuron, over many draws."""
import re

import numpy as np
import pytest

from pages.ui.first_principles.neuron import gates, questions
from pages.ui.first_principles.neuron.unit import computed
from pages.ui.first_principles.parameters import PAGE
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles import reckoned
from tests.pages.first_principles.chapters import opened, text, type_in

SEEDS = range(80)


def numbers_in(words: str) -> list[float]:
    return [float(found) for found in re.findall(r"= (-?[\d.]*\d)", words)]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_questions_answer_is_the_change_with_the_largest_output(seed):
    question = questions.ask(np.random.default_rng(seed))
    x = numbers_in(question.text)[:2]
    now = [float(option.split("now ")[1].replace(MINUS, "-")) for option in question.options]
    outputs = [computed(x, np.add(now, step)[:2], (now[2] + step[2])).a for step in np.eye(3)]
    assert question.right == int(np.argmax(outputs))
    assert len({*question.options}) == len({round(a, 3) for a in outputs}) == 3


def test_each_of_the_three_is_the_answer_now_and_then():
    found = [questions.ask(np.random.default_rng(seed)).right for seed in range(200)]
    assert all(found.count(option) > 20 for option in range(3))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_outputs_answer_is_the_engines(seed):
    exercise = questions.output(np.random.default_rng(seed))
    x1, x2, w1, w2, b = numbers_in(exercise.text)
    assert exercise.answer == computed([x1, x2], [w1, w2], b).a
    assert reckoned.disagreements(exercise.solution) == []
    assert reckoned.equations(exercise.solution)


def test_the_gate_is_done_by_a_neuron_that_computes_it_and_by_no_other():
    page = opened("neuron")
    seeds = {}
    for seed in range(60):
        name = [*gates.TASKS][np.random.default_rng(seed).integers(len(gates.TASKS))]
        seeds.setdefault(name, seed)
    assert len(seeds) == len(gates.TASKS)
    for seed in seeds.values():
        page.app.session_state[f"{PAGE}.quiz.neuron.exercise1"] = {"seed": seed}
        type_in(page, neuron_w1="0", neuron_w2="0", neuron_b="0")
        name = re.search(r"computes \*\*(.*?)\*\*\. Inputs", text(page))[1]
        assert "**Not yet.**" in text(page)
        right = 4 - sum(gates.TASKS[name])
        assert f"{right} of 4 rows {'is' if right == 1 else 'are'} right." in text(page)
        _, _, (w1, w2, b) = gates.best(gates.TASKS[name], "sigmoid")
        type_in(page, neuron_w1=f"{w1}", neuron_w2=f"{w2}", neuron_b=f"{b}")
        assert "**Done.** All four rows are right." in text(page)


def test_what_is_wrong_on_the_board_is_told_with_what_it_would_need():
    page = opened("neuron")
    page.app.session_state[f"{PAGE}.quiz.neuron.exercise1"] = {"seed": 0}
    page.run()
    told = r"Wrong: \(\d, \d\) is class [01] instead of [01]\. There \$.*\$ has to hold, and \$z\$ is"
    assert re.search(told, text(page))
