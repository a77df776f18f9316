"""What the chapter's boards are told, in finite numbers, and what they say to who cannot see them."""
from collections.abc import Sequence
from typing import Any

import numpy as np

from pages.ui.first_principles.descent import plane as grids
from pages.ui.first_principles.descent.curve import Curve, Path
from pages.ui.first_principles.descent.present import Present
from pages.ui.first_principles.descent.problem import NAMES
from pages.ui.first_principles.descent.rates import Rates
from pages.ui.first_principles.descent.rows import CALLED
from pages.ui.first_principles.descent.verdict import FLAT
from pages.ui.first_principles.formulas import plain, short

ROOM, LEAST = 0.12, 0.02  # above and below a curve, as a part of its height, which is at least so much
WORDS = {"small": "Too small", "right": "About right", "large": "Too large"}


def curve(now: Present, shown: Curve, path: Path, found: Rates, end: float) -> dict[str, Any]:
    """The loss over one parameter. key: of a curve that differs in anything but the parameter's own value."""
    others = np.delete(now.params, now.place).tolist()
    low, high = float(shown.losses.min()), float(shown.losses.max())
    room = max(high - low, LEAST)
    middle, half = (low + high) / 2, (0.5 + ROOM) * room
    return {"name": f"descent_{now.name}", "symbol": CALLED[now.name],
            "key": f"{now.name} {others} {now.problem.inputs.tolist()} {now.problem.targets.tolist()}",
            "ends": [-end, end], "heights": [max(-ROOM * room, middle - half), middle + half],
            "places": shown.places.tolist(), "losses": short(shown.losses), "slopes": short(shown.slopes),
            "path": {"at": path.values[:, 0].tolist(), "losses": short(path.losses),
                     "slopes": short(path.slopes[:, 0])},
            "offer": _offer(found, path),
            "rates": [{"label": WORDS[name], "rate": rate} for name, rate in found._asdict().items()
                      if rate is not None]}


def _offer(found: Rates, path: Path) -> str:
    """What is said before the rates."""
    if abs(path.slopes[0, 0]) < FLAT:
        return "Flat here: the derivative is almost 0."
    return "For this curve:" if found.right is not None else "No rate found that is about right from here."


def spoken(called: str, path: Path) -> str:
    """The curve in a sentence."""
    return (f"The loss as a curve over {called}. At {called} = {plain(path.values[0, 0])} the loss is "
            f"{plain(path.losses[0])} and its derivative {plain(path.slopes[0, 0])}.")


def plane(names: Sequence[str], losses: np.ndarray, path: Path, end: float,
          found: tuple[float, float] | None) -> dict[str, Any]:
    """The loss over two parameters. found: rates that go straight and zigzag."""
    return {"names": [f"descent_{name}" for name in names], "symbols": [CALLED[name] for name in names], "end": end,
            "grid": grids.packed(losses), "path": path.values.tolist(), "gradient": short(path.slopes[0]),
            "loss": float(path.losses[0]),
            "rates": [{"label": label, "rate": rate} for label, rate in zip(("Straight", "Zigzag"), found or ())]}


def spoken_plane(names: Sequence[str], path: Path) -> str:
    """The contour plot in a sentence."""
    first, second = (CALLED[name] for name in names)
    return (f"Contour lines of the loss over {first} and {second}. The gradient here is {plain(path.slopes[0, 0])} "
            f"along {first} and {plain(path.slopes[0, 1])} along {second}.")


def bars(gradient: np.ndarray) -> list[dict[str, Any]]:
    """A bar for each derivative. share: of the longest one."""
    longest = float(np.abs(gradient).max()) or 1.0
    return [{"name": CALLED[name], "text": plain(value), "share": float(value) / longest}
            for name, value in zip(NAMES, gradient.tolist())]


def spoken_bars(gradient: np.ndarray) -> str:
    """All derivatives in a sentence."""
    return "The gradient: " + ", ".join(f"{CALLED[name]} {plain(value)}" for name, value in zip(NAMES, gradient))
