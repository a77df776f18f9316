import gzip
import hashlib
import struct

import numpy as np
import pytest

from engine.datasets import build_mnist, mnist
from engine.datasets.mnist import SHAPES, one_hot, read_mnist


@pytest.fixture
def good_file(tmp_path):
    """A function that writes an MNIST file in which some arrays are replaced; None leaves one out."""
    def write(**replaced):
        arrays = {name: np.zeros(shape, np.uint8) for name, shape in SHAPES.items()} | replaced
        path = tmp_path / "mnist.npz"
        np.savez(path, **{name: array for name, array in arrays.items() if array is not None})
        return path
    return write


def idx_bytes(array):
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def test_standard_split_has_sixty_thousand_and_ten_thousand_digits():
    digits = mnist()
    assert digits.inputs.shape == (60_000, 784)
    assert digits.test_inputs.shape == (10_000, 784)
    assert digits.targets.shape == (60_000, 10)
    assert digits.inputs.dtype == digits.test_inputs.dtype == np.uint8
    assert digits.targets.dtype == digits.test_targets.dtype == np.float32
    assert digits.labels == tuple("0123456789")
    assert digits.input_scale == 1 / 255


def test_digits_are_as_many_as_in_the_original():
    digits = mnist()
    assert digits.targets.sum(axis=0).tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert digits.test_targets.sum(axis=0).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_every_byte_is_that_of_the_original_files():
    digits = mnist()
    contents = (digits.inputs.reshape(-1, 28, 28), digits.targets.argmax(axis=1).astype(np.uint8),
                digits.test_inputs.reshape(-1, 28, 28), digits.test_targets.argmax(axis=1).astype(np.uint8))
    for content, md5 in zip(contents, build_mnist.MD5_SUMS.values()):
        assert hashlib.md5(idx_bytes(content)).hexdigest() == md5


def test_tutorial_split_cuts_the_first_42_000_in_order():
    standard, tutorial = mnist(), mnist("tutorial")
    np.testing.assert_array_equal(tutorial.inputs, standard.inputs[:33_600])
    np.testing.assert_array_equal(tutorial.test_inputs, standard.inputs[33_600:42_000])
    np.testing.assert_array_equal(tutorial.targets, standard.targets[:33_600])
    np.testing.assert_array_equal(tutorial.test_targets, standard.targets[33_600:42_000])


def test_rows_keeps_the_first_training_rows_and_all_test_rows():
    few = mnist(rows=100)
    np.testing.assert_array_equal(few.inputs, mnist().inputs[:100])
    assert few.targets.shape == (100, 10)
    assert len(few.test_inputs) == 10_000


def test_all_splits_share_one_copy_of_the_pixels():
    assert np.shares_memory(mnist().inputs, mnist("tutorial", rows=10).inputs)
    assert np.shares_memory(mnist().inputs, mnist("tutorial").test_inputs)


def test_arrays_are_read_only():
    digits = mnist("tutorial")
    for array in (digits.inputs, digits.targets, digits.test_inputs, digits.test_targets):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("rows", [0, -1, 33_601])
def test_impossible_rows_are_refused(rows):
    with pytest.raises(ValueError, match="1 to 33,600"):
        mnist("tutorial", rows=rows)


def test_unknown_split_is_refused():
    with pytest.raises(ValueError, match="'kaggle'"):
        mnist("kaggle")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="check it out again"):
        read_mnist(tmp_path / "mnist.npz")


@pytest.mark.parametrize("content", [b"", b"no digits at all", b"PK\x03\x04 cut off"])
def test_damaged_file_is_refused(tmp_path, content):
    path = tmp_path / "mnist.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="cannot be read as MNIST"):
        read_mnist(path)


def test_flipped_byte_is_noticed(good_file):
    path = good_file()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ValueError, match="cannot be read as MNIST"):
        read_mnist(path)


def test_single_array_in_place_of_the_archive_is_refused(tmp_path):
    path = tmp_path / "mnist.npz"
    with path.open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(ValueError, match="cannot be read as MNIST"):
        read_mnist(path)


@pytest.mark.parametrize(("replaced", "message"), [
    ({"test_labels": None}, "test_labels"),
    ({"train_images": np.zeros((1, 784), np.uint8)}, "train_images"),
    ({"train_labels": np.zeros(60_000)}, "float64"),
    ({"train_labels": np.full(60_000, 10, np.uint8)}, "0 to 9"),
    ({"test_labels": np.array([None])}, "allow_pickle"),
])
def test_wrong_content_is_refused(good_file, replaced, message):
    with pytest.raises(ValueError, match=message):
        read_mnist(good_file(**replaced))


def test_one_hot_marks_the_label():
    np.testing.assert_array_equal(one_hot(np.array([2, 0]), classes=3), [[0, 0, 1], [1, 0, 0]])


def test_builder_refuses_a_file_that_is_not_the_known_one(tmp_path):
    name = next(iter(build_mnist.MD5_SUMS))
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(b"something else"))
    with pytest.raises(ValueError, match="MD5"):
        build_mnist.main(str(tmp_path))
