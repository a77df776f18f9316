"""A network out of a text that people paste: nested lists, NumPy's or PyTorch's print, what Keras and scikit-learn call
a model's weights, or a file of this page. Knows nothing of Streamlit."""
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pages.ui.first_principles.own.bringing import lists
from pages.ui.first_principles.own.bringing.lists import Array, Row
from pages.ui.first_principles.own.layers import MOST_LAYERS, MOST_NEURONS, LayersField

Matrix = tuple[Row, ...]
INPUTS, NEURONS = "inputs", "neurons"  # what a matrix's rows are


class Pasted(NamedTuple):
    """weights: each layer's (fan_in, fan_out). biases: each layer's, or None if the text has none. rows: what the rows
    of its matrices were, INPUTS or NEURONS; is_open: whether the text leaves that open."""

    weights: tuple[Matrix, ...]
    biases: tuple[Row, ...] | None
    rows: str
    is_open: bool


def read(text: str, prefer: str = INPUTS, features: int | None = None) -> Pasted:
    """The network in a text. Where both ways of reading its matrices make one, as for square ones, that of as many
    inputs as the samples' `features` is taken, or else the one that is preferred.

    Raises ValueError, in a sentence.
    """
    if not re.search(r"[\[{]|\(\s*\(|array|tensor", text):
        weights = LayersField("", "", ()).read(text)
        arrays = [Array(matrix, False) for matrix in weights]
    else:
        arrays = lists.parsed(text)
    _check_sizes(arrays)
    matrices, biases = _parted(arrays)
    ways = {INPUTS: matrices, NEURONS: [_transposed(matrix) for matrix in matrices]}
    fitting = {rows: way for rows, way in ways.items() if _makes_network(way, biases)}
    if not fitting:
        raise ValueError(_misfit(matrices, biases))
    best = [rows for rows, way in fitting.items() if len(way[0]) == features] or [*fitting]
    rows = prefer if prefer in best else best[0]
    return Pasted(tuple(fitting[rows]), None if biases is None else tuple(biases), rows,
                  len(best) > 1 and ways[INPUTS] != ways[NEURONS])


def _check_sizes(arrays: Sequence[Array]) -> None:
    largest = max(max(len(array.rows), len(array.rows[0])) for array in arrays)
    if largest > MOST_NEURONS:
        raise ValueError(f"A matrix here has {largest} rows or columns. At most {MOST_NEURONS} inputs, neurons in a "
                         "layer and outputs are taken.")


def _parted(arrays: Sequence[Array]) -> tuple[list[Matrix], list[Row] | None]:
    """The weights, and the biases if there are any: by name, as vectors between matrices, or as a list behind them."""
    named = [array for array in arrays if array.is_bias]
    others = [array for array in arrays if not array.is_bias]
    if not named:
        others, named = _split(arrays)
    if not others:
        raise ValueError("These are biases alone. Paste the weights with them.")
    if len(others) > MOST_LAYERS:
        raise ValueError(f"These are {len(others)} layers, and at most {MOST_LAYERS} are taken.")
    weights = [array.rows for array in others]
    if len({array.is_vector for array in others}) > 1:
        raise ValueError("A matrix's rows are not equally long, or some layers have biases and others none. Give each "
                         "layer a matrix, and biases to all of them or to none.")
    if not named:
        return weights, None
    biases = [row for array in named for row in _bias_rows(array)]
    return weights, biases


def _split(arrays: Sequence[Array]) -> tuple[list[Array], list[Array]]:
    """Arrays without names as weights and biases."""
    pairs = len(arrays) % 2 == 0 and [*zip(arrays[::2], arrays[1::2])]
    if pairs and all(not one.is_vector and len(other.rows) == 1 for one, other in pairs) and (
            any(other.is_vector for _, other in pairs) or not _chains_somehow([array.rows for array in arrays])):
        return [*arrays[::2]], [*arrays[1::2]]  # as Keras has them: W, b, W, b
    first = [array for array in arrays if array.group == 0]
    rest = [array for array in arrays if array.group > 0]
    if rest and len({array.group for array in rest}) == 1 and sum(len(array.rows) for array in rest) == len(first) > 1:
        return first, rest  # a list of weights, and one of biases
    return [*arrays], []


def _bias_rows(array: Array) -> list[Row]:
    """A layer's biases as a column are a row; each row of a list of biases is a layer's."""
    if len(array.rows) > 1 and len(array.rows[0]) == 1 and "intercepts" not in array.name:
        return [tuple(row[0] for row in array.rows)]
    return [*array.rows]


def _chains(way: Sequence[Matrix]) -> bool:
    return all(len(below[0]) == len(above) for below, above in pairwise(way))


def _chains_somehow(way: Sequence[Matrix]) -> bool:
    return _chains(way) or _chains([_transposed(matrix) for matrix in way])


def _makes_network(way: Sequence[Matrix], biases: Sequence[Row] | None) -> bool:
    return _chains(way) and (biases is None or [len(row) for row in biases] == [len(matrix[0]) for matrix in way])


def _misfit(matrices: Sequence[Matrix], biases: Sequence[Row] | None) -> str:
    shapes = ", ".join(f"({len(matrix)}, {len(matrix[0])})" for matrix in matrices)
    if biases is not None and _chains_somehow(matrices):
        counts = ", ".join(str(len(row)) for row in biases)
        return f"The biases do not fit: there are {counts}, and the matrices have the shapes {shapes}."
    return (f"These matrices make no network: their shapes are {shapes}, and each has to have as many rows as the one "
            "before it has columns, or the other way round.")


def _transposed(matrix: Matrix) -> Matrix:
    return tuple(zip(*matrix))
