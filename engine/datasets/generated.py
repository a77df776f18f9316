"""Problems on the plane, drawn anew for every seed: as many points as you like, and as blurred."""
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.constraints import Table
from engine.datasets.dataset import Dataset, Feature, class_targets

BLUR = 2.0  # how far full noise, 1.0, would move a point


@dataclass(frozen=True)
class PointGenerator:
    """A recipe for points on the plane, about -6 to 6 both ways, and their answers. Call it to get a Dataset.

    draw: (random, classes (rows,)) -> (rows, 2), a point of each class asked for. labels: the classes' names.
    answer: for regression, without labels: (rows, 2) -> (rows,) the height at each point, -1 to 1. label: what menus
    call the problem.
    """

    name: str
    draw: Callable[[np.random.Generator, np.ndarray], np.ndarray]
    labels: tuple[str, ...] = ()
    answer: Callable[[np.ndarray], np.ndarray] | None = None
    label: str = ""

    def __call__(self, points: int = 300, noise: float = 0.1, test_share: float = 0.5, seed: int = 0) -> Dataset:
        """`points` examples, as many of each class, give or take one, a `test_share` of 0 to 1 of them for the test.

        noise: 0 to 0.5. When its answer is settled, each point is moved both ways by a normal draw of deviation
        2 * noise: 0.1 blurs an edge, 0.5 mixes neighbors. Raises ValueError for fewer than one point a class, or for
        noise and test_share out of range.
        """
        fewest = max(2, len(self.labels))
        if points < fewest or not 0 <= noise <= 0.5 or not 0 <= test_share <= 1:
            raise ValueError(f"{self.name} needs {fewest} points or more, noise of 0 to 0.5 and a test share of 0 to 1,"
                             f" not {points}, {noise} and {test_share}.")
        random = np.random.default_rng([seed, 2])
        classes = np.arange(points) % max(len(self.labels), 1)
        places = self.draw(random, classes)
        targets = self.answer(places)[:, None] if self.answer else class_targets(classes, len(self.labels))
        places = places + BLUR * noise * random.standard_normal(places.shape)
        inputs, targets = places.astype(np.float32), targets.astype(np.float32)
        return Dataset(self.name, inputs, targets, inputs[:0], targets[:0], self.labels,
                       (Feature("x1"), Feature("x2"))).divided(test_share, seed)


def xor_clouds(random: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """Four squares around the center; the class says whether the signs of x1 and x2 differ."""
    x1, x2 = random.uniform(0.4, 5.5, (2, len(classes)))
    return np.stack([x1, opposite(classes) * x2], axis=1) * random.choice([-1, 1], (len(classes), 1))


def circle(random: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """A disk of radius 2.5 inside a ring of radius 3.5 to 5.5."""
    share = random.random(len(classes))
    return around(np.where(classes, 3.5 + 2 * share, 2.5 * np.sqrt(share)), random.uniform(0, 2 * np.pi, len(classes)))


def gaussians(random: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """Two normal clouds of deviation 0.8 around (-2, -2) and (2, 2)."""
    return 0.8 * random.standard_normal((len(classes), 2)) - 2 * opposite(classes)[:, None]


def spiral(random: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """Two arms of 1.75 turns, the second the first one seen from behind the center."""
    share = random.uniform(0.04, 1, len(classes))
    return around(6 * share, 3.5 * np.pi * share) * opposite(classes)[:, None]


def moons(random: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """Two half circles of radius 3.5, each reaching into the other."""
    angle = random.uniform(0, np.pi, len(classes))
    return (around(3.5, angle) - (1.75, 0.9)) * opposite(classes)[:, None]


def rings(random: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """A disk and two rings around it, 1 unit of nothing between them."""
    return around(2 * classes + random.uniform(0.3, 1.3, len(classes)), random.uniform(0, 2 * np.pi, len(classes)))


def square(random: np.random.Generator, classes: np.ndarray) -> np.ndarray:
    """Anywhere on the plane shown."""
    return random.uniform(-6, 6, (len(classes), 2))


def plane_height(places: np.ndarray) -> np.ndarray:
    """(x1 + x2) / 12: a plane that one neuron can learn."""
    return places.sum(axis=1) / 12


HILLS = [(-3.5, 3.2, 1), (3.3, 3.8, -1), (0.3, 0.2, 1), (-3.8, -3.3, -1), (3.6, -3.4, 1)]  # x1, x2, up or down


def hills_height(places: np.ndarray) -> np.ndarray:
    """The sum over HILLS of +-e^(-d^2 / 4), d being the distance to the top."""
    return np.sum([sign * np.exp(-((places - (x1, x2)) ** 2).sum(axis=1) / 4) for x1, x2, sign in HILLS], axis=0)


def around(radius: float | np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Points (rows, 2) at these polar coordinates."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def opposite(classes: np.ndarray) -> np.ndarray:
    """1 for the first class, -1 for the second, whose shape is the first one's turned by half a turn."""
    return 1 - 2 * classes


GENERATED = Table("problem", {problem.name: problem for problem in (
    PointGenerator("gaussians", gaussians, ("lower left", "upper right"), label="Two clouds"),
    PointGenerator("xor_clouds", xor_clouds, ("same signs", "different signs"), label="XOR clouds"),
    PointGenerator("circle", circle, ("inside", "outside"), label="Circle"),
    PointGenerator("moons", moons, ("upper moon", "lower moon"), label="Moons"),
    PointGenerator("spiral", spiral, ("first arm", "second arm"), label="Spiral"),
    PointGenerator("rings", rings, ("inner", "middle", "outer"), label="Three rings"),
    PointGenerator("plane", square, answer=plane_height, label="Plane (regression)"),
    PointGenerator("multi_gaussian", square, answer=hills_height, label="Hills (regression)"),
)})
