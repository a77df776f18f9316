"""How many calls a training step makes: a small network's time is theirs, some 0.3 us each, whatever they compute."""
import sys
from typing import ClassVar

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import TOY_DATASETS
from engine.training import TrainingRun

MAKERS = ("ones", "zeros", "empty")
SIGMOID, SIGMOID_SLOPE = ["negative", "exp", "add", "reciprocal"], ["square", "subtract"]
XOR = RunConfig()
GENDER = RunConfig("gender", (2,), init="normal_with_biases", batch_size=1)
TANH = RunConfig("xor", (4, 2), activation="tanh", init="xavier")
DEEP = RunConfig("xor", (8, 8, 8), activation="relu", loss="binary_cross_entropy")


class Counted(np.ndarray):
    """An array that notes what NumPy is asked to do with it; so do its views, and arrays that are made like it."""

    calls: ClassVar[list[str]] = []

    def __array_ufunc__(self, function, method, *inputs, out=(), **options):
        self.calls.append(function.__name__)
        places = {"out": tuple(map(plain, out))} if out else {}
        found = getattr(function, method)(*map(plain, inputs), **places, **options)
        return out[0] if out else found

    def __array_function__(self, function, types, arguments, options):
        self.calls.append(function.__name__)
        return super().__array_function__(function, types, arguments, options)

    def dot(self, other, out):
        self.calls.append("dot")
        return plain(self).dot(plain(other), out=plain(out))

    def __setitem__(self, place, value):
        self.calls.append("copy")
        plain(self)[place] = plain(value)


def plain(array):
    return array.view(np.ndarray) if isinstance(array, Counted) else array


class CountingNumPy:
    """NumPy, whose new arrays are counted ones."""

    def __getattr__(self, name):
        found = getattr(np, name)
        return (lambda *shape: found(*shape).view(Counted)) if name in MAKERS else found


@pytest.fixture
def counted(monkeypatch):
    """The NumPy calls of one step, in their order, for a config."""
    for module in ("network", "backprop", "batches"):
        monkeypatch.setattr(f"engine.{module}.np", CountingNumPy())

    def calls(config):
        run = started(config)
        inputs, targets = next(run._batches)
        Counted.calls.clear()
        run._backprop.step(inputs, targets, run.optimizer.gradient_scale)
        run.optimizer.step_scaled(run.network.params, run._backprop.gradient)
        return list(Counted.calls)

    return calls


def started(config):
    return TrainingRun.start(config, TOY_DATASETS[config.dataset]())


def test_a_step_of_the_xor_network_makes_these_calls_and_no_more(counted):
    forward = ["dot", *SIGMOID, "copy", "dot", *SIGMOID]
    loss = ["subtract", "vdot", "multiply"]
    backward = ["multiply", "dot", "dot", "multiply", "dot"]
    assert counted(XOR) == [*forward, *loss, *SIGMOID_SLOPE, *backward, "subtract"]


@pytest.mark.parametrize(("config", "most"), [(XOR, 22), (GENDER, 22), (TANH, 27), (DEEP, 31)])
def test_a_step_makes_no_more_calls_than_it_did(counted, config, most):
    assert len(counted(config)) <= most


@pytest.mark.parametrize(("config", "most"), [(XOR, 12), (GENDER, 12), (TANH, 15), (DEEP, 17)])
def test_a_step_enters_no_more_functions_of_ours_than_it_did(config, most):
    few, many = (functions_entered(config, steps) for steps in (10, 20))
    assert (many - few) / 10 <= most


def functions_entered(config, steps):
    """How many Python functions so many steps enter, without those that keep the history."""
    run, entered = started(config), []
    run.history.spacing = 10**9
    sys.setprofile(lambda frame, event, argument: entered.append(frame.f_code.co_name) if event == "call" else None)
    try:
        run._learn(steps)
    finally:
        sys.setprofile(None)
    return len(entered)
