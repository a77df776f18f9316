"""Networks to files and back, and files that want harm."""
import io
import json
import pickle
import zipfile

import numpy as np
import pytest

from engine.activations import ACTIVATIONS
from engine.exchange import About, from_file, from_json, from_npz, storage, to_json, to_npz
from engine.network import Network

ABOUT = About("softmax_cross_entropy", ("a", "b", "c"), ("x1", "x2"), "trained for 3 epochs")


def small(dtype=np.float32, hidden="tanh") -> Network:
    return Network.mlp((2, 4, 3), hidden=hidden, init="normal_with_biases", seed=1, dtype=dtype)


def described(**changes) -> dict:
    return json.loads(to_json(small(), ABOUT)) | changes


def npz(**changes) -> bytes:
    """A good file with some of its arrays replaced, or left out if None."""
    with np.load(io.BytesIO(to_npz(small(), ABOUT))) as file:
        arrays = dict(file) | changes
    content = io.BytesIO()
    np.savez_compressed(content, **{name: array for name, array in arrays.items() if array is not None})
    return content.getvalue()


def zipped(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return content.getvalue()


def with_header(header: str, data: bytes = b"") -> bytes:
    text = header.encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + data


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("to", "back"), [(to_npz, from_npz), (to_json, from_json)])
def test_a_network_comes_back_bit_for_bit_and_means_the_same(to, back, dtype, hidden):
    network = small(dtype, hidden)
    again, about = back(to(network, ABOUT))
    assert about == ABOUT
    assert again.sizes == network.sizes
    assert again.params.dtype == dtype
    assert again.params.tobytes() == network.params.tobytes()
    assert np.array_equal(again.forward([[0.3, -2]]), network.forward([[0.3, -2]]))


@pytest.mark.parametrize(("sizes", "output", "about"), [
    ((1, 1), "identity", About("mse")), ((2, 3, 1), "sigmoid", About("mse", ("no", "yes"))),
    ((2, 1), "identity", About("binary_cross_entropy", ("no", "yes"))),
    ((784, 20, 10), "identity", About("softmax_cross_entropy", tuple("0123456789")))])
def test_small_networks_and_digit_networks_come_back_from_either_kind_of_file(sizes, output, about):
    network = Network.mlp(sizes, output=output)
    for content in (to_npz(network, about), to_json(network, about).encode()):
        again, meaning = from_file(content)
        assert np.array_equal(again.params, network.params)
        assert meaning == about
        assert again.layers[-1].activation is ACTIVATIONS[output]


def test_half_precision_takes_half_the_bytes_and_comes_back_as_float32():
    network = Network.mlp((784, 20, 10), seed=1)
    content = to_npz(network, About("softmax_cross_entropy", tuple("0123456789")), half=True)
    again, _ = from_npz(content)
    assert len(content) < 2 * network.params.size + 4_000
    assert again.params.dtype == np.float32
    assert np.array_equal(again.params, network.params.astype(np.float16))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_is_too_large_or_too_exact_for_half_precision_stays_as_it_is(dtype):
    network = small(dtype)
    network.params[0] = 1e5
    again, _ = from_npz(to_npz(network, ABOUT, half=True))
    assert again.params.tobytes() == network.params.tobytes()


HALF = small().layers[0].weights.astype(np.float16)


@pytest.mark.parametrize("changes", [
    {"weights1": HALF}, {"about": np.array(json.dumps(described(half=True)))},
    {"about": np.array(json.dumps(described(half=1))), "weights1": HALF}])
def test_half_precision_is_read_where_the_file_says_so_and_nothing_else_then(changes):
    with pytest.raises(ValueError, match="has another size or type than described"):
        from_npz(npz(**changes))


def test_half_precision_that_is_not_finite_is_refused():
    half = {name: array.astype(np.float16) for name, array in storage._places(small()).items()}
    half["weights1"][0, 0] = np.inf
    with pytest.raises(ValueError, match="not finite"):
        from_npz(npz(about=np.array(json.dumps(described(half=True))), **half))


def test_numpy_alone_reads_a_file():
    network = small()
    with np.load(io.BytesIO(to_npz(network, ABOUT)), allow_pickle=False) as file:
        assert np.array_equal(file["weights1"], network.layers[0].weights)
        assert np.array_equal(file["biases2"], network.layers[1].biases)
        assert json.loads(str(file["about"]))["sizes"] == [2, 4, 3]


def test_the_most_awkward_numbers_survive_json():
    network = small()
    network.params[:6] = [np.finfo(np.float32).max, -1e-45, 1 / 3, -0.0, 16777217, 1e-30]
    assert from_json(to_json(network, ABOUT))[0].params.tobytes() == network.params.tobytes()


def test_what_could_not_be_read_again_is_not_written():
    network = small()
    network.params[3] = np.nan
    with pytest.raises(ValueError, match="not finite"):
        to_npz(network, ABOUT)
    with pytest.raises(ValueError, match="names 2 classes for 3 outputs"):
        to_json(small(), About("mse", ("a", "b")))


class Harm:
    def __reduce__(self):
        return (pytest.fail, ("a pickle was opened",))


GOOD = to_npz(small(), ABOUT)
WEIGHTS = np.zeros((2, 4), np.float32)
HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': %s}"
BAD_NPZ = {
    "nothing": b"", "text": b"hello", "only a beginning": b"PK\x03\x04", "truncated": GOOD[:-30], "half": GOOD[:400],
    "damaged": GOOD[:60] + bytes(40) + GOOD[100:], "a pickle": pickle.dumps(Harm()),
    "an array of objects": npz(weights1=np.array([Harm()], object)),
    "a pickle instead of an array": zipped(about=pickle.dumps(Harm())),
    "other arrays": npz(about=None), "a layer missing": npz(biases2=None), "one too many": npz(extra=WEIGHTS),
    "a wrong shape": npz(weights1=WEIGHTS.T), "a wrong dtype": npz(weights1=WEIGHTS.astype(np.int64)),
    "NaN": npz(weights1=WEIGHTS * np.nan), "infinity": npz(biases1=np.full(4, np.inf, np.float32)),
    "a description that is no JSON": npz(about=np.array("{")), "a list": npz(about=np.array("[]")),
    "a bomb of zeros": npz(weights1=np.zeros(30_000_000, np.uint8)),
    "a bomb in the description": npz(about=np.array(" " * 10_000_000)),
    "a bomb of members": npz(**{f"n{i}": WEIGHTS for i in range(300)}),
    "nested description": npz(about=np.array("[" * 90_000)),
    "a header that promises terabytes": zipped(
        about=with_header("{'descr': '<U1', 'fortran_order': False, 'shape': (10000000000000,)}")),
    "a header of code": zipped(about=with_header("__import__('os').abort()")),
    "a header of minus signs": zipped(about=with_header("-" * 900 + "1")),
}


@pytest.mark.parametrize("content", BAD_NPZ.values(), ids=BAD_NPZ)
def test_a_bad_npz_file_gets_a_sentence_that_says_what_to_do(content):
    with pytest.raises(ValueError, match=r"Choose a \.npz or \.json file that this app has saved"):
        from_file(content)
    with pytest.raises(ValueError, match="Choose a"):
        from_npz(content)


@pytest.mark.parametrize(("content", "said"), [
    (b"", "is empty"), (b"hello", "neither .npz nor JSON inside"), (b"\x93NUMPY\x01", "neither .npz nor JSON inside"),
    (b'\xef\xbb\xbf {"kind": ', "not JSON text, or a piece of it is missing"), (GOOD[:-30], "is damaged")])
def test_what_is_said_of_a_file_is_true_of_what_it_is(content, said):
    with pytest.raises(ValueError, match=said):
        from_file(content)


def test_an_encrypted_file_gets_a_sentence():
    content = bytearray(zipped(about=b"x"))
    content[6] |= 1  # the flag in the member's own header...
    content[content.rindex(b"PK\x01\x02") + 8] |= 1  # ...and in the directory
    with pytest.raises(ValueError, match="damaged"):
        from_npz(bytes(content))


def test_a_size_that_lies_unpacks_no_more_than_it_says():
    content = bytearray(npz(weights1=np.zeros(30_000_000, np.uint8)))
    start = content.rindex(b"weights1.npy") - 46  # this member in the directory
    content[start + 24 : start + 28] = (160).to_bytes(4, "little")
    with pytest.raises(ValueError, match="Choose a"):
        from_npz(bytes(content))


BAD_JSON = {
    "nothing": "", "text": "hello", "a list": "[]", "a number": "1", "truncated": to_json(small(), ABOUT)[:-20],
    "bytes": b"\xff\xfe\x00", "nested": "[" * 40_000, "too many lists": "[" * 60_000,
    "too many numbers": "1," * 2_100_000, "a huge number": '{"kind": 1' + "0" * 5_000 + "}",
}
CHANGES = {
    "another kind": {"kind": "pickle"}, "another version": {"version": 2}, "no sizes": {"sizes": None},
    "one size": {"sizes": [2]}, "sizes below one": {"sizes": [2, 0, 3]}, "true": {"sizes": [2, True, 3]},
    "text": {"sizes": "2-4-3"}, "huge sizes": {"sizes": [10**6, 10**6]}, "larger sizes": {"sizes": [10**30, 2]},
    "many sizes": {"sizes": [1] * 100}, "wrong sizes": {"sizes": [2, 5, 3]},
    "an unknown activation": {"hidden": "import os"}, "a list as activation": {"hidden": ["relu"]},
    "an output that does not fit": {"output": "sigmoid"}, "an unknown loss": {"loss": "L"},
    "a loss without classes": {"labels": []}, "a wrong dtype": {"dtype": "object"},
    "two classes": {"labels": ["a", "b"]},
    "numbers as labels": {"labels": [1, 2, 3]}, "a long label": {"labels": ["a", "b", "c" * 101]},
    "one input's name": {"inputs": ["x1"]}, "a long note": {"note": "n" * 1001}, "no note": {"note": 5},
    "no layers": {"layers": None}, "one layer": {"layers": [{}]}, "layers of text": {"layers": ["", ""]},
    "layers of nothing": {"layers": [{}, {}]}, "text as numbers": {"layers": [{"weights": "1", "biases": "2"}] * 2},
    "rows of unequal length": {"layers": [{"weights": [[1, 2], [3]], "biases": []}] * 2},
    "true as a number": {"layers": [{"weights": [[True] * 4] * 2, "biases": []}] * 2},
    "numbers too large": {"layers": [{"weights": [[1e39] * 4] * 2, "biases": []}] * 2},
    "whole numbers too large": {"layers": [{"weights": [[10**400] * 4] * 2, "biases": []}] * 2},
}


@pytest.mark.parametrize("text", BAD_JSON.values(), ids=BAD_JSON)
def test_a_bad_json_file_gets_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$"):
        from_json(text)


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_every_field_is_checked(changes):
    with pytest.raises(ValueError, match=r"(Choose|Export the network again).*\.$"):
        from_json(json.dumps(described(**changes)))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(number):
    text = to_json(small(), ABOUT)
    first = text.index("[[") + 2
    with pytest.raises(ValueError, match="Choose a"):
        from_json(text[:first] + number + text[text.index(",", first) :])


def test_a_file_of_200_mb_is_refused_unread(monkeypatch):
    monkeypatch.setattr(storage, "MOST_BYTES", 1000)
    for content in (b"PK" + bytes(1000), b" " * 1001):
        with pytest.raises(ValueError, match="larger than"):
            from_file(content)
