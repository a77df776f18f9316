"""What can be typed or dragged beside a picture: a number on a slider, or a table of numbers."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from engine.datasets.visible_text import visible
from pages.ui.shared.address import typed
from pages.ui.shared.address.table import Parameter, Text, Where

Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Field:
    """A number. name: its row of the page's table; label: what people call it, in few letters.

    low, high, step: of its slider. least, most: what can be typed, which may lie beyond the slider's ends.
    """

    name: str
    label: str
    default: float
    low: float
    high: float
    step: float = 0.1
    least: float = -typed.LARGEST
    most: float = typed.LARGEST

    def read(self, text: str) -> float:
        """The number that was typed. Raises ValueError, in a sentence."""
        return typed.number(text, self.least, self.most)

    def written(self, value: float) -> str:
        """What stands in the field."""
        return typed.written(value)

    in_address = written

    def as_message(self, value: float) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"kind": "number", "low": self.low, "high": self.high, "step": self.step, "value": value}


class WholeField(Field):
    """A whole number, such as how many layers there are."""

    def read(self, text: str) -> float:
        """The number that was typed. Raises ValueError, in a sentence."""
        if (value := super().read(text)) % 1:
            raise ValueError(f"{self.written(value)} is not a whole number. Write one from "
                             f"{typed.written(self.least, ',')} to {typed.written(self.most, ',')}.")
        return value


@dataclass(frozen=True)
class TableField:
    """A table of numbers, typed as text, a row a line. rows, columns: None for any number of them."""

    name: str
    label: str
    default: Rows
    rows: int | None
    columns: int | None
    most_rows: int = 20

    def read(self, text: str) -> Rows:
        """The table that was typed. Raises ValueError, in a sentence."""
        return tuple(map(tuple, typed.table(text, self.rows, self.columns, self.most_rows)))

    def written(self, value: Rows) -> str:
        """What stands in the field."""
        return typed.table_written(value)

    def in_address(self, value: Rows) -> str:
        """The same in one line."""
        return typed.table_written(value, "; ")

    def as_message(self, value: Rows) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"kind": "table", "lines": self.rows or min(self.most_rows, 6)}


@dataclass(frozen=True)
class ChoiceField:
    """One of some options, by what people call them. No board shows it: see choices.py."""

    name: str
    label: str
    default: str
    options: Mapping[str, str]

    def read(self, text: str) -> str:
        """The option of a label, or of a name. Raises ValueError, in a sentence."""
        by_label = {label: name for name, label in self.options.items()} | {name: name for name in self.options}
        if text not in by_label:
            raise ValueError(f"“{visible(text[:40])}” is none of {', '.join(self.options.values())}.")
        return by_label[text]

    def written(self, value: str) -> str:
        """What people call it."""
        return self.options[value]

    in_address = written

    def as_message(self, value: str) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"kind": "choice"}


class AnyField(Protocol):
    """What each kind of field has."""

    @property
    def name(self) -> str:
        """Its row of the page's table."""

    @property
    def label(self) -> str:
        """What people call it."""

    @property
    def default(self) -> Any:
        """Its value at first, for good: links leave it out."""

    def read(self, text: str) -> Any:
        """The value that was typed. Raises ValueError, in a sentence."""

    def written(self, value: Any) -> str:
        """What stands in the field."""

    def in_address(self, value: Any) -> str:
        """The same as a link has it."""

    def as_message(self, value: Any) -> dict[str, Any]:
        """What the browser is told of it."""


def parameters(fields: Iterable[AnyField]) -> list[Parameter]:
    """The rows of the page's table for these fields."""
    return [Parameter(field.name, field.default, Text(field.read, field.in_address), _within(field.label), Where.VIEW)
            for field in fields]


def _within(label: str) -> str:
    """A label inside a sentence, without what follows its first words."""
    first = label.partition(",")[0]
    return first[0].lower() + first[1:] if first[1:2].islower() else first
