"""The question before the bug lab and its exercises: one answer each, by the table and by reckoning again."""
import re

import numpy as np
import pytest

from pages.ui.first_principles.bugs import questions
from pages.ui.first_principles.bugs.mistakes import BUGS
from tests.pages.first_principles.reckoned import disagreements

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answer_alone_is_what_a_gradient_check_does_not_see(seed):
    asked = questions.ask(np.random.default_rng(seed))
    names = {text: name for name, text in questions.CALLED.items()}
    assert [not BUGS[names[option]].red for option in asked.options] == [True, False, False, False]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_error_is_that_of_the_printed_numbers(seed):
    made = questions.error(np.random.default_rng(seed))
    above, below = map(float, re.findall(r"\d\.\d{4}", made.text)[:2])
    h, g = (float(re.search(rf"\${name} = (-?[\d.]+)\$", made.text)[1]) for name in "hg")
    d = (above - below) / (2 * h)
    assert made.answer == pytest.approx(abs(g - d) / max(abs(g), abs(d)))
    assert 0 < made.answer <= 2
    assert disagreements(made.solution) == []


def test_a_case_is_found_at_some_try():
    assert [questions.ordinal(count) for count in (1, 2, 3, 4, 11, 12, 13, 21, 112, 123)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "123rd"]
