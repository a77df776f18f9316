"""`python -m tests.walk`: longer walks than CI's, with other seeds, from every page and chapter in turn.

Ends with 1 where a state had a fault, and prints for each what was done until then.
"""
import argparse
import sys
import time

from tests.walk.walk import STARTS, Walk

LENGTH = 60  # states of a walk


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.walk", description=__doc__)
    parser.add_argument("--states", type=int, default=2_000, help="in all; with --start, of one walk")
    parser.add_argument("--seed", type=int, default=0, help="the first one")
    parser.add_argument("--start", choices=STARTS, help="one page or chapter alone, and one walk")
    asked, faults, done = parser.parse_args(), 0, 0
    starts = [asked.start] if asked.start else STARTS
    length = asked.states if asked.start else LENGTH
    seconds: dict[str, float] = dict.fromkeys(starts, 0.0)
    for number in range(max(1, asked.states // length)):
        start, seed = starts[number % len(starts)], asked.seed + number // len(starts)
        before = time.process_time()
        try:
            Walk(start, seed).go(length)
        except AssertionError as fault:
            faults += 1
            print(f"--- {start}, seed {seed}: {fault}\n", flush=True)
        seconds[start] += time.process_time() - before
        done += length
    for start, spent in seconds.items():
        print(f"{start}: {spent:.1f} s of processor time")
    print(f"{done:,} states at most, {faults} faults, {sum(seconds.values()):.1f} s of processor time")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
