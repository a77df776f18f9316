import pytest

from engine.schedules import SCHEDULES


@pytest.mark.parametrize("name", SCHEDULES)
def test_every_schedule_starts_with_the_whole_learning_rate(name):
    assert SCHEDULES[name](epochs=10)(0) == 1


def test_constant_stays():
    assert SCHEDULES["constant"](epochs=10)(7.5) == 1


def test_cosine_is_half_in_the_middle_and_nothing_from_the_end_on():
    factor = SCHEDULES["cosine"](epochs=10)
    assert factor(5) == pytest.approx(0.5)
    assert factor(2) > 1 - factor(2)
    assert factor(10) == factor(20) == 0
