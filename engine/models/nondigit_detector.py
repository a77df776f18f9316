"""Whether a drawing is a digit at all: a network for digits has ten answers and none of them is "no digit".

So a second, small network detects what is none. It looks at the 784 pixels and at what the digit model in the box
made of them: its last hidden layer and its ten scores. It has learned from digits and from computer-made drawings that
are none, see engine.models.train_nondigit_detector; drawings of a kind it never met it may take for digits.
"""
import zipfile
import zlib
from pathlib import Path

import numpy as np

from engine.network import Network

DETECTOR_FILE = Path(__file__).with_name("nondigit_detector.npz")
HIDDEN = 192
SCALES = 0.1, 0.06  # of the last hidden layer and of the scores, which makes them about as large as pixels


class NonDigitDetector:
    """A network with one output, the score of "no digit", and the limit above which it is believed.

    refused: the share of digits above the limit, by which the limit was set, on digits that it had not learned from.
    """

    def __init__(self, model: Network, network: Network, limit: float = 0.0, refused: float = 0.0):
        self.model, self.network, self.limit, self.refused = model, network, limit, refused

    @classmethod
    def new(cls, model: Network, seed: int = 0) -> "NonDigitDetector":
        """One that has learned nothing, for the digit model whose answers it looks at."""
        return cls(model, Network.mlp((sum(model.sizes[i] for i in (0, -2, -1)), HIDDEN, 1), seed=seed))

    @classmethod
    def load(cls, model: Network, path: Path = DETECTOR_FILE) -> "NonDigitDetector":
        """The one that comes with the digit model. Raises FileNotFoundError or ValueError."""
        detector = cls.new(model)
        try:
            with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                params, limit, refused = (file[name] for name in ("params", "limit", "refused"))
        except FileNotFoundError:
            raise FileNotFoundError(f"{path} is missing. It belongs to the repository: check it out again, or make it "
                                    "with python -m engine.models.train_nondigit_detector.") from None
        except (KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise ValueError(f"{path} cannot be read as the non-digit detector ({error}). Check it out "
                             "again.") from None
        expected = detector.network.params.shape
        if params.dtype != np.float16 or params.shape != expected or not np.isfinite([*params, limit, refused]).all():
            raise ValueError(f"{path} does not hold the {expected[0]:,} float16 numbers of the non-digit detector.")
        detector.network.load(params)
        detector.limit, detector.refused = float(limit), float(refused)
        return detector

    def save(self, path: Path = DETECTOR_FILE) -> None:
        """Write it, in half precision."""
        np.savez_compressed(path, params=self.network.params.astype(np.float16), limit=self.limit, refused=self.refused)

    def evidence(self, drawings: np.ndarray) -> np.ndarray:
        """What it looks at, (rows, 784 + last hidden + 10), for drawings (rows, 784) in 0..1."""
        return self._evidence(drawings, *self.model.activations(drawings)[-2:])

    def scores(self, drawings: np.ndarray) -> np.ndarray:
        """How much speaks for "no digit", (rows,), any number, for drawings (rows, 784) in 0..1."""
        return self.network.forward(self.evidence(drawings))[:, 0]

    def answers_and_scores(self, drawings: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The digit model's outputs (rows, 10), which it looks at anyway, and its own scores (rows,)."""
        hidden, outputs = self.model.activations(drawings)[-2:]
        return outputs, self.network.forward(self._evidence(drawings, hidden, outputs))[:, 0]

    @staticmethod
    def _evidence(drawings: np.ndarray, hidden: np.ndarray, outputs: np.ndarray) -> np.ndarray:
        return np.concatenate([drawings, hidden * np.float32(SCALES[0]), outputs * np.float32(SCALES[1])], axis=1)

    def is_nondigit(self, drawing: np.ndarray) -> bool:
        """Whether a drawing (28, 28) in 0..1 looks like no digit."""
        return bool(self.scores(drawing.reshape(1, -1).astype(np.float32))[0] > self.limit)
