"""What there is to choose from: activations, losses, optimizers and others, by name."""
from collections.abc import Mapping
from typing import NoReturn, TypeVar

from engine.constraints.constraints import OneOf

Row = TypeVar("Row")


class Table(dict[str, Row]):
    """Rows by name, of one kind. Asking for a name that is not there is a ValueError that says which there are."""

    def __init__(self, kind: str, rows: Mapping[str, Row], **labels: str):
        super().__init__(rows)
        self.kind, self._labels = kind, labels

    def __missing__(self, name: str) -> NoReturn:
        raise ValueError(f"There is no {self.kind} {name!r}: {OneOf(self)(name) if self else 'leave it out.'}")

    def labels(self) -> dict[str, str]:
        """What menus call the rows, by name: what the table says, else a row's `label`, else its name as a word."""
        return {name: self._labels.get(name) or getattr(row, "label", "") or name.replace("_", " ").capitalize()
                for name, row in self.items()}
