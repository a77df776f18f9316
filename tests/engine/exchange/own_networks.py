"""Random networks of every kind that people can type, for tests of what is made of them."""
from itertools import pairwise, product

import numpy as np

from engine.activations import ACTIVATIONS
from engine.inspection.worked_example import BIASES, ENDINGS, WorkedExample
from engine.optimizers import OPTIMIZERS

KINDS = [*product(ENDINGS, BIASES)]


def drawn(seed: int, **kind) -> WorkedExample:
    """An example of random sizes, numbers and conventions; kind: what it is to be."""
    random = np.random.default_rng(seed)
    sizes = [int(random.integers(1, 4)) for _ in range(int(random.integers(2, 5)))]
    ending = kind.get("ending", str(random.choice([*ENDINGS])))
    sizes[-1] += ending == "softmax"
    samples, optimizer = int(random.integers(1, 5)), kind.get("optimizer", str(random.choice([*OPTIMIZERS])))
    shapes = list(pairwise(sizes))
    settings = {"momentum": {"momentum": 0.7}, "adam": {"beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-3}}
    values = {
        "weights": tuple(rows(random.normal(size=shape)) for shape in shapes),
        "biases": tuple(tuple(random.normal(size=size).tolist()) for size in sizes[1:]),
        "inputs": rows(random.normal(size=(samples, sizes[0]))), "targets": targets(random, samples, sizes[-1], ending),
        "hidden": str(random.choice([*ACTIVATIONS])), "ending": ending, "bias_kind": str(random.choice([*BIASES])),
        "is_half": bool(random.integers(2)), "sums_outputs": bool(random.integers(2)),
        "sums_samples": bool(random.integers(2)), "l2": float(random.choice([0, 0.01])), "rate": 0.05,
        "optimizer": optimizer, "settings": tuple(settings.get(optimizer, {}).items())}
    return WorkedExample(**(values | kind))


def rows(matrix) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, np.round(matrix, 6).tolist()))


def targets(random, samples: int, outputs: int, ending: str) -> tuple[tuple[float, ...], ...]:
    if ending == "softmax":
        return rows(np.eye(outputs)[random.integers(outputs, size=samples)])
    return rows(random.uniform(size=(samples, outputs)))
