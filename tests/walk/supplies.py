"""What a visitor of a random walk types, brings and follows: what people have, and what wants harm."""
import json
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import numpy as np

from engine.datasets import mnist
from engine.exchange import About, to_json, to_npz
from engine.exchange.drawings import drawings_to_json
from engine.network import Network
from tests.hostile import moments, pictures, tables, weights
from tests.photos import photo

CORPUS = Path(__file__).parents[1] / "corpus"
ODD_TEXTS = ("", " ", "0", "-1", "1e5", "-1e-9", "1e400", "nan", "inf", "-inf", "0x10", "1_000", "½", "٣", "1,5",
             "3.14", "1; 2; 3", "1 2\n3 4", "[[1, 2], [3, 4]]", "<b>bold</b>", "[a](http://b.c)", "$x$ :red[r] `c`",
             "\u202e\0", "\N{GRINNING FACE}" * 9, "9" * 400, "x" * 3_000, "\ud83d", "a,b,c\n1,2,x\n3,4,y\n",
             "'; drop", "None", "{}")
ODD_VALUES = (None, True, False, -1, 0, 0.5, 10**400, 1e308, float("nan"), float("inf"), "", "x" * 9_000, "\ud800", [],
              [[]], {}, {"a": [1]}, [0, 10**9], [-1, -1], ["a", "b"], "edit", 2**53, "1", "nan")
POINTS = ("x,y,label\n" + "".join(f"{n},{n * n % 7},{'ab'[n % 2]}\n" for n in range(12))).encode()


@cache
def files() -> dict[str, bytes]:
    """By name: files that people have, for one place or another, and small ones that want harm."""
    pixels, labels = mnist().inputs, mnist().targets.argmax(axis=1)
    ten = About("softmax_cross_entropy", tuple("0123456789"))
    plane, deep = Network.mlp((2, 3, 1), output="sigmoid"), Network.mlp((2, *[8] * 6, 1), output="sigmoid")
    good = {
        "plane.npz": to_npz(plane, About("mse", ("0", "1"))),
        "plane.json": to_json(plane, About("mse", ("0", "1"))).encode(), "points.csv": POINTS,
        "deep.json": to_json(deep, About("mse", ("a", "b"))).encode(),
        "digits.npz": to_npz(Network.mlp((784, 4, 10)), ten),
        "digits.json": to_json(Network.mlp((784, 3, 10)), ten).encode(),
        "moment.json": moments.moment(),
        "digits.csv": "\n".join(",".join(map(str, [label, *row])) for label, row in zip(
            labels[:60].tolist(), pixels[:60].tolist())).encode(),
        "drawings.json": drawings_to_json(pixels[:3], labels[:3]).encode(),
        "photo.png": photo(mnist().test_inputs[0].reshape(28, 28), np.random.default_rng(0)),
        **{f"corpus {file.name}": file.read_bytes() for folder in ("weights", "moments", "drawings")
           for file in sorted((CORPUS / folder).iterdir()) if file.suffix in (".npz", ".json")}}
    return good | harmful()


def harmful() -> dict[str, bytes]:
    """Files that want harm, as far as they are small and quickly made."""
    named = {"drawings": weights.DRAWINGS, "weights": weights.WEIGHTS, "moment": moments.MOMENTS,
             "photo": pictures.PHOTOS, "table": tables.TABLES}
    chosen = {
        "weights": ("npz, a shape of terabytes", "npz, a text of terabytes", "npz, objects", "npz, encrypted",
                    "npz, letters that are none", "npz, a member twice", "JSON in UTF-16", "JSON, sizes beyond memory"),
        "drawings": ("lists in each other", "labels that are none", "pixels in a list", "600 kB in one number"),
        "moment": ("a shape of terabytes", "2 MB of lists", "a number of 2 MB"),
        "photo": ("JPEG, two sizes", "JPEG, says 65,000 x 65,000", "PNG, says 60,000 square",
                  "HEIC", "EPS", "PDF", "SVG"),
        "table": ("quoted line ends", "1e309", "NUL", "UTF-16", "1 MB of commas in lines", "1 MB in one number")}
    return {f"{kind}: {name}": named[kind][name]() for kind, names in chosen.items() for name in names} | {
        "nothing": b"", "zeros": bytes(999), "[a](b).csv": b"\xff\xfe" * 99}


@cache
def links() -> list[tuple[str, dict[str, list[str]]]]:
    """(path, parameters) of every link that the corpus has."""
    found = []
    for file in sorted((CORPUS / "links").glob("*.json")):
        content = json.loads(file.read_text("utf-8"))
        for record in content if isinstance(content, list) else [content]:
            parts = urlsplit(record["address"])
            found.append((parts.path, parse_qs(parts.query, keep_blank_values=True)))
    return found


def link(random: Random, path: str) -> dict[str, list[str]]:
    """The parameters of a link to a page: one of the corpus, perhaps damaged."""
    known = random.choice([own for to, own in links() if to == path] or [{}])
    query = {name: [*texts] for name, texts in known.items()}
    for _ in range(random.choice((0, 0, 1, 3))):
        name = random.choice([*query, f"{path}.nothing", f"{path}.rate", "playground.moment", "nonsense"])
        query[name] = random.choice(([random.choice(ODD_TEXTS)], ["1", "2"], query.get(name, ["x"]) * 3))
    return {name: [text.encode("utf-8", "replace").decode() for text in texts] for name, texts in query.items()}
