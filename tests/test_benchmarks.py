import json
import subprocess
import sys

import pytest

from tests.benchmarks.__main__ import PLAN, rows_of
from tests.benchmarks.contestants import CONTESTANTS
from tests.benchmarks.workloads import WORKLOADS

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
