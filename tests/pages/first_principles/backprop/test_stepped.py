"""The update: each row reckoned again, held to the engine's optimizers, applied, taken back."""
import re
from dataclasses import replace

import numpy as np
import pytest

from engine.inspection.worked_example import BIASES, WorkedExample
from engine.optimizers import OPTIMIZERS
from pages.ui.first_principles.backprop.rows import STYLES
from pages.ui.first_principles.backprop.stepped import rules, step_words, steps
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own import present
from pages.ui.first_principles.own.names import places
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.backprop.drawn_examples import ALICE, MAZUR, any_place, drawn
from tests.pages.first_principles.chapters import opened, text, type_in
from tests.pages.first_principles.reckoned import as_typed, disagreements, half_a_unit

SAMPLES = 3
NAMES = {head: name for name, head in rules.ROWS.items()}


def moved(example: WorkedExample, seed: int, count: int) -> steps.Step:
    """The step after so many others, all by one sample or by all."""
    memory, rows = None, None if seed % 2 else [seed % SAMPLES]
    for _ in range(count):
        step = steps.step(example, rows, memory)
        example, memory = example.over(step.after), step.memory_after
    return steps.step(example, rows, memory)


def failing(example: WorkedExample, number: int, table: str) -> list[str]:
    """The cells of a table of updates that the printed numbers of its row do not come to."""
    head, _, *rows = [[cell.strip(" *") for cell in line.strip("|").split(" | ")] for line in table.split("\n")]
    found = []
    for row in rows:
        if ":gray[fixed]" in row:
            continue
        cells = {NAMES[name]: cell for name, cell in zip(head[1:], row[1:], strict=True) if cell}
        values = {"old m": 0.0, "old v": 0.0}
        values |= {name: float(as_typed(cell.lstrip("≈ "))) for name, cell in cells.items()}
        for relation in rules.rule(example, number, row[0].startswith("b")).relations:
            cell = cells[relation.result]
            result = relation.reckon(*(values[name] for name in relation.operands))
            if not cell.startswith("≈") and abs(result - values[relation.result]) > half_a_unit(cell) * (1 + 1e-9):
                found.append(f"{row[0]}: {relation.result} {cell}")
    return found


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("style", STYLES)
def test_every_row_and_equation_of_an_update_comes_out_to_its_last_digit(optimizer, style):
    for seed in range(40):
        example = drawn(seed, samples=SAMPLES, optimizer=optimizer)
        step = moved(example, seed, seed % 3)
        every = [*places(example).values()]
        table = step_words.table(example, step, every, STYLES[style])
        assert failing(example, step.number, table) == [], seed
        assert table.count("≈") < 0.05 * table.count("|")
        shown = step_words.formulas(example, step, any_place(example, seed), STYLES[style])
        assert disagreements(shown) == [], seed


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_an_update_is_the_engines(optimizer):
    for seed in range(40):
        example = drawn(seed, samples=SAMPLES, optimizer=optimizer)
        rows, own = None if seed % 2 else [0], example.fresh_optimizer()
        params, memory, at = example.network.params.copy(), None, example
        for _ in range(3):
            own.step(params, example.over(params).gradient(rows))
            step = steps.step(at, rows, memory)
            at, memory = at.over(step.after), step.memory_after
        np.testing.assert_array_equal(step.after, params)
        place = any_place(example, seed)
        found = step_words.values(example, step, place).numbers
        assert found["w"] + found["change"] == pytest.approx(found["after"], rel=1e-9, abs=1e-12)
        assert found["after"] == params[place.flat]


@pytest.mark.parametrize("first", [None, 1])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_many_steps_are_single_ones_one_after_the_other(optimizer, first):
    for seed in range(8):
        example = drawn(seed, size=0.5, samples=SAMPLES, optimizer=optimizer, rate=0.1)
        found = steps.trained(example, 20, first, None)
        at, memory = example, None
        for done in range(20):
            step = steps.step(at, None if first is None else [(first + done) % SAMPLES], memory)
            at, memory = at.over(step.after), step.memory_after
        assert found.steps == 20
        np.testing.assert_allclose(found.params, at.network.params, rtol=1e-9, atol=1e-12)
        for one, other in zip(found.memory, memory, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", BIASES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_biases_frozen_after_some_steps_stay_put_and_training_is_single_steps(optimizer, kind):
    for seed in range(20):
        before = moved(drawn(seed, size=0.5, samples=SAMPLES, optimizer=optimizer, bias_kind="trained", rate=0.1), 1, 2)
        example = replace(drawn(seed, size=0.5, samples=SAMPLES, optimizer=optimizer, bias_kind="trained", rate=0.1)
                          .over(before.after), bias_kind=kind)
        at, memory = example, before.memory_after
        found = steps.trained(example, 5, 0, memory)
        for done in range(5):
            step = steps.step(at, [done % SAMPLES], memory)
            still = steps.frozen(example)
            np.testing.assert_array_equal(step.after[still], step.before[still])
            at, memory = at.over(step.after), step.memory_after
        np.testing.assert_allclose(found.params, at.network.params, rtol=1e-9, atol=1e-12)


def test_a_large_penalty_leaves_the_losss_own_derivative_as_it_is():
    example = replace(ALICE, weights=(((1e6, 1.0), (1.0, 1.0)), ((1.0,), (1.0,))), inputs=((1e-6, 0.0),))
    derivatives = steps.step(replace(example, l2=1e6), None, None).derivatives
    np.testing.assert_array_equal(derivatives, example.gradient())


def test_training_leaves_the_example_as_it_was():
    before = MAZUR.network.params.copy()
    steps.trained(MAZUR, 5, None, None)
    np.testing.assert_array_equal(MAZUR.network.params, before)


def test_a_batchs_gradient_is_the_mean_or_the_sum_of_its_samples():
    for seed in range(20):
        example = drawn(seed, samples=SAMPLES, l2=0.0, bias_kind="trained")
        place = any_place(example, seed)
        table = step_words.mean(example, place, STYLES["nine"])
        *each, (name, total) = [[cell.strip(" *") for cell in line.strip("|").split(" | ")]
                                for line in table.split("\n")[2:]]
        parts = [float(as_typed(cell)) for _, cell in each]
        assert name == ("sum" if example.sums_samples else "mean")
        reckoned = sum(parts) / (1 if example.sums_samples else SAMPLES)
        if not total.startswith("≈"):
            assert abs(reckoned - float(as_typed(total))) <= half_a_unit(total) * (1 + 1e-9)
        assert float(as_typed(total.lstrip("≈ "))) == pytest.approx(example.gradient()[place.flat], rel=0.1, abs=1e-9)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_an_update_of_extreme_numbers_is_printed_in_numbers(optimizer):
    for seed in range(30):
        example = drawn(seed, 1e6, samples=SAMPLES, optimizer=optimizer)
        step = steps.step(example, None, None)
        shown = step_words.table(example, step, [*places(example).values()]) + step_words.formulas(
            example, step, any_place(example, seed))
        assert "nan" not in shown
        assert "inf" not in shown


def test_a_memory_of_another_optimizer_or_network_is_none():
    adam = drawn(3, optimizer="adam")
    memory = steps.step(adam, None, None).memory_after
    assert steps.known(adam, memory) is memory
    assert steps.known(drawn(3, optimizer="momentum"), memory) is None
    assert steps.known(drawn(4, optimizer="adam"), memory) is None


def mazur(**settings):
    page = opened("backprop", backprop_digits="nine", **settings)
    with page.session():
        present.put(MAZUR)
    page.run()
    return page


def example_of(page) -> WorkedExample:
    with page.session():
        return present.shown().example


def test_mazurs_update_has_his_numbers():
    said = text(mazur())
    for name, after in (("w₁", "0.149780716"), ("w₂", "0.199561432"), ("w₃", "0.249751144"), ("w₄", "0.299502287"),
                        ("w₅", "0.35891648"), ("w₆", "0.408666186"), ("w₇", "0.51130127"), ("w₈", "0.561370121")):
        assert re.search(rf"^\| {name} \| .* \| \*\*{after}\*\* \|$", said, re.MULTILINE), name
    assert "falls from **0.298371109** to **0.291027774**" in said
    assert "| b₁ | :gray[0.35] |" in said


def test_the_update_is_applied_and_taken_back():
    page = mazur().click("backprop_apply")
    assert "1 step taken." in text(page)
    assert f"{example_of(page).loss_of_all():.8f}" == "0.29102777"  # he prints 0.291027924
    assert example_of(page).biases == MAZUR.biases
    page.click("backprop_apply", "backprop_undo")
    assert "1 step taken." in text(page)
    page.click("backprop_train100", "backprop_train1000")
    assert "1,101 steps taken." in text(page)
    page.click("backprop_reset")
    assert example_of(page) == MAZUR
    assert "No step taken yet." in text(page)


def test_ten_thousand_of_mazurs_steps_come_to_his_outputs():
    found = steps.trained(MAZUR, 10_000, None, None)
    after = MAZUR.over(found.params)
    assert after.loss_of_all() == pytest.approx(0.0000351085, rel=0.01)
    np.testing.assert_allclose(after.outputs()[0], [0.015912196, 0.984065734], atol=2e-5)


def test_typed_numbers_begin_a_new_history():
    page = opened("backprop").click("backprop_apply")
    type_in(page, own_inputs="-2, -1")
    assert "1 step taken." in text(page)
    type_in(page, own_weights="1, 1; 1, 2 | 1; 1")
    assert "No step taken yet." in text(page)


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_an_optimizer_goes_on_from_what_it_keeps_until_another_one_comes(optimizer):
    page = opened("backprop", own_optimizer=optimizer).click("backprop_apply")
    expected = moved(drawn_of(optimizer), 0, 1)
    with page.session():
        memory = present.session.get("principles", "own_memory")
    for one, other in zip(memory, expected.memory, strict=True):
        np.testing.assert_allclose(one, other)
    assert "before$" in text(page) or "$v$ before" in text(page)
    page.app.session_state["principles.own_optimizer"] = "sgd"
    page.run()
    with page.session():
        assert not present.session.get("principles", "own_memory")


def drawn_of(optimizer: str) -> WorkedExample:
    """Alice, as the page has her with this optimizer."""
    with opened("backprop", own_optimizer=optimizer).session():
        return present.shown().example


def test_steps_that_would_leave_what_can_be_typed_are_not_taken():
    page = type_in(opened("backprop", own_hidden="identity", own_ending="linear"), own_rate="1000", own_inputs="3, 3")
    page.click("backprop_train1000")
    assert "**Diverging:** stopped after" in text(page)
    params = example_of(page).network.params
    assert np.abs(params).max() <= 1e6
    page.click("backprop_apply")
    assert "**Diverging:** no step was taken" in text(page)
    np.testing.assert_array_equal(example_of(page).network.params, params)


def test_one_sample_and_all_samples_are_different_updates():
    page = type_in(opened("backprop"), own_inputs="-2, -1; 25, 6", own_targets="1; 0")
    one = text(page)
    page.app.session_state["principles.backprop_batch"] = "all"
    page.run()
    assert "| **mean** |" in text(page)
    assert "| **mean** |" not in one
    assert "The mean loss of all samples falls" in text(page)


def test_alices_step_is_the_tutorials():
    page = opened("backprop")
    assert "The tutorial has 0.0214" in text(page)
    assert r"&= 1 + (-0.002147) = \boldsymbol{0.9979}" in text(page)
    assert f"| w₅ | 1 | {MINUS}0.0113 |" in text(page)
    assert ALICE.weights == numbers.values([present.rows.WEIGHTS])["own_weights"]


def test_the_penalty_is_counted_in_for_weights_alone():
    example = drawn(2, l2=0.01, optimizer="sgd", bias_kind="trained")
    step = steps.step(example, None, None)
    weight, bias = (step_words.values(example, step, places(example)[name]).numbers for name in ("w1", "b1"))
    assert weight["g"] == pytest.approx(weight["d"] + 0.01 * weight["w"])
    assert bias["g"] == bias["d"]
