"""What the chapter The code asks: its question, and its two exercises. NumPy and the textbook loop answer."""
from collections.abc import Callable

import numpy as np

from engine.examples.own_network_loop import descend
from pages.ui.first_principles.chapter import Exercise, Question, Slip, redrawn
from pages.ui.first_principles.printed import printed

# What a line of the backward pass gives.
LINES = {"x.T @ delta": "the gradient of the weights", "delta.sum(axis=0)": "the gradient of the biases",
         "delta @ W.T": "the derivative of the loss with respect to x, the outputs of the layer below"}


def ask(random: np.random.Generator) -> Question:
    """One of three questions about lines and shapes."""
    kinds: list[Callable[[np.random.Generator], Question]] = [_which_line, _which_shape, _without_t]
    return kinds[random.integers(len(kinds))](random)


def _given(samples: int, fan_in: int, fan_out: int) -> dict[str, np.ndarray]:
    return {"x": np.ones((samples, fan_in)), "W": np.ones((fan_in, fan_out)), "delta": np.ones((samples, fan_out))}


def _computed(line: str, given: dict[str, np.ndarray]) -> np.ndarray:
    """What a line of ours gives; raises ValueError where its shapes do not fit."""
    found: np.ndarray = eval(line, {}, given)
    return found


def _shapes(given: dict[str, np.ndarray]) -> str:
    return ", ".join(f"`{name}` {array.shape}" for name, array in given.items())


def _which_line(random: np.random.Generator) -> Question:
    given = _given(*random.choice(np.arange(2, 9), 3, replace=False).tolist())
    line = str(random.choice([*LINES]))
    options = [*LINES, "x @ W"]
    return Question(f"A layer in the backward pass, with the shapes {_shapes(given)}. Which line gives "
                    f"**{LINES[line]}**?", options, options.index(line),
                    f"Its shape is {_computed(line, given).shape}, the same as that of what it is the derivative for: "
                    "a derivative for every number there. `x @ W` belongs to the forward pass.")


def _which_shape(random: np.random.Generator) -> Question:
    samples, fan_in, fan_out = random.choice(np.arange(2, 10), 3, replace=False).tolist()
    found = _computed("x.T @ delta", _given(samples, fan_in, fan_out)).shape
    shapes = [(fan_in, fan_out), (fan_out, fan_in), (samples, fan_out), (fan_in, samples)]
    return Question(f"A layer of {fan_out} neurons has {fan_in} inputs. For a batch of {samples} samples, `x` has the "
                    f"shape ({samples}, {fan_in}) and `delta` ({samples}, {fan_out}). What is the shape of "
                    "`x.T @ delta`?", [*map(str, shapes)], shapes.index(found),
                    "It is the gradient of the weights, so it has their shape, however large the batch is: the product "
                    f"adds up over the {samples} samples.")


def _without_t(random: np.random.Generator) -> Question:
    """Half of the time W is square."""
    samples, fan_in, fan_out = random.choice(np.arange(2, 10), 3, replace=False).tolist()
    given = _given(samples, fan_in, fan_in if random.integers(2) else fan_out)
    shape = given["W"].shape
    options = ["An error: the shapes do not fit", "No error, and a wrong gradient", "No error, and the right gradient"]
    try:
        _computed("delta @ W", given)
        right, because = 1, (f"W is square, {shape}, so `delta @ W` has the right shape and the wrong numbers: each "
                             "delta goes back along another neuron's weights. Only a gradient check finds it.")
    except ValueError:
        right, because = 0, (f"`delta @ W` multiplies {given['delta'].shape} by {shape}, and {given['delta'].shape[1]} "
                             f"is not {shape[0]}. With a square W there would be no error, only wrong numbers.")
    return Question(f"Somebody forgets `.T` and writes `delta @ W` instead of `delta @ W.T`. Here, {_shapes(given)}. "
                    "What happens?", options, right, because)


def number_of_line(random: np.random.Generator) -> Exercise:
    """A number of a matrix that a line of the backward pass gives."""
    return (_weights if random.integers(2) else _below)(random)


@redrawn
def _weights(random: np.random.Generator) -> Exercise:
    x, delta = random.integers(-4, 6, (2, 3)), random.integers(-4, 6, (2, 2))
    row, column = int(random.integers(3)), int(random.integers(2))
    terms = [(int(x[sample, row]), int(delta[sample, column])) for sample in range(2)]
    answer = float((x.T @ delta)[row, column])
    slips = [Slip(float(a * b), f"That is sample {sample} alone: the product adds up over both.")
             for sample, (a, b) in enumerate(terms, 1)]
    slips.append(Slip(float((x.T @ delta)[row, 1 - column]), "That is the other column: the other neuron's weight."))
    return Exercise(f"Two samples in the backward pass:{_code('x', x)}\n{_code('delta', delta)}\n\n"
                    f"What does `print((x.T @ delta)[{row}, {column}])` print?", answer, 0,
                    _as_sum(terms, answer) + f"\n\nColumn {row} of `x` times column {column} of "
                    "`delta`, counted from 0: a product for each sample, added.", slips)


@redrawn
def _below(random: np.random.Generator) -> Exercise:
    weights, delta, column = random.integers(-4, 6, (2, 2)), random.integers(-4, 6, (1, 2)), int(random.integers(2))
    terms = [(int(delta[0, k]), int(weights[column, k])) for k in range(2)]
    answer = float((delta @ weights.T)[0, column])
    slips = [Slip(float((delta @ weights)[0, column]), "That is delta @ W: the .T is missing."),
             Slip(float((delta @ weights.T)[0, 1 - column]), "That is the other number of the row."),
             Slip(float(terms[0][0] * terms[0][1]), "That is the path through the first neuron alone: add the other.")]
    return Exercise(f"One sample in the backward pass:{_code('W', weights)}\n{_code('delta', delta)}\n\n"
                    f"What does `print((delta @ W.T)[0, {column}])` print?", answer, 0,
                    _as_sum(terms, answer) + f"\n\nEach delta comes back along row {column} of "
                    "`W`, counted from 0: the weights by which that input reaches the two neurons.", slips)


@redrawn
def two_steps(random: np.random.Generator) -> Exercise:
    """The textbook loop's update, two steps of it."""
    start, first, second = (float(value) for value in random.integers(-6, 7, 3))
    momentum, rate = float(random.choice([0.5, 0.8, 0.9])), float(random.choice([0.1, 0.2, 0.5]))
    p, kept = np.array(start), [0.0, 0.0]
    for t, g in enumerate((first, second), 1):
        descend(p, np.array(g), kept, t, rate, momentum)
    answer, v1 = float(p), first
    v2 = momentum * v1 + second
    slips = [Slip(start - rate * (first + second), "That is without momentum: the second step keeps a share of the "
                  "first one."),
             Slip(start - rate * v1, "That is after the first step."),
             Slip(start - rate * v2, "The first step changes p, too."),
             Slip(start + rate * (v1 + v2), "The sign: a step goes against the gradient, `p -=`.")]
    said = {name: printed(value).tex for name, value in
            {"p": start, "rate": rate, "mu": momentum, "a": first, "b": second, "v1": v1, "v2": v2,
             "p1": start - rate * v1, "answer": answer}.items()}
    return Exercise(
        "The textbook loop's update:\n```python\n"
        f"kept[0] = {momentum:g} * kept[0] + g\np -= {rate:g} * kept[0]\n```\n\n"
        f"At first, `kept[0]` is 0 and `p` is {_plain(start)}. The lines run for g = {_plain(first)}, then for g = "
        f"{_plain(second)}. What is `p` in the end?", answer, 2,
        f"First $v = {said['v1']}$ and $p = {said['p']} - {said['rate']} \\cdot ({said['v1']}) = {said['p1']}$.\n\n"
        f"Then $v = {said['mu']} \\cdot ({said['v1']}) + ({said['b']}) = {said['v2']}$ and "
        f"$p = {said['p1']} - {said['rate']} \\cdot ({said['v2']}) = {said['answer']}$.", slips)


def _plain(value: float) -> str:
    return printed(value).plain


def _code(name: str, matrix: np.ndarray) -> str:
    return f"\n```python\n{name} = np.array({matrix.tolist()})\n```"


def _as_sum(terms: list[tuple[int, int]], answer: float) -> str:
    products = " + ".join(rf"{a if a >= 0 else f'({a})'} \cdot {b if b >= 0 else f'({b})'}" for a, b in terms)
    return f"$${products} = {answer:g}$$"
