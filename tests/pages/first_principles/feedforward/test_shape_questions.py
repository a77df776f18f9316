"""The chapter Feedforward's question and exercises: the engine's answers, no two alike, and a task that can be done."""
import re

import numpy as np
import pytest

from pages.ui.first_principles.feedforward import questions
from pages.ui.first_principles.feedforward.questions import GATES, judged
from pages.ui.first_principles.feedforward.shapes import PRESETS
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import disagreements

SEEDS = range(80)
SHAPE = re.compile(r"\((\d+), (\d+)\)")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_shape_is_the_one_that_numpy_makes(seed):
    question = questions._which_shape(np.random.default_rng(seed))
    one, other = (np.zeros([int(number) for number in pair]) for pair in SHAPE.findall(question.text))
    assert question.options[question.right] == str((one @ other).shape)
    assert len(set(question.options)) == 4


@pytest.mark.parametrize("seed", SEEDS)
def test_only_one_product_is_impossible(seed):
    question, failing = questions._which_fails(np.random.default_rng(seed)), []
    for i, option in enumerate(question.options):
        one, other = ([int(number) for number in pair] for pair in SHAPE.findall(option))
        try:
            np.zeros(one) @ np.zeros(other)
        except ValueError:
            failing.append(i)
    assert failing == [question.right]
    assert len(set(question.options)) == 4


def test_no_parameter_grows_with_the_batch():
    question = questions._what_grows(np.random.default_rng(0))
    assert question.options[question.right].startswith("none")


def test_each_kind_of_question_is_asked():
    texts = [questions.ask(np.random.default_rng(seed)).text for seed in SEEDS]
    assert {text.split()[0] + text.split()[1] for text in texts} == {"Alayer", "Oneof", "Anetwork"}


@pytest.mark.parametrize("seed", SEEDS)
def test_parameters_are_weights_and_biases(seed):
    exercise = questions._count(np.random.default_rng(seed))
    a, b, c = map(int, re.search(r"(\d+)-(\d+)-(\d+)", exercise.text).groups())
    assert exercise.answer == (a + 1) * b + (b + 1) * c


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_is_what_the_printed_matrices_give(seed):
    exercise = questions._one_of_z(np.random.default_rng(seed))
    x, w, b = (np.array([[int(each) for each in row.split("&")] for row in matrix.split(r"\\")])
               for matrix in re.findall(r"\\begin{pmatrix} (.*?) \\end{pmatrix}", exercise.text))
    row, column = map(int, re.search(r"row (\d), column (\d)", exercise.text).groups())
    assert exercise.answer == (x @ w + b)[row - 1, column - 1]
    assert disagreements(exercise.solution.split(": ")[1]) == []


# Weights of a step from one unit a row that is to be 1: (0, 0), (0, 1), (1, 0), (1, 1).
UNITS = [((-1, -1), 0.5), ((-1, 1), -0.5), ((1, -1), -0.5), ((1, 1), -1.5)]


def network_for(goal: str, hidden: int) -> dict:
    """Matrices of a network of step units that does what a task asks."""
    right = [unit for unit, wanted in zip(UNITS, GATES[goal]) if wanted]
    sign = 1
    if len(right) > hidden:
        right, sign = [unit for unit, wanted in zip(UNITS, GATES[goal]) if not wanted], -1
    units = [*right, *[((0, 0), 0)] * hidden][:hidden]
    shares = [sign * (i < len(right)) for i in range(hidden)]
    return {"feedforward_inputs": PRESETS["xor"].matrices["feedforward_inputs"],
            "feedforward_weights1": tuple(zip(*(weights for weights, _ in units))),
            "feedforward_biases1": (tuple(bias for _, bias in units),),
            "feedforward_weights2": tuple((share,) for share in shares),
            "feedforward_biases2": ((-0.5 if sign > 0 else 0.5,),)}


@pytest.mark.parametrize("hidden", [2, 3])
@pytest.mark.parametrize("goal", GATES)
def test_every_task_can_be_done(goal, hidden):
    assert judged(network_for(goal, hidden), goal, hidden, "step", "step")[0]


@pytest.mark.parametrize("goal", GATES)
def test_no_task_is_done_by_an_example(goal):
    for preset in PRESETS.values():
        assert not judged(preset.matrices, goal, 2, "sigmoid", "sigmoid")[0]


@pytest.mark.parametrize(("changes", "said"), [
    ({"feedforward_biases1": ((1.0,),)}, "do not fit"), ({"feedforward_inputs": ((0.0, 1.0),)}, "X has to hold"),
    ({"feedforward_weights2": ((1.0, 1.0),) * 2, "feedforward_biases2": ((0.0, 0.0),)}, "2 outputs"),
    ({"feedforward_biases2": ((-5.0,),)}, "of 4 rows are correct")])
def test_what_a_task_lacks_is_told(changes, said):
    done, words = judged(network_for("neither is 1", 2) | changes, "neither is 1", 2, "step", "step")
    assert not done
    assert said in words


def test_another_size_of_the_hidden_layer_is_told():
    assert "Z₁ has the shape (4, 2); it has to be (4, 3)" in judged(
        network_for("neither is 1", 2), "neither is 1", 3, "step", "step")[1]


def test_a_task_is_done_on_the_board():
    page = opened("feedforward", feedforward_hidden="step", feedforward_output="step")
    seed = page.app.session_state["principles.quiz.feedforward.exercise1"]["seed"]
    random = np.random.default_rng(seed)
    goal, hidden = str(random.choice([*GATES])), int(random.integers(2, 4))
    assert "**Done.**" not in text(page)
    type_in(page, **{name: "\n".join(" ".join(map(str, row)) for row in rows)
                     for name, rows in network_for(goal, hidden).items()})
    assert "**Done.**" in text(page)
