"""Scripts and notebooks of networks whose numbers run away: they run without a warning, and compare what can be."""
import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.exchange.worked_notebook import worked_notebook
from engine.exchange.worked_script import worked_script
from engine.exchange.worked_steadiness import MOST_STEPS, steadiness
from engine.exchange.worked_torch import can_check, worked_torch
from engine.inspection.worked_example import ENDINGS, WorkedExample
from engine.optimizers import OPTIMIZERS
from tests.engine.exchange.own_networks import drawn
from tests.engine.exchange.test_worked_files import code_cells

RUNNER = '''
import contextlib, io, json, sys, warnings
warnings.simplefilter("error")
for cells in json.load(sys.stdin):
    names, printed = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in cells:
            exec(compile(cell, "<cell>", "exec"), names)
'''
LARGE = (1e6, -1e6, 1e-300, -400.0, 1e12, 1e50, 1e300)


def linear(weights, inputs, targets, rate, **kind) -> WorkedExample:
    return WorkedExample((weights,), ((0.0,),), inputs, targets, ending="linear", rate=rate, **kind)


DIVERGING = linear(((1.0,),), ((10.0,),), ((3.0,),), 1.0)
POUNDS = linear(((1.0,), (1.0,)), ((133.0, 65.0), (160.0, 72.0)), ((1.0,), (0.0,)), 0.001)
CHAOTIC = [replace(drawn(seed, hidden="sine", optimizer="sgd"), rate=rate)
           for seed in range(8) for rate in (5.0, 100.0)]
EXTREME = [drawn(seed, hidden=[*ACTIVATIONS][seed % len(ACTIVATIONS)], ending=ending, optimizer=optimizer).over(
    drawn(seed, ending=ending, optimizer=optimizer).network.params * size)
    for seed, size in enumerate(LARGE) for ending in ENDINGS for optimizer in OPTIMIZERS]
ALL = [DIVERGING, POUNDS, *CHAOTIC, *EXTREME]


@pytest.mark.parametrize("written", [lambda example: [worked_script(example)],
                                     lambda example: code_cells(worked_notebook(example))], ids=["script", "notebook"])
def test_each_runs_without_a_warning_and_finds_what_it_compares(written):
    done = subprocess.run([sys.executable, "-c", RUNNER], input=json.dumps([written(example) for example in ALL]),
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("example", [DIVERGING, POUNDS])
def test_training_that_diverges_is_followed_as_long_as_it_is_steady(example):
    assert 0 < steadiness(example).steps < MOST_STEPS[0]
    assert "beyond\n# all bounds" in worked_script(example)


def test_a_script_of_infinite_numbers_says_what_it_does_not_compare():
    script = worked_script(linear(((1e300,),), ((1e10,),), ((0.0,),), 0.1))
    assert "larger than a float can hold" in script
    assert "assert agree" not in script


@pytest.mark.parametrize("example", [example for example in ALL if can_check(example)])
def test_pytorch_asserts_nothing_of_infinite_numbers(example):
    with np.errstate(all="ignore"):
        is_finite = np.isfinite(example.gradient()).all() and np.isfinite(example.loss_of_all())
    script = worked_torch(example)
    compile(script, "torch", "exec")
    assert is_finite or "assert largest" not in script
    assert 'TRAINED = [float("' not in script or not is_finite
