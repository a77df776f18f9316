"""Weights and biases of several layers in one field: pasted as a Python list, or typed a matrix after the other."""
import re
from dataclasses import dataclass
from typing import Any

from pages.ui.first_principles.board.fields import Rows
from pages.ui.shared.address import typed

MOST_LAYERS, MOST_NEURONS = 7, 8  # 6 hidden layers and the output's, as the playground has them


@dataclass(frozen=True)
class LayersField:
    """A matrix for each layer, or if is_biases a vector for each.

    Typed with blank lines between layers, in an address with bars, or as a nested Python list.
    """

    name: str
    label: str
    default: Any
    is_biases: bool = False

    def read(self, text: str) -> Any:
        """A tuple of matrices, each a tuple of rows, or of vectors. Raises ValueError, in a sentence."""
        if len(text) > typed.MOST_TEXT:
            raise ValueError(f"That is too long: at most {MOST_LAYERS} layers of {MOST_NEURONS} neurons are taken.")
        parts = [part for part in re.split(r"\n\s*\n|\|", text.strip()) if part.strip()] or [""]
        if len(parts) > MOST_LAYERS:
            raise ValueError(f"These are {len(parts)} layers, and at most {MOST_LAYERS} are taken.")
        read = tuple(self._layer(part) for part in parts)
        return tuple(rows[0] for rows in read) if self.is_biases else read

    def _layer(self, text: str) -> Rows:
        return tuple(map(tuple, typed.table(text, 1 if self.is_biases else None, None, MOST_NEURONS)))

    def written(self, value: Any) -> str:
        """What stands in the field."""
        return "\n\n".join(typed.table_written(self._rows(layer)) for layer in value)

    def in_address(self, value: Any) -> str:
        """The same in one line."""
        return " | ".join(typed.table_written(self._rows(layer), "; ") for layer in value)

    def _rows(self, layer: Any) -> Rows:
        return (layer,) if self.is_biases else layer

    def as_message(self, value: Any) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"kind": "table", "lines": min(10, self.written(value).count("\n") + 1)}
