"""The chapter's question and its two exercises, of fresh numbers, answered by the engine."""
from math import prod

import numpy as np

from engine.inspection.worked_example import WorkedExample
from pages.ui.first_principles.backprop.derived.called import plain as called
from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task, redrawn
from pages.ui.first_principles.formulas import plain, put_in
from pages.ui.first_principles.own import present
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.own.parameter import chosen
from pages.ui.first_principles.printed import equation

NONE = 1e-12  # a derivative that counts as 0, as a part of the largest one


def chain(x: float, w1: float, b1: float, w2: float, target: float) -> WorkedExample:
    """One input, one hidden sigmoid, one linear output without a bias of its own; the loss (o - y)^2."""
    return WorkedExample((((w1,),), ((w2,),)), ((b1,), (0.0,)), ((x,),), ((target,),), ending="linear")


def fork(x: float, w1: float, weights: tuple[float, float], deltas: tuple[float, float]) -> WorkedExample:
    """One input, one hidden sigmoid without a bias, two linear outputs whose deltas are these."""
    made = WorkedExample((((w1,),), (weights,)), ((0.0,), (0.0, 0.0)), ((x,),), ((0.0, 0.0),), ending="linear",
                         is_half=True, sums_outputs=True)
    outputs = made.outputs()[0]
    targets = tuple(float(output - delta) for output, delta in zip(outputs, deltas))
    return WorkedExample(made.weights, made.biases, made.inputs, (targets,), ending="linear", is_half=True,
                         sums_outputs=True)


def ask(random: np.random.Generator) -> Question:
    """One of three: what a zero stops, how two paths add up, which way a weight has to move."""
    return [_stopped, _two_paths, _way][random.integers(3)](random)


def _stopped(random: np.random.Generator) -> Question:
    """Which of two derivatives a zero makes 0."""
    x, w1, b1, w2, y = (float(random.choice([-3, -2, -1, 1, 2, 3])) for _ in range(5))
    zero = ["x", "w_2", "w_1"][random.integers(3)]
    x, w2, w1 = (0.0 if name == zero else value for name, value in (("x", x), ("w_2", w2), ("w_1", w1)))
    example = chain(x, w1, b1, w2, y)
    gradient = example.gradient()
    is_zero = [bool(gradient[places(example)[name].flat] == 0) for name in ("w1", "w2")]
    options = ["only ∂L/∂w₁", "only ∂L/∂w₂", "both", "neither"]
    right = [[True, False], [False, True], [True, True], [False, False]].index(is_zero)
    because = {
        "x": r"$\partial L / \partial w_1 = \delta_h \cdot x$, and $x = 0$. $\partial L / \partial w_2 = \delta_o "
             r"\cdot h$, and $h = \sigma(b_1)$ is not 0.",
        "w_2": r"$\partial L / \partial w_1 = \delta_o \cdot w_2 \cdot f'(z_h) \cdot x$ passes through $w_2$ and is 0. "
               r"$\partial L / \partial w_2 = \delta_o \cdot h$ does not contain $w_2$, so $w_2$ can move away from 0.",
        "w_1": r"No derivative has $w_1$ itself as a factor: $\partial L / \partial w_1 = \delta_o \cdot w_2 \cdot "
               r"f'(z_h) \cdot x$, and $\partial L / \partial w_2 = \delta_o \cdot h$ with $h = \sigma(b_1)$."}[zero]
    numbers = f"$x = {x:g}$, $w_1 = {w1:g}$, $b_1 = {b1:g}$, $w_2 = {w2:g}$"
    return Question(r"An input $x$ feeds a hidden sigmoid neuron, $h = \sigma(w_1 x + b_1)$, which feeds a linear "
                    rf"output, $o = w_2 h$. The loss is $L = (o - y)^2$. With {numbers}, the output misses its "
                    "target. Which derivative is 0?", options, right, because)


def _two_paths(random: np.random.Generator) -> Question:
    """How the shares of two outputs come together."""
    while True:
        weights = tuple(float(random.choice([-3, -2, 2, 3, 4])) for _ in range(2))
        deltas = tuple(float(random.choice([-0.4, -0.3, -0.2, 0.1, 0.2, 0.3, 0.5])) for _ in range(2))
        shares = [w * d for w, d in zip(weights, deltas)]
        example = fork(1.0, 0.5, (weights[0], weights[1]), (deltas[0], deltas[1]))
        answer = float(example.sample(0).layers[0].output_gradient[0])
        values = [answer, shares[0] - shares[1], sum(weights) * sum(deltas), shares[0] * shares[1]]
        options = [plain(round(value, 9)) for value in values]
        if len(set(options)) == len(options):
            break
    return Question(
        rf"A hidden neuron $h$ feeds two outputs through the weights {plain(weights[0])} and {plain(weights[1])}. "
        rf"Backpropagation has found $\delta_{{o_1}} = {deltas[0]:g}$ and $\delta_{{o_2}} = {deltas[1]:g}$. What is "
        r"$\partial L / \partial h$?", options, 0,
        rf"Each path contributes its weight times its delta, and the contributions add up: ${weights[0]:g} \cdot "
        rf"{_tex(deltas[0])} + {_tex(weights[1])} \cdot {_tex(deltas[1])} = {round(answer, 9):g}$.")


def _way(random: np.random.Generator) -> Question:
    """The sign of a derivative, factor by factor."""
    x, w2 = (float(random.choice([-3, -2, -1, 1, 2, 3])) for _ in range(2))
    w1, b1, too_large = float(random.choice([-1, 1, 2])), float(random.choice([-1, 0, 1])), bool(random.integers(2))
    output = float(chain(x, w1, b1, w2, 0.0).outputs()[0, 0])
    example = chain(x, w1, b1, w2, output - 1 if too_large else output + 1)
    derivative = float(example.gradient()[places(example)["w1"].flat])
    signs = ["positive" if value > 0 else "negative" for value in (1.0 if too_large else -1.0, w2, x)]
    return Question(
        rf"An input $x = {x:g}$ feeds a hidden sigmoid neuron through the weight $w_1$, and that neuron feeds a linear "
        rf"output through $w_2 = {w2:g}$. The output is too {'large' if too_large else 'small'}. Which way does one "
        "step of gradient descent move $w_1$?",
        ["w₁ grows", "w₁ shrinks", "w₁ stays"], 0 if derivative < 0 else 1,
        rf"$\partial L / \partial w_1 = \delta_o \cdot w_2 \cdot f'(z_h) \cdot x$. $\delta_o$ is {signs[0]}, $w_2$ is "
        rf"{signs[1]}, $x$ is {signs[2]}, and a sigmoid's derivative is always positive: the product is "
        f"{'positive' if derivative > 0 else 'negative'}, and the step goes against it.")


@redrawn
def first(random: np.random.Generator) -> Exercise:
    """A derivative over two paths, through a sigmoid."""
    x, z = float(random.choice([-3, -2, 2, 3])), float(random.choice([-1.5, -1, 1, 1.5, 2]))
    weights = (float(random.choice([-4, -3, 2, 3])), float(random.choice([-3, -2, 3, 4])))
    deltas = (float(random.choice([-0.6, -0.4, 0.5, 0.7])), float(random.choice([-0.5, -0.3, 0.4, 0.6])))
    example = fork(x, z / x, weights, deltas)
    hidden = example.sample(0).layers[0]
    answer, h, slope = float(hidden.gradient[0, 0]), float(hidden.outputs[0]), float(hidden.slopes[0])
    shares = [w * d for w, d in zip(weights, deltas)]
    both = sum(shares)
    again = 1 / (1 + np.exp(-h))
    slips = [Slip(both * x, "The hidden neuron's own $f'(z)$ is missing."),
             Slip(shares[0] * slope * x, "The path through the second output is missing."),
             Slip(shares[1] * slope * x, "The path through the first output is missing."),
             Slip(both * slope, "What enters is missing: a weight's derivative is its neuron's delta times its input."),
             Slip(both * float(again * (1 - again)) * x, "You applied the sigmoid twice: $f'(z) = h \\, (1 - h)$, and "
                                                         "$h$ is the sigmoid's output already."),
             Slip(both * z * (1 - z) * x, "$f'(z) = a \\, (1 - a)$ takes the output $a = h$, not $z$."),
             Slip(-answer, "Check the sign: this is the derivative, not the step against it."),
             Slip((shares[0] - shares[1]) * slope * x, "Both paths' contributions add up, each with its own sign.")]
    return Exercise(
        rf"An input $x = {x:g}$ feeds a hidden sigmoid neuron through the weight $w_1$. Its weighted sum is $z_h = "
        rf"{z:g}$, so $h = \sigma(z_h) = {h:.4f}$. It feeds two outputs through $w_2 = {weights[0]:g}$ and $w_3 = "
        rf"{weights[1]:g}$, where "
        rf"$\delta_{{o_1}} = {deltas[0]:g}$ and $\delta_{{o_2}} = {deltas[1]:g}$. What is $\partial L / \partial w_1$?",
        answer, 2,
        rf"$\partial L / \partial h = {weights[0]:g} \cdot {_tex(deltas[0])} + {_tex(weights[1])} \cdot "
        rf"{_tex(deltas[1])} = {round(both, 9):g}$, and $f'(z_h) "
        + put_in(equation([h], slope, lambda h: h * (1 - h)), lambda h: rf"{h.tex} \cdot (1 - {h.tex})")
        + r"$. So $\partial L / \partial w_1 " + put_in(
            equation([round(both, 9), slope, x], answer, lambda *each: prod(each)),
            lambda *each: r" \cdot ".join(number.factor for number in each)) + "$.", slips)


def _tex(value: float) -> str:
    return f"({value:g})" if value < 0 else f"{value:g}"


def second(random: np.random.Generator) -> Task:
    """Something to be done with the network above: choose a parameter, or stop a derivative."""
    shown = present.shown()
    example, place = shown.example, chosen(shown.example)
    step, every = example.sample(shown.sample), places(example)
    gradient = np.concatenate([layer.gradient.ravel() for layer in step.layers])
    found = {name: float(gradient[each.flat]) for name, each in every.items()}
    kind, pick = int(random.integers(4)), float(random.random())
    if kind == 3:
        return _stop(example, found, pick)
    wanted = ["negative", "positive", "largest"][kind]
    signs = {value < 0 for value in found.values() if value}
    if not signs or (kind < 2 and (kind == 0) not in signs):
        return _stop(example, found, pick)
    now = found[next(name for name, each in every.items() if each == place)]
    said = f"You have chosen {called(place.name)}, whose derivative is {plain(now)}."
    if wanted == "largest":
        most = max(map(abs, found.values()))
        rank = 1 + sum(abs(value) > abs(now) * (1 + NONE) for value in found.values())
        return Task("Choose the weight or bias whose derivative is the **largest in size**, of either sign.",
                    abs(now) >= most * (1 - NONE), f"{said} " + (
                        "No other is larger." if rank == 1 else "One other is larger." if rank == 2 else
                        f"{rank - 1} others are larger."))
    return Task(f"Choose a weight or bias whose derivative is **{wanted}**: a small step "
                f"{'up' if kind == 0 else 'down'} lowers the loss.", (now < 0) == (kind == 0) and now != 0, said)


def _stop(example: WorkedExample, found: dict[str, float], pick: float) -> Task:
    """A derivative to be made 0 by other numbers."""
    names = [name for name, place in places(example).items() if not place.is_bias and place.layer == 0]
    name = names[int(pick * len(names))]
    value, most = found[name], max(map(abs, found.values()))
    text = (f"Change **one number** of the network, so that ∂L/∂{_lowered(name)} becomes **0**, but not all others "
            "do.")
    if not most:
        return Task(text, False, "All derivatives are 0 now.")
    return Task(text, abs(value) <= NONE * most, f"∂L/∂{_lowered(name)} is {plain(value)} now.")


def _lowered(name: str) -> str:
    return called(f"{name[0]}_{name[1:]}")


