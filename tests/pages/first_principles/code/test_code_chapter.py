"""The chapter The code on its page: its network, its steps, and what can be taken away."""
import re

import numpy as np
import pytest

from engine.exchange.worked_script import worked_script
from engine.inspection.worked_example import ENDINGS
from pages.ui.first_principles.code import questions
from pages.ui.first_principles.own import exports, present
from pages.ui.first_principles.own.rows import HYPERPARAMETERS
from tests.engine.exchange.own_networks import KINDS, drawn
from tests.pages.first_principles.chapters import opened, text, type_in

MAZUR = {"own_weights": "0.15, 0.25; 0.2, 0.3 | 0.4, 0.5; 0.45, 0.55", "own_biases": "0.35, 0.35 | 0.6, 0.6",
         "own_inputs": "0.05, 0.1", "own_targets": "0.01, 0.99", "own_rate": "0.5", "own_bias_kind": "fixed",
         "own_half": "yes", "own_outputs": "sum"}


def codes(page) -> str:
    return "\n".join(block.value for block in page.app.code)


def shown_of(page) -> present.Shown:
    with page.session():
        return present.shown()


def test_alice_stands_there_first_with_her_derivative():
    page = opened("code")
    assert "**Your network: 2-2-1**, " in text(page)
    assert " sigmoid, output sigmoid, squared error. The loss of its sample is 0.2269." in text(page)
    assert "[[ 0.02147 " in codes(page)
    for number, title in zip("①②③④⑤⑥⑦", ("Weighted sum", "Activation", "Loss", "Delta of the last layer",
                                           "Delta of layer 1", "Gradient", "Update")):
        assert f"##### {number} {title}" in text(page)
    assert text(page).count("these lines give the engine's result to the last bit") == 7
    assert "differ from the engine's" not in text(page)


def test_mazurs_numbers_stand_in_the_variables():
    page = type_in(opened("code"), **MAZUR)
    assert "The loss of its sample is 0.2984." in text(page)
    assert "[[0.3775 0.3925]]" in codes(page)
    assert "pre_activation  = z₁, (1, 2)" in codes(page)
    type_in(page, code_layer="2")
    assert "[[1.105906 1.224921]]" in codes(page)
    assert "[[ 0.082167 -0.022603]" in codes(page)
    assert "The biases are not trained: their row counts as 0." in text(page)


def test_a_layer_that_a_shallower_network_lacks_is_its_last_one():
    page = type_in(opened("code"), code_layer="5")
    assert page.app.session_state["principles.code_layer"] == "2"
    type_in(page, own_weights="1; 1", own_biases="0")
    assert "##### ⑤ Gradient" in text(page)
    assert "Delta of layer" not in text(page)
    assert page.app.session_state["principles.code_layer"] == "1"


def test_all_samples_can_be_run_at_once():
    page = type_in(opened("code"), own_inputs="-2, -1; 25, 6; 17, 4", own_targets="1; 0; 0", own_sample="2")
    assert "The loss of sample 2 of 3 is" in text(page)
    assert "pre_activation  = z₁, (1, 2)" in codes(page)
    type_in(page, code_samples="all")
    assert "pre_activation  = z₁, (3, 2)" in codes(page)
    assert "Run just now on all 3 samples" in text(page)
    assert "The loss of all 3 samples is" in text(page)


@pytest.mark.parametrize("seed", range(12))
def test_every_kind_of_network_is_shown(seed):
    ending, bias_kind = KINDS[seed % len(KINDS)]
    page = opened("code")
    with page.session():
        present.put(drawn(seed, ending=ending, bias_kind=bias_kind, optimizer=[*HYPERPARAMETERS][seed % 3]))
    page.run()
    assert "differ from the engine's" not in text(page)
    assert "the engine's result to the last bit" in text(page)


def test_the_network_is_changed_in_the_chapter_before():
    assert opened("code").click("code_change").app.session_state["principles.chapter"] == "backprop"


def test_the_script_is_made_when_somebody_opens_it():
    page = opened("code")
    assert "All numbers are those of the engine." not in codes(page)
    page.app.session_state["principles.code_script"] = True
    page.run()
    assert worked_script(shown_of(page).example) in codes(page)


@pytest.mark.parametrize("name", ["code", "backprop"])
def test_every_file_has_its_button(name):
    page = opened(name)
    buttons = {button.key.partition("export_")[2] for button in page.app.get("download_button")
               if "export_" in button.key}
    shown = shown_of(page)
    assert buttons == exports.files(shown.example, shown.sample).keys() == {"tex", "script", "torch", "notebook"}


def test_the_files_hold_this_very_network():
    example = drawn(2)
    for file in exports.files(example, 0).values():
        content = file.content()
        assert len(content) > 500
        assert file.name.startswith("network")


@pytest.mark.parametrize("seed", range(20))
def test_the_lists_are_python_s(seed):
    example = drawn(seed, bias_kind="trained")
    weights, biases = map(eval, exports.lists(example))
    assert [np.shape(layer) for layer in weights] == [np.shape(layer) for layer in example.weights]
    assert all(np.array_equal(ours, theirs) for ours, theirs in zip(weights, example.weights))
    assert all(np.array_equal(ours, theirs) for ours, theirs in zip(biases, example.biases))
    assert len(exports.lists(drawn(seed, bias_kind="absent"))) == 1


@pytest.mark.parametrize("seed", range(60))
def test_a_question_s_answer_is_what_numpy_says(seed):
    question = questions.ask(np.random.default_rng(seed))
    shapes = {name: tuple(map(int, shape.split(", "))) for name, shape in
              re.findall(r"`(x|W|delta)` (?:has the shape )?\((\d+, \d+)\)", question.text)}
    for name, shape in re.findall(r"`(x|delta)`(?: has the shape)? \((\d+, \d+)\)", question.text):
        shapes[name] = tuple(map(int, shape.split(", ")))
    arrays, answer = {name: np.ones(shape) for name, shape in shapes.items()}, question.options[question.right]
    if "What is the shape" in question.text:
        assert answer == str((arrays["x"].T @ arrays["delta"]).shape)
    elif "forgets" in question.text:
        fits = shapes["delta"][1] == shapes["W"][0]
        assert answer.startswith("No error, and a wrong" if fits else "An error")
    else:
        wanted = {"weights": shapes["W"], "biases": shapes["W"][1:], "below": shapes["x"]}
        part = next(part for part in wanted if re.search(rf"\*\*[^*]*{part}\*\*", question.text))
        assert eval(answer, {}, arrays).shape == wanted[part]


@pytest.mark.parametrize("seed", range(60))
def test_an_exercise_is_answered_by_running_its_line(seed):
    made = questions.number_of_line(np.random.default_rng(seed))
    names = {"np": np}
    for code in re.findall(r"```python\n(.*?)\n```", made.text):
        exec(code, names)
    line = re.search(r"`print\((.*)\)`", made.text)[1]
    assert eval(line, names) == made.answer
    assert f"= {made.answer:g}$$" in made.solution


@pytest.mark.parametrize("seed", range(60))
def test_two_steps_are_answered_by_running_them(seed):
    made = questions.two_steps(np.random.default_rng(seed))
    text_of = made.text.replace("\N{MINUS SIGN}", "-")
    code = re.search(r"```python\n(.*?)\n```", text_of, re.DOTALL)[1]
    start, first, second = map(float, re.search(r"`p` is (\S+)\. The lines run for g = (\S+), then for g = (\S+)\. ",
                                                text_of).groups())
    names = {"kept": [0.0], "p": start}
    for g in (first, second):
        exec(code, names | {"g": g}, names)
    assert names["p"] == pytest.approx(made.answer)


@pytest.mark.parametrize("ending", ENDINGS)
def test_large_numbers_are_printed_without_an_infinite_one(ending):
    page = opened("code")
    with page.session():
        example = drawn(3, ending=ending, hidden="relu", rate=1e6)
        present.put(example.over(example.network.params * 1e5))
    page.run()
    assert not re.search(r"\b(nan|inf)\b", codes(page).partition("def softmax(z")[0])
