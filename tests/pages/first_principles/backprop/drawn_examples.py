"""Random networks with random numbers, and those of two articles."""
from itertools import pairwise

import numpy as np

from engine.activations import ACTIVATIONS
from engine.inspection.worked_example import BIASES, ENDINGS, WorkedExample
from pages.ui.first_principles.own.names import Place, places
from pages.ui.first_principles.own.rows import HYPERPARAMETERS

ALICE = WorkedExample((((1.0, 1.0), (1.0, 1.0)), ((1.0,), (1.0,))), ((0.0, 0.0), (0.0,)), ((-2.0, -1.0),), ((1.0,),))
MAZUR = WorkedExample((((0.15, 0.25), (0.2, 0.3)), ((0.4, 0.5), (0.45, 0.55))), ((0.35, 0.35), (0.6, 0.6)),
                      ((0.05, 0.1),), ((0.01, 0.99),), bias_kind="fixed", is_half=True, sums_outputs=True, rate=0.5)


def drawn(seed: int, size: float = 1.5, decimals: int = 2, samples: int = 1, **kinds) -> WorkedExample:
    """Of 0 to 3 hidden layers, and all kinds in turn. size: of its weights, biases and inputs."""
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 5, size=random.integers(2, 6)).tolist()
    ending = [*ENDINGS][seed % len(ENDINGS)]
    optimizer = [*HYPERPARAMETERS][random.integers(3)]
    targets = random.random((samples, sizes[-1])).round(2)
    if ending == "softmax":
        targets = np.eye(sizes[-1])[random.integers(sizes[-1], size=samples)]
    chosen = {"hidden": [*ACTIVATIONS][seed % len(ACTIVATIONS)], "ending": ending, "optimizer": optimizer,
              "bias_kind": [*BIASES][random.integers(3)], "rate": float(random.choice([0.1, 0.5, 2])),
              "l2": float(random.choice([0, 0.01])),
              **{name: bool(random.integers(2)) for name in ("is_half", "sums_outputs", "sums_samples")}} | kinds
    settings = tuple((name, field.default) for name, field in HYPERPARAMETERS[chosen["optimizer"]].items())

    def rows(*shape: int) -> tuple[tuple[float, ...], ...]:
        return tuple(map(tuple, (size * random.normal(size=shape)).round(decimals).tolist()))

    return WorkedExample(tuple(rows(*shape) for shape in pairwise(sizes)),
                         tuple(rows(1, count)[0] for count in sizes[1:]), rows(samples, sizes[0]),
                         tuple(map(tuple, targets.tolist())), settings=settings, **chosen)


def any_place(example: WorkedExample, seed: int) -> Place:
    """One of its parameters."""
    every = [*places(example).values()]
    return every[np.random.default_rng(seed).integers(len(every))]
