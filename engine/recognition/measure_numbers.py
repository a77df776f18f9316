"""How well numbers of one to five digits are read: python -m engine.recognition.measure_numbers [COUNT]

Each is written with MNIST's test digits and made-up styles, by a pen of its own; COUNT (300) numbers of each length,
with their digits apart and touching. It takes five minutes.
"""
import sys

import numpy as np

from engine.datasets import mnist
from engine.recognition.numbers import digit_forms, number
from engine.recognition.reading import Recognizer

FORMS = 1_500  # test digits, and as many made-up ones
SEED = 9


def main(count: int = 300) -> None:
    """Print the table."""
    digits = mnist()
    forms = digit_forms(digits.test_inputs[:FORMS], digits.test_targets[:FORMS].argmax(axis=1),
                        np.random.default_rng(SEED))
    recognizer = Recognizer.load()
    single, _ = shares(recognizer, forms, 1, 3 * count)
    print("| digits | right | one digit's accuracy to that power | right where they touch | right or flagged there |")
    print("|--:|--:|--:|--:|--:|")
    print(f"| 1 | {single:.1%} | | | |", flush=True)
    for length in range(2, 6):
        right, _ = shares(recognizer, forms, length, count)
        touching, or_doubted = shares(recognizer, forms, length, count, touching=True)
        print(f"| {length} | {right:.1%} | {single**length:.1%} | {touching:.0%} | {or_doubted:.0%} |", flush=True)


def shares(recognizer: Recognizer, forms: tuple[list[np.ndarray], np.ndarray], length: int, count: int,
           touching: bool = False) -> tuple[float, float]:
    """(the share of numbers of so many digits that are read wholly right, of those right or with a doubted digit)."""
    (pictures, labels), right, doubted = forms, 0, 0
    for row in range(count):
        random = np.random.default_rng([SEED, length, touching, row])
        chosen = random.integers(len(pictures), size=length)
        found = recognizer.in_ink(number([pictures[place] for place in chosen], random, touching))
        is_right = [(each.row, each.digit) for each in found] == [(0, label) for label in labels[chosen].tolist()]
        right += is_right
        doubted += is_right or any(each.is_doubted for each in found)
    return right / count, doubted / count


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
