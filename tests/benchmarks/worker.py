"""One contestant in a process of its own: measures an epoch for every line that it reads, until there are no more.

Answers a line of JSON each: {"cpu": ..., "wall": ..., "peak": ...}, seconds an epoch and the process's peak MB so far;
or {"missing": ...} at once if the contestant's library is not installed.
"""
import json
import resource
import sys
import time

from tests.benchmarks.contestants import CONTESTANTS
from tests.benchmarks.workloads import WORKLOADS


def main(contestant: str, workload_name: str):
    workload = WORKLOADS[workload_name]
    try:
        train = CONTESTANTS[contestant](workload)
    except ImportError as error:
        answer(missing=error.name)
        return
    train(max(1, workload.epochs // 10))  # warm caches, lazy imports and buffers
    answer()
    for _ in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        train(workload.epochs)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        answer(cpu=cpu / workload.epochs, wall=wall / workload.epochs,
               peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def answer(**content):
    print(json.dumps(content), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
