"""What the picture of a network's inside is told: neurons, pixels and training digits, as plain numbers and bytes."""
import base64
import zlib
from typing import Any

import numpy as np

from engine.activations import Identity, LeakyReLU, ReLU
from engine.datasets.digit_format import SIDE
from engine.datasets.mnist import read_mnist
from engine.inspection.attribution import neuron_parts, pixel_parts
from engine.inspection.examples import Examples
from engine.network import Network
from pages.ui.digits import answer
from pages.ui.digits.reading import softmax

NEURONS = 8  # of each layer are shown on the way
LAYERS = ("first", "second", "third", "fourth", "fifth", "sixth")
STRAIGHT = ReLU, LeakyReLU, Identity  # activations through which parts add up exactly, see attribution.neuron_parts
DOUBTED = f"{answer.DOUBTED} Here is how the network arrives at a prediction all the same."


def message(digit: np.ndarray | None, network: Network, known: Examples, *, doubted: bool = False,
            neuron: list[int] | None = None, atlas: int | None = None, alike: str | None = None) -> dict[str, Any]:
    """Everything that the picture shows of a network and a digit (28, 28), values 0..1, or None.

    doubted: whether the digit looks like none; neuron: [layer, index] of one to be shown large; atlas: a layer of which
    all neurons are; alike: "ink" to have the nearest training digits found by their pixels.
    """
    sizes = network.sizes[1:-1]
    fired: list[np.ndarray] = []
    parts: list[np.ndarray] = []
    told: dict[str, Any] = {
        "words": "Draw a digit to see how the network arrives at its prediction.", "sizes": sizes,
        "alike": alike or "network", "searched": len(known.images)}
    if digit is not None:
        pixels = digit.reshape(-1).astype(np.float32)
        *fired, scores = (activations[0] for activations in network.activations(pixels[None]))
        parts = neuron_parts(network, pixels)
        told |= {"words": DOUBTED if doubted else "",
                 "drawing": zlib.crc32(pixels.tobytes()), "picture": _bytes(pixels * 255),
                 **_way(network, known, fired, scores, parts), **_pixels(network, known, pixels),
                 "neighbors": _neighbors(known, pixels, alike)}
    if neuron and neuron[0] < len(sizes) and neuron[1] < sizes[neuron[0]]:
        told["neuron"] = _neuron(network, known, neuron, fired, parts, told.get("answer"))
    if atlas is not None and atlas < len(sizes):
        told["atlas"] = {"layer": atlas, "looks": _signed_bytes(_halved(known.looks[atlas])),
                         "fired": _shares(fired[atlas]).tolist() if fired else None}
    return told


def _way(network: Network, known: Examples, fired: list[np.ndarray], scores: np.ndarray, parts: list[np.ndarray]
         ) -> dict[str, Any]:
    """The neurons that matter most for the answer, layer by layer, and what flows between them."""
    said = int(scores.argmax())
    chosen = [np.sort(np.argsort(-np.abs(part[:, said]), kind="stable")[:NEURONS]) for part in parts]
    layers = [{"name": LAYERS[i], "fire": int((activations > 0).sum()), "exact": _is_exact(network, i),
               "index": rows.tolist(), "activation": activations[rows].tolist(),
               "share": _shares(activations)[rows].tolist(), "part": part[rows, said].tolist(),
               "looks": _signed_bytes(known.looks[i][rows])}
              for i, (activations, rows, part) in enumerate(zip(fired, chosen, parts))]
    flows = [(fired[i][rows][:, None] * network.layers[i + 1].weights[np.ix_(rows, after)]).tolist()
             for i, (rows, after) in enumerate(zip(chosen, [*chosen[1:], np.arange(len(scores))]))]
    last = parts[-1]
    return {"answer": said, "scores": scores.tolist(), "probabilities": softmax(scores[None])[0].tolist(),
            "layers": layers, "flows": flows, "biases": network.layers[-1].biases.tolist(),
            "others": (last.sum(axis=0) - last[chosen[-1]].sum(axis=0)).tolist()}


def _is_exact(network: Network, layer: int) -> bool:
    later = network.layers[layer + 1 : -1]
    return all(isinstance(stack.activation, STRAIGHT) for stack in later)


def _pixels(network: Network, known: Examples, pixels: np.ndarray) -> dict[str, Any]:
    """What each pixel adds to each score, as int16 in steps of `unit`."""
    parts, start = pixel_parts(network, pixels, known.average)
    unit = max(float(np.abs(parts).max()), 1e-9) / 32_000
    return {"pixels": base64.b64encode(np.rint(parts / unit).astype("<i2").tobytes()).decode(), "unit": unit,
            "start": start.tolist()}


def _neighbors(known: Examples, pixels: np.ndarray, alike: str | None) -> dict[str, Any]:
    rows, distances = known.alike_in_ink(pixels) if alike == "ink" else known.alike(pixels)
    return {"digits": _digits(known, rows), "distances": distances.tolist()}


def _neuron(network: Network, known: Examples, neuron: list[int], fired: list[np.ndarray], parts: list[np.ndarray],
            said: int | None) -> dict[str, Any]:
    """One neuron [layer, index], large, and the training digits that fire it most."""
    layer, index = neuron
    found: dict[str, Any] = {"layer": layer, "index": index, "name": LAYERS[layer],
             "digits": _digits(known, known.strongest[layer][index]),
             "look": _signed_bytes(known.looks[layer][[index]]), "bias": float(network.layers[layer].biases[index])}
    if fired:
        found |= {"activation": float(fired[layer][index]), "part": float(parts[layer][index, said]),
                  "exact": _is_exact(network, layer)}
    return found


def _digits(known: Examples, rows: np.ndarray) -> dict[str, Any]:
    return {"labels": read_mnist()[0][1][rows].argmax(axis=1).tolist(), "pictures": _bytes(known.images[rows])}


def _shares(activations: np.ndarray) -> np.ndarray:
    """Activations as shares -1..1 of the strongest one."""
    return activations / max(float(np.abs(activations).max()), 1e-9)


def _halved(looks: np.ndarray) -> np.ndarray:
    """Pictures (count, 784) at half their width and height, (count, 196)."""
    return looks.reshape(-1, SIDE // 2, 2, SIDE // 2, 2).astype(np.float32).mean(axis=(2, 4)).reshape(len(looks), -1)


def _signed_bytes(looks: np.ndarray) -> str:
    """Pictures (count, pixels), each by its own largest number, as bytes: 0 for -1, 255 for 1."""
    looks = looks.astype(np.float32)
    return _bytes(127.5 + 127.5 * looks / np.maximum(np.abs(looks).max(axis=1, keepdims=True), 1e-9))


def _bytes(values: np.ndarray) -> str:
    return base64.b64encode(np.rint(values).astype(np.uint8).tobytes()).decode()
