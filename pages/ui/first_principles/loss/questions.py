"""The chapter's question and its exercises, made of random numbers and answered by the engine."""
from typing import NamedTuple

import numpy as np

from pages.ui.first_principles.chapter import Exercise, Question, Slip, Task, redrawn
from pages.ui.first_principles.formulas import plain
from pages.ui.first_principles.loss.measured import mean_cross_entropy, mean_squared_error, softmax
from pages.ui.first_principles.loss.people import PEOPLES_DATA
from pages.ui.first_principles.loss.scores import chosen

LABELS = [int(label) for (label,) in PEOPLES_DATA.targets]
NAMES = PEOPLES_DATA.names
OPTIONS = ["A by both", "B by both", "A by squared error, B by cross-entropy", "B by squared error, A by cross-entropy"]
WRONG = [0.001, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
CLEAR = 0.05  # by how large a share two losses have to differ


class Duel(NamedTuple):
    """Two predictors of four labels: what one gives each correct label, what the other gives three of them and the
    fourth, its mistake; their mean losses by either measure."""

    share: float
    sure: float
    wrong: float
    squared: tuple[float, float]
    entropy: tuple[float, float]


def ask(random: np.random.Generator) -> Question:
    """Which of two predictors is better: one that is never sure, or one that is sure, and once wrong."""
    wanted = int(random.integers(len(OPTIONS)))  # each as often: by chance alone, A would win most of the time
    while _right(duel := _duel(random)) != wanted:
        pass
    return Question(
        f"Two networks predict the labels of four people. A gives each correct label the probability {duel.share:g}. B "
        f"gives three of them {duel.sure:g}, and the fourth {duel.wrong:g}. Which has the smaller mean loss, by "
        "squared error, $(1 - p)^2$, and by cross-entropy, $-\\ln p$?", OPTIONS, wanted,
        f"Mean squared error: A {plain(duel.squared[0])}, B {plain(duel.squared[1])}. Mean cross-entropy: A "
        f"{plain(duel.entropy[0])}, B {plain(duel.entropy[1])}. {_why(duel, wanted)}", in_order=True)


def _why(duel: Duel, right: int) -> str:
    if right != 2:
        return "One squared error is at most 1, but the cross-entropy of one mistake has no limit."
    return (f"Squaring shrinks A's four errors from {plain(1 - duel.share)} to {plain((1 - duel.share)**2)}; the "
            "logarithm does not.")


def _right(duel: Duel) -> int | None:
    """The place of the answer among OPTIONS; None where two losses are too close to each other."""
    if any(abs(a - b) < CLEAR * min(a, b) for a, b in (duel.squared, duel.entropy)):
        return None
    squared, entropy = (two[1] < two[0] for two in (duel.squared, duel.entropy))
    return [(False, False), (True, True), (False, True), (True, False)].index((squared, entropy))


def _duel(random: np.random.Generator) -> Duel:
    share = float(random.choice([0.4, 0.45, 0.48, 0.5, 0.55, 0.6, 0.65, 0.68, 0.7, 0.72]))
    sure, wrong = float(random.choice([0.8, 0.9, 0.95, 0.98, 0.99, 0.999])), float(random.choice(WRONG))
    unsure, certain = [share] * 4, [sure, sure, sure, wrong]
    return Duel(share, sure, wrong, *((measure(unsure, [1] * 4), measure(certain, [1] * 4))
                               for measure in (mean_squared_error, mean_cross_entropy)))


@redrawn
def squared_errors(random: np.random.Generator) -> Exercise:
    """The mean squared error of four predictions."""
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
    listed = ", ".join(f"{name} {p:g} (label {y})" for name, p, y in zip(NAMES, predictions, LABELS))
    squares = " + ".join(f"({p:g} - {y})^2" for p, y in zip(predictions, LABELS))
    return Exercise(f"A network predicts: {listed}. What is the mean squared error?", answer, 2,
                    f"$\\frac{{{squares}}}{{4}} = {answer:.4f}$", slips)


def probability(random: np.random.Generator) -> Task:
    """Scores that give a class a probability in a range."""
    wanted, low = int(random.integers(1, 4)), int(random.choice([15, 30, 40, 50, 70, 80, 90]))
    scores, _ = chosen()
    text = f"On the board above, set the scores so that softmax gives class {wanted} between {low}% and {low + 5}%."
    if wanted > len(scores):
        return Task(text, False, f"There are {len(scores)} classes now. Give a score to class {wanted}.")
    p = 100 * float(softmax(scores)[wanted - 1])
    advice = "" if low <= p <= low + 5 else (" Raise its score, or lower the others." if p < low else
                                              " Lower its score, or raise the others.")
    return Task(text, low <= p <= low + 5, f"It gives {p:.4g}%.{advice}")
