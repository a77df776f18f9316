"""Learning rates for a curve, found by trying them: too small, about right, too large; and what is seen at one."""
from typing import NamedTuple

import numpy as np

from pages.ui.first_principles.descent.curve import Minimum, Path, descent
from pages.ui.first_principles.descent.problem import Problem, varied
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.printed import apart
from pages.ui.shared.address.typed import LARGEST, written

TRIED = 20  # steps that a rate is judged by
SEEN, SETTLED = 8, 0.95  # steps in which one about right gets such a part of the way: enough of them to be watched
NEAR = 8  # times the rate above which nothing settles
BAD = ("**Overshooting", "**Too large", "**Diverging")
PLATEAU = 1e-3  # a derivative that is small to the eye
FLAT = 1e-6  # derivatives below it move nothing that is seen
SMALL_SHARE = 0.1  # of the way down that a rate which is too small gets in the steps that it is judged by
MOST_RATE = 1e6


class Rates(NamedTuple):
    """Rates from a place on a curve; None where none is found: no rate is too large for a curve without a minimum."""

    small: float | None
    right: float | None
    large: float | None


def rates(problem: Problem, params: np.ndarray, index: int, lowest: Minimum | None) -> Rates:
    """Rates for gradient descent from the present value of a parameter."""
    slope = float(problem.at(params[None])[1][0, index])
    if abs(slope) < FLAT:
        return Rates(None, None, None)
    top = 2 / lowest.curvature if lowest else 2 / abs(slope)
    tried = [rate for k in range(30) if 0 < (rate := _rounded(top * 2 ** (-k / 2))) <= MOST_RATE]
    losses = _race(problem, params, index, tried, TRIED)
    falling: np.ndarray = np.all(np.diff(losses, axis=0) <= 0, axis=0)
    if not falling.any():
        return Rates(None, None, None)
    drops = losses[0] - losses[-1]
    way = losses[0, 0] - lowest.loss if lowest else np.where(falling, drops, 0).max()
    quick = falling & (losses[0] - losses[SEEN] >= SETTLED * way)
    right = int(np.flatnonzero(quick)[-1]) if quick.any() else int(np.where(falling, drops, -np.inf).argmax())
    small = next((rate for rate, drop, falls in zip(tried, drops, falling)
                  if rate < tried[right] and falls and drop < SMALL_SHARE * way), None)
    large = _large(problem, params, index, max(top, 2 * tried[right]), lowest) if lowest else None
    return Rates(small, tried[right], large)


def _large(problem: Problem, params: np.ndarray, index: int, top: float, lowest: Minimum) -> float | None:
    """A rate whose first step leads to a higher loss, or if there is none near, whose steps end beyond the minimum."""
    tried = [rate for k in range(17) if (rate := _rounded(top * 2 ** (k / 2))) <= MOST_RATE]
    losses = _race(problem, params, index, tried, TRIED)
    lost = lowest.loss + (1 - SETTLED) * (losses[0] - lowest.loss)
    rising = [rate for rate, before, after in zip(tried, losses[0], losses[1]) if after > before]
    ending = [rate for rate, loss, limit in zip(tried, losses[-1], lost) if loss > limit]
    near = [rate for rate in rising if rate <= NEAR * top]
    return next((rate for rate in [*near, *ending, *rising] if verdict(
        "", rate, descent(problem, params, [index], rate), lowest).startswith(BAD)), None)


def _race(problem: Problem, params: np.ndarray, index: int, tried: list[float], steps: int) -> np.ndarray:
    """The losses (steps + 1, rates) on the way from the same place with each of some rates."""
    at, losses = varied(params, index, np.full(len(tried), params[index])), []
    for _ in range(steps + 1):
        found, gradients = problem.at(at)
        losses.append(found)
        at[:, index] -= tried * gradients[:, index]
    return np.array(losses)


def _rounded(rate: float) -> float:
    return float(f"{rate:.2g}")


def verdict(name: str, rate: float, path: Path, lowest: Minimum | None) -> str:
    """What is seen on a path along one parameter, as Markdown. name: the parameter's, as words."""
    slope, losses = path.slopes[0, 0], path.losses
    before = losses[0]
    if abs(slope) < FLAT:
        size = "0" if not slope else f"almost 0 ({plain(slope)})"
        return f"**Flat:** the derivative is {size} here, so a step changes nothing."
    if not rate:
        return "**A learning rate of 0:** nothing moves."
    if path.has_left and len(losses) == 1:
        return (f"**Diverging:** the first step would take {name} beyond {written(LARGEST, ',')}. Lower the learning "
                "rate.")
    if losses[1] > before:
        return _overshot(path, name)
    if (rises := np.flatnonzero(np.diff(losses) > 1e-12 * before)).size:
        return (f"**Too large:** step {rises[0] + 1} raises the loss from {' to '.join(_pair(losses, rises[0]))}. The "
                "steps do not settle at the minimum.")
    if path.has_left:
        return f"**Diverging:** after {len(losses) - 1} steps {name} would be beyond {written(LARGEST, ',')}."
    if lowest is not None and _is_stuck(path, lowest):
        return (f"**Overshooting:** the steps jump across the minimum and end on a plateau, where the derivative is "
                f"almost 0. The loss stays at {apart(losses[-1], lowest.loss)[0]}; at the minimum it is "
                f"{apart(losses[-1], lowest.loss)[1]}.")
    if lowest is None:
        return ("**No minimum this way:** the curve falls towards a plateau, and the steps get smaller as it flattens. "
                f"The loss after {len(losses) - 1} steps: {plain(losses[-1])}.")
    return _settling(path, lowest)


def _pair(losses: np.ndarray, at: int) -> tuple[str, str]:
    return apart(losses[at], losses[at + 1])


def _overshot(path: Path, name: str) -> str:
    """The first step has raised the loss."""
    said = (f"**Overshooting:** the first step jumps across the minimum, and the loss rises from "
            f"{' to '.join(_pair(path.losses, 0))}.")
    if path.has_left:
        return (f"{said} **Diverging:** after {len(path.losses) - 1} steps {name} would be beyond "
                f"{written(LARGEST, ',')}.")
    if abs(path.slopes[-1, 0]) < PLATEAU and path.losses[-1] > path.losses[0]:
        return f"{said} The steps end on a plateau, where the derivative is almost 0: they do not come back."
    return said


def _is_stuck(path: Path, lowest: Minimum) -> bool:
    """Whether the steps have ended beyond the minimum, where the curve is flat again."""
    here, end = path.values[0, 0] - lowest.place, path.values[-1, 0] - lowest.place
    return bool(here * end < 0 and path.losses[-1] - lowest.loss > (1 - SETTLED) * (path.losses[0] - lowest.loss)
                and abs(path.slopes[-1, 0]) < PLATEAU)


def _settling(path: Path, lowest: Minimum) -> str:
    """The loss falls with every step: how fast, and from one side or from both."""
    drop = path.losses[0] - lowest.loss
    shares = (path.losses[0] - path.losses) / drop if drop > 0 else np.ones_like(path.losses)
    arrived = np.flatnonzero(shares >= 0.99)
    if not arrived.size:
        word = "Too small" if shares[-1] < 0.5 else "Slow"
        return (f"**{word}:** it creeps. {len(shares) - 1} steps make {100 * shares[-1]:.0f}% of the descent to the "
                "minimum.")
    count = f"{arrived[0]} step{'' if arrived[0] == 1 else 's'}"
    if (np.diff(np.sign(path.slopes[: arrived[0] + 1, 0])) != 0).sum() >= 2:
        return (f"**Converging, with overshoots:** each step lands on the other side of the minimum, yet lower. After "
                f"{count}, 99% of the descent is done.")
    if arrived[0] > TRIED:
        return f"**Slow:** it takes {count} for 99% of the descent to the minimum."
    return f"**Converging:** after {count}, 99% of the descent to the minimum is done."
