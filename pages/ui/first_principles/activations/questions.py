"""The chapter's question and its exercises, of fresh random numbers, answered by the engine."""
import numpy as np

from engine.activations import ACTIVATIONS
from pages.ui.first_principles.activations.curves import derivative, steepest
from pages.ui.first_principles.activations.rows import CURVE_FIELDS
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task, redrawn
from pages.ui.first_principles.formulas import aligned, plain, put_in
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import equation
from pages.ui.shared.choices import ACTIVATION_NAMES

PASSING = ("sigmoid", "tanh", "relu", "leaky_relu")  # what the question compares
CLEARLY = 1.5  # times that the largest derivative is the next one, at least
SMOOTH = ("sigmoid", "tanh", "gelu", "sine")  # of the task: where the derivative has one value, there are few
WITHIN = 0.01  # of the task's derivative


def ask(random: np.random.Generator) -> Question:
    """What the chapter begins with: one of two questions."""
    return _ask_who_passes_most(random) if random.random() < 0.5 else _ask_how_much_arrives(random)


def _ask_who_passes_most(random: np.random.Generator) -> Question:
    while True:
        names = random.permutation(PASSING)[:3].tolist()
        places = (random.choice([-1, 1], 3) * random.integers(1, 13, 3) / 2).tolist()
        found = [derivative(name, z) for name, z in zip(names, places)]
        *_, second, first = sorted(found)
        if first > CLEARLY * second:
            break
    options = [f"{ACTIVATION_NAMES[name]} at z = {plain(z)}" for name, z in zip(names, places)]
    listed = ", ".join(f"{option}: {plain(each)}" for option, each in zip(options, found))
    return Question("Three neurons with different activation functions receive the same gradient at their outputs. "
                    "Which one passes the largest part of it on to its weights?", options, found.index(first),
                    f"The gradient is multiplied by the derivative of the activation at z. {listed}.")


def _ask_how_much_arrives(random: np.random.Generator) -> Question:
    n, factor = int(random.integers(5, 13)), 1 / steepest("sigmoid")
    answer, place = factor**n, int(random.integers(4))
    smaller, larger = [factor, n * factor, 2.0**n], [n * answer, 10.0**n, answer**2]
    parts = sorted([answer, *random.permutation(smaller)[:place], *random.permutation(larger)[:3 - place]])
    return Question(f"A gradient passes back through {n} layers of one sigmoid neuron each; all weights are 1. How "
                    "much of it arrives at the first layer's weighted sum, at best?",
                    [f"1 part in {part:,.0f}" for part in parts], place,
                    f"The sigmoid's derivative is at most {plain(1 / factor)}, and the chain rule multiplies: "
                    f"{plain(1 / factor)} to the power of {n} is 1 part in {answer:,.0f}.", in_order=True)


@redrawn
def two_neurons(random: np.random.Generator) -> Exercise:
    """The derivative through two sigmoid neurons, from their outputs."""
    first, second = (random.integers(1, 10, 2) / 10).tolist()
    w = int(random.choice([-3, -2, 2, 3, 4, 5]))
    outputs = np.array([first, second])
    before, after = (float(each) for each in np.ravel(ACTIVATIONS["sigmoid"].slope(outputs, outputs)))
    answer = after * w * before
    found = equation([second, w, first], answer, lambda a2, w, a1: a2 * (1 - a2) * w * a1 * (1 - a1))
    shown = put_in(found, lambda a2, w, a1: rf"{a2.tex} \cdot (1 - {a2.tex}) \cdot {w.factor} \cdot {a1.tex} \cdot "
                   rf"(1 - {a1.tex})", bold=True)
    lines = aligned([r"\frac{\partial a_2}{\partial z_1} &= f'(z_2) \cdot w \cdot f'(z_1)",
                     r"&= a_2 (1 - a_2) \cdot w \cdot a_1 (1 - a_1)", f"&{shown}"])
    return Exercise(
        f"Two sigmoid neurons in a row: the first gives $a_1 = {first:g}$, the second, with "
        rf"$z_2 = {w} \cdot a_1 + b$, gives $a_2 = {second:g}$. What is $\partial a_2 / \partial z_1$?", answer, 3,
        f"The sigmoid's derivative follows from its output: $f'(z) = f(z)(1 - f(z))$. The chain rule multiplies.\n\n"
        f"{lines}",
        [Slip(after * before, "The weight between the two neurons is a factor, too."),
         Slip(after * w,
              "That is the derivative with respect to the first neuron's output. Go on through the first neuron."),
         Slip(before * w, "The second neuron's own derivative is missing."),
         Slip(second * w * first, "Multiply the derivatives $f(1 - f)$, not the outputs."),
         Slip((1 - second) * w * (1 - first), "The derivative of the sigmoid is $f(1 - f)$, not $1 - f$."),
         Slip(second * (1 + second) * w * first * (1 + first), "It is $f(1 - f)$: mind the sign."),
         *([Slip(-answer, "Mind the sign of the weight.")] if w < 0 else [])])


def steepness(random: np.random.Generator) -> Task:
    """Set a function and drag its point to a given derivative."""
    name = str(random.choice(SMOOTH))
    while True:
        target = derivative(name, float(random.integers(-25, 26)) / 10)
        at_first = derivative(name, CURVE_FIELDS[0].default)  # which nobody has dragged the point to
        if 0.05 * steepest(name) < abs(target) < 0.95 * steepest(name) and abs(target - at_first) > 2 * WITHIN:
            break
    said = round(target, 3)
    z, chosen = numbers.values(CURVE_FIELDS)["activations_z"], widgets.values().get("activations_function", "sigmoid")
    now, label = derivative(chosen, z), ACTIVATION_NAMES[name]
    text = (f"On the first board, choose **{label}** and drag the point to where the derivative is "
            f"**{plain(said)}**, give or take {WITHIN}.")
    if chosen != name:
        return Task(text, False, f"The board shows {ACTIVATION_NAMES[chosen]}.")
    return Task(text, abs(now - said) <= WITHIN, f"At z = {plain(z)}, the derivative is {plain(now)}.")
