"""MNIST, 70,000 handwritten digits of 28x28 pixels, the classic first task of a neural network that sees.

Y. LeCun, C. Cortes, C. J. C. Burges, "The MNIST database of handwritten digits"; CC BY-SA 3.0.
"""
import zipfile
import zlib
from functools import cache
from pathlib import Path

import numpy as np

from engine.datasets.dataset import Dataset
from engine.datasets.digit_format import LABELS, PIXELS

MNIST_FILE = Path(__file__).with_name("mnist.npz")  # made by build_mnist.py
SHAPES = {"train_images": (60_000, PIXELS), "train_labels": (60_000,), "test_images": (10_000, PIXELS),
          "test_labels": (10_000,)}
TUTORIAL_TRAINING_ROWS, TUTORIAL_ROWS = 33_600, 42_000


def mnist(split: str = "standard", rows: int | None = None) -> Dataset:
    """The digits as uint8 rows of 784 pixels, 0 for paper and 255 for ink, and their one-hot targets.

    split: "standard" trains on 60,000 digits and tests on 10,000 by other writers. "tutorial" cuts the first 42,000 of
    those 60,000, in their order, into 33,600 and 8,400: the sizes of the tutorial's split. rows: keep only the first so
    many training rows. All datasets of a process share one copy of the pixels.

    Raises ValueError for another split, for rows that the split does not have, and for a damaged data file;
    FileNotFoundError if that file is missing.
    """
    if split == "standard":
        train, test = read_mnist()
    elif split == "tutorial":
        (inputs, targets), _ = read_mnist()
        train = inputs[:TUTORIAL_TRAINING_ROWS], targets[:TUTORIAL_TRAINING_ROWS]
        test = inputs[TUTORIAL_TRAINING_ROWS:TUTORIAL_ROWS], targets[TUTORIAL_TRAINING_ROWS:TUTORIAL_ROWS]
    else:
        raise ValueError(f'MNIST splits are "standard" and "tutorial", not {split!r}.')
    if rows is not None and not 1 <= rows <= len(train[0]):
        raise ValueError(f"rows must be 1 to {len(train[0]):,} for the {split} split, not {rows:,}.")
    return Dataset("mnist", train[0][:rows], train[1][:rows], *test, labels=LABELS)


@cache
def read_mnist(path: Path = MNIST_FILE) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """((inputs, targets), (test inputs, test targets)) of the standard split, read once per process, read-only.

    Raises FileNotFoundError or ValueError.
    """
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            content = {name: file[name] for name in SHAPES}
    except FileNotFoundError:
        raise FileNotFoundError(f"{path} is missing. It belongs to the repository: check it out again, or make it with "
                                "python -m engine.datasets.build_mnist.") from None
    except (KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ValueError(f"{path} cannot be read as MNIST ({error}). Check it out again.") from None
    for name, shape in SHAPES.items():
        array = content[name]
        if array.shape != shape or array.dtype != np.uint8:
            raise ValueError(f"{name} in {path} must be uint8 {shape}, not {array.dtype} {array.shape}.")
    train, test = ((content[f"{part}_images"], one_hot(content[f"{part}_labels"])) for part in ("train", "test"))
    for array in (*train, *test):
        array.flags.writeable = False
    return train, test


def one_hot(labels: np.ndarray, classes: int = len(LABELS)) -> np.ndarray:
    """Targets (rows, classes) float32 for labels (rows,): 1 in the column of the label. Raises ValueError."""
    if len(labels) and not 0 <= labels.min() <= labels.max() < classes:
        raise ValueError(f"Labels must be 0 to {classes - 1}, not {labels.min()} to {labels.max()}.")
    targets = np.zeros((len(labels), classes), np.float32)
    targets[np.arange(len(labels)), labels] = 1
    return targets
