"""A network to a file and back: numbers and a description, nothing executable inside, everything checked.

A .npz file is what NumPy itself reads: `np.load("network.npz")` gives weights1, biases1, weights2 and so on, and
`about`, the description as JSON text. The JSON file is that description with the same numbers in it as lists.

Reading trusts nothing: how much a file would unpack to is known before any of it is unpacked, and numbers are taken
only where the description, checked first, says how many there are. Pickles, which could run code, are never opened.
"""
import io
import json
import math
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.activations import ACTIVATIONS
from engine.losses import LOSSES
from engine.network import Network

KIND, VERSION = "neural network playground: network", 1
MOST_BYTES, MOST_PARAMS = 32 * 2**20, 2_000_000  # of a file; of a network
MOST_LAYERS, MOST_NAMES, MOST_LETTERS = 16, 1_000, 100
MOST_DESCRIPTION = 400_000  # bytes of the description in a .npz file, four a letter
REMEDY = "Choose a .npz or .json file that this app has saved."


@dataclass(frozen=True)
class About:
    """What a network's numbers mean.

    loss: the row of LOSSES that it was trained with, which says how outputs become probabilities. labels: the classes'
    names in the order of the outputs, two of them for one output; none if the answers are numbers. inputs: the names
    of what it is told, as many as it has inputs, or none. note: anything else worth keeping, in words.
    """

    loss: str
    labels: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    note: str = ""


def to_npz(network: Network, about: About) -> bytes:
    """The content of a .npz file. Raises ValueError for what could not be read again."""
    file = io.BytesIO()
    np.savez_compressed(file, about=np.array(json.dumps(_description(network, about))), **_places(network))
    return file.getvalue()


def to_json(network: Network, about: About) -> str:
    """The content of a .json file. Raises ValueError for what could not be read again."""
    layers = [{"weights": _shortest(layer.weights), "biases": _shortest(layer.biases)} for layer in network.layers]
    return json.dumps(_description(network, about) | {"layers": layers}, allow_nan=False)


def from_file(content: bytes) -> tuple[Network, About]:
    """A network from the content of either kind of file. Raises ValueError with a sentence that says what to do."""
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
    if content.count(b"PK\x01\x02") > 2 * MOST_LAYERS + 50:  # entries; a few may be chance
        raise ValueError(f"This file holds too many parts for a network. {REMEDY}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {member.filename: member for member in archive.infolist()}
            network, about = _from_description(_parsed(str(_array(archive, members.get("about.npy")))))
            places = _places(network)
            if set(members) != {"about.npy", *(f"{name}.npy" for name in places)}:
                raise ValueError(f"This file does not hold the {len(network.layers)} layers that it describes, and "
                                 f"nothing else. {REMEDY}")
            for name, place in places.items():
                _fill(place, _array(archive, members[f"{name}.npy"], place), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, OverflowError,
            MemoryError) as error:  # RuntimeError: encrypted
        raise ValueError(f"This file is damaged or no .npz file ({type(error).__name__}). {REMEDY}") from None
    return network, about


def from_json(text: str | bytes) -> tuple[Network, About]:
    """The inverse of `to_json`. Raises ValueError with a sentence that says what to do."""
    _check_length(text)
    counted = text if isinstance(text, bytes) else text.encode(errors="replace")
    # Lists of nothing would take a hundred bytes for every two letters; a network's rows are a few thousand.
    if counted.count(b",") > MOST_PARAMS + 50_000 or counted.count(b"[") + counted.count(b"{") > 50_000:
        raise ValueError(f"This file holds more than {MOST_PARAMS:,} numbers. {REMEDY}")
    description = _parsed(counted.decode("utf-8-sig", "replace"))
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


def _parsed(text):
    try:
        return json.loads(text, parse_constant=lambda constant: None)  # NaN and its like are no numbers to learn with
    except (ValueError, RecursionError, MemoryError):
        raise ValueError(f"This file is not JSON text, or a piece of it is missing. {REMEDY}") from None


def _description(network, about):
    """What a file says of its numbers. What would not be taken back is refused here."""
    names = {type(activation): name for name, activation in ACTIVATIONS.items()}
    description = {
        "kind": KIND, "version": VERSION, "sizes": list(network.sizes), "dtype": network.params.dtype.name,
        "hidden": names[type(network.layers[0].activation)] if len(network.layers) > 1 else "identity",
        "output": names[type(network.layers[-1].activation)], "loss": about.loss, "labels": list(about.labels),
        "inputs": list(about.inputs), "note": about.note}
    if not np.isfinite(network.params).all():
        raise ValueError("This network holds numbers that are not finite; press Reset and train it again.")
    _from_description(description)
    return description


def _from_description(description) -> tuple[Network, About]:
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
    network = Network.mlp(sizes, hidden=hidden, output=output, init="zeros", dtype=np.dtype(dtype))
    return network, About(loss, labels, inputs, note)


def _one_of(known, description, name):
    value = description.get(name)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"The file's {name} is none of {', '.join(known)}. {REMEDY}")
    return value


def _names(description, name):
    names = description.get(name, [])
    if not isinstance(names, list) or len(names) > MOST_NAMES or not all(
            isinstance(each, str) and len(each) <= MOST_LETTERS for each in names):
        raise ValueError(f"The file's {name} are not up to {MOST_NAMES:,} texts of {MOST_LETTERS} letters. {REMEDY}")
    return tuple(names)


def _places(network):
    """Where a file's numbers go, by their names in it: views of a layer's weights and biases, layer by layer."""
    return {f"{part}{number}": getattr(layer, part) for number, layer in enumerate(network.layers, 1)
            for part in ("weights", "biases")}


def _array(archive, member, like=None) -> np.ndarray:
    """The array of a .npz file's member: of the shape and dtype of `like`, or the description's one text."""
    if member is None:
        raise ValueError(f"This .npz file does not describe a network of this app. {REMEDY}")
    expected = MOST_DESCRIPTION if like is None else like.nbytes
    if member.file_size > expected + 1_000 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(f"{member.filename[:40]} in this file would unpack to more than it should. {REMEDY}")
    file = io.BytesIO(archive.read(member))  # which never reads more than file_size
    try:
        read_header = {(1, 0): np.lib.format.read_array_header_1_0,
                       (2, 0): np.lib.format.read_array_header_2_0}[np.lib.format.read_magic(file)]
        shape, by_columns, dtype = read_header(file, max_header_size=1_000)
    except (ValueError, KeyError, SyntaxError, TypeError, RecursionError, MemoryError):
        raise ValueError(f"{member.filename[:40]} in this file is no array of NumPy's. {REMEDY}") from None
    numbers = file.read()
    fits = (shape == () and dtype.kind == "U") if like is None else (shape == like.shape and dtype == like.dtype)
    if not fits or len(numbers) != dtype.itemsize * math.prod(shape):
        raise ValueError(f"{member.filename[:40]} in this file has another size or type than described. {REMEDY}")
    return np.frombuffer(numbers, dtype).reshape(shape, order="F" if by_columns else "C")


def _fill(place, numbers, name):
    """Copy numbers into their place, if they are as many and all finite."""
    if numbers.shape != place.shape:
        raise ValueError(f"{name} must be {' x '.join(map(str, place.shape))} numbers, not "
                         f"{' x '.join(map(str, numbers.shape))}. {REMEDY}")
    with np.errstate(over="ignore"):
        place[...] = numbers
    if not np.isfinite(place).all():
        raise ValueError(f"{name} holds numbers that are not finite. {REMEDY}")


def _numbers(rows) -> np.ndarray:
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


def _shortest(array) -> list:
    """Lists of numbers in as few digits as bring the same ones back."""
    shortest = array.astype(str).astype(np.float64)
    return np.where(shortest.astype(array.dtype) == array, shortest, array).tolist()


def _check_length(content):
    if len(content) > MOST_BYTES:
        raise ValueError(f"This file is larger than {MOST_BYTES // 2**20} MB. {REMEDY}")

