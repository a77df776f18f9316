"""The chapter's question and its two exercises, of fresh numbers, answered by the engine."""
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from engine.backprop import Backprop
from engine.network import Network
from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task, redrawn
from pages.ui.first_principles.descent import present
from pages.ui.first_principles.descent.curve import curve, descent, minimum
from pages.ui.first_principles.descent.problem import MSE, Problem, varied
from pages.ui.first_principles.descent.rates import rates
from pages.ui.first_principles.descent.rows import CALLED
from pages.ui.first_principles.formulas import factor, plain

COUNT = 8  # steps of the second exercise
NEAR = 0.051  # how far from the place that it names a start may be
END = 10.0  # of the curve, either way
AROUND, SEEN = (1, 1.25, 1.5, 1.75, 2), 0.001  # times a rate that is too large, and by how much each raises the loss
STEEP, DEEP = 0.2, 0.01  # a start's slope, as a part of the steepest one, and how much lower the loss can get


def one_weight(weight: float, source: float, target: float) -> tuple[float, float]:
    """The loss of a neuron that has one weight and no bias or activation, and its derivative."""
    network = Network.mlp((1, 1), dtype=np.float64)
    network.load([weight, 0])
    backprop = Backprop(network, MSE, 1)
    return backprop([[source]], [[target]]), float(backprop.gradient[0])


def ask(random: np.random.Generator) -> Question:
    """Where one step leads, and whether the loss falls: on a parabola, where that can be seen."""
    target = int(random.integers(-2, 4))
    weight = target + int(random.choice([-4, -3, -2, 2, 3, 4]))
    rate = float(random.choice([0.1, 0.25, 0.75, 1.1, 1.25, 1.5]))
    loss, slope = one_weight(weight, 1, target)
    after = weight - rate * slope
    loss_after = one_weight(after, 1, target)[0]
    falls = loss_after < loss
    options = [f"w becomes {plain(place)}, the loss {verb}" for place in (after, weight + rate * slope)
               for verb in ("falls", "rises")]
    parabola = f"(w {'-' if target >= 0 else '+'} {abs(target)})^2" if target else "w^2"
    crossed = (after - target) * (weight - target) < 0
    why = ("" if falls and not crossed else f" The step jumps across the minimum at {plain(target)}, "
           + ("and lands nearer to it." if falls else "and lands farther from it."))
    return Question(
        rf"The loss over one weight is $L(w) = {parabola}$. At $w = {weight}$ it is {plain(loss)}, and its derivative "
        rf"is $dL/dw = {plain(slope)}$. Gradient descent takes one step with the learning rate $\eta = {rate:g}$. "
        "What happens?", options, 0 if falls else 1,
        rf"$w - \eta \cdot dL/dw = {weight} - {rate:g} \cdot {factor(slope)} = {plain(after)}$, and the loss goes "
        f"from {plain(loss)} to {plain(loss_after)}.{why}")


@redrawn
def exercise(random: np.random.Generator) -> Exercise:
    """One update by hand."""
    weight, source = float(random.integers(-4, 5)) / 2, float(random.choice([-3, -2, 2, 3]))
    target, rate = float(random.integers(-3, 4)), float(random.choice([0.01, 0.05, 0.1, 0.2]))
    loss, slope = one_weight(weight, source, target)
    error, answer = weight * source - target, weight - rate * slope
    slips = [Slip(weight + rate * slope, "You added the step. Gradient descent subtracts it: it goes against the "
                                         "derivative."),
             Slip(weight - slope, "You left out the learning rate: multiply the derivative by it first."),
             Slip(weight - rate * slope / 2, "The factor 2 is missing: the derivative of a square is twice what is "
                                             "squared."),
             Slip(weight - rate * slope / source, f"The chain rule's last factor is missing: $wx$ changes by $x = "
                                                  f"{source:g}$ when $w$ changes by 1."),
             Slip(-rate * slope, "That is the step. What is the weight after it?"),
             Slip(slope, "That is the derivative. Now take the step.")]
    return Exercise(
        rf"A neuron with one weight and no bias or activation outputs $wx$; its loss is $L = (wx - y)^2$. With $w = "
        rf"{weight:g}$, $x = {source:g}$, $y = {target:g}$ and the learning rate $\eta = {rate:g}$: what is $w$ after "
        "one step of gradient descent?", answer, 2,
        rf"$dL/dw = 2\,(wx - y)\,x = 2 \cdot {factor(error)} \cdot {factor(source)} = {plain(slope)}$, so "
        rf"$w - \eta \, dL/dw = {weight:g} - {rate:g} \cdot {factor(slope)} = {answer:.6g}$. (The loss was "
        f"{plain(loss)}.)", slips)


class Search(NamedTuple):
    """A start from which something can be found. goal: the loss to reach; None where the first step is to raise it."""

    start: float
    goal: float | None


def task(random: np.random.Generator) -> Task:
    """A learning rate to be found on the curve as it is now, from a start that is drawn."""
    now = present.present()
    overshoot, starts = bool(random.integers(2)), random.permutation(np.arange(-12, 13) / 2)
    others = np.where(np.arange(len(now.params)) == now.place, 0, now.params)
    found = searched(now.problem, tuple(others.tolist()), now.place, overshoot, tuple(starts.tolist()))
    name = CALLED[now.name]
    if found is None:
        return Task(f"The loss over {name} is flat almost everywhere. Let another weight vary, or draw random weights.",
                    False, "There is nowhere to go down.")
    if found.goal is None:
        return _to_overshoot(now, name, found.start)
    return _to_arrive(now, name, found.start, found.goal)


@lru_cache(64)  # whatever moves along the curve, it is the same one
def searched(problem: Problem, others: tuple[float, ...], index: int, overshoot: bool, starts: tuple[float, ...]
              ) -> Search | None:
    """The first start that will do."""
    params = np.array(others)
    drawn = curve(problem, params, index, END)
    steepest = np.abs(drawn.slopes).max()
    slopes = problem.at(varied(params, index, np.array(starts)))[1][:, index]
    for start in np.array(starts)[np.abs(slopes) > STEEP * steepest][:4] if steepest > 1e-3 else []:
        at = varied(params, index, np.array([start]))[0]
        lowest = minimum(problem, at, index, drawn)
        found = rates(problem, at, index, lowest)
        if overshoot and lowest and found.large and all(_rises(problem, at, index, found.large * k) for k in AROUND):
            return Search(float(start), None)
        if found.right and (goal := _goal(problem, at, index, found.right)):
            return Search(float(start), goal)
    return None


def _rises(problem: Problem, params: np.ndarray, index: int, rate: float) -> bool:
    """Whether the first step raises the loss, and so that it can be seen."""
    losses = descent(problem, params, [index], rate, 1).losses
    return len(losses) > 1 and bool(losses[1] - losses[0] > SEEN)


def _goal(problem: Problem, params: np.ndarray, index: int, right: float) -> float | None:
    """A loss that a rate about right gets below; None where it does not get far."""
    losses = descent(problem, params, [index], right, COUNT).losses
    goal = round(float(losses[-1] + 0.1 * (losses[0] - losses[-1])), 4)
    return None if losses[0] - losses[-1] < DEEP or goal <= losses[-1] else goal


def _to_overshoot(now: present.Present, name: str, start: float) -> Task:
    text = (f"Set {name} to {plain(start)}, in part 1. Then find a learning rate so large that the **first step raises "
            "the loss**.")
    if away := _is_elsewhere(now, name, start):
        return Task(text, False, away)
    losses = descent(now.problem, now.params, [now.place], now.rate, 1).losses
    if len(losses) < 2:
        return Task(text, False, "With this rate the first step leads out of all that can be computed with here.")
    rises = bool(losses[1] > losses[0])
    return Task(text, rises, f"With η = {now.rate:g} the first step takes the loss from {plain(losses[0])} to "
                             f"{plain(losses[1])}.")


def _to_arrive(now: present.Present, name: str, start: float, goal: float) -> Task:
    text = (f"Set {name} to {plain(start)}, in part 1. Then find a learning rate with which **{COUNT} steps bring the "
            f"loss to {goal:g} or below**.")
    if away := _is_elsewhere(now, name, start):
        return Task(text, False, away)
    reached = descent(now.problem, now.params, [now.place], now.rate, COUNT).losses
    if len(reached) <= COUNT:
        return Task(text, False, "With this rate the steps lead out of all that can be computed with here.")
    return Task(text, bool(reached[-1] <= goal), f"With η = {now.rate:g}, {COUNT} steps take the loss from "
                                                 f"{plain(reached[0])} to {plain(reached[-1])}.")


def _is_elsewhere(now: present.Present, name: str, start: float) -> str:
    here = float(now.params[now.place])
    return "" if abs(here - start) <= NEAR else f"{name} is {plain(here)} now."
