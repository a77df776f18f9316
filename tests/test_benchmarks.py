import json
import subprocess
import sys
from collections import Counter

import pytest

from tests import browser
from tests.benchmarks import slow_links
from tests.benchmarks.__main__ import PLAN, rows_of
from tests.benchmarks.contestants import CONTESTANTS
from tests.benchmarks.workloads import WORKLOADS
from tests.cable import CHUNK, Lane

XOR = next(name for name in WORKLOADS if "XOR" in name)


def test_every_planned_row_has_a_contestant_and_a_workload():
    assert set(PLAN) == set(WORKLOADS)
    assert all(set(contestants) <= set(CONTESTANTS) for contestants in PLAN.values())


@pytest.mark.parametrize("contestant", ["ours", "ours, from its start", "ours, looked at", "textbook loop, float64",
                                        "grid 100x100"])
def test_a_worker_measures_once_for_every_line(contestant):
    command = [sys.executable, "-m", "tests.benchmarks.worker", contestant, XOR]
    ended = subprocess.run(command, input="go\ngo\n", capture_output=True, text=True, check=True)
    ready, *answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ready == {}
    assert len(answers) == 2
    assert all(answer["cpu"] > 0 and answer["peak"] > 10 for answer in answers)


def test_a_missing_peer_is_a_row_that_says_so():
    ours = {"cpu": 0.2, "wall": 0.21, "peak": 120.4}
    twice = {"cpu": 0.4, "wall": 0.5, "peak": 99.0}
    assert rows_of("W", {"ours": ours, "slow": twice, "PyTorch eager": {"missing": "torch"}}) == [
        ["W", "ours", "200 ms", "210 ms", "120", "1.00"],
        ["W", "slow", "400 ms", "500 ms", "99", "2.00"],
        ["W", "PyTorch eager", "torch is not installed", "", "", ""]]


def test_a_page_on_a_slow_link_is_compared_with_an_empty_one():
    def visit(picture):
        return slow_links.Visit(1.0, picture, Counter(Script=5000, WebSocket=1499), Counter(Font=2000),
                                ((10, "a.js"), (2000, "b.woff2")))

    assert slow_links.row("home", "link", [visit(3.0), visit(9.0), visit(4.0)], [visit(2.0)]) == [
        "home", "link", "1.0 s", "4.0 s", "2.00", "5", "0", "1", "0", "2", "b.woff2 (2 kB)"]


def test_the_benchmark_puts_the_configuration_of_nginx_where_it_measures():
    ours = (browser.ROOT / ".github" / "nginx.conf").read_text("utf-8")
    for theirs in ("listen 80;", "proxy_pass http://127.0.0.1:8501;", "proxy_cache_path /var/cache/nginx/"):
        assert theirs in ours


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
