"""Weights and biases of several layers in one field: pasted as a Python list, or typed a matrix after the other."""
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from pages.ui.first_principles.board.fields import Rows, TableField
from pages.ui.first_principles.own.bringing import lists
from pages.ui.shared.address import packed, typed

MOST_LAYERS, MOST_NEURONS = 7, 8  # 6 hidden layers and the output's, as the playground has them
PLAIN = 600  # letters of an address up to which numbers stand there to be read; more are packed
PACKED = "z."


def short(text: str) -> str:
    """A text as an address has it: as it is, or where that takes many letters, packed in fewer."""
    if len(quote_plus(text)) <= PLAIN:
        return text
    return PACKED + packed.packed(text)


def unpacked(text: str) -> str:
    """The inverse of `short`; what was typed stays as it is. Raises ValueError."""
    if not text.startswith(PACKED):
        return text
    try:
        return packed.unpacked(text.removeprefix(PACKED), typed.MOST_TEXT)
    except ValueError:
        raise ValueError("A piece of these numbers is missing in the link. Ask for it again, or type them.") from None


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
        text = unpacked(text)
        if len(text) > typed.MOST_TEXT:
            raise ValueError(f"That is too long: at most {MOST_LAYERS} layers of {MOST_NEURONS} neurons are taken.")
        if lists.is_nested(text, 2 if self.is_biases else 3):
            read = self._of_lists(lists.parsed(text))
        else:
            parts = [part for part in re.split(r"\n\s*\n|\|", text.strip()) if part.strip()] or [""]
            read = tuple(self._layer(part) for part in parts)
        if len(read) > MOST_LAYERS:
            raise ValueError(f"These are {len(read)} layers, and at most {MOST_LAYERS} are taken.")
        if max(max(len(rows), *map(len, rows)) for rows in read) > MOST_NEURONS:
            raise ValueError(f"At most {MOST_NEURONS} inputs, neurons in a layer and outputs are taken.")
        return tuple(rows[0] for rows in read) if self.is_biases else read

    def _layer(self, text: str) -> Rows:
        return tuple(map(tuple, typed.table(text, 1 if self.is_biases else None, None, MOST_NEURONS)))

    def _of_lists(self, arrays: list[lists.Array]) -> tuple[Rows, ...]:
        """A nested list's layers: each of its matrices, or for biases each of its rows."""
        if self.is_biases:
            return tuple((row,) for array in arrays for row in array.rows)
        if len({array.is_vector for array in arrays}) > 1 or any(array.is_bias for array in arrays):
            raise ValueError("This has biases among the weights: put it into “Paste a network”, which takes both.")
        return tuple(array.rows for array in arrays)

    def written(self, value: Any) -> str:
        """What stands in the field."""
        return "\n\n".join(typed.table_written(self._rows(layer)) for layer in value)

    def in_address(self, value: Any) -> str:
        """The same in one line, and in few letters."""
        return short(" | ".join(typed.table_written(self._rows(layer), "; ") for layer in value))

    def _rows(self, layer: Any) -> Rows:
        return (layer,) if self.is_biases else layer

    def as_message(self, value: Any) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"kind": "table", "lines": min(10, self.written(value).count("\n") + 1)}


@dataclass(frozen=True)
class SamplesField(TableField):
    """A row for each sample, of at most as many numbers as a layer has neurons."""

    def read(self, text: str) -> Rows:
        """The table that was typed. Raises ValueError, in a sentence."""
        read = super().read(unpacked(text))
        if len(read[0]) > MOST_NEURONS:
            raise ValueError(f"Each row has {len(read[0])} numbers, and at most {MOST_NEURONS} are taken.")
        return read

    def in_address(self, value: Rows) -> str:
        """The same in one line, and in few letters."""
        return short(super().in_address(value))

    def as_message(self, value: Rows) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"kind": "table", "lines": min(6, len(value))}
