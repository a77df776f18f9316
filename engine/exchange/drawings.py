"""Somebody's own digits to a JSON file and back: pictures and labels, everything checked."""
import base64
import binascii
import json

import numpy as np

from engine.datasets.digit_format import PIXELS
from engine.datasets.files import File, opened

KIND = "neural network playground: drawings"
MOST_DRAWINGS = 500
MOST_BYTES = MOST_DRAWINGS * 1_200
REMEDY = "Choose a .json file of drawings that this app has saved."


def drawings_to_json(images: np.ndarray, labels: np.ndarray) -> str:
    """The content of a file for images (n, 784) uint8 and their labels (n,), 0 to 9."""
    drawings = [{"label": int(label), "pixels": base64.b64encode(image.tobytes()).decode()}
                for image, label in zip(images, labels)]
    return json.dumps({"kind": KIND, "drawings": drawings}, indent=0)


def drawings_from_json(file: File) -> tuple[np.ndarray, np.ndarray]:
    """The inverse of `drawings_to_json`, for a file given by path, as its bytes or opened.

    Raises ValueError with a sentence that says what to do, and what opening a path raises."""
    with opened(file) as content:
        return _drawings(content.read(MOST_BYTES + 1))


def _drawings(content: bytes) -> tuple[np.ndarray, np.ndarray]:
    """(images, labels) in the bytes of a file."""
    if len(content) > MOST_BYTES:
        raise ValueError(f"This file is larger than {MOST_DRAWINGS} drawings can be. {REMEDY}")
    if not content:
        raise ValueError(f"This file is empty. {REMEDY}")
    try:
        file = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError(f"This file is not JSON text, or a piece of it is missing. {REMEDY}") from None
    if not isinstance(file, dict) or file.get("kind") != KIND or not isinstance(file.get("drawings"), list):
        raise ValueError(f"This file does not hold drawings of this app. {REMEDY}")
    if not 1 <= len(file["drawings"]) <= MOST_DRAWINGS:
        raise ValueError(f"This file holds {len(file['drawings'])} drawings; 1 to {MOST_DRAWINGS} can be used.")
    images, labels = zip(*(_drawing(number, each) for number, each in enumerate(file["drawings"], 1)))
    return np.stack(images), np.array(labels)


def _drawing(number: int, drawing: object) -> tuple[np.ndarray, int]:
    """(pixels (784,) uint8, label) of one drawing."""
    label = drawing.get("label") if isinstance(drawing, dict) else None
    if not isinstance(drawing, dict) or type(label) is not int or not 0 <= label <= 9:
        raise ValueError(f"Drawing {number} in this file has no label from 0 to 9. {REMEDY}")
    try:
        pixels = np.frombuffer(base64.b64decode(drawing["pixels"], validate=True), np.uint8)
    except (KeyError, TypeError, ValueError, binascii.Error):
        pixels = np.empty(0, np.uint8)
    if len(pixels) != PIXELS or not pixels.any():
        raise ValueError(f"Drawing {number} in this file is not a picture of {PIXELS} pixels with ink on it. {REMEDY}")
    return pixels, label
