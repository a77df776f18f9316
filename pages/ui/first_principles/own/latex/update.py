"""The update of a worked example's parameters, as TeX with its numbers: a first step of each optimizer. Knows nothing
of Streamlit."""
import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.formulas import number, put_in
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.own.settled import gradient, settled
from pages.ui.first_principles.printed import equation

Lines = Callable[[WorkedExample, str, float, float, float], list[str]]  # of w's name, w, dL/dw and w afterward


def of_update(example: WorkedExample, row: int, names: Sequence[str]) -> Iterator[list[str]]:
    """A group of lines for each parameter of these names: a step from one sample, by a fresh optimizer."""
    before = example.network.params
    after, flat = before.copy(), np.concatenate([part.ravel() for part in gradient(example, settled(example, row))])
    example.fresh_optimizer().step(after, flat.copy())
    at = {place.name: place.flat for place in places(example).values()}
    lines = OPTIMIZERS.get(example.optimizer, _unknown)
    for name in names:
        i = at[name]
        yield lines(example, name, float(before[i]), float(flat[i]), float(after[i]))


def _unknown(example: WorkedExample, name: str, w: float, g: float, new: float) -> list[str]:
    return [rf"{name} &\leftarrow {number(new)}"]


def _plain(example: WorkedExample, name: str, w: float, g: float, new: float) -> list[str]:
    found = equation([w, example.rate, g], new, lambda w, rate, g: w - rate * g, extra=2)
    return [rf"{name} &\leftarrow {name} - \eta \, \frac{{\partial L}}{{\partial {name}}}",
            "&" + put_in(found, lambda w, rate, g: rf"{w.tex} - {rate.tex} \cdot {g.factor}", bold=True)]


def _momentum(example: WorkedExample, name: str, w: float, g: float, new: float) -> list[str]:
    """The velocity is 0 before the first step."""
    share = dict(example.settings).get("momentum", 0.9)
    velocity = equation([share, g], g, lambda share, g: g)
    found = equation([w, example.rate, g], new, lambda w, rate, v: w - rate * v, extra=2)
    return [rf"v &\leftarrow \mu v + \frac{{\partial L}}{{\partial {name}}}",
            "&" + put_in(velocity, lambda share, g: rf"{share.tex} \cdot 0 + {g.factor}"),
            rf"{name} &\leftarrow {name} - \eta \, v",
            "&" + put_in(found, lambda w, rate, v: rf"{w.tex} - {rate.tex} \cdot {v.factor}", bold=True)]


def _adam(example: WorkedExample, name: str, w: float, g: float, new: float) -> list[str]:
    """Both means are 0 before the first step; they are divided by 1 - beta there."""
    settings = {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8} | dict(example.settings)
    m, v = (1 - settings["beta_1"]) * g, (1 - settings["beta_2"]) * g * g
    first = equation([settings["beta_1"], g], m, lambda beta, g: (1 - beta) * g)
    second = equation([settings["beta_2"], g], v, lambda beta, g: (1 - beta) * g * g)
    operands = [w, example.rate, m, settings["beta_1"], v, settings["beta_2"], settings["epsilon"]]
    found = equation(operands, new, _step_of_adam, extra=2)
    return [rf"m &\leftarrow \beta_1 m + (1 - \beta_1) \frac{{\partial L}}{{\partial {name}}}",
            "&" + put_in(first, lambda beta, g: rf"(1 - {beta.tex}) \cdot {g.factor}"),
            rf"v &\leftarrow \beta_2 v + (1 - \beta_2) \left(\frac{{\partial L}}{{\partial {name}}}\right)^2",
            "&" + put_in(second, lambda beta, g: rf"(1 - {beta.tex}) \cdot {g.base}^2"),
            rf"{name} &\leftarrow {name} - \eta \, \frac{{m / (1 - \beta_1)}}{{\sqrt{{v / (1 - \beta_2)}} + "
            r"\varepsilon}",
            "&" + put_in(found, lambda w, rate, m, beta_1, v, beta_2, epsilon: (
                rf"{w.tex} - {rate.tex} \cdot \frac{{{m.tex} / (1 - {beta_1.tex})}}"
                rf"{{\sqrt{{{v.tex} / (1 - {beta_2.tex})}} + {epsilon.tex}}}"), bold=True)]


def _step_of_adam(w: float, rate: float, m: float, beta_1: float, v: float, beta_2: float, epsilon: float) -> float:
    if beta_1 >= 1 or beta_2 >= 1:  # as they are printed
        return math.inf
    return w - rate * (m / (1 - beta_1)) / (math.sqrt(v / (1 - beta_2)) + epsilon)


OPTIMIZERS: dict[str, Lines] = {"sgd": _plain, "momentum": _momentum, "adam": _adam}
