"""JSON text of a stranger's, read with care: it takes up to 40 times its bytes in memory where it is made of names and
short texts, so each mark that can begin something is counted first."""
import json
from collections.abc import Mapping
from typing import Any


def check_marks(content: bytes, most: Mapping[bytes, int], what: str, remedy: str) -> None:
    """Raise ValueError for a text that has a mark more often than `what`, such as a network, can need."""
    for mark, times in most.items():
        if content.count(mark) > times:
            raise ValueError(f"This file holds more than {what} can need, “{mark.decode()}” over {times:,} times. "
                             f"{remedy}")


def parsed(text: str, remedy: str) -> Any:
    """What a text says, with None for NaN and its like, which are no numbers to learn with. Raises ValueError."""
    try:
        return json.loads(text, parse_constant=lambda constant: None)
    except (ValueError, RecursionError, MemoryError):
        raise ValueError(f"This file is not JSON text, or a piece of it is missing. {remedy}") from None
