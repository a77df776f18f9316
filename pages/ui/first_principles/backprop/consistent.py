"""Numbers of a table whose rows can be reckoned again: each with as many digits as what follows from it needs."""
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from pages.ui.first_principles.printed import ALMOST, FORMULA, MOST_EXTRA, Number, Style, printed


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
        while wrong := next((each for each in relations if each.result not in rounded and not _holds(each, shown)), None):
            if all(extras[name] > extras[wrong.result] + MOST_EXTRA for name in wrong.operands):
                rounded.add(wrong.result)
                break
            for name in wrong.operands:
                extras[name] += 1
                shown[name] = printed(values[name], style, extras[name])
        else:
            return Consistent(shown, frozenset(rounded))


def _holds(relation: Relation, shown: Mapping[str, Number]) -> bool:
    said = shown[relation.result]
    try:
        found = relation.reckon(*(shown[name].value for name in relation.operands))
    except ArithmeticError:
        return False
    return abs(found - said.value) < said.half * ALMOST
