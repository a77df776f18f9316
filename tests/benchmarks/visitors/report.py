"""The table of what was measured."""
import math
from collections.abc import Sequence

from tests.benchmarks.visitors.measuring import Measured, OfKind

HEAD = ("| visitors | kind | ticks/s each | a click: median | 95 % | worst | kB/s each | server, of a core | "
        "server's MB: start, peak, end |\n|---|---|--:|--:|--:|--:|--:|--:|--:|")


def share(numbers: Sequence[float], part: float) -> float:
    """The number that this part of all is not above, by nearest rank. Raises ValueError for none."""
    if not numbers:
        raise ValueError("There are none.")
    return sorted(numbers)[max(1, math.ceil(part * len(numbers))) - 1]


def rows(measured: Measured) -> list[str]:
    """A row for each kind; what is the server's stands in the first."""
    memory = ", ".join(f"{megabytes:.0f}" for megabytes in measured.memory)
    server = [f"{100 * measured.processor:.1f} %", memory]
    found = []
    for of_kind in measured.kinds:
        cells = [measured.scenario.name if not found else "", _named(of_kind), *_own(of_kind),
                 *(server if not found else ["", ""])]
        found.append("| " + " | ".join(cells) + " |")
    if measured.scenario.is_long:
        found.append(f"| | memory by minutes: {', '.join(f'{minute:.0f}' for minute in measured.minutes)} MB; once "
                     f"warm, it grows by {measured.growth:+.2f} MB/minute | | | | | | | |")
    return found


def _named(of_kind: OfKind) -> str:
    waits = f" ({of_kind.kind.waits})" if of_kind.kind.waits else ""
    return f"{of_kind.count} {of_kind.kind.name}{waits}"


def _own(of_kind: OfKind) -> list[str]:
    clicks = of_kind.clicks
    times = [f"{1000 * share(clicks, part):.0f} ms" for part in (0.5, 0.95, 1.0)] if clicks else ["", "", ""]
    return [f"{of_kind.ticks:.1f}" if of_kind.ticks else "", *times, f"{of_kind.received:.1f}"]
