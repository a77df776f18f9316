"""A number that people may set of an optimizer."""
from dataclasses import dataclass

from engine.constraints.constraints import Interval


@dataclass(frozen=True)
class Hyperparameter:
    """A number that an optimizer's constructor takes, where its usual value stands: what menus call it, the values that
    they offer, those that it may have, and what it does."""

    label: str
    choices: tuple[float, ...]
    allowed: Interval
    help: str
