"""How the learning rate changes as a run goes on: a factor of it for every moment."""
import math
from dataclasses import dataclass

from engine.constraints import Table


@dataclass(frozen=True)
class Constant:
    """The learning rate as it is. epochs: how long the run is meant to last, which does not matter here."""

    epochs: float = 1.0

    def __call__(self, epoch: float) -> float:
        return 1.0


@dataclass(frozen=True)
class Cosine:
    """From the whole learning rate down to nothing after so many epochs, slowly at both ends (arXiv:1608.03983)."""

    epochs: float

    def __call__(self, epoch: float) -> float:
        return 0.5 + 0.5 * math.cos(math.pi * min(epoch / self.epochs, 1.0))


SCHEDULES = Table("schedule", {"constant": Constant, "cosine": Cosine}, cosine="Cosine decay")
