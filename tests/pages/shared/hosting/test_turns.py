"""Many visitors train on one server: who is next, for how long, and what never waits. Time is the tests' own."""
import threading
import time

import pytest

from pages.ui.shared.hosting import turns
from pages.ui.shared.hosting.turns import AFTER_ALL, RECENT, ROUND, Line, Turns


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


def take(shares: Turns, clock: Clock, who: int, used: float = 1.0, most: float = 0.1) -> float:
    """A turn of which so much is used; how long it could have been."""
    seconds = shares.seconds(who, most)
    clock.now += used * seconds
    shares.note(who, used * seconds, seconds)
    return seconds


def test_one_alone_gets_all_that_it_may_take(clock):
    shares = Turns(1, clock)
    assert [take(shares, clock, 1) for _ in range(5)] == [0.1] * 5
    assert not shares.is_short(1)


def test_turns_are_the_shorter_the_more_want_more(clock):
    shares = Turns(1, clock)
    for _ in range(2):
        lengths = [take(shares, clock, who) for who in range(32)]
    assert lengths == pytest.approx([ROUND / 32] * 32)
    assert shares.is_short(5)
    assert shares.others(5) == 31


def test_who_asks_for_little_takes_nothing_from_others(clock):
    shares = Turns(1, clock)
    for _ in range(3):
        for who in range(2, 30):
            take(shares, clock, who, used=0.1)
        assert take(shares, clock, 1) == 0.1


def test_who_has_stopped_counts_no_more_after_a_while(clock):
    shares = Turns(1, clock)
    for who in range(10):
        take(shares, clock, who)
    clock.now += RECENT
    assert take(shares, clock, 0) == 0.1


def test_a_server_of_two_processors_has_twice_as_much_to_give(clock):
    shares = Turns(2, clock)
    for _ in range(2):
        lengths = [take(shares, clock, who) for who in range(16)]
    assert lengths == pytest.approx([2 * ROUND / 16] * 16)


def test_a_turn_never_lasts_longer_than_it_may(clock):
    shares = Turns(1, clock)
    take(shares, clock, 1)
    assert take(shares, clock, 2, most=0.02) == 0.02


def test_a_click_ends_the_waiting_and_what_answers_one_does_not_wait():
    line = Line(1)
    with line.place():
        with line.place(always) as is_mine:
            assert not is_mine
        with line.place(at_once=True) as is_mine:
            assert is_mine
        assert not line.is_awaited
    with line.place() as is_mine:
        assert is_mine


def test_places_are_got_in_the_order_of_coming_one_at_a_time():
    line, order, inside = Line(1), [], []

    def come(who: int) -> None:
        with line.place():
            inside.append(who)
            assert inside == [who]
            order.append(who)
            inside.remove(who)

    threads = []
    with line.place():
        for who in range(8):
            threads.append(threading.Thread(target=come, args=(who,)))
            threads[-1].start()
            while len(line._line) <= who:
                time.sleep(0)
    for thread in threads:
        thread.join()
    assert order == [*range(8)]


def test_who_wants_a_whole_page_goes_first_but_not_forever(clock):
    pages = Line(2)
    ticks, order = Line(1, first=pages, clock=clock), []

    def tick(who: int) -> None:
        with ticks.place():
            order.append(who)

    with ticks.place():
        pass
    clock.now += AFTER_ALL / 2
    threads = [threading.Thread(target=tick, args=(who,)) for who in range(3)]
    with pages.place():
        for who, thread in enumerate(threads):
            thread.start()
            while len(ticks._line) <= who:
                time.sleep(0)
        ticks._offer()
        assert order == []
        clock.now += AFTER_ALL / 2
        ticks._offer()  # one, and not the others
        threads[0].join()
        ticks._offer()
        assert order == [0]
        assert len(ticks._line) == 2
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2]
    assert ticks._taken == pages._taken == 0


def test_who_takes_long_keeps_one_other_from_nothing(clock):
    pages = Line(1, grace=0.1, clock=clock)
    with pages.place():
        with pages.place(always) as is_mine:
            assert not is_mine
        clock.now += 0.1
        with pages.place() as is_mine:
            assert is_mine
            clock.now += 10
            with pages.place(always) as is_mine:
                assert not is_mine  # two are enough
    assert pages._taken == 0


def test_whole_pages_wait_for_no_tick(clock):
    pages = Line(1)
    ticks = Line(1, first=pages, clock=clock)
    with ticks.place(), pages.place(), ticks.place(at_once=True) as is_mine:
        assert is_mine


def test_many_who_come_and_are_called_away_leave_no_place_taken():
    line, got = Line(2), []

    def come(who: int) -> None:
        for _ in range(50):
            with line.place(always if who % 3 else never) as is_mine:
                got.append(is_mine)

    threads = [threading.Thread(target=come, args=(who,)) for who in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 600
    assert not line.is_awaited
    assert line._taken == 0


def test_who_fails_gives_the_place_back():
    line = Line(1)
    with pytest.raises(ZeroDivisionError), line.place():
        raise ZeroDivisionError
    with line.place() as is_mine:
        assert is_mine


def test_a_visitor_whose_turns_are_short_is_told_so(monkeypatch, clock):
    monkeypatch.setattr(turns, "TURNS", Turns(1, clock))
    take(turns.TURNS, clock, 1)
    assert turns.in_words(1) == ""
    take(turns.TURNS, clock, 2)
    assert turns.in_words(1).startswith("Another network trains here")
    take(turns.TURNS, clock, 3)
    assert turns.in_words(1).startswith("2 other networks train here")
    assert turns.in_words(4) == ""


def test_a_place_is_handed_on_when_it_is_time():
    later = []
    line, got = Line(1, later.append), threading.Event()

    def come() -> None:
        with line.place():
            got.set()

    thread = threading.Thread(target=come)
    with line.place():
        thread.start()
        while not line.is_awaited:
            time.sleep(0)
    (hand_on,) = later
    assert not got.is_set()
    hand_on()
    thread.join()
    assert got.is_set()
    with line.place() as is_mine:
        assert is_mine


@pytest.mark.parametrize(("is_fragment", "is_awaited", "waits"), [
    (True, True, True), (True, False, False), (False, True, False)])
def test_a_tick_ends_once_its_browser_was_told_where_others_wait(monkeypatch, is_fragment, is_awaited, waits):
    ticks, told = Line(1), []
    monkeypatch.setattr(turns, "TICKS", ticks)
    monkeypatch.setattr(turns.runs, "is_fragment", lambda: is_fragment)
    monkeypatch.setattr(turns.runs, "until_told", told.append)
    other = threading.Thread(target=lambda: ticks._wait(never, at_once=False))
    with ticks.place():
        if is_awaited:
            other.start()
            while not ticks.is_awaited:
                time.sleep(0)
        turns.finish_telling()
    if is_awaited:
        other.join()
    assert bool(told) == waits


def test_a_whole_page_has_its_turn_at_once(monkeypatch):
    monkeypatch.setattr(turns, "TICKS", Line(1))
    monkeypatch.setattr(turns.runs, "is_fragment", lambda: False)
    with turns.TICKS.place(), turns.turn(1, 0.1) as seconds:
        assert seconds == 0.1
