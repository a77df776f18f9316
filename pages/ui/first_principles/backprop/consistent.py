"""Numbers of a table whose rows can be reckoned again: each with as many digits as what follows from it needs."""
import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pages.ui.first_principles.printed import ALMOST, FORMULA, Number, Style, printed

MOST_MORE = 12  # digits that an operand gets beyond what follows from it: a power of ten has few to begin with


class Relation(NamedTuple):
    """That a number, by its name, is what `reckon` makes of others."""

    result: str
    operands: tuple[str, ...]
    reckon: Callable[..., float]


class Consistent(NamedTuple):
    """numbers: as they are printed, by name. rounded: those that the printed operands come to only about."""

    numbers: dict[str, Number]
    rounded: frozenset[str]

    def plain(self, name: str) -> str:
        """For a cell of a table."""
        return ("≈ " if name in self.rounded else "") + self.numbers[name].plain


def consistent(values: Mapping[str, float], relations: Sequence[Relation], style: Style = FORMULA) -> Consistent:
    """The values in as few digits as make every relation come out, or all that can."""
    rounded: set[str] = set()
    while True:
        extras = dict.fromkeys(values, 0)
        shown = {name: printed(value, style) for name, value in values.items()}
        while wrong := next((one for one in relations if one.result not in rounded and not _holds(one, shown)), None):
            name = _coarsest(wrong, values, shown)
            if extras[name] > extras[wrong.result] + MOST_MORE:
                rounded.add(wrong.result)
                break
            extras[name] += 1
            shown[name] = printed(values[name], style, extras[name])
        else:
            return Consistent(shown, frozenset(rounded))


def _holds(relation: Relation, shown: Mapping[str, Number]) -> bool:
    said = shown[relation.result]
    return abs(_reckoned(relation, [shown[name].value for name in relation.operands]) - said.value) < said.half * ALMOST


def _coarsest(relation: Relation, values: Mapping[str, float], shown: Mapping[str, Number]) -> str:
    """The operand whose rounding matters most."""
    exact = [float(values[name]) for name in relation.operands]
    result = _reckoned(relation, exact)
    off = [abs(_reckoned(relation, [*exact[:i], shown[name].value, *exact[i + 1:]]) - result)
           for i, name in enumerate(relation.operands)]
    return relation.operands[max(range(len(off)), key=off.__getitem__)]


def _reckoned(relation: Relation, operands: Sequence[float]) -> float:
    """What a relation makes of its operands; infinity where it makes nothing of them."""
    try:
        return float(relation.reckon(*operands))
    except ArithmeticError:
        return math.inf
