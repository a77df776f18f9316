"""Pack the four original MNIST files into the one that this package reads.

Run python -m engine.datasets.build_mnist FOLDER, where the folder holds them as they are distributed, in the idx
format, each compressed by gzip.
"""
import gzip
import hashlib
import sys
from pathlib import Path

import numpy as np

from engine.datasets.digit_format import PIXELS
from engine.datasets.mnist import MNIST_FILE

MD5_SUMS = {  # of the uncompressed files
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}


def main(folder: str) -> None:
    """Write engine/datasets/mnist.npz. Raises ValueError if a file in `folder` is not the known one."""
    train_images, train_labels, test_images, test_labels = (read(Path(folder), name) for name in MD5_SUMS)
    np.savez_compressed(MNIST_FILE, train_images=train_images.reshape(-1, PIXELS), train_labels=train_labels,
                        test_images=test_images.reshape(-1, PIXELS), test_labels=test_labels)


def read(folder: Path, name: str) -> np.ndarray:
    """One checked file's numbers, uint8, in the shape that its header gives."""
    content = gzip.decompress((folder / f"{name}.gz").read_bytes())
    if hashlib.md5(content).hexdigest() != MD5_SUMS[name]:
        raise ValueError(f"{name} in {folder} is not MNIST's file: its MD5 sum differs.")
    dimensions = content[3]
    shape = np.frombuffer(content, ">u4", count=dimensions, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
