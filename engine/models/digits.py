"""The digit model in the box: its weights in a file beside this one, made by train_digits.py."""
import zipfile
import zlib
from pathlib import Path

import numpy as np

from engine.datasets.digit_format import LABELS, PIXELS
from engine.network import Network

MODEL_FILE = Path(__file__).with_name("digits.npz")
SIZES = (PIXELS, 640, 256, len(LABELS))  # the views inside keep 60,000 digits' last hidden layer: it stays narrow


def new_digits_model(seed: int = 0) -> Network:
    """The model before it has learned anything. Inputs are 28x28 pixels in 0..1, outputs the ten digits' scores."""
    return Network.mlp(SIZES, seed=seed)


def load_digits_model(path: Path = MODEL_FILE) -> Network:
    """The model as it was trained. Raises FileNotFoundError or ValueError for a file that is not its own."""
    network = new_digits_model()
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            params = file["params"]
    except FileNotFoundError:
        raise FileNotFoundError(f"{path} is missing. It belongs to the repository: check it out again, or make it with "
                                "python -m engine.models.train_digits.") from None
    except (KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ValueError(f"{path} cannot be read as the digit model ({error}). Check it out again.") from None
    if params.dtype != np.float16 or params.shape != network.params.shape or not np.isfinite(params).all():
        raise ValueError(f"{path} does not hold the {network.params.size:,} float16 numbers of a {SIZES} network.")
    network.load(params)
    return network


def save_digits_model(network: Network, path: Path = MODEL_FILE) -> None:
    """Write the model's parameters, in half precision: 1.3 MB, and the answers stay the same."""
    np.savez_compressed(path, params=network.params.astype(np.float16))
