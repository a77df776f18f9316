"""What a set of examples is: inputs, the right answers, and what the numbers mean to people."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from engine.constraints import TEXT, Constraint, Interval, OneOf, Several, check


@dataclass(frozen=True)
class Rows:
    """A constraint: a NumPy array (rows, columns) of finite numbers, with at least so many rows."""

    least: int = 0

    def __call__(self, value: object) -> str:
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "fiub":
            return "give a NumPy array of numbers, as np.array(…, np.float32) makes."
        if value.ndim != 2:
            return f"give rows of numbers, (rows, columns); it has the shape {value.shape}."
        if len(value) < self.least:
            return f"give at least {self.least} row; it has the shape {value.shape}."
        return "" if value.dtype.kind != "f" or np.isfinite(value).all() else "leave out rows with nan or inf."


CONSTRAINTS: dict[str, Constraint] = {
    "inputs": Rows(least=1), "targets": Rows(least=1), "test_inputs": Rows(), "test_targets": Rows(),
    "labels": Several(TEXT, "give a tuple of texts.")}


@dataclass(frozen=True)
class Feature:
    """One input: what people call it, its unit, and how it was scaled: raw value = input * scale + offset. computed:
    whether it is reckoned from others, so that what is straight in it may be curved in those."""

    name: str
    unit: str = ""
    offset: float = 0.0
    scale: float = 1.0
    computed: bool = False


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples to learn from and examples to be tested on; all arrays are read-only.

    inputs, test_inputs: (rows, features), float32, or uint8 that stands for 0..1 in steps of 1/255.
    targets, test_targets: (rows, outputs) float32: 0 or 1 for two classes, one-hot for more; for regression the numbers
    to answer, about -1 to 1. labels: the classes' names, by index; none for regression.
    names, test_names: the rows' own names, where they have any. prunable: whether training may keep a second copy
    without the inputs that are always zero, to be faster. validation_inputs, validation_targets: see `held_out`.
    from_raw: what makes inputs of raw values where that takes more than scaling, see `scaled`. Raises ValueError for
    what CONSTRAINTS exclude, and for arrays that do not go together.
    """

    name: str
    inputs: np.ndarray
    targets: np.ndarray
    test_inputs: np.ndarray
    test_targets: np.ndarray
    labels: tuple[str, ...]
    features: tuple[Feature, ...] = ()
    names: tuple[str, ...] = ()
    test_names: tuple[str, ...] = ()
    prunable: bool = True
    validation_inputs: np.ndarray | None = None
    validation_targets: np.ndarray | None = None
    from_raw: Callable[[ArrayLike], np.ndarray] | None = None

    def __post_init__(self) -> None:
        check(CONSTRAINTS, vars(self), f"In {self.name}, ")
        self._check_shapes(self.inputs, self.targets, "")
        self._check_shapes(self.test_inputs, self.test_targets, "test_")
        if self.validation_inputs is not None and self.validation_targets is not None:
            self._check_shapes(self.validation_inputs, self.validation_targets, "validation_")
        if self.labels:
            self._check_classes()
        if len(self.features) not in (0, self.inputs.shape[1]):
            raise ValueError(f"{self.name} has {self.inputs.shape[1]} columns of inputs but {len(self.features)} "
                             "features: give a Feature for each column, or none at all.")
        for array in (self.inputs, self.targets, self.test_inputs, self.test_targets):
            array.flags.writeable = False

    def _check_shapes(self, inputs: np.ndarray, targets: np.ndarray, split: str) -> None:
        if len(inputs) != len(targets):
            raise ValueError(f"{self.name} has {len(inputs):,} rows of {split}inputs but {len(targets):,} of "
                             f"{split}targets: give a row of targets for each row of inputs.")
        for name, array, first in (("inputs", inputs, self.inputs), ("targets", targets, self.targets)):
            if array.shape[1] != first.shape[1]:
                raise ValueError(f"{self.name} has {first.shape[1]} columns of {name} but {array.shape[1]} of "
                                 f"{split}{name}: give both the same.")

    def _check_classes(self) -> None:
        outputs, remedy = self.targets.shape[1], "class_targets makes them of class numbers."
        if len(self.labels) < 2 or outputs not in ({1, 2} if len(self.labels) == 2 else {len(self.labels)}):
            raise ValueError(f"{self.name} has {len(self.labels)} labels and {outputs} columns of targets: give one "
                             f"column for two classes, one for each class of more, or no labels for numbers; {remedy}")
        for targets in (self.targets, self.test_targets):
            if not ((targets == 0) | (targets == 1)).all() or (outputs > 1 and (targets.sum(axis=1) != 1).any()):
                raise ValueError(f"{self.name} has targets of classes that are not 0 or 1, with a single 1 in each "
                                 f"row of several: {remedy}")

    @property
    def is_regression(self) -> bool:
        """Whether the answers are numbers rather than classes."""
        return not self.labels

    @property
    def input_scale(self) -> float:
        """What to multiply stored inputs by before they enter a network."""
        return 1 / 255 if self.inputs.dtype == np.uint8 else 1.0

    @cached_property
    def live_inputs(self) -> np.ndarray:
        """(features,) whether an input is anything but zero in some training row."""
        return np.asarray(self.inputs.any(axis=0)) if self.prunable else np.ones(self.inputs.shape[1], bool)

    @cached_property
    def pruned(self) -> "Dataset":
        """Its training rows with their live inputs alone; made once, for all runs."""
        if self.live_inputs.all():
            return self
        live = np.flatnonzero(self.live_inputs)
        return replace(self, inputs=np.take(self.inputs, live, axis=1), test_inputs=self.test_inputs[:0, live],
                       test_targets=self.test_targets[:0], validation_inputs=None, validation_targets=None,
                       features=tuple(self.features[index] for index in live if self.features), test_names=())

    def split(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """(inputs, targets) of "train", "test" or "validation". Raises ValueError where nothing is `held_out`."""
        if name != "validation":
            check({"split": OneOf(("train", "test", "validation"))}, {"split": name})
            return (self.inputs, self.targets) if name == "train" else (self.test_inputs, self.test_targets)
        if self.validation_inputs is None or self.validation_targets is None:
            raise ValueError(f"{self.name} holds out no rows for validation: make a dataset that does, with held_out.")
        return self.validation_inputs, self.validation_targets

    def held_out(self, share: float) -> "Dataset":
        """The same with the last `share` of the training rows kept for validation: they choose among the moments of a
        training, so that the test rows, which must not, stay a fair measure of the one that was chosen."""
        kept = len(self.inputs) - max(1, round(share * len(self.inputs)))
        return replace(self, inputs=self.inputs[:kept], targets=self.targets[:kept], names=self.names[:kept],
                       validation_inputs=self.inputs[kept:], validation_targets=self.targets[kept:])

    def divided(self, test_share: float, seed: int = 0) -> "Dataset":
        """The training rows shuffled, and about `test_share` of each class among them moved to the test rows.

        Both splits get at least one row, unless test_share is 0 or there is only one row. test_share: 0 to 1.
        """
        check({"test_share": Interval(float, 0, 1)}, {"test_share": test_share})
        random = np.random.default_rng([seed, 3])
        rows = random.permutation(len(self.inputs))
        _, classes = np.unique(np.zeros(len(rows)) if self.is_regression else self.targets[rows], axis=0,
                               return_inverse=True)
        place = np.empty(len(rows))  # how far down its class a row stands, 0..1: by it, the classes take turns
        for index in range(classes.max() + 1):
            mine = np.flatnonzero(classes == index)
            place[mine] = np.arange(len(mine)) / len(mine)
        by_place = rows[np.argsort(place, kind="stable")]
        test_rows = min(max(round(test_share * len(rows)), 1), len(rows) - 1) if test_share else 0
        train, test = (random.permutation(part) for part in np.split(by_place, [len(rows) - test_rows]))
        return replace(self, inputs=self.inputs[train], targets=self.targets[train], test_inputs=self.inputs[test],
                       test_targets=self.targets[test], names=tuple(self.names[row] for row in train if self.names),
                       test_names=tuple(self.names[row] for row in test if self.names))

    def raw(self, inputs: ArrayLike) -> np.ndarray:
        """Inputs as people know them, (rows, features) float64: pounds and inches, for example."""
        scales, offsets = scaling(self.features)
        return np.asarray(inputs) * scales + offsets

    def scaled(self, raw: ArrayLike) -> np.ndarray:
        """The inverse of `raw`: inputs (rows, features) float32 of values as people know them, which may be lists.

        Pixels are 0 to 255, as they are stored. A dataset whose inputs are computed from the plane takes raw points of
        the plane. Raises ValueError for another shape, and for what has been scaled before: the dataset's own rows, or
        pixels of 0 to 1, which would give an answer, but to another question.
        """
        if self._is_scaled and isinstance(raw, np.ndarray) and any(
                np.may_share_memory(raw, own) for own in (self.inputs, self.test_inputs)):
            raise ValueError("These rows are the dataset's own, which are scaled already: give `dataset.raw(rows)`, or "
                             "let `answers` of a run take them as they are.")
        if self.from_raw:
            return self.from_raw(raw)
        return inputs_of(raw, self.inputs.shape[1], self.features, pixels=self.inputs.dtype == np.uint8)

    @property
    def _is_scaled(self) -> bool:
        """Whether inputs are anything but what people know."""
        return self.from_raw is not None or any((each.scale, each.offset) != (1, 0) for each in self.features)


def scaling(features: Sequence[Feature]) -> tuple[np.ndarray | np.float64, np.ndarray | np.float64]:
    """(scales, offsets) of features, float64: float32 would lose what tells large numbers apart."""
    if not features:
        return np.float64(1), np.float64(0)
    scales, offsets = np.array([(feature.scale, feature.offset) for feature in features]).T
    return scales, offsets


def inputs_of(raw: ArrayLike, count: int, features: Sequence[Feature] = (), pixels: bool = False) -> np.ndarray:
    """Inputs (rows, count) float32 of raw values, scaled as the features say; pixels stay 0 to 255.

    Raises ValueError for what is no table of so many columns, and for pixels of 0 to 1.
    """
    names = ", ".join(f"{feature.name} {feature.unit}".strip() for feature in features)
    wanted = f"Give rows of {count} numbers{f' ({names})' if names else ''}"
    try:
        raw = np.asarray(raw, np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{wanted}; these hold something else, or are not equally long.") from None
    if raw.ndim != 2 or raw.shape[1] != count:
        single = " Give a single row as [row]." if raw.shape == (count,) else ""
        raise ValueError(f"{wanted}, (rows, {count}), not {raw.shape}.{single}")
    if pixels and 0 < raw.max(initial=0) <= 1:
        raise ValueError("Pixels are numbers of 0 to 255; these are 0 to 1. Multiply them by 255.")
    scales, offsets = scaling(features)
    with np.errstate(over="ignore"):  # what is too large for float32 becomes infinite, and its answer nan
        return ((raw - offsets) / scales).astype(np.float32)


def class_targets(classes: np.ndarray, count: int) -> np.ndarray:
    """Targets, float32, for the class index of each row: (rows, 1) of 0 or 1 for two classes, one-hot for more.

    classes: (rows,) whole numbers from 0 to below `count`. Raises ValueError for others."""
    classes = np.asarray(classes)
    if classes.ndim != 1 or classes.dtype.kind not in "iu" or ((classes < 0) | (classes >= count)).any():
        raise ValueError(f"Give the class of each row as a whole number from 0 to {count - 1}, in one dimension.")
    return (classes[:, None] if count == 2 else np.eye(count)[classes]).astype(np.float32)
