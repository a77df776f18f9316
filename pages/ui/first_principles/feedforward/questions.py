"""What the chapter Feedforward asks: its question, and its two exercises."""
from collections.abc import Callable

import numpy as np

from engine.datasets.digit_format import LABELS, PIXELS
from engine.network import Network
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task, redrawn
from pages.ui.first_principles.feedforward import typed_matrices, words
from pages.ui.first_principles.feedforward.rows import INPUTS, MATRICES, WEIGHTS1
from pages.ui.first_principles.feedforward.shapes import CORNERS, Typed, misfits, network_of
from pages.ui.shared import session

PAGE = numbers.PAGE
# What a task may ask, but XOR, which is on the board by a click: of the four corners (0, 0), (0, 1), (1, 0), (1, 1).
GATES = {"x₁ and x₂ are equal": (1, 0, 0, 1), "not both are 1": (1, 1, 1, 0),
         "neither is 1": (1, 0, 0, 0), "x₁ is 1 and x₂ is not": (0, 0, 1, 0), "x₂ is 1 and x₁ is not": (0, 1, 0, 0)}


def ask(random: np.random.Generator) -> Question:
    """One of three questions about shapes."""
    kinds: list[Callable[[np.random.Generator], Question]] = [_which_shape, _which_fails, _what_grows]
    return kinds[random.integers(len(kinds))](random)


def _which_shape(random: np.random.Generator) -> Question:
    samples, features, hidden = random.choice(np.arange(2, 10), 3, replace=False).tolist()
    found = Network.mlp((features, hidden)).forward(np.zeros((samples, features))).shape
    shapes = [(samples, hidden), (hidden, samples), (samples, features), (features, hidden)]
    return Question(
        f"A layer of {hidden} neurons gets a batch of {samples} samples with {features} features each: the matrix $X$ "
        f"has the shape ({samples}, {features}), the weights $W$ have ({features}, {hidden}). What is the "
        "shape of $X W$?",
        [*map(str, shapes)], shapes.index(found),
        f"A row for each of the {samples} samples, a column for each of the {hidden} neurons. The {features} features "
        "are what each row-times-column adds up over, so they disappear.")


def _which_fails(random: np.random.Generator) -> Question:
    a, b, c = random.choice(np.arange(2, 10), 3, replace=False).tolist()
    pairs = [((a, b), (b, c)), ((1, c), (c, b)), ((c, a), (a, 1)), ((a, b), (c, b))]
    names = [f"{one} @ {other}" for one, other in pairs]
    (failing,) = (i for i, pair in enumerate(pairs) if not _can_multiply(*pair))
    return Question("One of these products of two matrices, given by their shapes, is impossible (@ is NumPy's sign "
                    "for the matrix product). Which one?", names, failing,
                    f"The left matrix needs as many columns as the right one has rows, and {b} is not {c}. The second "
                    "number of the right shape does not matter.")


def _can_multiply(one: tuple[int, int], other: tuple[int, int]) -> bool:
    try:
        Network.mlp(other).forward(np.zeros(one))
    except ValueError:
        return False
    return True


def _what_grows(random: np.random.Generator) -> Question:
    before, after = int(random.integers(2, 9)) * 8, int(random.integers(5, 20)) * 100
    hidden = int(random.choice([16, 32, 64, 128]))
    network = Network.mlp((PIXELS, hidden, len(LABELS)))
    params = len(network.params)
    scores = network.forward(np.zeros((after, PIXELS))).shape
    options = ["none of W₁, b₁, W₂, b₂", "only the weights W₁ and W₂", "only the biases b₁ and b₂", "all four"]
    return Question(f"A network {PIXELS}-{hidden}-{len(LABELS)} reads digits in batches of {before}. Now it gets "
                    f"batches of {after:,}. Which of its matrices of parameters get larger?", options, 0,
                    f"The same {params:,} parameters are applied to every row. Only X, Z and A get more rows: the "
                    f"scores now have the shape {scores}.")


def number(random: np.random.Generator) -> Exercise:
    """How many parameters, or a cell of X @ W + b."""
    return (_count if random.integers(2) else _one_of_z)(random)


@redrawn
def _count(random: np.random.Generator) -> Exercise:
    a, b, c = random.integers(2, 13, 3).tolist()
    answer = len(Network.mlp((a, b, c)).params)
    slips = [Slip(a * b + b * c, "That is the weights. Each hidden neuron and each output has a bias, too."),
             Slip(a * b * c, "Each layer has its own matrix: add their sizes, do not multiply them."),
             Slip(answer + a, "Inputs have no biases: only neurons have."),
             Slip(b + c, "That is the biases. Add the weights."),
             Slip(a + b + c, "That is the inputs and neurons.")]
    return Exercise(f"How many parameters, weights and biases, does a {a}-{b}-{c} network have?", answer, 0,
                    f"$W_1$ has ${a} \\cdot {b} = {a * b}$, $b_1$ has {b}, $W_2$ has ${b} \\cdot {c} = {b * c}$ and "
                    f"$b_2$ has {c}:\n\n$${a * b} + {b} + {b * c} + {c} = {answer}$$", slips)


@redrawn
def _one_of_z(random: np.random.Generator) -> Exercise:
    x, w = (random.integers(-4, 6, (2, 2)) for _ in range(2))
    b, row, column = random.integers(-5, 6, 2), int(random.integers(2)), int(random.integers(2))
    layer = Network.mlp((2, 2), dtype=np.float64)
    layer.load(np.concatenate([w.ravel(), b]))
    z = layer.forward(x)
    answer = float(z[row, column])
    slips = [Slip(answer - b[column], "The bias is missing."),
             Slip(float(x[row] @ w[column] + b[column]), "Take the column of W, not its row."),
             Slip(float(z[1 - row, column]), "That is the other sample: take the other row of X."),
             Slip(float(x[row, column] * w[row, column] + b[column]),
                  "A cell is a whole row times a whole column: two products, added."),
             Slip(float(z[row, 1 - column]), "That is the other neuron: take the other column of W.")]
    solution = words.sum_in_words(w[:, column].tolist(), x[row].tolist(), float(b[column]), answer)
    return Exercise(
        rf"Compute $Z = XW + b$ for $X = {_tex(x)}$, $W = {_tex(w)}$, $b = {_tex(b[None])}$. What is $Z$ in row "
        f"{row + 1}, column {column + 1}?", answer, 0,
        f"Row {row + 1} of X times column {column + 1} of W, plus the bias of that column: {solution}", slips)


def _tex(matrix: np.ndarray) -> str:
    rows = r" \\ ".join(" & ".join(str(int(value)) for value in row) for row in matrix)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def gate(random: np.random.Generator) -> Task:
    """Have the network on the board compute a gate, with a hidden layer of a drawn size."""
    goal, hidden = str(random.choice([*GATES])), int(random.integers(2, 4))
    done, said = judged(numbers.values(MATRICES), goal, hidden, *(
        session.get(PAGE, f"feedforward_{name}", "sigmoid") for name in ("hidden", "output")))
    if typed_matrices.unread():
        done, said = False, "A matrix cannot be read; its field says why."
    return Task(f"On the board of matrices, give $X$ the rows 0 0, 0 1, 1 0, 1 1 and $Z_1$ the shape (4, {hidden}). "
                f"Choose weights and biases with which the output is above 0.5 where **{goal}**, and below it "
                "elsewhere. “XOR batch” is a start.", done, said)


def judged(typed: Typed, goal: str, hidden: int, *activations: str) -> tuple[bool, str]:
    """Whether the matrices do what a task asks, by the engine, and in words what is missing."""
    if misfits(typed):
        return False, "The shapes do not fit each other; the fields say which."
    if sorted(typed[INPUTS.name]) != sorted(CORNERS):
        return False, "X has to hold the four rows 0 0, 0 1, 1 0 and 1 1, each once."
    network = network_of(typed, *activations)
    if (found := len(typed[WEIGHTS1.name][0])) != hidden:
        return False, f"Z₁ has the shape (4, {found}); it has to be (4, {hidden})."
    if network.sizes[-1] != 1:
        return False, f"The network has {network.sizes[-1]} outputs, and one is wanted."
    outputs = network.forward(CORNERS)[:, 0].tolist()
    wrong = [f"({a:g}, {b:g}) gives {words.cell(output)}, and it should be {'above' if wanted else 'below'} 0.5"
             for (a, b), output, wanted in zip(CORNERS, outputs, GATES[goal])
             if output == 0.5 or (output > 0.5) != wanted]
    if wrong:
        return False, f"{4 - len(wrong)} of 4 rows are correct: {'; '.join(wrong)}."
    return True, f"The outputs are {', '.join(map(words.cell, outputs))}."
