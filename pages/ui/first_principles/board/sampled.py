"""Activations that the browser has no formulas of: what the engine makes of many z, for pictures to go between."""
import math
from typing import Any

import numpy as np

from engine.activations import ACTIVATIONS
from pages.ui.first_principles.activations.curves import derivatives, values
from pages.ui.first_principles.functions import FORMULAS

STEP, HALF = 0.02, 700  # z = sinh(STEP i) for i from -HALF to HALF: dense near 0, and as far as 600,000


def sampled() -> dict[str, Any]:
    """f and f' of each row of ACTIVATIONS without formulas, by name; null where they are no finite numbers."""
    z = np.sinh(STEP * np.arange(-HALF, HALF + 1))
    return {name: {"step": STEP, "f": _finite(values(name, z)), "slope": _finite(derivatives(name, z))}
            for name in ACTIVATIONS if name not in FORMULAS}


def _finite(numbers: np.ndarray) -> list[float | None]:
    return [float(f"{number:.9g}") if math.isfinite(number) else None for number in numbers.tolist()]
