"""The question before the chapter One neuron, and its exercises: fresh numbers, the engine's answers."""
import math

import numpy as np

from pages.ui.first_principles import formulas
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task, redrawn
from pages.ui.first_principles.formulas import number
from pages.ui.first_principles.neuron import gates
from pages.ui.first_principles.neuron.rows import FIELDS
from pages.ui.first_principles.neuron.unit import computed
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.plain import MINUS

INPUTS = [-4, -3, -2, -1, 0.5, 2, 3, 4]  # not 1: that is what the bias is multiplied by
WEIGHTS = [-3, -2, -1, 1, 2, 3]


def ask(random: np.random.Generator) -> Question:
    """Which of a neuron's numbers has the most effect: not the largest weight, but the one of the largest input."""
    wanted = int(random.integers(3))
    while True:
        x = random.choice(INPUTS, 2, replace=False).tolist()
        if int(np.argmax([*x, 1])) == wanted:
            break
    w = random.choice(WEIGHTS, 2, replace=False).tolist()
    b = round(float(random.integers(-3, 4)) / 2 - float(np.dot(w, x)), 1)
    numbers_now = [*w, b]
    raised = [[value + (i == place) for i, value in enumerate(numbers_now)] for place in range(3)]
    outputs = [computed(x, changed[:2], changed[2]).a for changed in raised]
    options = [f"{name}, now {_plain(value)}" for name, value in zip(("w₁", "w₂", "b"), numbers_now)]
    before, effects = computed(x, w, b), [*x, 1]
    each = "; ".join(f"{name}: {_signed(effect)}, a = {formulas.plain(a)}"
                     for name, effect, a in zip(("w₁", "w₂", "b"), effects, outputs))
    return Question(
        f"A neuron computes $z = w_1 x_1 + w_2 x_2 + b$ and outputs $a = \\sigma(z)$, which grows with $z$. Its "
        f"inputs are $x_1 = {x[0]:g}$ and $x_2 = {x[1]:g}$, and $a$ is {formulas.plain(before.a)}. You may raise one "
        "of its numbers by 1. Which one makes $a$ largest?", options, int(np.argmax(outputs)),
        f"Raising a weight by 1 adds its input to $z$, and raising the bias adds 1, however large they are now. "
        f"Changes of $z$, and the output after each: {each}.", in_order=True)


@redrawn
def output(random: np.random.Generator) -> Exercise:
    """The output of a neuron with given numbers."""
    while True:
        x, w = random.choice([-3, -2, -1, 1, 2, 3], (2, 2)).tolist()
        b = int(random.choice([-3, -2, -1, 1, 2, 3]))
        z, a = computed(x, w, b)
        if abs(z) <= 4:
            break
    slips = [
        Slip(z, "That is the weighted sum $z$. The activation function comes after it: $a = \\sigma(z)$."),
        Slip(computed(x, w, 0).a, f"The bias is missing: add {b} to the sum before the sigmoid."),
        Slip(computed(x, [1, 1], b).a, "Multiply each input by its weight before you add them."),
        Slip(1 - a, "Look at the sign in the exponent: $\\sigma(z) = 1 / (1 + e^{-z})$."),
        Slip(computed(x, w[::-1], b).a, "Each weight belongs to one input: $w_1$ to $x_1$, $w_2$ to $x_2$.")]
    return Exercise(
        f"A neuron with the sigmoid has the inputs $x_1 = {x[0]}$ and $x_2 = {x[1]}$, the weights $w_1 = {w[0]}$ and "
        f"$w_2 = {w[1]}$, and the bias $b = {b}$. What is its output?", a, 2, _solution(x, w, b, z, a), slips)


def _solution(x: list[int], w: list[int], b: int, z: float, a: float) -> str:
    total = equation([w[0], x[0], w[1], x[1], b], z, lambda w1, x1, w2, x2, b: w1 * x1 + w2 * x2 + b)
    given = equation([-z], a, lambda z: 1 / (1 + math.exp(z)))
    sums = formulas.put_in(total, lambda w1, x1, w2, x2, b: (
        rf"{w1.factor} \cdot {x1.factor} + {w2.factor} \cdot {x2.factor} + {b.factor}"))
    last = formulas.put_in(given, lambda z: rf"\frac{{1}}{{1 + e^{{{z.tex}}}}}")
    return formulas.aligned([f"z &{sums}", r"a &= \frac{1}{1 + e^{-z}}", f"&{last}"])


def gate(random: np.random.Generator) -> Task:
    """Set the board's neuron so that it computes a gate that was drawn."""
    name = str(random.choice([*gates.TASKS]))
    targets = gates.TASKS[name]
    values = numbers.values(FIELDS)
    activation = widgets.values().get("neuron_activation", "sigmoid")
    found = gates.rows(targets, (values["neuron_w1"], values["neuron_w2"]), values["neuron_b"], activation)
    wanted = ", ".join(f"({x1}, {x2}) → {target}" for (x1, x2), target in zip(gates.CORNERS, targets))
    text = (f"On the board, set $w_1$, $w_2$ and $b$ so that the neuron computes **{name}**. Inputs ($x_1$, $x_2$) and "
            f"targets: {wanted}.")
    return Task(text, gates.count(found) == 4, _progress(found))


def _progress(found: list[gates.Row]) -> str:
    """How many rows are right, and what the first wrong one would need."""
    right, wrong = gates.count(found), next((row for row in found if not row.is_right), None)
    if wrong is None:
        return "All four rows are right."
    x1, x2 = wrong.inputs
    needs = gates.condition(wrong.inputs, wrong.target)
    because = (f"There ${needs}$ has to hold, and $z$ is ${number(wrong.z)}$." if (wrong.z > 0) == wrong.predicted
               else f"Its output is ${number(wrong.output)}$ there.")
    return (f"{right} of 4 rows {'is' if right == 1 else 'are'} right. Wrong: ({x1}, {x2}) is class {wrong.predicted} "
            f"instead of {wrong.target}. {because}")


def _plain(value: float) -> str:
    return f"{value:g}".replace("-", MINUS)


def _signed(value: float) -> str:
    return f"{value:+g}".replace("-", MINUS)
