"""How often the detector is wrong: on digits, which it should let pass, and on drawings that are none.

    python -m engine.models.measure_nondigit_detector           as it comes with the app, half a minute
    python -m engine.models.measure_nondigit_detector --unseen  also a detector for each kind that never met that kind,
                                                                trained here: half an hour

The drawings are new ones, of the kinds of engine.datasets.synthetic_digits.nondigits; the digits are MNIST's test
digits and drawn ones.
"""
import argparse

import numpy as np

from engine.datasets import mnist
from engine.datasets.synthetic_digits.nondigits import ALIKE, KINDS, nondigits
from engine.datasets.synthetic_digits.strokes import synthetic_digits
from engine.models.digits import load_digits_model
from engine.models.nondigit_detector import NonDigitDetector
from engine.models.train_nondigit_detector import set_limit, train

SEED = 1_000  # far from those that the training draws from
DRAWINGS = 1_000  # of each kind
FEWER = 3_000, 4  # drawings of each kind and epochs for the detectors of --unseen
HELD_OUT = 5_000
PIXEL = np.float32(1 / 255)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unseen", action="store_true")
    unseen = parser.parse_args().unseen
    detector = NonDigitDetector.load(load_digits_model())
    print("| drawn | flagged |\n|---|--:|")
    for name, drawings in digits().items():
        print(f"| {name} | {share_refused(detector, drawings):.1%} |")
    for name, drawings in others().items():
        never_met = f" ({share_refused(_without(name), drawings):.0%} by one not trained on any)" \
            if unseen and name in KINDS else ""
        print(f"| {name} | {share_refused(detector, drawings):.1%}{never_met} |", flush=True)


def digits() -> dict[str, np.ndarray]:
    """Digits (n, 784) uint8 that it never learned from."""
    drawn, _ = synthetic_digits(DRAWINGS, np.random.default_rng([SEED, 0]))
    return {"MNIST's 10,000 test digits": mnist().test_inputs, "digits drawn by the computer": drawn}


def others(count: int = DRAWINGS) -> dict[str, np.ndarray]:
    """Drawings (count, 784) uint8 of each kind, and letters that may well be taken for digits."""
    kinds = KINDS | {"letters that look like digits (O, l, S, Z, ...)": ALIKE}
    return {name: nondigits(kind, count, np.random.default_rng([SEED, 1, i])) for i, (name, kind) in
            enumerate(kinds.items())}


def share_refused(detector: NonDigitDetector, drawings: np.ndarray) -> float:
    """The share of drawings (n, 784) uint8 that look like no digit."""
    return float(np.mean(detector.scores(drawings * PIXEL) > detector.limit))


def _without(kind: str) -> NonDigitDetector:
    """A detector that learned from all kinds but one."""
    written, (count, epochs) = mnist().inputs, FEWER
    drawings = np.concatenate([nondigits(other, count, np.random.default_rng([SEED, 2, i]))
                               for i, (name, other) in enumerate(KINDS.items()) if name != kind])
    detector = NonDigitDetector.new(load_digits_model())
    train(detector, written[HELD_OUT:][: 2 * len(drawings)], drawings, epochs, np.random.default_rng([SEED, 3]))
    set_limit(detector, written[:HELD_OUT])
    return detector


if __name__ == "__main__":
    main()
