"""What a visitor reads of the pictures' bytes."""
import struct
from typing import Any

from pages.ui.shared.stage.messages.message import header_of, number_of

TRAILER = struct.Struct("<dI")  # which component.py writes and hand_over.js reads


def trailer_of(data: bytes) -> tuple[float, int]:
    """(the id of the last event that was handled, the number of this change) of any picture's data."""
    return TRAILER.unpack_from(data, len(data) - TRAILER.size)


def stage_of(data: bytes) -> dict[str, Any]:
    """The header of a stage's message, with its number: what every message says, such as whether it plays."""
    message = data[: -TRAILER.size]
    return header_of(message) | {"number": number_of(message)}


def is_another(before: bytes, now: bytes) -> bool:
    """Whether two data of a picture's differ in more than the event that was handled."""
    return before[: -TRAILER.size] != now[: -TRAILER.size]
