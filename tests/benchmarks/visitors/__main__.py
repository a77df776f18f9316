"""Has visitors come to a server of this machine, without browsers, and prints one Markdown table of what they meet and
what they cost. Each scenario has a fresh server, which has a processor core of its own where there are two."""
import argparse
import sys

from tests.benchmarks.visitors.measuring import measured
from tests.benchmarks.visitors.report import HEAD, rows
from tests.benchmarks.visitors.scenarios import LONGEST, MINUTES, MOST_VISITORS, SCENARIOS, SECONDS, checked


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.visitors", description=__doc__)
    parser.add_argument("--only", default="", help="scenarios whose names contain this")
    parser.add_argument("--visitors", type=int, help=f"so many instead, at most {MOST_VISITORS}")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="to measure each for")
    parser.add_argument("--minutes", type=float, default=MINUTES,
                        help=f"to measure coming and going for, at most {LONGEST // 60}")
    arguments = parser.parse_args()
    try:
        for seconds in (arguments.seconds, 60 * arguments.minutes):
            checked(arguments.visitors, seconds)
    except ValueError as error:
        parser.error(str(error))
    troubles = []
    print(HEAD, flush=True)
    for scenario in SCENARIOS:
        if arguments.only in scenario.name:
            found = measured(scenario.of(arguments.visitors),
                             60 * arguments.minutes if scenario.is_long else arguments.seconds)
            print(*rows(found), sep="\n", flush=True)
            troubles += [f"{scenario.name}: {trouble}" for trouble in found.troubles]
    for trouble in sorted(set(troubles)):
        print(f"{troubles.count(trouble)} x {trouble}", file=sys.stderr)
    return bool(troubles)


if __name__ == "__main__":
    sys.exit(main())
