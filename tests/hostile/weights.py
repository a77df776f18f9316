"""Weights and drawings that want harm, and the largest honest ones."""
import base64
import io
import json
import struct
import warnings
import zipfile

import numpy as np

from engine.exchange import About, to_json, to_npz
from engine.exchange.drawings import KIND, drawings_to_json
from engine.network import Network

ABOUT = About("softmax_cross_entropy", tuple("0123456789"))
MEGABYTE = 2**20


def network(*sizes: int, dtype=np.float32) -> Network:
    return Network.mlp(sizes, init="normal_with_biases", dtype=dtype)


def header(shape: str, kind="<f4", length=0) -> bytes:
    """The beginning of a .npy file."""
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(length) + b"\n"
    return b"\x93NUMPY\x02\x00" + struct.pack("<I", len(text)) + text


def zipped(members: dict[str, list[bytes]], method=zipfile.ZIP_DEFLATED, claims: dict[str, int] | None = None) -> bytes:
    """A ZIP file of members in pieces, written one by one; in its directory, some claim to have other sizes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, pieces in members.items():
            with archive.open(f"{name}.npy", "w", force_zip64=False) as file:
                for piece in pieces:
                    file.write(piece)
    changed = bytearray(content.getvalue())
    for name, size in (claims or {}).items():
        entry = changed.rindex(f"{name}.npy".encode()) - 46
        changed[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def good_members(*sizes: int) -> dict[str, list[bytes]]:
    """What an honest file of a network consists of."""
    with zipfile.ZipFile(io.BytesIO(to_npz(network(*sizes), ABOUT))) as archive:
        return {name.removesuffix(".npy"): [archive.read(name)] for name in archive.namelist()}


def bomb(megabytes: int, name="weights1", method=zipfile.ZIP_DEFLATED, lies=True) -> bytes:
    members = good_members(784, 8, 10) | {name: [header("(784, 8)"), *[bytes(MEGABYTE)] * megabytes]}
    return zipped(members, method, {name: 25_300} if lies else {})


def twice() -> bytes:
    content = io.BytesIO(to_npz(network(784, 8, 10), ABOUT))
    with warnings.catch_warnings(), zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        archive.writestr("weights1.npy", bytes(20 * MEGABYTE))
    return content.getvalue()


def many_members(count: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.npy", b"")
    return content.getvalue()


def long_directory() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(80):
            member = zipfile.ZipInfo(f"{number}".rjust(65_000, "n"))
            member.comment = bytes(65_000)
            archive.writestr(member, b"")
    return content.getvalue()


def encrypted() -> bytes:
    content = bytearray(to_npz(network(2, 2, 10), ABOUT))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    content[content.rindex(b"PK\x03\x04") + 6] |= 1
    return bytes(content)


def described(layers: str, **changes) -> bytes:
    """JSON that describes a network, with these texts as its layers."""
    about = json.loads(to_json(network(784, 8, 10), ABOUT)) | changes
    del about["layers"]
    return f'{json.dumps(about)[:-1]}, "layers": {layers}}}'.encode()


WEIGHTS = {
    "largest honest npz": lambda: to_npz(network(784, 512, 512, 512, 10, dtype=np.float64), ABOUT),
    "largest honest JSON": lambda: to_json(network(784, 512, 512, 512, 10), ABOUT).encode(),
    "npz, 300 MB in a member of 25 kB": lambda: bomb(300),
    "npz, 1 GB in a member of 25 kB": lambda: bomb(1_000),
    "npz, 1 GB in a description of 25 kB": lambda: bomb(1_000, "about"),
    "npz, 1 GB in an honest member": lambda: bomb(1_000, lies=False),
    "npz, 1 GB by bzip2": lambda: bomb(1_000, method=zipfile.ZIP_BZIP2),
    "npz, 1 GB by LZMA": lambda: bomb(1_000, method=zipfile.ZIP_LZMA),
    "npz, 65,000 members": lambda: many_members(65_000),
    "npz, 82 members": lambda: many_members(82),
    "npz, names of 65 kB": long_directory,
    "npz, a member twice": twice,
    "npz, encrypted": encrypted,
    "npz, a header of 30 MB": lambda: zipped(good_members(784, 8, 10) | {
        "weights1": [header("(784, 8)", length=30 * MEGABYTE)]}, claims={"weights1": 25_300}),
    "npz, a shape of terabytes": lambda: zipped(good_members(784, 8, 10) | {"weights1": [header("(9999999999999,)")]}),
    "npz, a text of terabytes": lambda: zipped(good_members(784, 8, 10) | {"about": [header("()", "<U999999999")]}),
    "npz, objects": lambda: zipped(good_members(784, 8, 10) | {"weights1": [header("(784, 8)", "|O"), b"x" * 25_088]}),
    "npz, letters that are none": lambda: zipped(good_members(784, 8, 10) | {
        "about": [header("()", "<U2"), b"\xff" * 8]}),
    "npz, a ZIP file inside": lambda: zipped({"about": [bomb(100)]}),
    "PK and 31 MB of nothing": lambda: b"PK" + bytes(31 * MEGABYTE),
    "JSON, 2 million keys": lambda: b"{" + b",".join(b'"k%d":0' % n for n in range(2_000_000)) + b"}",
    "JSON, 900,000 keys": lambda: b"{" + b",".join(b'"k%d":0' % n for n in range(900_000)) + b"}",
    "JSON, 49,000 keys": lambda: b"{" + b",".join(b'"%d":%d' % (n, n) for n in range(49_000)) + b"}",
    "JSON, a text of 31 MB": lambda: b'{"a": "' + b"a" * 31 * MEGABYTE + b'"}',
    "JSON, a text of 15 MB with one emoji": lambda: b'{"a": "' + b"a" * 15 * MEGABYTE + "\N{GRINNING FACE}\"}".encode(),
    "JSON, escapes": lambda: b'{"a": "' + b"ab\\n" * 3_900_000 + b'"}',
    "JSON, 499,000 escapes": lambda: b'{"a": "' + b"ab\\n" * 499_000 + b'"}',
    "JSON, 499,000 escapes beyond 16 bits": lambda: b'{"a": "' + b"\\ud83d\\ude00abcdefgh" * 249_000 + b'"}',
    "JSON, 16 MB of short texts": lambda: b"[" + b'"ab",' * 3_000_000 + b"0]",
    "JSON, 49,000 short texts": lambda: b"[" + b'"ab",' * 49_000 + b"0]",
    "JSON, 16 MB of numbers": lambda: described("[" + "1.5," * 4_000_000 + "1]"),
    "JSON, 1.4 million numbers": lambda: described('[{"weights": [' + "1.5," * 1_400_000 + "1]}, {}]"),
    "JSON, 1.4 million rows of nothing": lambda: described("[" + "[]," * 1_400_000 + "1]"),
    "JSON, 49,000 rows": lambda: described('[{"weights": [' + "[1]," * 49_000 + "[1]]}, {}]"),
    "JSON, 4 million NaN": lambda: described("[" + "NaN," * 4_000_000 + "1]"),
    "JSON, one number of 15 million digits": lambda: described("[" + "1" * 15_000_000 + "]"),
    "JSON, one fraction of 15 million digits": lambda: described("[0." + "1" * 15_000_000 + "]"),
    "JSON, 3,500 numbers of 4,200 digits": lambda: described("[" + ("7" * 4_200 + ",") * 3_500 + "1]"),
    "JSON, 49,000 lists in each other": lambda: described("[" * 49_000),
    "JSON, 16 MB of blanks": lambda: b"{" + b" " * 16_000_000 + b"}",
    "JSON, 31 MB of blanks": lambda: b"{" + b" " * 31 * MEGABYTE + b"}",
    "JSON in UTF-16": lambda: to_json(network(784, 8, 10), ABOUT).encode("utf-16"),
    "JSON, sizes beyond memory": lambda: described("[]", sizes=[10**6, 10**6, 10]),
    "JSON, 2 million weights of nothing": lambda: described("[{}]", sizes=[199_998, 10], dtype="float64"),
}

INK = base64.b64encode(bytes(783) + b"\x09").decode()


def drawings(text: str) -> bytes:
    return f'{{"kind": "{KIND}", "drawings": {text}}}'.encode()


DRAWINGS = {
    "largest honest drawings": lambda: drawings_to_json(
        np.random.default_rng(0).integers(0, 256, (500, 784), np.uint8), np.arange(500) % 10).encode(),
    "600 kB of lists": lambda: drawings("[" + "[]," * 190_000 + "1]"),
    "600 kB of keys": lambda: drawings("[{" + ",".join(f'"{n}":1' for n in range(54_000)) + "}]"),
    "600 kB of short texts": lambda: drawings("[" + '"ab",' * 110_000 + "1]"),
    "600 kB of escapes": lambda: drawings('["' + "ab\\n" * 140_000 + '"]'),
    "600 kB in one text": lambda: drawings('["' + "\N{GRINNING FACE}" * 140_000 + '"]'),
    "600 kB in one number": lambda: drawings("[" + "1" * 590_000 + "]"),
    "lists in each other": lambda: drawings("[" * 590_000),
    "labels that are none": lambda: drawings(f'[{{"label": NaN, "pixels": "{INK}"}}]'),
    "pixels in a list": lambda: drawings('[{"label": 1, "pixels": [1, 2]}]'),
    "30 MB": lambda: drawings("[" + " " * 30 * MEGABYTE + "]"),
}
