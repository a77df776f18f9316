"""The problems of the playground: their names, the settings that each begins with, and the points to learn from."""
import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache

from engine.datasets import GENERATED, TOY_DATASETS, Dataset, dataset_from_csv
from engine.datasets.features import PLANE, with_features
from engine.datasets.table import PLANE_TABLE
from engine.datasets.visible_text import visible

NAMES = {"xor": "XOR", "gender": "Gender", **GENERATED.labels(), "own": "Your own points"}

# What "your own points" begins with: invented measurements of leaves.
EXAMPLE = """length cm,width cm,tree
7.1,3.0,beech
6.4,2.8,beech
8.0,3.9,beech
7.6,3.3,beech
5.9,2.9,beech
6.8,3.5,beech
6.1,5.2,birch
5.2,4.6,birch
6.9,6.0,birch
5.7,4.4,birch
4.8,4.3,birch
6.5,5.6,birch
"""

_AS_PRINTED = {"init_scale": 1.0, "l1": 0.0, "l2": 0.0, "until_solved": False, "features": list(PLANE)}

# Each tutorial's exact settings. XOR's article adds gradients up and drops the factor 2/n of the mean squared error's
# derivative, so its learning rate of 0.1 on four points is 0.2 here.
TUTORIALS = {
    "xor": {"dataset": "xor", "layers": 1, "neurons1": 3, "activation": "sigmoid", "init": "normal", "seed": 0,
            "loss": "mse", "optimizer": "sgd", "batch": 4, "shuffle": False, "rate": 0.2,
            "speed": "1,000", "pause_every": 10_000, **_AS_PRINTED},
    "gender": {"dataset": "gender", "layers": 1, "neurons1": 2, "activation": "sigmoid", "init": "normal_with_biases",
               "seed": 0, "loss": "mse", "optimizer": "sgd", "batch": 1, "shuffle": False, "rate": 0.1,
               "speed": "100", "pause_every": 1_000, **_AS_PRINTED},
}

# Settings with which a network can learn each problem in a minute, from almost any seed; tests.claims draws some.
_USUAL = {"layers": 1, "neurons1": 4, "activation": "tanh", "init": "xavier", "seed": 0, "features": list(PLANE),
          "loss": "binary_cross_entropy", "optimizer": "sgd", "batch_size": "10", "shuffle": True, "rate": 0.1,
          "init_scale": 1.0, "l1": 0.0, "l2": 0.0, "until_solved": True, "speed": "10", "pause_every": 1_000,
          "points": 300, "noise": 0.1, "test": 50, "data_seed": 0}
_DEEP = _USUAL | {"layers": 3, "neurons1": 8, "neurons2": 8, "neurons3": 8, "activation": "gelu", "init": "he",
                  "optimizer": "adam", "rate": 0.01, "speed": "50"}
RECIPES = {name: settings | {"until_solved": True} for name, settings in TUTORIALS.items()} | {
    **dict.fromkeys(GENERATED, _USUAL),  # but for these:
    "gaussians": _USUAL | {"neurons1": 2},
    "xor_clouds": _USUAL | {"neurons1": 8, "speed": "50"},
    "circle": _USUAL | {"neurons1": 8},
    "moons": _USUAL | {"neurons1": 6},
    "spiral": _DEEP | {"layers": 4, "neurons4": 8, "init": "xavier", "batch_size": "20", "rate": 0.003,
                       "points": 1_000, "noise": 0.0},
    "rings": _USUAL | {"layers": 2, "neurons1": 8, "neurons2": 6, "loss_of_classes": "softmax_cross_entropy",
                       "speed": "50"},
    "plane": _USUAL | {"neurons1": 2, "noise": 0.05},
    "multi_gaussian": _DEEP | {"points": 500, "noise": 0.05},
    "own": _USUAL | {"test": 0, "speed": "50"},
}

FEWEST_TO_DIVIDE = 20  # own points; of fewer, every one is needed to learn from, and the rest would say nothing
USUAL_TEST = 30  # percent of the others that only test, unless somebody asks


def usual_test(points: int) -> int:
    """The share of so many own points, in percent, that is kept for the test unless somebody asks for another."""
    return USUAL_TEST if points >= FEWEST_TO_DIVIDE else 0


@dataclass(frozen=True)
class Problem:
    """What to learn, as the widgets say it: a row of NAMES, and for generated points how many, how blurred, which share
    of them only tests, and their seed; features: rows of FEATURES; table: the visitor's own points."""

    name: str
    points: int = 0
    noise: float = 0.0
    test_share: float = 0.0
    seed: int = 0
    features: tuple[str, ...] = PLANE
    table: str = ""

    def __str__(self) -> str:
        parts = [self.name, *map(str, (self.points, self.noise, self.test_share, self.seed)), *self.features]
        parts += [hashlib.sha1(self.table.encode()).hexdigest()] if self.table else []
        return "-".join(parts)

    def plane(self) -> Dataset:
        """The points on their plane. Raises ValueError for a table that cannot be read."""
        return _plane(replace(self, features=PLANE))

    def dataset(self) -> Dataset:
        """The points as the network is told of them."""
        return _told(self)


@lru_cache(64)
def _plane(problem: Problem) -> Dataset:
    if problem.table:
        return _visible(dataset_from_csv(problem.table, PLANE_TABLE)).divided(problem.test_share, problem.seed)
    if problem.name in TOY_DATASETS:
        return TOY_DATASETS[problem.name]()
    return GENERATED[problem.name](problem.points, problem.noise, problem.test_share, problem.seed)


def _visible(dataset: Dataset) -> Dataset:
    """The same with names that show all that is in them."""
    features = tuple(replace(feature, name=visible(feature.name)) for feature in dataset.features)
    return replace(dataset, labels=tuple(map(visible, dataset.labels)), features=features)


@lru_cache(64)
def _told(problem: Problem) -> Dataset:
    return problem.plane() if problem.features == PLANE else with_features(problem.plane(), problem.features)
