"""The chapter's question and its exercises, made of random numbers and answered by the engine."""
from typing import NamedTuple

import numpy as np

from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.loss.measured import mean_cross_entropy, mean_squared_error, softmax
from pages.ui.first_principles.loss.people import PEOPLES_DATA
from pages.ui.first_principles.loss.scores import chosen

LABELS = [int(label) for (label,) in PEOPLES_DATA.targets]
NAMES = PEOPLES_DATA.names
OPTIONS = ["A by both", "B by both", "A by squared error, B by cross-entropy", "B by squared error, A by cross-entropy"]
CLEAR = 0.15  # by how large a share two losses have to differ
WITHIN = 0.005


class Duel(NamedTuple):
    """Two predictors of the four people, and their losses by either measure."""

    unsure: list[float]
    sure: list[float]
    squared: tuple[float, float]
    entropy: tuple[float, float]


def ask(random: np.random.Generator) -> Question:
    """Which of two predictors is better: one that is never sure, or one that is sure, and once wrong."""
    duel = _duel(random)
    squared, entropy = ("AB"[int(two[1] < two[0])] for two in (duel.squared, duel.entropy))
    right = {("A", "A"): 0, ("B", "B"): 1, ("A", "B"): 2, ("B", "A"): 3}[squared, entropy]
    rows = "\n".join(f"| {name} | {y} | {a:g} | {b:g} |"
                     for name, y, a, b in zip(NAMES, LABELS, duel.unsure, duel.sure))
    return Question(
        "Two networks predict four labels. A is never sure. B is, and once it is surely wrong.\n\n"
        f"| | label | A | B |\n|---|--:|--:|--:|\n{rows}\n\nA loss is a mean over the four, smaller is better. Squared "
        "error: $(p - y)^2$. Cross-entropy: $-\\ln$ of the probability given to the label. Which network has the "
        "smaller loss?", OPTIONS, right,
        f"Mean squared error: A {plain(duel.squared[0])}, B {plain(duel.squared[1])}. Mean cross-entropy: A "
        f"{plain(duel.entropy[0])}, B {plain(duel.entropy[1])}. One squared error is at most 1, but the "
        "cross-entropy of a sure mistake has no limit.")


def _duel(random: np.random.Generator) -> Duel:
    while True:
        share, sure = random.choice([0.5, 0.55, 0.6, 0.65, 0.7]), random.choice([0.8, 0.9, 0.95, 0.99, 0.999])
        wrong = random.integers(4)
        unsure, certain = ([round(float(p if y else 1 - p), 3) for y in LABELS] for p in (share, sure))
        certain[wrong] = round(1 - certain[wrong], 3)
        losses = [[measure(predictions, LABELS) for predictions in (unsure, certain)]
                  for measure in (mean_squared_error, mean_cross_entropy)]
        if all(abs(a - b) > CLEAR * min(a, b) for a, b in losses):
            return Duel(unsure, certain, (losses[0][0], losses[0][1]), (losses[1][0], losses[1][1]))


def squared_errors(random: np.random.Generator) -> Exercise:
    """The mean squared error of four predictions."""
    while True:
        predictions = [round(float(p), 1) for p in random.integers(1, 10, 4) / 10]
        errors = np.array(predictions) - LABELS
        answer = mean_squared_error(predictions, LABELS)
        slips = [
            Slip(4 * answer, "That is the sum of the squared errors. Divide it by their number."),
            Slip(2 * answer, "That is half the sum. The mean divides by 4."),
            Slip(float(np.abs(errors).mean()), "That is the mean of the errors without their squares."),
            Slip(float(errors.mean()), "That is the mean of $p - y$. Square each error first."),
            Slip(float(np.mean(np.square(predictions))), "That is the mean of $p^2$. Subtract the labels first."),
            Slip(float(np.sqrt(answer)), "That is the square root of it.")]
        values = np.array([answer, *(slip.value for slip in slips)])
        if np.abs(np.subtract.outer(values, values))[~np.eye(len(values), dtype=bool)].min() > 2.5 * WITHIN:
            break
    listed = ", ".join(f"{name} {p:g} (label {y})" for name, p, y in zip(NAMES, predictions, LABELS))
    squares = " + ".join(f"({p:g} - {y})^2" for p, y in zip(predictions, LABELS))
    return Exercise(f"A network predicts: {listed}. What is the mean squared error? Two decimals will do.",
                    answer, WITHIN, f"$\\frac{{{squares}}}{{4}} = {answer:.4f}$", slips)


def probability(random: np.random.Generator) -> Task:
    """Scores that give a class a probability in a range."""
    wanted, low = int(random.integers(1, 4)), int(random.choice([15, 30, 40, 50, 70, 80, 90]))
    scores, _ = chosen()
    text = f"On the board above, set the scores so that {{}}softmax gives class {wanted} between {low}% and {low + 5}%."
    if wanted > len(scores):
        return Task(text.format(""), False, f"There are {len(scores)} classes now. Give a score to class {wanted}.")
    p = 100 * float(softmax(scores)[wanted - 1])
    advice = "" if low <= p <= low + 5 else (" Raise its score, or lower the others." if p < low else
                                              " Lower its score, or raise the others.")
    return Task(text.format(""), low <= p <= low + 5, f"It gives {p:.4g}%.{advice}")
