"""The forty lines of the textbook loop give what the engine gives, for every kind of network that people can type."""
import inspect
import re

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.examples import own_network_loop
from engine.examples.own_network_loop import UPDATES, flat, gradients, kind_of, layers_of, samples_of, train
from engine.inspection.worked_example import BIASES, ENDINGS
from tests.engine.exchange.own_networks import drawn

MOST_LINES, LONGEST = 40, 88  # lines, and letters of one: a page has no room for more


def loop_s_gradient(example, rows=None):
    x, y = samples_of(example, rows)
    return flat(gradients(layers_of(example), x, y, **kind_of(example, len(x))))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_its_gradient_is_the_engine_s(ending, hidden):
    for seed in range(10):
        example = drawn(seed, ending=ending, hidden=hidden)
        assert loop_s_gradient(example) == pytest.approx(example.gradient(), rel=1e-11, abs=1e-14)
        assert loop_s_gradient(example, [0]) == pytest.approx(example.gradient([0]), rel=1e-11, abs=1e-14)


@pytest.mark.parametrize("bias_kind", BIASES)
@pytest.mark.parametrize("optimizer", UPDATES)
def test_its_training_is_the_engine_s(bias_kind, optimizer):
    for seed in range(5):
        example = drawn(seed, bias_kind=bias_kind, optimizer=optimizer, hidden="tanh")
        layers, (x, y), params = layers_of(example), samples_of(example), example.network.params.copy()
        train(layers, x, y, 20, UPDATES[optimizer], {"rate": example.rate} | dict(example.settings),
              **kind_of(example, len(x)))
        stepper, present = example.fresh_optimizer(), example
        for _ in range(20):
            stepper.step(params, present.gradient())
            present = present.over(params)
        assert flat(layers) == pytest.approx(params, rel=1e-9, abs=1e-12)


def test_it_has_forty_lines():
    source = inspect.getsource(own_network_loop)
    loop = source[source.index("def softmax"):source.index("UPDATES: ")]
    assert len(re.findall(r"^.*\S.*$", loop, re.MULTILINE)) <= MOST_LINES
    assert max(map(len, loop.split("\n"))) <= LONGEST


def test_it_prints_mazurs_network(capsys):
    assert own_network_loop.main(steps=100) < 1e-12
    assert "targets 0.01 and 0.99" in capsys.readouterr().out
    assert np.isfinite(own_network_loop.main(steps=1))
