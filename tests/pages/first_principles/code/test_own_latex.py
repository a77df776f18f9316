"""The LaTeX of a worked example: a whole document whose every equation can be reckoned again by its printed digits."""
import re

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.inspection.worked_example import BIASES, ENDINGS
from pages.ui.first_principles.own.exports import File, made
from pages.ui.first_principles.own.latex.case import IN_A_LINE
from pages.ui.first_principles.own.latex.document import document, parts
from pages.ui.first_principles.own.latex.update import OPTIMIZERS
from pages.ui.first_principles.own.names import places
from tests.engine.exchange.own_networks import KINDS, drawn
from tests.engine.exchange.test_worked_files import MAZUR
from tests.pages.first_principles.reckoned import disagreements, equations

BROKEN = " \\\\\n&\\quad"  # a sum over several lines


def in_one_line(tex: str) -> str:
    """With lines and sums as they are reckoned, and powers of ten as Python has them."""
    return re.sub(r" \\cdot 10\^\{(-?\d+)\}", r"e\1", tex.replace(BROKEN, "").replace(r" \\", ""))


@pytest.mark.parametrize("seed", range(100))
def test_every_equation_comes_out(seed):
    ending, bias_kind = KINDS[seed % len(KINDS)]
    example = drawn(seed, ending=ending, bias_kind=bias_kind, hidden=[*ACTIVATIONS][seed % len(ACTIVATIONS)],
                    optimizer=[*OPTIMIZERS][seed % len(OPTIMIZERS)])
    tex = in_one_line(document(example, seed % len(example.inputs)))
    found = equations(tex)
    assert disagreements(tex) == []
    assert sum(sign == "=" for _, sign, _ in found) > 0.95 * len(found)
    learned = [place for place in places(example).values() if not place.is_bias or bias_kind == "trained"]
    assert len(found) >= len(learned) + sum(not place.is_bias for place in learned)  # each update, each derivative


@pytest.mark.parametrize("seed", range(100))
def test_it_is_balanced_and_uses_no_command_but_of_amsmath(seed):
    tex = document(drawn(seed), 0)
    depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", tex):
        depth += 1 if sign == "{" else -1
        assert depth >= 0
    assert depth == 0
    opened: list[str] = []
    for kind, name in re.findall(r"\\(begin|end)\{([a-z*]+)\}", tex):
        if kind == "begin":
            opened.append(name)
        else:
            assert opened.pop() == name
    assert opened == []
    assert {*re.findall(r"\\([A-Za-z]+)", tex)} <= {
        "documentclass", "usepackage", "allowdisplaybreaks", "begin", "end", "section", "frac", "partial", "delta",
        "cdot", "sigma", "tanh", "sin", "cos", "sqrt", "max", "ln", "text", "boldsymbol", "mathrm", "quad", "leftarrow",
        "eta", "mu", "beta", "varepsilon", "lambda", "left", "right", "le", "approx", "pi"}
    assert tex.isascii()
    for group in re.findall(r"\\begin\{align\*\}\n(.*?)\n\\end\{align\*\}", tex, re.DOTALL):
        assert "\n\n" not in group
        for line in re.split(r" \\\\\n", group):
            outside = re.sub(r"\\begin\{pmatrix\}.*?\\end\{pmatrix\}", "", line)
            assert outside.count("&") == 1, line


def test_mazurs_numbers_stand_there():
    tex = document(MAZUR, 0)
    for line in (r"z_{h_1} &= w_1 x_1 + w_2 x_2 + b_1",
                 r"&= 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 = \boldsymbol{0.3775}",
                 r"= \boldsymbol{0.7514}", r"= \boldsymbol{0.7729}", r"= \boldsymbol{0.2984}", r"= \boldsymbol{0.0822}",
                 r"= \boldsymbol{0.358916}", r"= \boldsymbol{0.56137}"):
        assert line in tex
    assert r"b_1 &\leftarrow" not in tex  # fixed


@pytest.mark.parametrize("bias_kind", BIASES)
def test_biases_that_are_absent_or_fixed_are_not_learned(bias_kind):
    tex = document(drawn(4, bias_kind=bias_kind), 0)
    assert (r"b_1 &\leftarrow" in tex) == (bias_kind == "trained")
    assert ("+ b_1" in tex) == (bias_kind != "absent")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_update_ends_at_the_engine_s_parameters(optimizer):
    example = drawn(7, optimizer=optimizer, bias_kind="trained")
    after = example.network.params.copy()
    example.fresh_optimizer().step(after, example.gradient([0]))
    printed = [float(number) for group in parts(example, 0)[-1].groups
               for number in re.findall(r"\\boldsymbol\{(-?[\d.]+)\}", group[-1])]
    flat = [place.flat for place in places(example).values()]
    assert sorted(printed) == pytest.approx(np.sort(after[flat]), abs=1e-6)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [1e-6, 1e3, 1e6])
def test_numbers_far_from_1_are_neither_infinite_nor_wrong(ending, size):
    for hidden in ACTIVATIONS:
        example = drawn(1, ending=ending, hidden=hidden)
        tex = in_one_line(document(example.over(example.network.params * size), 0))
        assert not re.search(r"\b(nan|inf)\b", tex)
        assert disagreements(tex) == []


@pytest.mark.parametrize("score", [-400.0, -1e6, 5e5, 1e50])
def test_a_softmax_of_scores_far_from_0_is_less_the_largest(score):
    example = drawn(0, weights=(((score, score - 1), (score, score - 1)),), biases=((0.0, 0.0),), inputs=((1.0, 1.0),),
                    targets=((1.0, 0.0),), ending="softmax", l2=0.0)
    tex = document(example, 0)
    assert r"\frac{e^{z_{o_1} - m}}{e^{z_{o_1} - m} + e^{z_{o_2} - m}}" in tex
    assert disagreements(in_one_line(tex)) == []


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [1e-300, -1e12, 1e150, 1e300])
def test_what_a_float_cannot_hold_is_said_to_be(ending, size):
    for hidden in ACTIVATIONS:
        for optimizer in OPTIMIZERS:
            example = drawn(1, ending=ending, hidden=hidden, optimizer=optimizer)
            tex = document(example.over(example.network.params * size), 0)
            assert not re.search(r"\b(nan|inf)\b", tex)
            assert (r"\infty" in tex or "not a number" in tex) == ("larger than a float can hold" in tex)


def test_a_file_that_cannot_be_made_says_so_in_its_place(caplog):
    for name, kind in (("a.tex", "%"), ("a.py", "#"), ("a.ipynb", "{")):
        text = made(File("", name, "", lambda: 1 / 0, ""))
        assert text.startswith(kind)
        assert "could not be made" in text
    assert "ZeroDivisionError" in caplog.text


def test_a_long_sum_is_broken():
    tex = document(drawn(0, weights=(((0.5,),) * 8,), biases=((0.0,),), inputs=((1.0,) * 8,), targets=((1.0,),),
                         ending="linear"), 0)
    assert all(line.count(r"\cdot") <= IN_A_LINE for line in tex.split(r"\\") if "w_" not in line)
