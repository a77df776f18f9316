"""The chapter Bug lab's question and exercises: what a gradient check sees, how large an error is, a case to solve."""
import numpy as np

from pages.ui.first_principles.bugs import solving
from pages.ui.first_principles.bugs.mistakes import BUGS
from pages.ui.first_principles.bugs.rows import BUG
from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task, redrawn
from pages.ui.first_principles.formulas import aligned, number, put_in
from pages.ui.first_principles.neuron.unit import computed
from pages.ui.first_principles.printed import equation

# What each mistake is called where its case need not be kept secret.
CALLED = {
    "sign": "a flipped sign",
    "place": "a derivative taken at a neuron's output: f'(h) instead of f'(z), where h = f(z)",
    "twice": "a factor of the chain rule that stands twice", "bias": "a trained bias that the forward pass forgets",
    "sums": "a gradient that is a sum, while the loss is a mean", "scale": "inputs that are not scaled",
    "zeros": "weights that all start at 0", "shuffle": "sorted rows that are not shuffled",
    "test": "test rows in the training set"}
UNSEEN = [name for name in CALLED if not BUGS[name].red]
SEEN = [name for name in CALLED if BUGS[name].red]
NUDGES, WEIGHTS, INPUTS = (0.1, 0.2, 0.5), (-1.5, -1, -0.5, 0.5, 1, 1.5), (-2, -1, 1, 2)
FACTORS = (0.25, 0.2, 0.5, 2, 4, 5, 10, -1)  # by what a wrong derivative is too large


def ask(random: np.random.Generator) -> Question:
    """Which of some mistakes a gradient check does not see."""
    hidden, decimals = int(random.integers(2, 20)), int(random.integers(5, 10))
    unseen, seen = random.choice(UNSEEN), random.choice(SEEN, 3, replace=False)
    names = [str(unseen), *map(str, seen)]
    return Question(
        f"A network with 2 inputs, {hidden} hidden neurons and an output has {4 * hidden + 1} weights and biases. For "
        f"each of them, backpropagation and a small change of the parameter give the same derivative to {decimals} "
        "decimals. Still, it does badly on new data. Which mistake may be in the program?",
        [CALLED[name] for name in names], 0,
        "Such a gradient check compares the gradient with the loss, and here each is right for what the program does. "
        "The other three mistakes make the gradient a wrong one, and the check shows it.")


@redrawn
def error(random: np.random.Generator) -> Exercise:
    """The relative error of a derivative, from two losses."""
    while True:
        h, w, x = (float(random.choice(values)) for values in (NUDGES, WEIGHTS, INPUTS))
        target = float(random.integers(2))
        above, below = (float(f"{(computed([x], [w + by], 0).a - target) ** 2:.4f}") for by in (h, -h))
        d = (above - below) / (2 * h)
        g = float(f"{d * float(random.choice(FACTORS)):.3f}")
        if abs(d) > 0.05 and abs(g - d) > 0.02:
            break
    answer = abs(g - d) / max(abs(g), abs(d))
    one_sided = 2 * d
    slips = [Slip(abs(g - one_sided) / max(abs(g), abs(one_sided)),
                  "The two losses lie $2h$ apart: divide their difference by $2h$, not by $h$."),
             Slip(abs(g - d), "That is $|g - d|$. Divide it by the larger one of $|g|$ and $|d|$."),
             Slip(abs(g - d) / min(abs(g), abs(d)), "Divide by the larger one of $|g|$ and $|d|$, not by the smaller."),
             Slip(d, "That is $d$. How far from it is $g$, as a share of the larger one?")]
    return Exercise(
        f"The loss of a neuron is {above:.4f} where its weight is ${number(w + h)}$, and {below:.4f} where it "
        f"is ${number(w - h)}$, so $h = {h:g}$. Backpropagation says $g = {number(g)}$. Compute the derivative $d$ by "
        r"the difference. What is the relative error $|g - d| / \max(|g|, |d|)$?", answer, 2,
        _solution(above, below, h, g, d, answer), slips)


def _solution(above: float, below: float, h: float, g: float, d: float, answer: float) -> str:
    slope = equation([above, below, h], d, lambda above, below, h: (above - below) / (2 * h))
    large, small, largest = max(g, d), min(g, d), max(abs(g), abs(d))
    share = equation([large, small, largest], answer, lambda large, small, most: (large - small) / most)
    return aligned([
        "d &" + put_in(slope, lambda above, below, h: rf"\frac{{{above.tex} - {below.tex}}}{{2 \cdot {h.tex}}}"),
        r"\text{error} &= \frac{|g - d|}{\max(|g|, |d|)}",
        "&" + put_in(share, lambda large, small, most: rf"\frac{{{large.tex} - {small.factor}}}{{{most.tex}}}",
                     bold=True)])


def case(random: np.random.Generator) -> Task:
    """Find the wrong line of a case that was drawn."""
    bug = BUGS[str(random.choice([*BUGS]))]
    tries = solving.tries(bug)
    count = f"{tries} line{'s' * (tries != 1)} tried so far." if tries else "Choose it at the top."
    return Task(f"Solve **{BUG.written(bug.name)}**: find its wrong line.", solving.is_solved(bug),
                f"Found at the {ordinal(tries)} try." if solving.is_solved(bug) else count)


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 4th ..."""
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"
