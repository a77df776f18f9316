"""A network of other sizes: what overlaps stays, the rest is new. Knows nothing of Streamlit."""
import re
from itertools import pairwise
from typing import Any

import numpy as np

from pages.ui.first_principles.own.layers import MOST_LAYERS, MOST_NEURONS

DECIMALS, SEED = 2, 1  # of new weights, which people are to reckon with


def sizes(text: str) -> tuple[int, ...]:
    """Layer sizes that were typed, inputs first: 2-2-1. Raises ValueError, in a sentence."""
    parts = re.findall(r"\d+", text)
    if len(parts) < 2 or re.search(r"[.+*/%a-wyzA-WYZ]", text) or max(map(len, parts)) > 4:
        raise ValueError("Write the sizes of all layers, inputs first and outputs last, such as 2-2-1.")
    read = tuple(map(int, parts))
    if len(read) > MOST_LAYERS + 1:
        raise ValueError(f"These are {len(read) - 2} hidden layers, and at most {MOST_LAYERS - 1} are taken.")
    if min(read) < 1 or max(read) > MOST_NEURONS:
        raise ValueError(f"Each size has to be from 1 to {MOST_NEURONS}.")
    return read


def resized(parts: dict[str, Any], to: tuple[int, ...], ending: str) -> dict[str, Any]:
    """Weights, biases, inputs and targets, by these names, for other sizes. New weights are random, always the same;
    new biases 0, new inputs 1, new targets 0."""
    random = np.random.default_rng(SEED)
    drawn = [random.normal(0, 1, (MOST_NEURONS, MOST_NEURONS)).round(DECIMALS) for _ in range(MOST_LAYERS)]
    old = parts["weights"]
    weights = tuple(_matrix(old[i] if i < len(old) else (), rows, columns, drawn[i])
                    for i, (rows, columns) in enumerate(pairwise(to)))
    biases = tuple(_row(parts["biases"][i] if i < len(parts["biases"]) else (), size, 0.0)
                   for i, size in enumerate(to[1:]))
    inputs = tuple(_row(row, to[0], 1.0) for row in parts["inputs"])
    targets = suited(tuple(_row(row, to[-1], 0.0) for row in parts["targets"]), ending)
    return {"weights": weights, "biases": biases, "inputs": inputs, "targets": targets}


def suited(targets: tuple[tuple[float, ...], ...], ending: str) -> tuple[tuple[float, ...], ...]:
    """Targets that an ending can have, as near to the given ones as they can be: for cross-entropy from 0 to 1, for
    softmax a 1 at each row's largest."""
    if ending == "softmax":
        return tuple(row if min(row) >= 0 and abs(sum(row) - 1) < 1e-9 else
                     tuple(float(i == int(np.argmax(row))) for i in range(len(row))) for row in targets)
    if ending == "sigmoid_entropy":
        return tuple(tuple(min(1.0, max(0.0, value)) for value in row) for row in targets)
    return targets


def random_weights(to: tuple[int, ...], random: np.random.Generator) -> tuple[Any, ...]:
    """Weights of Xavier's spread with few decimals."""
    return tuple(tuple(map(tuple, random.normal(0, (2 / (rows + columns)) ** 0.5, (rows, columns)).round(
        DECIMALS).tolist())) for rows, columns in pairwise(to))


def _matrix(old: Any, rows: int, columns: int, drawn: np.ndarray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(old[i][j] if i < len(old) and j < len(old[i]) else float(drawn[i, j]) for j in range(columns))
                 for i in range(rows))


def _row(old: Any, size: int, new: float) -> tuple[float, ...]:
    return (*old[:size], *[new] * (size - len(old)))
