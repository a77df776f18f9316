"""Equations in print: whoever reckons them again by the digits that are there comes to the digits that are there."""
import math
import operator

import numpy as np
import pytest

from engine.config import RunConfig
from engine.datasets import TOY_DATASETS
from engine.inspection.worked import worked
from engine.losses import LOSSES
from engine.network import Network
from engine.training import TrainingRun
from pages.ui.first_principles.one_step import principles
from pages.ui.first_principles.one_step.words import MEANINGS
from pages.ui.first_principles.parameters import DATASETS
from pages.ui.first_principles.printed import FORMULA, SHORT, apart, equation, printed
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.reckoned import disagreements, equations, value


def networks(data, activation: str, rate: float):
    """The tutorial's first weights and random ones, and what they have become after some epochs."""
    for start, seed in (("ones", 1), *(("random", seed) for seed in (1, 2, 3))):
        config = RunConfig(hidden=(2,), activation=activation, init="normal_with_biases", batch_size=1, seed=seed,
                           dtype="float64")
        run = TrainingRun.start(config, data, rate)
        if start == "ones":
            for layer in run.network.layers:
                layer.weights[...], layer.biases[...] = 1, 0
        yield run.network
        for epochs in (1, 200):
            run.advance(epochs=epochs)
            yield run.network


def page(network: Network, data, row: int, activation: str, rate: float) -> str:
    """All that the page prints of a step."""
    step = worked(network, LOSSES["mse"], data.inputs[row], data.targets[row], rate)
    said = [explain(data, row, step, activation, rate) for explain in principles.EXPLANATIONS.values()]
    return "\n".join([*said, principles._check(network, data, row, step)])


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("activation", MEANINGS)
@pytest.mark.parametrize("rate", [0.1, 10.0])
def test_every_equation_of_first_principles_comes_out_by_its_printed_digits(name, activation, rate):
    data, rough = TOY_DATASETS[name](), []
    for network in networks(data, activation, rate):
        for row in range(4):
            printed_page = page(network, data, row, activation, rate)
            assert disagreements(printed_page) == []
            found = equations(printed_page)
            assert len(found) == (39 if activation == "relu" else 41)  # ReLU's derivative is no reckoning
            rough += [result for _, sign, result in found if sign != "="
                      and abs(value(result)) != 1]  # what a neuron at its end is rounded to
    assert len(rough) <= 48  # one in 41: where a neuron answers 0.9999999999, or all but
    assert all(abs(value(result)) < 1e-6 for result in rough)


def test_the_test_sees_a_product_that_is_not_the_one_printed():
    assert disagreements(r"L &= \delta \cdot x = (-0.0107) \cdot (-2) = \mathbf{0.0215} \\[6pt]")
    assert disagreements(r"a &= 1 - (1.2 \cdot 10^{-2})^2 = 0.9997 \\[6pt]")
    assert not disagreements(r"a &= 1 - (1.2 \cdot 10^{-2})^2 = 0.9999 \\[6pt]")
    row = f"| $w_1$ | 1 | 0.021 | {MINUS}0.003 | **0.998** |"
    assert disagreements(f"$\\eta = 0.1$\n{row}") == [
        f"-0.1*(0.021) = {MINUS}0.003", f"1 + ({MINUS}0.003) = 0.998"]


@pytest.mark.parametrize("row", [0, 3])  # Alice and Diana; for Bob and Charlie the neurons are at their ends
def test_the_tutorials_step_needs_no_sign_of_roughness(row):
    data = TOY_DATASETS["gender"]()
    network = next(networks(data, "sigmoid", 0.1))
    assert {sign for _, sign, _ in equations(page(network, data, row, "sigmoid", 0.1))} == {"="}


@pytest.mark.parametrize(("operands", "shown"), [
    ((-0.0107295, -2), ["-0.01073", "-2"]), ((0.25, 0.5), ["0.25", "0.5"]), ((1 / 3, 3), ["0.33333", "3"]),
    ((1e-9, 0.1), ["1.0e-09", "0.1"]), ((0.00071234, 25), ["0.000712", "25"]), ((0, 5), ["0", "5"])])
def test_operands_get_the_digits_that_their_product_needs_and_no_more(operands, shown):
    found = equation(operands, math.prod(operands), operator.mul)
    assert [each.text for each in found.operands] == shown
    assert found.sign == "="


def test_what_no_few_digits_can_say_is_only_about_equal():
    found = equation([12345.678912345, 98765.432198765], 12345.678912345 * 98765.432198765, operator.mul)
    assert found.sign == "≈"
    assert [each.text for each in found.operands] == ["12345.6789", "98765.4322"]


@pytest.mark.parametrize("style", [FORMULA, SHORT])
def test_a_printed_number_is_the_nearest_one_of_its_digits(style):
    random = np.random.default_rng(0)
    for number in (random.choice([-1, 1], 300) * 10 ** random.uniform(-12, 5, 300)).tolist():
        for extra in range(4):
            shown = printed(number, style, extra)
            assert abs(shown.value - number) <= shown.half * (1 + 1e-9)


@pytest.mark.parametrize(("one", "other", "said"), [
    (0.227, 0.1, ("0.227", "0.1")), (0.22686, 0.226859, ("0.22686", "0.226859")), (0.5, 0.5, ("0.5", "0.5")),
    (1e-9, 2e-9, ("1.0·10⁻⁹", "2.0·10⁻⁹")), (0.1, np.nextafter(0.1, 1), ("0.1", "0.1"))])
def test_two_numbers_in_a_sentence_differ_where_they_do(one, other, said):
    assert apart(one, other) == tuple(text.replace("-", MINUS) for text in said)
