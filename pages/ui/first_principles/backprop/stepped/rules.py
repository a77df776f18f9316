"""What the optimizers do to one parameter, as relations between its numbers and as TeX. Knows nothing of Streamlit.

The numbers: w before the step, d the loss's derivative, g the same with the penalty L2's, old m, old v, m, v, m hat and
v hat what the optimizers keep, change, after.
"""
from collections.abc import Callable
from math import sqrt
from typing import NamedTuple

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.consistent import Relation
from pages.ui.first_principles.backprop.derived.called import partial
from pages.ui.first_principles.printed import Number
from pages.ui.shared.address import typed

ROWS = {  # the heads of a table's columns
    "w": "before", "d": r"$\partial L / \partial w$", "g": "$g$", "old m": "$m$ before", "m": "$m$",
    "old v": "$v$ before", "v": "$v$", "m hat": r"$\hat{m}$", "v hat": r"$\hat{v}$", "change": "change",
    "after": "after"}


class Line(NamedTuple):
    """A relation; how it reads of a parameter's name in formulas; the same with its numbers put in."""

    relation: Relation
    symbols: Callable[[str], str]
    written: Callable[..., str]


class Rule(NamedTuple):
    """The lines of an update, in the order of reckoning."""

    lines: list[Line]

    @property
    def relations(self) -> list[Relation]:
        return [line.relation for line in self.lines]

    @property
    def names(self) -> list[str]:
        """Of all numbers that occur."""
        return [*dict.fromkeys(name for each in self.relations for name in (*each.operands, each.result))]

    def symbols(self, name: str) -> list[str]:
        """Of a parameter."""
        return [line.symbols(name) for line in self.lines]

    @property
    def written(self) -> list[Callable[..., str]]:
        return [line.written for line in self.lines]


def rule(example: WorkedExample, number: int, is_bias: bool) -> Rule:
    """That of an example's optimizer. number: which step it is, from 1."""
    lines = [] if is_bias or not example.l2 else [_penalty(example.l2)]
    gradient = "g" if lines else "d"
    rate = constant(example.rate)
    match example.optimizer:
        case "momentum":
            moved = "v"
            lines.append(_velocity(dict(example.settings)["momentum"], gradient))
        case "adam":
            lines += _moments(example, gradient, number)
            return Rule([*lines, *_adam(example)])
        case "sgd":
            moved = gradient
        case _:  # a row without a formula here: what it comes to
            return Rule([*lines, _after()])
    return Rule([*lines, Line(
        Relation("change", (moved,), lambda moved: -example.rate * moved),
        lambda name: rf"\Delta {name} &= -\eta \, {_symbol(moved, name)}",
        lambda moved: rf"-{rate} \cdot {moved.factor}"), _after()])


def constant(value: float) -> str:
    """A setting in a formula, with all of its digits."""
    return Number(typed.written(value), 0.0).tex.removeprefix(r"1 \cdot ")


def _penalty(l2: float) -> Line:
    return Line(Relation("g", ("d", "w"), lambda d, w: d + l2 * w),
                lambda name: rf"g &= {partial('L', name)} + \lambda \, {name}",
                lambda d, w: rf"{d.tex} + {constant(l2)} \cdot {w.factor}")


def _velocity(momentum: float, gradient: str) -> Line:
    return Line(Relation("v", ("old v", gradient), lambda old, g: momentum * old + g),
                lambda name: rf"v &\leftarrow \mu \, v + {_symbol(gradient, name)}",
                lambda old, g: rf"{constant(momentum)} \cdot {old.factor} + {g.factor}")


def _moments(example: WorkedExample, gradient: str, number: int) -> list[Line]:
    """Adam's running means, and the same without their start at 0."""
    settings = dict(example.settings)
    first, second = settings["beta_1"], settings["beta_2"]
    one, two = constant(first), constant(second)
    return [Line(Relation("m", ("old m", gradient), lambda old, g: first * old + (1 - first) * g),
                 lambda name: rf"m &\leftarrow \beta_1 \, m + (1 - \beta_1) \, {_symbol(gradient, name)}",
                 lambda old, g: rf"{one} \cdot {old.factor} + (1 - {one}) \cdot {g.factor}"),
            Line(Relation("v", ("old v", gradient), lambda old, g: second * old + (1 - second) * g * g),
                 lambda name: rf"v &\leftarrow \beta_2 \, v + (1 - \beta_2) \, {_square(gradient, name)}",
                 lambda old, g: rf"{two} \cdot {old.factor} + (1 - {two}) \cdot {g.base}^2"),
            Line(Relation("m hat", ("m",), lambda m: m / (1 - first ** number)),
                 lambda name: rf"\hat{{m}} &= m / (1 - \beta_1^{{{number}}})",
                 lambda m: rf"\frac{{{m.tex}}}{{1 - {one}^{{{number}}}}}"),
            Line(Relation("v hat", ("v",), lambda v: v / (1 - second ** number)),
                 lambda name: rf"\hat{{v}} &= v / (1 - \beta_2^{{{number}}})",
                 lambda v: rf"\frac{{{v.tex}}}{{1 - {two}^{{{number}}}}}")]


def _adam(example: WorkedExample) -> list[Line]:
    epsilon, rate = dict(example.settings)["epsilon"], constant(example.rate)
    return [Line(Relation("change", ("m hat", "v hat"), lambda m, v: -example.rate * m / (sqrt(v) + epsilon)),
                 lambda name: rf"\Delta {name} &= -\eta \, \hat{{m}} / (\sqrt{{\hat{{v}}}} + \varepsilon)",
                 lambda m, v: rf"-{rate} \cdot \frac{{{m.tex}}}{{\sqrt{{{v.tex}}} + {constant(epsilon)}}}"), _after()]


def _after() -> Line:
    return Line(Relation("after", ("w", "change"), lambda w, change: w + change),
                lambda name: rf"{name} &\leftarrow {name} + \Delta {name}",
                lambda w, change: rf"{w.tex} + {change.factor}")


def _symbol(number: str, name: str) -> str:
    """A number of the table in a formula of a parameter."""
    return partial("L", name) if number == "d" else number


def _square(number: str, name: str) -> str:
    return rf"\left({partial('L', name)}\right)^2" if number == "d" else f"{number}^2"
