"""A neuron's equations, each reckoned again by its printed digits."""
import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from pages.ui.first_principles.functions import FORMULAS
from pages.ui.first_principles.neuron import equations, words
from pages.ui.first_principles.neuron.rows import FIELDS
from pages.ui.first_principles.neuron.unit import computed
from tests.pages.first_principles import reckoned

# Activations whose printed equation has numbers on both sides.
PRINTED = sorted({*FORMULAS} - {"identity", "step"})


def drawn(seed: int) -> dict[str, float]:
    """A neuron's numbers of any size, some of them 0 or whole."""
    random = np.random.default_rng(seed)
    values = random.normal(size=5) * 10.0 ** random.integers(-3, 3)
    if seed % 3 == 0:
        values = values.round(1)
    if seed % 5 == 0:
        values[random.integers(5)] = 0
    return {field.name: float(value) for field, value in zip(FIELDS, values)}


def texts(values: dict[str, float], activation: str) -> str:
    """All that is printed of a neuron."""
    x1, x2, w1, w2, b = values.values()
    found = computed([x1, x2], [w1, w2], b, activation)
    return "\n".join([equations.of_sum(values, found.z), equations.of_output(found, activation),
                      equations.of_line(values)])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_printed_equation_comes_out(activation):
    for seed in range(150):
        assert reckoned.disagreements(texts(drawn(seed), activation)) == [], seed


@pytest.mark.parametrize("activation", PRINTED)
def test_the_outputs_equation_is_printed_in_numbers_and_mostly_exact(activation):
    signs = []
    for seed in range(60):
        values = drawn(seed)
        x1, x2, w1, w2, b = values.values()
        found = equations.of_output(computed([x1, x2], [w1, w2], b, activation), activation)
        signs += [sign for _, sign, _ in reckoned.equations(found)]
    assert len(signs) >= 50
    assert signs.count("=") > len(signs) / 2


@pytest.mark.parametrize(("activation", "z"), [("sigmoid", 30.0), ("sigmoid", -800.0), ("tanh", 20.0), ("tanh", -20.0)])
def test_an_end_that_is_never_reached_is_not_said_to_be(activation, z):
    found = equations.of_output(computed([z, 0], [1, 0], 0, activation), activation)
    assert found.splitlines()[-3].split()[-2] == r"\approx"


def test_a_line_that_does_not_exist_has_no_equation():
    assert equations.of_line(dict(zip("abcde", (1.0, 2.0, 0.0, 0.0, 3.0)))) == ""


@pytest.mark.parametrize("b", [0.0, 1e-300, -3.0, 1e6])
@pytest.mark.parametrize("w2", [0.0, -1e-7, 1e6])
@pytest.mark.parametrize("w1", [0.0, 1e-300, 1e-160, 1e-120, 1e-7, 0.001, -2.5, 1e6])
def test_a_distance_is_announced_where_an_equation_follows_and_nowhere_else(w1, w2, b):
    values = {field.name: value for field, value in zip(FIELDS, (2.0, 3.0, w1, w2, b))}
    line, said = equations.of_line(values), words.of_bias(values)
    assert said.endswith(":") == bool(line and b)
    assert reckoned.disagreements(line) == []
    assert not {"nan", "inf"} & {*line.split()}


def test_weights_next_to_nothing_have_a_line_all_the_same():
    values = {field.name: value for field, value in zip(FIELDS, (2.0, 3.0, 1e-7, 0.0, 4.0))}
    assert equations.of_line(values).splitlines()[-3].endswith("= 40000000")


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_picture_in_words_has_the_engines_numbers(activation):
    for seed in range(30):
        values = drawn(seed)
        x1, x2, w1, w2, b = values.values()
        found = computed([x1, x2], [w1, w2], b, activation)
        assert words.plain(found.z) in words.of_neuron(values, found, activation)
        assert words.of_neuron(values, found, activation).endswith(f"is {words.plain(found.a)}.")
