"""What is seen on a path of gradient descent along one parameter, in words that say no more than its steps show."""
import math

import numpy as np

from pages.ui.first_principles.descent.curve import Minimum, Path
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.printed import apart, printed
from pages.ui.shared.address.typed import LARGEST, written

ARRIVED, SOON = 0.99, 20  # of the descent to a minimum, and in how many steps that is not slow
PLATEAU = 1e-3  # a derivative that is small to the eye
FLAT = 1e-6  # derivatives below it move nothing that is seen
NOISE = 1e-12  # of a loss, the rounding of which rises and falls by itself


def verdict(name: str, rate: float, path: Path, lowest: Minimum | None) -> str:
    """How the steps go, as Markdown. name: the parameter's, as words; lowest: the minimum downhill of the start."""
    slope, losses = float(path.slopes[0, 0]), path.losses
    if not slope:
        return "**Flat:** the derivative is 0 here, so a step changes nothing."
    if not rate:
        return "**A learning rate of 0:** nothing moves."
    if abs(slope) < FLAT:
        return (f"**Flat:** the derivative is almost 0 ({plain(slope)}) here, so the next step changes {name} by "
                f"{plain(-rate * slope)}.")
    if len(losses) == 1:
        return (f"**Diverging:** the first step would take {name} beyond {written(LARGEST, ',')}. Lower the learning "
                "rate.")
    if rises := np.flatnonzero(np.diff(losses) > NOISE * losses[0]).tolist():
        return f"{_risen(path, rises[0])} {_end(name, path, lowest)}"
    if path.has_left:
        return _end(name, path, lowest)
    if lowest is None:
        return f"**No minimum found this way.** {_fall(path)}"
    return _settling(name, path, lowest)


def _risen(path: Path, step: int) -> str:
    """A step goes downhill, so where it raises the loss, it has jumped across a minimum."""
    was, becomes = apart(path.losses[step], path.losses[step + 1])
    if not step:
        return f"**Overshooting:** the first step jumps across a minimum, and the loss rises from {was} to {becomes}."
    return f"**Too large:** step {step + 1} jumps across a minimum, and raises the loss from {was} to {becomes}."


def _end(name: str, path: Path, lowest: Minimum | None) -> str:
    """Where the steps have led."""
    count, loss, slope = len(path.losses) - 1, path.losses[-1], path.slopes[-1, 0]
    if path.has_left:
        return f"**Diverging:** step {count + 1} would take {name} beyond {written(LARGEST, ',')}."
    said = f", and the curve is almost flat there: its derivative is {printed(slope).plain}"
    flat = said if abs(slope) < PLATEAU else ""
    if lowest is None:
        return f"After {count} steps the loss is {plain(loss)}{flat}."
    here, there = apart(loss, lowest.loss)
    return f"After {count} steps the loss is {here}{flat}. At the minimum downhill of the start, it is {there}."


def _fall(path: Path) -> str:
    """Steps that never raise the loss."""
    count, slopes = len(path.losses) - 1, path.slopes[:, 0]
    if path.losses[0] - path.losses[-1] <= NOISE * path.losses[0]:
        return f"The steps are tiny: after {count} of them the loss is still {plain(path.losses[0])}."
    was, becomes = apart(path.losses[0], path.losses[-1])
    flatter = "flattens" if (np.diff(np.abs(slopes)) <= 0).all() else "changes"
    first, last = apart(slopes[0], slopes[-1])
    return (f"In {count} steps the loss falls from {was} to {becomes}, and the curve {flatter}: the derivative goes "
            f"from {first} to {last}.")


def _settling(name: str, path: Path, lowest: Minimum) -> str:
    """The loss falls with every step: how fast, and from one side or from both."""
    drop, count = path.losses[0] - lowest.loss, len(path.losses) - 1
    if drop <= NOISE * path.losses[0]:
        return f"**At the minimum:** the loss is {plain(lowest.loss)}, the lowest this way."
    if path.losses[-1] < lowest.loss - (1 - ARRIVED) * drop:
        there, here = apart(lowest.loss, path.losses[-1])
        return (f"**Past the minimum:** the steps jump across the nearest minimum, where the loss is {there}, to "
                f"places that lie lower still: after {count} steps it is {here}.")
    shares = (path.losses[0] - path.losses) / drop
    arrived = next(iter(np.flatnonzero(shares >= ARRIVED).tolist()), None)
    crossed = crossings(path, lowest, arrived)
    if arrived is None:
        if crossed:
            return (f"**Overshooting:** {_of(crossed, count)} jump{'s' if crossed == 1 else ''} across the minimum. "
                    f"{_end(name, path, lowest)}")
        return (f"**{'Too small' if shares[-1] < 0.5 else 'Slow'}:** {count} steps make {_percent(shares[-1])} of the "
                "descent to the minimum.")
    steps = f"{arrived} step{'' if arrived == 1 else 's'}"
    if crossed >= 2:
        each = "each step lands" if crossed == arrived else f"{_of(crossed, arrived)} land"
        return (f"**Converging, with overshoots:** {each} on the other side of the minimum, yet lower. After {steps}, "
                "99% of the descent is done.")
    if arrived > SOON:
        return f"**Slow:** it takes {steps} for 99% of the descent to the minimum."
    return f"**Converging:** after {steps}, 99% of the descent to the minimum is done."


def crossings(path: Path, lowest: Minimum, steps: int | None = None) -> int:
    """How many of the first steps lead from one side of the minimum to the other."""
    sides = np.sign(path.values[:, 0] - lowest.place)
    return int((np.diff(sides[: None if steps is None else steps + 1]) != 0).sum())


def _of(some: int, count: int) -> str:
    return f"{some} of {count} steps"


def _percent(share: float) -> str:
    """Rounded down, so that no part seems to be the whole."""
    return f"{math.floor(1000 * share) / 10:g}%" if share >= 0.001 else "less than 0.1%"
