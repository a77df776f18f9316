"""Train the digit model in the box: OPENBLAS_NUM_THREADS=1 python -m engine.models.train_digits.

It learns from MNIST's 60,000 training digits, from some of them redrawn with the pens of a drawing sheet, and from
strokes drawn by the computer in styles that MNIST lacks, every digit changed anew each time. One processor core learns
while another changes the next digits, which is why the matrix products get one thread; on two cores it takes about ten
minutes. The same seed gives the same model on the same machine.
"""
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np

from engine.backprop import Backprop
from engine.datasets import Dataset, mnist
from engine.datasets.mnist import one_hot
from engine.datasets.synthetic_digits.augmentation import change_digits
from engine.datasets.synthetic_digits.redrawn import redrawn
from engine.datasets.synthetic_digits.strokes import synthetic_digits
from engine.inspection.evaluation import evaluated
from engine.losses import LOSSES
from engine.models.digits import load_digits_model, new_digits_model, save_digits_model
from engine.models.report_digits import report
from engine.network import Network, with_ones
from engine.optimizers import Momentum
from engine.schedules import Cosine

SYNTHETIC_DIGITS = 60_000
REDRAWN = 12_000
AT_ONCE = 5_000  # digits that a process draws with one random generator
ROUNDS = (  # epochs, highest learning rate, and how much digits are changed; the later rounds are gentler
    (30, 0.1, 1.0),
    (14, 0.05, 0.8),
    (16, 0.05, 0.7),
)
SOFTER = 1.2  # outputs so many times as small: MNIST's test loss stays what it is, that of drawings falls by a tenth
BATCH_SIZE = 128
BATCHES_AHEAD = 2  # changed at once, by the second core, while the first one learns from those before


def main(seed: int = 0) -> None:
    """Train the model, write its file and say how well it does on MNIST's test digits."""
    start = time.perf_counter()
    digits = mnist()
    images, targets = made_digits(digits, seed)
    images, targets = np.concatenate([digits.inputs, images]), np.concatenate([digits.targets, targets])

    network = new_digits_model(seed)
    for part, (epochs, learning_rate, strength) in enumerate(ROUNDS):
        random = np.random.default_rng([seed, 2, part] if part else [seed, 2])
        losses = training(network, images, targets, epochs, random, learning_rate, strength)
        for epoch, loss in enumerate(losses, 1):
            print(f"round {part + 1}, epoch {epoch} of {epochs}   loss {loss:.4f}   "
                  f"{time.perf_counter() - start:.0f} s", flush=True)
        save_digits_model(network)
        network = load_digits_model()
    soften(network)
    save_digits_model(network)
    print(report(evaluated(load_digits_model(), digits.test_inputs, digits.test_targets)))


def soften(network: Network) -> None:
    """Divide a network's outputs, in place: it is too sure of hands unlike those that it learned from."""
    for numbers in (network.layers[-1].weights, network.layers[-1].biases):
        numbers[...] = numbers / SOFTER


def made_digits(digits: Dataset, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """What the computer adds to MNIST's digits: images (n, 784) uint8 and targets (n, 10)."""
    with ProcessPoolExecutor(2) as both_cores:
        drawn = both_cores.map(_drawn, [[seed + 1, part] for part in range(SYNTHETIC_DIGITS // AT_ONCE)])
        again = both_cores.map(_redrawn, digits.inputs[:REDRAWN], range(REDRAWN), chunksize=500)
        images, labels = map(np.concatenate, zip(*drawn))
        return np.concatenate([images, [*again]]), np.concatenate([one_hot(labels), digits.targets[:REDRAWN]])


def _drawn(seed: list[int]) -> tuple[np.ndarray, np.ndarray]:
    return synthetic_digits(AT_ONCE, np.random.default_rng(seed))


def _redrawn(digit: np.ndarray, row: int) -> np.ndarray:
    return redrawn(digit, np.random.default_rng([5, row]))


def training(network: Network, images: np.ndarray, targets: np.ndarray, epochs: int,
             random: np.random.Generator, learning_rate: float = 0.1, strength: float = 1.0) -> Iterator[float]:
    """Train `network`, in place, on copies of images (n, 784) uint8 changed by `strength`; yields each epoch's mean
    loss.

    Momentum, with the learning rate falling to zero along a cosine.
    """
    backprop = Backprop(network, LOSSES["softmax_cross_entropy"], BATCH_SIZE)
    optimizer, schedule = Momentum(network.params, learning_rate), Cosine(epochs)
    batches_per_epoch = len(images) // BATCH_SIZE
    loss = 0.0
    for step, (inputs, truth) in enumerate(_batches(images, targets, epochs * batches_per_epoch, random, strength)):
        optimizer.schedule_factor = schedule(step / batches_per_epoch)
        loss += backprop.step(inputs, truth, optimizer.gradient_scale)
        optimizer.step_scaled(network.params, backprop.gradient)
        if (step + 1) % batches_per_epoch == 0:
            yield loss / batches_per_epoch
            loss = 0.0


def _batches(images: np.ndarray, targets: np.ndarray, count: int, random: np.random.Generator, strength: float
             ) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """`count` batches of changed digits with their ones, shuffled each epoch; a thread prepares the next ones."""
    def changed(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        digits = images[rows] * np.float32(1 / 255)
        change_digits(digits, random, strength)
        return with_ones(digits, np.float32), targets[rows]

    rows_at_once = BATCHES_AHEAD * BATCH_SIZE
    orders = _rows(len(images), count * BATCH_SIZE, rows_at_once, np.random.default_rng(random.integers(2**63)))
    with ThreadPoolExecutor(1) as second_core:
        ahead: Future[tuple[np.ndarray, np.ndarray]] | None = second_core.submit(changed, next(orders))
        while ahead is not None:
            inputs, truth = ahead.result()
            rows = next(orders, None)
            ahead = None if rows is None else second_core.submit(changed, rows)
            for first in range(0, len(inputs), BATCH_SIZE):
                yield inputs[first : first + BATCH_SIZE], truth[first : first + BATCH_SIZE]


def _rows(count: int, total: int, at_once: int, random: np.random.Generator) -> Iterator[np.ndarray]:
    """`total` row numbers below `count`, each as often as any other, `at_once` at a time."""
    left = np.empty(0, int)
    while total > 0:
        while len(left) < min(at_once, total):
            left = np.concatenate([left, random.permutation(count)])
        taken = min(at_once, total)
        yield left[:taken]
        left, total = left[taken:], total - taken


if __name__ == "__main__":
    main()
