"""What a thin cable lets through when; by a clock that the test sets."""
import pytest

from tests.cable import CHUNK, Lane


def test_bytes_take_their_time_and_wait_for_those_before_them():
    lane = Lane(1_000)
    assert lane.take(500, now=10.0) == (10.0, 10.5)
    assert lane.take(250, now=10.1) == (10.5, 10.75)
    assert lane.take(100, now=20.0) == (20.0, pytest.approx(20.1))
    assert lane.passed == 850


def test_a_wide_cable_lets_everything_through_at_once():
    lane = Lane(None)
    assert lane.chunk == CHUNK
    assert lane.take(10**9, now=3.0) == lane.take(10**9, now=3.0) == (3.0, 3.0)


def test_connections_of_a_thin_cable_take_turns_by_small_pieces():
    assert Lane(200_000).chunk == 2_000
