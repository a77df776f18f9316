"""Equations in print: whoever reckons them again by the digits that are there comes to the digits that are there."""
import math
import operator

import numpy as np
import pytest

from pages.ui.first_principles import formulas
from pages.ui.first_principles.printed import FORMULA, SHORT, apart, equation, printed
from pages.ui.shared.plain import MINUS
from tests.pages.first_principles.reckoned import disagreements


def test_the_test_sees_a_product_that_is_not_the_one_printed():
    assert disagreements(r"L &= \delta \cdot x = (-0.0107) \cdot (-2) = \boldsymbol{0.0215} \\[6pt]")
    assert disagreements(r"a &= 1 - (1.2 \cdot 10^{-2})^2 = 0.9997 \\[6pt]")
    assert not disagreements(r"a &= 1 - (1.2 \cdot 10^{-2})^2 = 0.9999 \\[6pt]")
    row = f"| $w_1$ | 1 | 0.021 | {MINUS}0.003 | **0.998** |"
    assert disagreements(f"$\\eta = 0.1$\n{row}") == [
        f"-0.1*(0.021) = {MINUS}0.003", f"1 + ({MINUS}0.003) = 0.998"]


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


@pytest.mark.parametrize(("value", "formula", "plain"), [
    (0, "0", "0"), (-0.0, "0", "0"), (-2, "-2", "-2"), (0.04742587, "0.0474", "0.047"), (1234.5, "1234.5", "1234.5"),
    (1.2e-5, r"1.2 \cdot 10^{-5}", "0.000012"), (-3.4e-4, r"-3.4 \cdot 10^{-4}", "-0.00034"),
    (-2e-9, r"-2.0 \cdot 10^{-9}", "-2.0·10⁻⁹")])
def test_numbers_show_the_digits_that_say_something(value, formula, plain):
    assert formulas.number(value) == formula
    assert formulas.plain(value) == plain.replace("-", MINUS)


def test_a_name_outside_of_formulas_has_its_number_lowered():
    assert formulas.written("w_12") == "w₁₂"


def test_two_small_numbers_of_a_sentence_are_printed_alike():
    assert apart(3.6e-7, 1e-6) == ("3.6·10⁻⁷", "1.0·10⁻⁶")
    assert apart(0.25, 0.125) == ("0.25", "0.125")
    assert apart(0.25, 3.6e-7) == ("0.25", "3.6·10⁻⁷")
