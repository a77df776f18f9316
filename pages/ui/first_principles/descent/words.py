"""The chapter's equations with their numbers put in, as Markdown. Knows nothing of Streamlit."""
from collections.abc import Sequence

import numpy as np

from pages.ui.first_principles.descent.curve import Minimum, Path
from pages.ui.first_principles.descent.plane import ZIGZAG, turns
from pages.ui.first_principles.descent.problem import NAMES, Problem
from pages.ui.first_principles.descent.verdict import NOISE
from pages.ui.first_principles.formulas import aligned, number, plain, put_in
from pages.ui.first_principles.printed import Number, apart, equation

NUDGES = (1.0, 0.1, 0.01, 0.001)
THREE_DIGITS = ((10, 1), (1, 2), (0.1, 3), (0.01, 4), (1e-3, 5))  # see printed.Style
TRIVIAL = 1e-12  # a derivative beside which nothing can be said about a secant's error


def tex(name: str) -> str:
    """A parameter in a formula: w_5."""
    return f"{name[0]}_{name[1]}"


def partial(name: str) -> str:
    """The loss's derivative by a parameter, in a formula."""
    return rf"\frac{{\partial L}}{{\partial {tex(name)}}}"


def update(name: str, rate: float, path: Path) -> str:
    """The next step along one parameter, and what it does to the loss."""
    before, slope = float(path.values[0, 0]), float(path.slopes[0, 0])
    found = equation([before, rate, slope], before - rate * slope, lambda w, eta, slope: w - eta * slope)
    rule = aligned([rf"{tex(name)} &\leftarrow {tex(name)} - \eta \, {partial(name)}",
                    f"&{put_in(found, _moved, bold=True)}"])
    if len(path.losses) < 2:
        return rule
    if abs(path.losses[1] - path.losses[0]) <= NOISE * path.losses[0]:
        return f"{rule}\n\nThe loss stays at {plain(path.losses[0])}."
    was, becomes = apart(path.losses[0], path.losses[1])
    return f"{rule}\n\nThe loss {'falls' if path.losses[1] < path.losses[0] else 'rises'} from {was} to {becomes}."


def _moved(before: Number, rate: Number, slope: Number) -> str:
    return rf"{before.tex} - {rate.tex} \cdot {slope.factor}"


def largest_rate(called: str, lowest: Minimum) -> str:
    """Which rates settle at a minimum."""
    found = equation([lowest.curvature], 2 / lowest.curvature, lambda second: 2 / second, THREE_DIGITS)
    second, limit = found.operands[0].plain, found.result.plain
    return (f"At the minimum, {called} = {plain(lowest.place)}, the second derivative is {second}. Near it, steps get "
            f"closer only if η is below 2 / {second} {found.sign} {limit}.")


def secant(name: str, nudge: float, losses: Sequence[float], slope: float) -> str:
    """The slope of the line through two points of the curve, beside the derivative. losses: without and with the
    nudge."""
    before, after = losses
    found = equation([after, before, nudge], (after - before) / nudge, lambda after, before, h: (after - before) / h)
    return aligned([rf"&\frac{{L({tex(name)} + h) - L({tex(name)})}}{{h}}", "&"
                    + put_in(found, lambda after, before, h: rf"\frac{{{after.tex} - {before.tex}}}{{{h.tex}}}")]
                   ) + "\n\n" + aligned([rf"{partial(name)} &= \boldsymbol{{{number(slope)}}}"])


def limit(secants: Sequence[float], slope: float) -> str:
    """A table of ever smaller nudges."""
    rows = ["| $h$ | slope of the secant | off by |", "|--:|--:|--:|"]
    rows += [f"| {nudge:g} | {apart(each, slope)[0]} | {plain(each - slope) if abs(slope) > TRIVIAL else 'nothing'} |"
             for nudge, each in zip(NUDGES, secants)]
    return "\n".join(rows)


def gradient_step(names: Sequence[str], rate: float, path: Path) -> str:
    """The next step by two parameters at once."""
    lines = []
    for i, name in enumerate(names):
        before, slope = float(path.values[0, i]), float(path.slopes[0, i])
        found = equation([before, rate, slope], before - rate * slope, lambda w, eta, slope: w - eta * slope)
        lines.append(rf"{tex(name)} &\leftarrow {tex(name)} - \eta \, {partial(name)}")
        lines.append(f"&{put_in(found, _moved, bold=True)}")
    return aligned(lines)


def way(path: Path) -> str:
    """What is seen of a path over two parameters."""
    count, turned = len(path.losses) - 1, int(turns(path.values))
    if not np.abs(path.slopes[0]).max():
        return "**Flat:** both derivatives are 0 here, so a step changes nothing."
    if not count:
        return "**Diverging:** the first step would lead out of all that can be computed with here."
    was, becomes = apart(path.losses[0], path.losses[-1])
    moved = f"has gone from {was} to {becomes}" if was != becomes else f"is still {was}"
    said = f"After {count} steps the loss {moved}."
    if turned >= ZIGZAG:
        return (f"**Zigzag:** {turned} of {count} steps turn back on the one before. {said} Small enough steps do not.")
    if path.losses[-1] > path.losses[0]:
        return f"**Overshooting:** the loss has risen. {said} Lower the learning rate."
    return said


def batch(problem: Problem, params: np.ndarray, name: str) -> str:
    """A table of each sample's loss and derivative."""
    index = NAMES.index(name)
    rows = [rf"| sample | $L$ | $\partial L / \partial {tex(name)}$ |", "|:--|--:|--:|"]
    for row, sample in enumerate(problem.names):
        losses, gradients = problem.alone(row).at(params[None])
        rows.append(f"| {sample} | {plain(losses[0])} | {plain(gradients[0, index])} |")
    losses, gradients = problem.at(params[None])
    return "\n".join([*rows, f"| **mean** | **{plain(losses[0])}** | **{plain(gradients[0, index])}** |"])


def mean(problem: Problem, params: np.ndarray, name: str) -> str:
    """The batch's derivative as the mean of its samples'."""
    index, count = NAMES.index(name), len(problem.inputs)
    slopes = [float(problem.alone(row).at(params[None])[1][0, index]) for row in range(count)]
    found = equation(slopes, float(problem.at(params[None])[1][0, index]), lambda *each: sum(each) / len(each))
    written = [operand.factor for operand in found.operands]
    half, sign = (count + 1) // 2, "=" if found.is_exact else r"\approx"
    return aligned([rf"{partial(name)} &= \tfrac{{1}}{{{count}}} \, ({' + '.join(written[:half])}",
                    rf"&\qquad + {' + '.join(written[half:])})",
                    rf"&{sign} \boldsymbol{{{found.result.tex}}}"])


def predictions(people: Sequence[tuple[str, Sequence[float], Sequence[float], float]], labels: Sequence[str]) -> str:
    """A table of people: name, pounds and inches, the inputs made of them, and the network's output."""
    rows = ["| person | lb, in | inputs | output | prediction |", "|:--|--:|--:|--:|:--|"]
    rows += [f"| {name} | {', '.join(map(plain, body))} | {', '.join(map(plain, inputs))} | {output:.3f} "
             f"| {labels[int(output >= 0.5)]} |" for name, body, inputs, output in people]
    return "\n".join(rows)


def saturation(rows: Sequence[tuple[str, float, float, float]]) -> str:
    """A table of ways to give the inputs: their name, the first hidden neuron's sum and the sigmoid's derivative there,
    and the largest derivative of the four first weights."""
    table = [r"| inputs | $z_{h_1}$ of Alice | $\sigma'(z_{h_1})$ | largest $\lvert\partial L / \partial w\rvert$ |",
             "|:--|--:|--:|--:|"]
    table += [f"| {name} | {plain(z)} | {plain(slope)} | {plain(largest)} |" for name, z, slope, largest in rows]
    return "\n".join(table)


def outputs(problem: Problem, params: np.ndarray) -> str:
    """A table of the samples, their targets and the network's outputs."""
    rows = ["| sample | target | output |", "|:--|--:|--:|"]
    rows += [f"| {name} | {target:g} | {output:.3f} |" for name, target, output in zip(
        problem.names, problem.targets[:, 0], problem.predictions(params, problem.inputs))]
    return "\n".join(rows)
