"""The weight or bias that a page takes apart: which one, as people and links name it."""
import re
from dataclasses import dataclass
from typing import Any

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.own.names import Place, places

LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


@dataclass(frozen=True)
class ParameterField:
    """A parameter's name, w5 or b2. Which ones there are depends on the network, so any is taken."""

    name: str
    label: str
    default: str

    def read(self, text: str) -> str:
        """The name as we write it: of w5, W5, w_5 or w₅. Raises ValueError, in a sentence."""
        found = re.fullmatch(r"\s*([wWbB])_?\{?0*(\d{1,4})\}?\s*", text.translate(LOWERED))
        if not found:
            raise ValueError("That is no weight or bias. Write a name such as w5 or b2.")
        return f"{found[1].lower()}{found[2]}"

    def written(self, value: str) -> str:
        """What stands in the field."""
        return value

    in_address = written

    def as_message(self, value: str) -> dict[str, Any]:
        """What the browser is told of it."""
        return {"kind": "parameter"}


PARAMETER = ParameterField("own_parameter", "parameter", "w1")


def chosen(example: WorkedExample) -> Place:
    """The parameter that was chosen, or where the network has none of that name, its first one."""
    there = places(example)
    return there.get(numbers.values([PARAMETER])[PARAMETER.name], there["w1"])


def telling(example: WorkedExample, sample: int) -> str:
    """The first parameter whose derivative for a sample is not 0, as that of a weight from an input of 0 is; w1 where
    all are."""
    gradient = example.gradient([sample])
    return next((name for name, place in places(example).items() if gradient[place.flat]), PARAMETER.default)
