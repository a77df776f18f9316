"""A network to a file and back: numbers and a description, nothing executable inside, everything checked.

A .npz file is what NumPy itself reads: `np.load("network.npz")` gives weights1, biases1, weights2 and so on, and
`about`, the description as JSON text. Where that says `half`, the numbers are rounded to half precision, in half the
bytes, and become float32 again. The JSON file is the description with all numbers in it as lists.

Reading trusts nothing: no more is unpacked than a network of this app can need, and numbers are taken only where the
description, checked first, says how many there are. Pickles, which could run code, are never opened.
"""
import io
import json
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from engine.activations import ACTIVATIONS
from engine.datasets import Dataset, Feature
from engine.datasets.features import FEATURES, FromPlane
from engine.datasets.files import File, opened
from engine.exchange.json_text import check_marks, parsed
from engine.exchange.npz import Arrays
from engine.losses import LOSSES
from engine.network import Network

KIND, VERSION = "neural network playground: network", 1
MOST_MEGABYTES, MOST_PARAMS = 32, 2_000_000  # of a file; of a network
MOST_BYTES = MOST_MEGABYTES * 2**20
# The app's largest network, 784-512-512-512-10, has 932,362 parameters, which are 12 MB of JSON.
MOST_JSON_BYTES = 15 * 2**20
MOST_MARKS = {b",": 1_500_000, b"[": 50_000, b"{": 1_000, b":": 100_000, b'"': 100_000, b"\\": 500_000}
MOST_LAYERS, MOST_NAMES, MOST_LETTERS = 16, 1_000, 100
LARGEST_HALF = float(np.finfo(np.float16).max)
LARGEST_SCALE = 1e300  # of what a raw value is divided by, or what is subtracted from it
MOST_DESCRIPTION = 400_000  # bytes of the description in a .npz file, four a letter
REMEDY = "Choose a .npz or .json file that this app has saved."


@dataclass(frozen=True)
class About:
    """What a network's numbers mean.

    loss: the row of LOSSES that it was trained with, which says how outputs become probabilities. labels: the classes'
    names in the order of the outputs, two of them for one output; none if the answers are numbers. inputs: the names
    of what it is told, as many as it has inputs, or none. note: anything else worth keeping, in words.
    columns: the raw values that people give, and how each is scaled to be an input; none if they enter as they are.
    computed: whether inputs are rows of FEATURES that are computed from two columns, rather than the columns
    themselves. pixels: whether inputs are pixels of 0 to 255, which enter as 0 to 1.
    """

    loss: str
    labels: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    note: str = ""
    columns: tuple[Feature, ...] = ()
    computed: bool = False
    pixels: bool = False

    @classmethod
    def of(cls, dataset: Dataset, loss: str, note: str = "") -> "About":
        """What the numbers of a network mean that learned from a dataset with a loss, a row of LOSSES.

        Raises ValueError for a dataset whose inputs are computed in a way that no file can tell.
        """
        if dataset.from_raw is not None and not isinstance(dataset.from_raw, FromPlane):
            raise ValueError(f"The inputs of {dataset.name} are computed by a function of its own, which no file can "
                             "hold.")
        if dataset.from_raw is not None:
            return cls(loss, dataset.labels, dataset.from_raw.names, note, dataset.from_raw.plane.features, True)
        names = tuple(feature.name for feature in dataset.features)
        return cls(loss, dataset.labels, names, note, dataset.features, pixels=dataset.inputs.dtype == np.uint8)


def to_npz(network: Network, about: About, half: bool = False) -> bytes:
    """The content of a .npz file. half: whether the numbers of a float32 network are rounded to half precision; where
    one would be too large for that, none is. Raises ValueError for what could not be read again."""
    half = half and network.params.dtype == np.float32 and bool((np.abs(network.params) < LARGEST_HALF).all())
    described = _description(network, about) | ({"half": True} if half else {})
    description, file = np.array(json.dumps(described)), io.BytesIO()
    if description.nbytes > MOST_DESCRIPTION:
        raise ValueError("The names of this network's inputs and classes are too long to be kept; shorten them.")
    places = {name: place.astype(np.float16) if half else place for name, place in _places(network).items()}
    np.savez_compressed(file, allow_pickle=False, about=description, **places)
    return file.getvalue()


def to_json(network: Network, about: About) -> str:
    """The content of a .json file. Raises ValueError for what could not be read again."""
    layers = [{"weights": _shortest(layer.weights), "biases": _shortest(layer.biases)} for layer in network.layers]
    text = json.dumps(_description(network, about) | {"layers": layers}, allow_nan=False)
    _check_json(text.encode())
    return text


def from_file(file: File) -> tuple[Network, About]:
    """A network from either kind of file, given by path, as its bytes or opened.

    Raises ValueError with a sentence that says what to do, and what opening a path raises."""
    with opened(file) as content:
        return _from_content(content.read(MOST_BYTES + 1))


def _from_content(content: bytes) -> tuple[Network, About]:
    _check_length(content)
    if content.startswith(b"PK"):
        return from_npz(content)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
        return from_json(content)
    raise ValueError(f"This file is {'neither .npz nor JSON inside, whatever its name says' if content else 'empty'}. "
                     f"{REMEDY}")


def from_npz(content: bytes) -> tuple[Network, About]:
    """The inverse of `to_npz`. Raises ValueError with a sentence that says what to do."""
    _check_length(content)
    try:
        arrays = Arrays(content)
        text = arrays.text("about", MOST_DESCRIPTION) if "about" in arrays.names else "null"
    except ValueError as error:
        raise ValueError(f"{error} {REMEDY}") from None
    description = parsed(text, REMEDY)
    network, about = _from_description(description)
    places, is_half = _places(network), description.get("half") is True and network.params.dtype == np.float32
    if arrays.names != {"about", *places}:
        raise ValueError(f"This file does not hold the {len(network.layers)} layers that it describes, and nothing "
                         f"else. {REMEDY}")
    for name, place in places.items():
        try:
            numbers = arrays.numbers(name, place.astype(np.float16) if is_half else place)
        except ValueError as error:
            raise ValueError(f"{error} {REMEDY}") from None
        _fill(place, numbers, name)
    return network, about


def from_json(text: str | bytes) -> tuple[Network, About]:
    """The inverse of `to_json`. Raises ValueError with a sentence that says what to do."""
    content = text if isinstance(text, bytes) else text.encode(errors="replace")
    _check_json(content)
    description = parsed(content.decode("utf-8-sig", "replace"), REMEDY)
    network, about = _from_description(description)
    layers = description.get("layers")
    if not isinstance(layers, list) or len(layers) != len(network.layers) or not all(
            isinstance(layer, dict) for layer in layers):
        raise ValueError(f"This file does not hold the {len(network.layers)} layers that it describes. {REMEDY}")
    found = {f"{part}{number}": layer.get(part) for number, layer in enumerate(layers, 1)
             for part in ("weights", "biases")}
    for name, place in _places(network).items():
        _fill(place, _numbers(found[name]), name)
    return network, about


def _description(network: Network, about: About) -> dict[str, Any]:
    """What a file says of its numbers. What would not be taken back is refused here."""
    names = {type(activation): name for name, activation in ACTIVATIONS.items()}
    description = {
        "kind": KIND, "version": VERSION, "sizes": list(network.sizes), "dtype": network.params.dtype.name,
        "hidden": names[type(network.layers[0].activation)] if len(network.layers) > 1 else "identity",
        "output": names[type(network.layers[-1].activation)], "loss": about.loss, "labels": list(about.labels),
        "inputs": list(about.inputs), "note": about.note}
    if about.columns:
        description["columns"] = {"names": [column.name for column in about.columns],
                                  "units": [column.unit for column in about.columns],
                                  "offsets": [float(column.offset) for column in about.columns],
                                  "scales": [float(column.scale) for column in about.columns]}
    description |= {name: True for name in ("computed", "pixels") if getattr(about, name)}
    if not np.isfinite(network.params).all():
        raise ValueError("This network holds numbers that are not finite; press Reset and train it again.")
    _from_description(description)
    return description


def _from_description(description: Any) -> tuple[Network, About]:
    """The network described, all zeros yet, and what it means."""
    if not isinstance(description, dict) or description.get("kind") != KIND:
        raise ValueError(f"This file does not describe a network of this app. {REMEDY}")
    if description.get("version") != VERSION:
        raise ValueError(f"This file's version is not {VERSION}, the one known here. Export the network again.")
    sizes = description.get("sizes")
    if not isinstance(sizes, list) or not 2 <= len(sizes) <= MOST_LAYERS + 1 or not all(
            type(size) is int and 1 <= size <= MOST_PARAMS for size in sizes):
        raise ValueError(f"The file's sizes are not 2 to {MOST_LAYERS + 1} whole numbers above 0. {REMEDY}")
    if sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes)) > MOST_PARAMS:
        raise ValueError(f"The network in this file has more than {MOST_PARAMS:,} weights. Choose a smaller one.")
    hidden, output, loss, dtype = (_one_of(known, description, name) for name, known in (
        ("hidden", ACTIVATIONS), ("output", ("identity", "sigmoid")), ("loss", LOSSES),
        ("dtype", ("float32", "float64"))))
    labels, inputs = _names(description, "labels"), _names(description, "inputs")
    if (labels and len(labels) != max(2, sizes[-1])) or (not labels and loss != "mse"):
        raise ValueError(f"The file names {len(labels)} classes for {sizes[-1]} outputs under {loss}. {REMEDY}")
    if output != (LOSSES[loss].output_activation if labels else "identity"):
        raise ValueError(f"The file's outputs end in {output}, which does not fit its loss, {loss}. {REMEDY}")
    if inputs and len(inputs) != sizes[0]:
        raise ValueError(f"The file names {len(inputs)} inputs, but the network has {sizes[0]}. {REMEDY}")
    note = description.get("note", "")
    if not isinstance(note, str) or len(note) > MOST_NAMES:
        raise ValueError(f"The file's note is not a text of {MOST_NAMES:,} letters at most. {REMEDY}")
    about = About(loss, labels, inputs, note, _columns(description),
                  *(description.get(name) is True for name in ("computed", "pixels")))
    if about.computed and (len(about.columns) != 2 or not inputs or not set(inputs) <= FEATURES.keys()):
        raise ValueError(f"The file's inputs are said to be computed, but not from what. {REMEDY}")
    if about.columns and len(about.columns) != sizes[0] and not about.computed:
        raise ValueError(f"The file names {len(about.columns)} columns for {sizes[0]} inputs. {REMEDY}")
    network = Network.mlp(sizes, hidden=hidden, output=output, init="zeros", dtype=np.dtype(dtype))
    return network, about


def _columns(description: dict[str, Any]) -> tuple[Feature, ...]:
    """How raw values are scaled, where the file says it; files of earlier versions say it in words at most."""
    columns = description.get("columns", {})
    if columns == {}:
        return ()
    if not isinstance(columns, dict):
        raise ValueError(f"The file's columns are not what this app writes. {REMEDY}")
    names, units = _names(columns, "names"), _names(columns, "units")
    numbers: list[Any] = [columns.get(name) for name in ("offsets", "scales")]
    if not all(isinstance(each, list) and len(each) == len(names) == len(units) and all(
            type(number) in (int, float) and abs(number) < LARGEST_SCALE for number in each) for each in numbers):
        raise ValueError(f"The file's columns are not as many names, units, offsets and scales. {REMEDY}")
    if not all(numbers[1]):
        raise ValueError(f"The file scales a column by 0, which nothing can be divided by. {REMEDY}")
    return tuple(map(Feature, names, units, map(float, numbers[0]), map(float, numbers[1])))


def _one_of(known: Collection[str], description: dict[str, Any], name: str) -> str:
    value = description.get(name)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"The file's {name} is not one of {', '.join(known)}. {REMEDY}")
    return value


def _names(description: dict[str, Any], name: str) -> tuple[str, ...]:
    names = description.get(name, [])
    if not isinstance(names, list) or len(names) > MOST_NAMES or not all(
            isinstance(each, str) and len(each) <= MOST_LETTERS for each in names):
        raise ValueError(f"The file's {name} are not up to {MOST_NAMES:,} texts of {MOST_LETTERS} letters. {REMEDY}")
    return tuple(names)


def _places(network: Network) -> dict[str, np.ndarray]:
    """Where a file's numbers go, by their names in it: views of a layer's weights and biases, layer by layer."""
    return {f"{part}{number}": getattr(layer, part) for number, layer in enumerate(network.layers, 1)
            for part in ("weights", "biases")}


def _fill(place: np.ndarray, numbers: np.ndarray, name: str) -> None:
    """Copy numbers into their place, if they are as many and all finite."""
    if numbers.shape != place.shape:
        raise ValueError(f"{name} must be {' x '.join(map(str, place.shape))} numbers, not "
                         f"{' x '.join(map(str, numbers.shape))}. {REMEDY}")
    with np.errstate(over="ignore"):
        place[...] = numbers
    if not np.isfinite(place).all():
        raise ValueError(f"{name} holds numbers that are not finite. {REMEDY}")


def _numbers(rows: object) -> np.ndarray:
    """A JSON file's list of numbers, or list of such lists, as an array."""
    flat = [number for row in rows for number in row] if isinstance(rows, list) and all(
        isinstance(row, list) for row in rows) else rows
    if not isinstance(flat, list) or not all(type(number) in (int, float) for number in flat):
        raise ValueError(f"Weights and biases must be lists of numbers. {REMEDY}")
    try:
        return np.array(rows, np.float64)
    except (ValueError, OverflowError):
        raise ValueError(f"The rows of a layer's weights must be equally long, and no number too large. {REMEDY}"
                         ) from None


def _shortest(array: np.ndarray) -> list[Any]:
    """Lists of numbers in as few digits as bring the same ones back."""
    shortest = array.astype(str).astype(np.float64)
    return np.where(shortest.astype(array.dtype) == array, shortest, array).tolist()


def _check_json(content: bytes) -> None:
    _check_length(content, MOST_JSON_BYTES)
    check_marks(content, MOST_MARKS, "a network", REMEDY)


def _check_length(content: bytes, most: int | None = None) -> None:
    most = MOST_BYTES if most is None else most
    if len(content) > most:
        raise ValueError(f"This file is larger than {most // 2**20} MB. {REMEDY}")
