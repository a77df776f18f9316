"""Measures every contestant at every workload, in turn, and prints one Markdown table."""
import argparse
import json
import os
import statistics
import subprocess
import sys

from tests.benchmarks.workloads import W1, W1_VARIANTS, W2, WORKLOADS

ONE_THREAD = {f"{library}_THREADS": "1" for library in ("OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "VECLIB_MAXIMUM")}
PEERS = ["textbook loop, float64", "scikit-learn, float32", "PyTorch eager", "PyTorch by hand"]
PLAN = {W1.name: ["ours", *PEERS, "the two products alone"]}
PLAN |= {workload.name: ["ours", "scikit-learn, float32", "PyTorch eager"] if workload.config.optimizer != "sgd" else
         PLAN[W1.name] for workload in W1_VARIANTS}
PLAN |= {workload.name: ["ours", "ours, from its start", "ours, looked at", "textbook loop, float64", "PyTorch eager",
                         "grid 100x100"] for workload in W2}


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each, of which the median counts")
    parser.add_argument("--only", default="", help="workloads whose names contain this")
    arguments = parser.parse_args()
    print("| workload | contestant | CPU / epoch | wall / epoch | peak MB | CPU, times ours |")
    print("|---|---|--:|--:|--:|--:|")
    for name in WORKLOADS:
        if arguments.only in name:
            for row in rows_of(name, measured(name, arguments.rounds)):
                print("| " + " | ".join(row) + " |", flush=True)


def measured(workload: str, rounds: int) -> dict[str, dict]:
    """Contestant to its medians, or to {"missing": library}. They take turns, so that noise meets all alike."""
    workers = {contestant: started(contestant, workload) for contestant in PLAN[workload]}
    first_answers = {contestant: heard(worker) for contestant, worker in workers.items()}
    answers = {contestant: [] for contestant in workers}
    for _ in range(rounds):
        for contestant, worker in workers.items():
            if not first_answers[contestant]:
                worker.stdin.write("go\n")
                worker.stdin.flush()
                answers[contestant].append(heard(worker))
    for worker in workers.values():
        worker.communicate()  # closes its input, and so ends it
    return {contestant: first or {key: statistics.median(answer[key] for answer in answers[contestant])
                                  for key in ("cpu", "wall", "peak")}
            for contestant, first in first_answers.items()}


def started(contestant: str, workload: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.benchmarks.worker", contestant, workload]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                            env=os.environ | ONE_THREAD)


def heard(worker: subprocess.Popen) -> dict:
    line = worker.stdout.readline()
    if not line:
        raise RuntimeError(f"{worker.args[-2]} died at {worker.args[-1]}; its own words are above.")
    return json.loads(line)


def rows_of(workload: str, results: dict[str, dict]) -> list[list[str]]:
    """The table's rows for one workload, a list of cells each."""
    rows = []
    for contestant, result in results.items():
        if "missing" in result:
            rows.append([workload, contestant, f"{result['missing']} is not installed", "", "", ""])
        else:
            rows.append([workload, contestant, duration(result["cpu"]), duration(result["wall"]),
                         f"{result['peak']:.0f}", f"{result['cpu'] / results['ours']['cpu']:.2f}"])
    return rows


def duration(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms" if seconds > 0.01 else f"{seconds * 1e6:.1f} us"


if __name__ == "__main__":
    main()
