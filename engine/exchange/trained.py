"""A trained network with all that it takes to answer for raw values, saved to a file and loaded from it."""
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from engine.datasets.dataset import inputs_of
from engine.datasets.features import computed
from engine.datasets.files import File
from engine.exchange.storage import About, from_file, to_json, to_npz
from engine.losses import LOSSES, predicted_classes
from engine.network import Network
from engine.training import TrainingRun


@dataclass(frozen=True)
class TrainedNetwork:
    """A network and what its numbers mean: its loss, labels, and how raw values are scaled."""

    network: Network
    about: About

    @classmethod
    def of(cls, run: TrainingRun) -> "TrainedNetwork":
        """The network of a run as it is now; it goes on changing when the run does."""
        return cls(run.network, About.of(run.dataset, run.config.loss))

    def predict(self, raw: ArrayLike) -> np.ndarray:
        """What `TrainingRun.predict` gives: probabilities (rows, outputs), or regression's numbers, for raw values
        (rows, columns). Raises ValueError for another shape."""
        means, count = self.about, self.network.sizes[0]
        inputs = inputs_of(raw, len(means.columns) or count, means.columns, means.pixels)
        if means.computed:
            inputs = computed(inputs, means.inputs)
        dtype = self.network.params.dtype.type
        scores = self.network.forward(inputs * dtype(1 / 255 if means.pixels else 1))
        with np.errstate(over="ignore", invalid="ignore"):
            return LOSSES[means.loss].probabilities(scores)

    def predicted_labels(self, raw: ArrayLike) -> list[str]:
        """The likeliest class's name for every row. Raises ValueError for a network that answers with numbers."""
        if not self.about.labels:
            raise ValueError("This network answers with numbers, not with classes: use predict.")
        return [self.about.labels[index] for index in predicted_classes(self.predict(raw))]


def save(trained: TrainingRun | TrainedNetwork, path: str | Path) -> None:
    """Write a run's network, or one that was loaded, to a .npz or .json file, by what the path ends in.

    Raises ValueError for another ending, and for what could not be read again.
    """
    trained = TrainedNetwork.of(trained) if isinstance(trained, TrainingRun) else trained
    suffix = Path(path).suffix.lower()
    if suffix == ".npz":
        Path(path).write_bytes(to_npz(trained.network, trained.about))
    elif suffix == ".json":
        Path(path).write_text(to_json(trained.network, trained.about), "utf-8")
    else:
        raise ValueError(f"{path} ends in neither .npz nor .json; name the file so that it does.")


def load(file: File) -> TrainedNetwork:
    """The inverse of `save`, for a file given by path, as its bytes or opened; no code in it is run.

    Raises ValueError with a sentence that names the file, and what opening a path raises.
    """
    return TrainedNetwork(*from_file(file))
