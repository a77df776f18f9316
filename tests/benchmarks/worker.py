"""One contestant in a process of its own: measures an epoch for every line that it reads, until there are no more.

Answers a line of JSON each: {"cpu": ..., "wall": ..., "peak": ...}, seconds an epoch and the process's peak MB so far;
or {"missing": ...} at once if the contestant's library is not installed.
"""
import ctypes
import json
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
        answer(cpu=cpu / workload.epochs, wall=wall / workload.epochs, peak=peak_megabytes())


def answer(**content):
    print(json.dumps(content), flush=True)


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    if sys.platform == "win32":
        counters = (ctypes.c_size_t * 9)()  # PROCESS_MEMORY_COUNTERS: its own size and page faults, the peak, and more
        size = ctypes.sizeof(counters)
        ctypes.windll.kernel32.K32GetProcessMemoryInfo(ctypes.c_void_p(-1), counters, size)  # -1: this process
        return counters[1] / 2**20
    import resource  # which Windows lacks
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


if __name__ == "__main__":
    main(*sys.argv[1:])
