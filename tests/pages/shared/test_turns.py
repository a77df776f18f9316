"""Many visitors train on one server: who is next, for how long, and what never waits. Time is the tests' own."""
import threading
from contextlib import ExitStack

import pytest

from pages.ui.shared.hosting.turns import RECENT, ROUND, Turns


class Clock:
    """Says the time that a test has set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def never() -> bool:
    return False


def always() -> bool:
    return True


def take(turns: Turns, clock: Clock, who: int, used: float = 1.0, most: float = 0.1) -> float:
    """A turn of which so much is used; how long it could have been."""
    with turns.take(who, most, never) as seconds:
        clock.now += used * seconds
    return seconds


def test_one_alone_gets_all_that_it_may_take(clock):
    turns = Turns(1, clock)
    assert [take(turns, clock, 1) for _ in range(5)] == [0.1] * 5
    assert not turns.is_short(1)


def test_turns_are_the_shorter_the_more_want_more(clock):
    turns = Turns(1, clock)
    for _ in range(2):
        lengths = [take(turns, clock, who) for who in range(32)]
    assert lengths == pytest.approx([ROUND / 32] * 32)
    assert turns.is_short(5)
    assert turns.others(5) == 31


def test_who_asks_for_little_takes_nothing_from_others(clock):
    turns = Turns(1, clock)
    for _ in range(3):
        for who in range(2, 30):
            take(turns, clock, who, used=0.1)
        assert take(turns, clock, 1) == 0.1


def test_who_has_stopped_counts_no_more_after_a_while(clock):
    turns = Turns(1, clock)
    for who in range(10):
        take(turns, clock, who)
    clock.now += RECENT
    assert take(turns, clock, 0) == 0.1


def test_a_server_of_two_processors_has_twice_as_much_to_give(clock):
    turns = Turns(2, clock)
    for _ in range(2):
        lengths = [take(turns, clock, who) for who in range(16)]
    assert lengths == pytest.approx([2 * ROUND / 16] * 16)


def test_a_turn_never_lasts_longer_than_it_may(clock):
    turns = Turns(1, clock)
    take(turns, clock, 1)
    assert take(turns, clock, 2, most=0.02) == 0.02


def test_a_click_ends_the_waiting_and_what_answers_one_does_not_wait():
    turns = Turns(1)
    with turns.take(1, 0.1, never):
        with turns.take(2, 0.1, always) as seconds:
            assert seconds is None
        with turns.take(3, 0.1, never, at_once=True) as seconds:
            assert seconds == 0.1
    with turns.take(2, 0.1, never) as seconds:
        assert seconds == 0.1


def test_turns_come_in_the_order_of_asking_one_at_a_time():
    turns, order, training = Turns(1), [], []

    def train(who: int) -> None:
        with turns.take(who, 0.1, never):
            training.append(who)
            assert training == [who]
            order.append(who)
            training.remove(who)

    with ExitStack() as first:
        first.enter_context(turns.take(0, 0.1, never))
        threads = []
        for who in range(1, 8):
            threads.append(threading.Thread(target=train, args=(who,)))
            threads[-1].start()
            while len(turns._line) < who:
                pass
    for thread in threads:
        thread.join()
    assert order == [*range(1, 8)]


def test_a_training_that_fails_gives_its_place_back():
    turns = Turns(1)
    with pytest.raises(ZeroDivisionError), turns.take(1, 0.1, never):
        raise ZeroDivisionError
    with turns.take(2, 0.1, never) as seconds:
        assert seconds == 0.1
