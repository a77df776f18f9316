"""What a set of examples is: inputs, the right answers, and what the numbers mean to people."""
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Feature:
    """One input: what people call it, its unit, and what was subtracted from the raw value."""

    name: str
    unit: str = ""
    offset: float = 0.0


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples to learn from and examples to be tested on; all arrays are read-only.

    inputs, test_inputs: (rows, features), float32, or uint8 that stands for 0..1 in steps of 1/255.
    targets, test_targets: (rows, outputs) float32: 0 or 1 for two classes, one-hot for more.
    labels: the classes' names, by index. names, test_names: the rows' own names, where they have any.
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

    def __post_init__(self):
        for array in (self.inputs, self.targets, self.test_inputs, self.test_targets):
            array.flags.writeable = False

    @property
    def input_scale(self) -> float:
        """What to multiply stored inputs by before they enter a network."""
        return 1 / 255 if self.inputs.dtype == np.uint8 else 1.0

    @cached_property
    def live_inputs(self) -> np.ndarray:
        """(features,) whether an input is anything but zero in some training row."""
        return self.inputs.any(axis=0)

    @cached_property
    def pruned(self) -> "Dataset":
        """The same with its live training inputs alone; made once, for all runs."""
        if self.live_inputs.all():
            return self
        return replace(self, inputs=np.take(self.inputs, np.flatnonzero(self.live_inputs), axis=1))

    def split(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """(inputs, targets) of "train" or "test"."""
        return {"train": (self.inputs, self.targets), "test": (self.test_inputs, self.test_targets)}[name]

    def raw(self, inputs) -> np.ndarray:
        """Inputs as people know them, (rows, features): pounds and inches, with what was subtracted added back."""
        return inputs + np.array([feature.offset for feature in self.features], np.float32)
