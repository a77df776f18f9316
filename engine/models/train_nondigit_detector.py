"""Train the detector of drawings that are no digit, and write nondigit_detector.npz.

    python -m engine.models.train_nondigit_detector

It learns from MNIST's training digits, from those that the computer drew for the digit model and from the drawings of
nondigits.py; MNIST's test digits take no part. The limit above which it is believed is set on 5,000 of MNIST's training
digits and 2,000 drawn ones that it did not learn from: so that 7 in 1,000 of them are refused. On two cores it takes
some eight minutes. The same seed gives the same detector on the same machine.
"""
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from engine.backprop import Backprop
from engine.datasets import mnist
from engine.datasets.digit_format import PIXELS, SIDE
from engine.datasets.synthetic_digits.augmentation import augmented
from engine.datasets.synthetic_digits.nondigits import KINDS, nondigits
from engine.datasets.synthetic_digits.strokes import synthetic_digits
from engine.losses import LOSSES
from engine.models.digits import load_digits_model
from engine.models.nondigit_detector import NonDigitDetector
from engine.models.train_digits import SYNTHETIC_DIGITS, made_digits
from engine.network import with_ones
from engine.optimizers import Momentum
from engine.schedules import Cosine

DRAWINGS = 6_000  # of a kind, but more of those that are hard to tell from digits:
MORE = {"letters": 16_000, "letters told by a part": 20_000, "polygons and stars": 12_000, "symbols": 12_000,
        "wandering lines": 10_000, "straight lines": 10_000, "two digits": 16_000}
HELD_OUT = 5_000, 2_000  # of MNIST and of drawn digits, for the limit
REFUSED = 0.007
EPOCHS = 7
BATCH_SIZE = 128
LEARNING_RATE = 0.05
PIXEL = np.float32(1 / 255)


def main(seed: int = 0) -> None:
    """Train the detector, set its limit and write its file."""
    start = time.perf_counter()
    written, (made, _) = mnist().inputs, made_digits(mnist(), seed)
    fresh, _ = synthetic_digits(HELD_OUT[1], np.random.default_rng([seed, 3]))
    redrawn = made[SYNTHETIC_DIGITS + HELD_OUT[0] :]
    digits = np.concatenate([written[HELD_OUT[0] :], made[:SYNTHETIC_DIGITS], redrawn])
    with ProcessPoolExecutor(2) as both_cores:
        others = np.concatenate([*both_cores.map(_drawn, KINDS, [[seed, 4, i] for i in range(len(KINDS))])])
    print(f"{len(digits):,} digits and {len(others):,} others   {time.perf_counter() - start:.0f} s", flush=True)
    detector = NonDigitDetector.new(load_digits_model(), seed)
    train(detector, digits, others, EPOCHS, np.random.default_rng([seed, 5]))
    set_limit(detector, np.concatenate([written[: HELD_OUT[0]], fresh]))
    detector.save()
    print(f"done   {time.perf_counter() - start:.0f} s")


def _drawn(kind: str, seed: list[int]) -> np.ndarray:
    return nondigits(KINDS[kind], MORE.get(kind, DRAWINGS), np.random.default_rng(seed))


def train(detector: NonDigitDetector, digits: np.ndarray, others: np.ndarray, epochs: int,
          random: np.random.Generator) -> None:
    """Teach a detector, in place, with changed copies of digits and of others, (n, 784) uint8 both."""
    drawings = np.concatenate([digits, others])
    truth = np.repeat(np.array([0, 1], np.float32), [len(digits), len(others)])[:, None]
    backprop = Backprop(detector.network, LOSSES["binary_cross_entropy"], BATCH_SIZE)
    optimizer, schedule = Momentum(detector.network.params, LEARNING_RATE), Cosine(epochs)
    batches = len(drawings) // BATCH_SIZE
    for epoch in range(epochs):
        order = random.permutation(len(drawings))
        for batch in range(batches):
            rows = order[batch * BATCH_SIZE : (batch + 1) * BATCH_SIZE]
            changed = augmented(drawings[rows].reshape(-1, SIDE, SIDE) * PIXEL, random).reshape(-1, PIXELS)
            optimizer.schedule_factor = schedule(epoch + batch / batches)
            backprop.step(with_ones(detector.evidence(changed), np.float32), truth[rows], optimizer.gradient_scale)
            optimizer.step_scaled(detector.network.params, backprop.gradient)


def set_limit(detector: NonDigitDetector, digits: np.ndarray) -> None:
    """Set a detector's limit, in place, so that it refuses 7 in 1,000 of these digits (n, 784) uint8."""
    detector.limit = float(np.quantile(detector.scores(digits * PIXEL), 1 - REFUSED))
    detector.refused = REFUSED


if __name__ == "__main__":
    main()
