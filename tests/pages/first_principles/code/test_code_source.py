"""What the chapter The code shows are the engine's own lines, and run they give what the engine gives."""
import ast
import inspect
from pathlib import Path

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.backprop import Backprop
from engine.examples import own_network_loop
from engine.inspection.worked_example import BIASES, ENDINGS
from engine.layers import Dense
from engine.optimizers import OPTIMIZERS
from pages.ui.first_principles.code import loop, words
from pages.ui.first_principles.code.passed import Pass
from pages.ui.first_principles.code.source import part, whole
from pages.ui.first_principles.code.steps import STEPS, steps
from tests.engine.exchange.own_networks import drawn

ROOT = Path(__file__).parents[4]
CLOSE = {"rel": 1e-9, "abs": 1e-12}


def every(kinds: str):
    """Passes of random examples, one sample or all, and each of their layers."""
    for seed in range({"few": 24, "many": 150}[kinds]):
        example = drawn(seed, hidden=[*ACTIVATIONS][seed % len(ACTIVATIONS)], ending=[*ENDINGS][seed % len(ENDINGS)],
                        bias_kind=[*BIASES][seed % len(BIASES)], optimizer=[*OPTIMIZERS][seed % len(OPTIMIZERS)])
        for rows in ([0], [*range(len(example.inputs))]):
            of = Pass(example, rows)
            for i in range(of.last + 1):
                yield of, i, steps(of, i)


def test_every_line_stands_in_its_file_where_it_says():
    for _, _, found in every("few"):
        for step in found:
            for lines in (*step.lines, *step.textbook):
                there = (ROOT / lines.file).read_text("utf-8").splitlines()[lines.first - 1:]
                shown = lines.text.split("\n")
                assert [line.strip() for line in there[:len(shown)]] == [line.strip() for line in shown]


def test_the_lines_run_anew_give_the_engine_s_result_to_the_last_bit():
    for _, _, found in every("many"):
        assert [step.title for step in found if step.difference] == []


def test_the_textbook_s_lines_give_the_same_but_for_rounding():
    for of, _, found in every("many"):
        scale = 1 + float(np.abs(of.gradient).max()) + max(float(np.abs(z).max()) for z in of.z)
        assert all(step.textbook_difference < 1e-12 * scale for step in found if step.textbook_difference is not None)
        gradient, stepped = loop.compared(of)
        assert max(gradient, stepped or 0) < 1e-12 * scale


def value(step, name: str) -> np.ndarray:
    return next(value for shown, _, value in step.values if shown == name)


def test_the_values_are_those_of_the_worked_example():
    for of, i, found in every("few"):
        if len(of.rows) > 1:
            continue
        worked = of.example.sample(of.rows[0])
        by_title = {step.title.split(" of ")[0] if i else step.title: step for step in found}
        assert value(by_title["Weighted sum"], "pre_activation")[0] == pytest.approx(worked.layers[i].sums, **CLOSE)
        assert value(by_title["Activation"], "outputs")[0] == pytest.approx(worked.layers[i].outputs, **CLOSE)
        assert value(by_title["Loss"], "loss * scale") == pytest.approx(worked.loss, **CLOSE)
        assert value(by_title["Gradient"], "layer.gradient") == pytest.approx(worked.layers[i].gradient, **CLOSE)
        last = next(step for step in found if step.title == "Delta of the last layer")
        assert value(last, "delta, after")[0] == pytest.approx(worked.layers[-1].delta, **CLOSE)
        below = [step for step in found if step.title.startswith("Delta of layer")]
        assert len(below) == (of.last > 0)
        for step in below:
            assert value(step, "delta, after")[0] == pytest.approx(worked.layers[min(i, of.last - 1)].delta, **CLOSE)
        assert of.gradient == pytest.approx(of.example.gradient(of.rows), **CLOSE)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_update_goes_on_from_what_the_optimizer_has_kept(optimizer):
    example = drawn(5, optimizer=optimizer, hidden="tanh")
    stepper, params = example.fresh_optimizer(), example.network.params.copy()
    for _ in range(3):
        stepper.step(params, example.over(params).gradient([0]))
    of = Pass(example.over(params), [0], [part.copy() for part in stepper.state])
    stepper.step(params, of.gradient.copy())
    update = steps(of, 0)[-1]
    assert value(update, "params, after") == pytest.approx(params, rel=1e-12)
    assert update.difference == 0
    assert (update.textbook_difference or 0) < 1e-12


def test_a_memory_of_another_network_is_none():
    of = Pass(drawn(5, optimizer="momentum"), [0], [np.ones(3)])
    assert not of.optimizer().state[0].any()


def test_an_engine_whose_line_is_gone_is_told_of_by_file_function_and_line():
    with pytest.raises(LookupError, match=r"layers\.py, Dense\.forward: no line starts with '# y = f\(x\)' any more"):
        part(Dense.forward, "# y = f(x)")


def test_the_parts_of_a_step_end_where_the_next_one_begins():
    assert part(Dense.forward, "# a = f(z)").text == (
        "# a = f(z)\nself.activate(pre_activation, out=outputs)")
    assert part(Backprop.step, "# dL/dx = dL/dz W^T").text.count("\n") == 2
    assert "return loss" not in part(Backprop.step, "# dL/dx = dL/dz W^T").text
    assert whole(Dense.forward).text == inspect.cleandoc("\n" + inspect.getsource(Dense.forward))


def test_the_loop_is_shown_whole_with_the_number_of_every_step():
    of = Pass(drawn(8, ending="softmax"), [0])
    text = words.marked(loop.source(), steps(of, 0))
    assert {node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)} == {
        "softmax", "forward", "gradients", "descend", "adam", "train"}
    missing = {"③"} | ({"⑤"} if of.last == 0 else set())  # the loop needs no loss, only its derivative
    assert {sign for sign in words.CIRCLED[1:len(STEPS) + 1] if sign in text} >= {"①", "②", "④", "⑥"} - missing
    names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    assert {"ENDINGS", "np"} <= names
    assert loop.source().file == "engine/examples/own_network_loop.py"
    assert loop.source().text in inspect.getsource(own_network_loop)


@pytest.mark.parametrize("value", [np.array([1e300, 1e-300]), np.arange(500.0), np.zeros((8, 9)), 0.25])
def test_an_array_is_printed_in_few_lines_of_few_letters(value):
    lines = words.array(value).splitlines()
    assert len(lines) <= 9
    assert max(map(len, lines)) <= 90


@pytest.mark.parametrize(("kind", "words"), [
    ({"is_half": True, "sums_outputs": True}, "Yours is 1 times that (½ · 2 outputs), so `scale` is 1."),
    ({"is_half": True}, "Yours is 0.5 times that (½), so `scale` is 0.5."), ({}, "So is yours: `scale` is 1.")])
def test_the_loss_says_its_factor_also_where_that_is_1(kind, words):
    example = drawn(0, weights=(((1.0, 2.0),),), biases=((0.0, 0.0),), inputs=((1.0,),), targets=((0.0, 1.0),),
                    ending="sigmoid", **({"is_half": False, "sums_outputs": False, "sums_samples": False} | kind))
    assert next(step for step in steps(Pass(example, [0]), 0) if step.title == "Loss").note.endswith(words)
