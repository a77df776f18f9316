"""What people take away of a worked example, script, notebook and PyTorch script, comes to the engine's numbers."""
import ast
import json
import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.exchange import worked_torch as torch_room
from engine.exchange.worked_notebook import worked_notebook
from engine.exchange.worked_script import worked_script
from engine.exchange.worked_steadiness import MOST_STEPS, steadiness, trained
from engine.exchange.worked_torch import can_check, worked_torch
from engine.inspection.worked_example import ENDINGS
from engine.losses import LOSSES
from engine.optimizers import OPTIMIZERS
from tests.engine.exchange.own_networks import KINDS, drawn

# Runs each of some programs in names of its own, as a fresh process would, and tells what it has found.
RUNNER = '''
import contextlib, io, json, sys
found = []
for cells in json.load(sys.stdin):
    names, printed = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in cells:
            exec(compile(cell, "<cell>", "exec"), names)
    assert not {"engine", "pages", "tests"} & {name.partition(".")[0] for name in sys.modules}
    found.append({"printed": printed.getvalue(), "loss": names["first_loss"], "last_loss": names["last_loss"],
                  "outputs": names["outputs"].tolist(), "gradient": names["first_gradient"].tolist(),
                  "params": names["params"].tolist()})
print(json.dumps(found))
'''
EXAMPLES = [drawn(seed, ending=ending, bias_kind=bias_kind, hidden=[*ACTIVATIONS][seed % len(ACTIVATIONS)],
                  optimizer=[*OPTIMIZERS][seed // 2 % len(OPTIMIZERS)])
            for seed, (ending, bias_kind) in enumerate(KINDS * 3)]
MAZUR = drawn(0, weights=(((0.15, 0.25), (0.2, 0.3)), ((0.4, 0.5), (0.45, 0.55))), biases=((0.35, 0.35), (0.6, 0.6)),
              inputs=((0.05, 0.1),), targets=((0.01, 0.99),), hidden="sigmoid", ending="sigmoid", bias_kind="fixed",
              is_half=True, sums_outputs=True, l2=0.0, rate=0.5, optimizer="sgd", settings=())


def code_cells(notebook: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"]


@cache
def run(kind: str) -> list[dict]:
    """All examples' scripts, or notebooks, and what each found."""
    programs = [[worked_script(example)] if kind == "script" else code_cells(worked_notebook(example))
                for example in EXAMPLES]
    done = subprocess.run([sys.executable, "-c", RUNNER], input=json.dumps(programs), capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("kind", ["script", "notebook"])
@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_what_it_finds_is_what_the_engine_finds(kind, number):
    example, found = EXAMPLES[number], run(kind)[number]
    close = {"rel": 1e-9, "abs": 1e-12}
    assert np.array(found["outputs"]) == pytest.approx(example.outputs(), **close)
    assert found["loss"] == pytest.approx(example.loss_of_all(), **close)
    assert found["gradient"] == pytest.approx(example.gradient(), **close)
    params = trained(example, steadiness(example).steps)
    assert found["params"] == pytest.approx(params, rel=1e-6, abs=1e-8)
    assert found["last_loss"] == pytest.approx(example.over(params).loss_of_all(), rel=1e-6)
    assert found["printed"].endswith("All numbers are those of the engine.\n")


def test_mazurs_script_prints_his_numbers():
    done = subprocess.run([sys.executable, "-"], input=worked_script(MAZUR), capture_output=True, text=True, check=True)
    assert "loss: 0.2983711087" in done.stdout
    assert "loss after step 1: 0.291027773" in done.stdout


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_training_follows_the_example_s_own_gradients(optimizer):
    for seed in range(6):
        example = present = drawn(seed, optimizer=optimizer)
        params, stepper = example.network.params.copy(), example.fresh_optimizer()
        for _ in range(5):
            stepper.step(params, present.gradient())
            present = present.over(params)
        assert trained(example, 5) == pytest.approx(params, rel=1e-12)
        assert example.network.params == pytest.approx(drawn(seed, optimizer=optimizer).network.params)


def test_a_rate_with_which_rounding_decides_takes_fewer_steps():
    wild = replace(drawn(3, ending="linear", hidden="identity", optimizer="sgd"), rate=1000.0)
    assert steadiness(MAZUR).steps == MOST_STEPS[0]
    assert steadiness(wild).steps < MOST_STEPS[0]
    done = subprocess.run([sys.executable, "-"], input=worked_script(wild), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_script_says_in_an_assertion_what_has_changed():
    broken = worked_script(MAZUR).replace("0.15", "0.16", 1)
    done = subprocess.run([sys.executable, "-"], input=broken, capture_output=True, text=True, check=False)
    assert "AssertionError: [[0.75137408" in done.stderr


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_notebook_is_one_of_nbformat_4(example):
    notebook = json.loads(worked_notebook(example))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = notebook["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    for cell in cells:
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | (
            {"execution_count", "outputs"} if cell["cell_type"] == "code" else set())
    for text in ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"):
        assert text.count("$$") % 2 == 0
        assert text.count("{") == text.count("}")


@pytest.mark.parametrize("example", [example for example in EXAMPLES if can_check(example)])
def test_a_script_for_pytorch_is_python_and_holds_every_number(example):
    tree = ast.parse(worked_torch(example))
    known = {ast.unparse(node.targets[0]): ast.literal_eval(node.value) for node in tree.body
             if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Constant)}
    assert known["WEIGHTS"] == json.loads(json.dumps(example.weights))
    assert known["BIASES"] == [layer.biases.tolist() for layer in example.network.layers]
    assert known["GRADIENT"] == example.gradient().tolist()
    assert known["LOSS"] == example.loss_of_all()
    assert known["TRAINED"] == trained(example, known["STEPS"]).tolist()
    assert {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)} == {"torch.nn"}
    assert {name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names} == {"torch"}


def test_pytorch_has_each_of_the_engine_s_losses():
    assert torch_room.LOSSES.keys() == LOSSES.keys()
    assert {row.loss for row in ENDINGS.values()} <= torch_room.LOSSES.keys()
