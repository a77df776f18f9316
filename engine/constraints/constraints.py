"""What people may supply, declared as data beside what takes it, and checked once, where it comes in. A constraint is
called with a value and answers what to give instead, or "" if the value will do."""
import difflib
import math
import reprlib
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np

Constraint = Callable[[object], str]
LARGEST = sys.float_info.max  # a number beyond is infinite as a float


def check(constraints: Mapping[str, Constraint], values: Mapping[str, object], opening: str = "") -> None:
    """Raises ValueError, with these opening words, for the first of the values that its constraint does not take."""
    for name, constraint in constraints.items():
        if advice := constraint(values[name]):
            raise ValueError(f"{opening}{name} is {reprlib.repr(values[name])}: {advice}")


@dataclass(frozen=True)
class OneOf:
    """One of some names; a Table's are looked up anew each time, so that rows may be added."""

    names: Collection[str]

    def __call__(self, value: object) -> str:
        if isinstance(value, str) and value in self.names:
            return ""
        nearest = difflib.get_close_matches(str(value).lower(), self.names, 1)
        return f"choose one of {', '.join(self.names)}." + (f" Did you mean {nearest[0]!r}?" if nearest else "")


@dataclass(frozen=True)
class Interval:
    """A finite number from low to high, a whole one if kind is int; but none of `without`, such as an end."""

    kind: type[int] | type[float]
    low: float
    high: float = math.inf
    without: tuple[float, ...] = ()

    def __call__(self, value: object) -> str:
        kinds = (int, np.integer) if self.kind is int else (int, float, np.integer, np.floating)
        if isinstance(value, kinds) and not isinstance(value, bool) and value not in self.without and (
                max(self.low, -LARGEST) <= value <= min(self.high, LARGEST)):
            return ""
        start = f"{'above' if self.low in self.without else 'from'} {self.low:g}"
        end = f" to {'below ' if self.high in self.without else ''}{self.high:g}" if self.high < math.inf else ""
        return f"give a {'whole ' if self.kind is int else ''}number {start}{end}."


@dataclass(frozen=True)
class Several:
    """A tuple of values that each meet one constraint; advice: what to give instead of anything else."""

    each: Constraint
    advice: str

    def __call__(self, value: object) -> str:
        return "" if isinstance(value, tuple) and not any(map(self.each, value)) else self.advice


@dataclass(frozen=True)
class Kind:
    """A value of one of these types; advice: what to give instead of anything else."""

    types: tuple[type, ...]
    advice: str

    def __call__(self, value: object) -> str:
        return "" if isinstance(value, self.types) else self.advice


FLAG = Kind((bool, np.bool_), "give True or False.")
TEXT = Kind((str,), "give a text.")
