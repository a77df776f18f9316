"""An update in formulas and tables, whose rows can be reckoned again by their printed digits."""
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.consistent import Relation, consistent
from pages.ui.first_principles.backprop.derived.called import partial, plain
from pages.ui.first_principles.backprop.stepped.rules import ROWS, rule
from pages.ui.first_principles.backprop.stepped.steps import Step
from pages.ui.first_principles.formulas import aligned
from pages.ui.first_principles.own.names import Place
from pages.ui.first_principles.own.settled import settled, without_noise
from pages.ui.first_principles.printed import FORMULA, Style

LONG = 40  # signs of TeX, from which on a result gets a line of its own


class Values(NamedTuple):
    """A parameter's numbers in an update, by what they are called in rules.py."""

    numbers: dict[str, float]
    is_fixed: bool


def values(example: WorkedExample, step: Step, place: Place) -> Values:
    """Those of one parameter."""
    at = place.flat
    found = {"w": step.before[at], "d": step.derivatives[at], "g": step.gradient[at], "after": step.after[at],
             "change": step.after[at] - step.before[at]}
    match example.optimizer:
        case "sgd":
            found["change"] = -example.rate * step.gradient[at]
        case "momentum":
            velocity = step.memory_after[0][at]
            found |= {"old v": step.memory[0][at], "v": velocity, "change": -example.rate * velocity}
        case "adam":
            (old_m, old_v, _), (m, v, _) = step.memory, step.memory_after
            settings, t = dict(example.settings), step.number
            m_hat, v_hat = m[at] / (1 - settings["beta_1"] ** t), v[at] / (1 - settings["beta_2"] ** t)
            found |= {"old m": old_m[at], "m": m[at], "old v": old_v[at], "v": v[at], "m hat": m_hat, "v hat": v_hat,
                      "change": -example.rate * m_hat / (np.sqrt(v_hat) + settings["epsilon"])}
    if step.is_noise[at]:
        found |= {"d": 0.0, "g": 0.0}
        for relation in rule(example, step.number, place.is_bias).relations:
            found[relation.result] = relation.reckon(*(found.get(name, 0.0) for name in relation.operands))
    return Values({name: float(number) for name, number in found.items()},
                  place.is_bias and example.bias_kind == "fixed")


def formulas(example: WorkedExample, step: Step, place: Place, style: Style = FORMULA) -> str:
    """The rule with the numbers of one parameter put in."""
    of = rule(example, step.number, place.is_bias)
    numbers = values(example, step, place).numbers
    shown = consistent({name: numbers[name] for name in of.names}, of.relations, style)
    lines = []
    for relation, symbols, put in zip(of.relations, of.symbols(place.name), of.written):
        result = shown.numbers[relation.result]
        sign = r"\approx" if relation.result in shown.rounded else "="
        said = rf"\boldsymbol{{{result.tex}}}" if relation.result == "after" else result.tex
        put_in = put(*(shown.numbers[name] for name in relation.operands))
        lines += [symbols, *([f"&= {put_in}", f"&{sign} {said}"] if len(put_in) > LONG else [
            f"&= {put_in} {sign} {said}"])]
    return aligned(lines)


def table(example: WorkedExample, step: Step, every: Sequence[Place], style: Style = FORMULA) -> str:
    """A row for each of some parameters: before, gradient, what the optimizer makes of it, after."""
    columns = _columns(example, step)
    rows = [f"| parameter | {' | '.join(ROWS[name] for name in columns)} |", "|:--" + "|--:" * len(columns) + "|"]
    for place in every:
        found = values(example, step, place)
        of = rule(example, step.number, place.is_bias)
        shown = consistent({name: found.numbers[name] for name in of.names}, of.relations, style)
        cells = [shown.plain(name) if name in shown.numbers else "" for name in columns]
        if found.is_fixed:
            cells = [f":gray[{shown.numbers['w'].plain}]", *[""] * (len(columns) - 2), ":gray[fixed]"]
        else:
            cells[-1] = f"**{cells[-1]}**"
        rows.append(f"| {plain(place.name)} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _columns(example: WorkedExample, step: Step) -> list[str]:
    """In the table's order; what the optimizer keeps is left out where it is still 0."""
    wanted = {name for is_bias in (False, True) for name in rule(example, step.number, is_bias).names}
    if not any(np.any(part) for part in step.memory):
        wanted -= {"old m", "old v"}
    return [name for name in ROWS if name in wanted]


def mean(example: WorkedExample, place: Place, style: Style = FORMULA) -> str:
    """The chosen parameter's derivative for each sample, and their mean or sum."""
    layer, row, column = place.layer, place.row, place.column
    each = [float(settled(example, i).layers[layer].gradient[row, column]) for i in range(len(example.inputs))]
    return meant(each, example.sums_samples, place, style)


def meant(each: Sequence[float], is_sum: bool, place: Place, style: Style) -> str:
    """The same of given derivatives."""
    names, count = tuple(f"{i}" for i in range(1, len(each) + 1)), 1 if is_sum else len(each)
    total = float(without_noise(np.array([sum(each)]), np.array([each]))[0])
    shown = consistent({**dict(zip(names, each)), "all": total / count},
                       [Relation("all", names, lambda *parts: sum(parts) / count)], style)
    rows = [f"| sample | ${partial('L', place.name)}$ |", "|:--|--:|",
            *(f"| {name} | {shown.plain(name)} |" for name in names),
            f"| **{'sum' if is_sum else 'mean'}** | **{shown.plain('all')}** |"]
    return "\n".join(rows)
