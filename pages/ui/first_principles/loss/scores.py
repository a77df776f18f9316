"""Softmax number by number, the cross-entropy of its probabilities, and the gradient p - y, derived and checked."""
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, put_in
from pages.ui.first_principles.loss.measured import (
    LEAST_NORMAL,
    in_markdown,
    naive_softmax,
    numerical_gradient,
    one_hot,
    softmax,
    softmax_loss,
)
from pages.ui.first_principles.loss.rows import LABEL, SCORES
from pages.ui.first_principles.printed import equation
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term
from pages.ui.shared.plain import MINUS

ROUNDED = 1e-7
LARGEST_PRINTED = 1e6  # of a power of e in an equation
component = Component(Path(__file__).with_name("loss_softmax.js"))


def show() -> None:
    """The part of the chapter."""
    scores, label = chosen()
    st.markdown("##### Softmax, number by number")
    st.markdown(f"With several {term('class', 'classes')}, a network gives a score for each, also called a "
                f"{term('logit')}. {term('softmax', 'Softmax')} makes them positive, $e^s$, and divides by their sum: "
                "probabilities. Drag the scores or type 2 to 10 of them, and choose the correct class.")
    board.draw(component, SCORES, picture(scores, label), spoken(scores, label),
               on_event=lambda event: numbers.take([LABEL], event))
    if error := numbers.as_messages([LABEL])[0]["error"]:  # of a link: the picture offers classes alone
        st.error(error)
    left, right = st.columns(2, gap="medium")
    left.markdown(table(scores, label))
    right.markdown(words(scores, label))


def check() -> None:
    """The part that derives the gradient."""
    scores, label = chosen()
    st.markdown(f"##### Why p {MINUS} y")
    st.markdown(f"The derivative of the loss with respect to a score is the probability minus the label. The "
                f"{term('chain rule')} takes two lines; $t$ is the correct class, and $[i = t]$ is 1 there and 0 "
                "elsewhere:")
    st.markdown(aligned([r"L &= -\ln \frac{e^{s_t}}{\sum_j e^{s_j}} = \ln \sum_j e^{s_j} - s_t",
                         r"\frac{\partial L}{\partial s_i} &= \frac{e^{s_i}}{\sum_j e^{s_j}} - [i = t] = p_i - y_i"]))
    st.markdown("The sigmoid with binary cross-entropy comes to the same, for one score $s$:")
    st.markdown(aligned([r"L &= \ln(1 + e^s) - y\,s",
                         r"\frac{\partial L}{\partial s} &= \frac{e^s}{1 + e^s} - y = \sigma(s) - y = p - y"]))
    st.markdown("**Check it** with your scores, without any calculus: make each score larger and smaller by "
                r"$h = 10^{-5}$ and compute $(L(s_i + h) - L(s_i - h)) / 2h$.")
    st.markdown(checked(scores, label))


def chosen() -> tuple[list[float], int]:
    """The scores on the board, and the label, counted from 0."""
    (scores,), label = numbers.values(SCORES)["loss_scores"], numbers.values([LABEL])["loss_label"]
    return [*scores], min(int(label), len(scores)) - 1


def picture(scores: Sequence[float], label: int) -> dict[str, Any]:
    """What the picture shows."""
    return {"scores": [*scores], "label": label + 1}


def spoken(scores: Sequence[float], label: int) -> str:
    """The picture in a sentence, for who cannot see it."""
    each = ", ".join(f"{100 * p:.1f}%" for p in softmax(scores))
    return f"Scores and their probabilities: {each}. The correct class is {label + 1}."


def table(scores: Sequence[float], label: int) -> str:
    """Each class from its score to its derivative, and the sums."""
    powers, p, y = naive_softmax(scores).powers, softmax(scores), one_hot(len(scores), label)
    gradient = softmax_loss(scores, label)[1]
    rows = ["| class | score $s$ | $e^s$ | $p$ | $y$ | $p - y$ |", "|---|--:|--:|--:|--:|--:|"]
    for i, score in enumerate(scores):
        rows.append(f"| {i + 1}{' (correct)' * (i == label)} | {in_markdown(score)} | {power(powers[i])} "
                    f"| {in_markdown(p[i])} | {y[i]:g} | {in_markdown(gradient[i])} |")
    with np.errstate(over="ignore"):
        total = powers.sum()
    return "\n".join([*rows, f"| **sum** | | {power(total)} | {in_markdown(round(p.sum(), 12))} | 1 | "
                             f"{in_markdown(round(gradient.sum(), 12) + 0)} |"])


def power(value: float) -> str:
    """A power of e in a table."""
    return in_markdown(value) if math.isfinite(value) else "overflow"


def words(scores: Sequence[float], label: int) -> str:
    """The probability of the correct class and its cross-entropy in numbers, and what the columns are."""
    largest = max(scores)
    tied = sum(score == largest for score in scores)
    predicted = (f"The largest score has the largest probability: the prediction is class {scores.index(largest) + 1}, "
                 f"the {term('argmax')}." if tied == 1 else
                 f"{tied} scores are the largest; the {term('argmax')} is the first of them, class "
                 f"{scores.index(largest) + 1}.")
    y = ", ".join(f"{each:g}" for each in one_hot(len(scores), label))
    return "\n\n".join([
        predicted, _quotient(scores, label), _logarithm(scores, label),
        f"The label as a vector is {term('one-hot')}, $y = ({y})$: "
        f"a 1 at the correct class, so that only its probability counts. $p - y$ is the {term('gradient')} of "
        "the loss with respect to the scores: negative at the correct class, whose score should rise."])


def _quotient(scores: Sequence[float], label: int) -> str:
    """The correct class's probability, from powers that can be printed."""
    shift = 0.0 if abs(max(scores)) <= math.log(LARGEST_PRINTED) else max(scores)
    powers = np.exp(np.array(scores) - shift)
    found = equation([powers[label], powers.sum()], softmax(scores)[label], lambda power, total: power / total)
    result = put_in(found, lambda power, total: rf"\frac{{{power.tex}}}{{{total.tex}}}")
    place = label + 1
    said = aligned([rf"p_{{{place}}} &= \frac{{e^{{s_{{{place}}}}}}}{{\sum_j e^{{s_j}}}} {result}"])
    return said if not shift else ("The powers are too large or too small to print. So the largest score is subtracted "
                                   f"first, see the safe form below:\n\n{said}")


def _logarithm(scores: Sequence[float], label: int) -> str:
    p, (loss, _) = float(softmax(scores)[label]), softmax_loss(scores, label)
    if p < LEAST_NORMAL:
        trouble = (r"rounds to 0, and $-\ln 0$ is infinite" if p == 0 else
                   "is so small that a float64 loses digits of it")
        return (f"The correct class's probability {trouble}. The engine computes "
                f"the {term('cross-entropy')} from the scores: {in_markdown(loss)}.")
    found = put_in(equation([p], loss, lambda p: -math.log(p)), lambda p: rf"-\ln({p.tex})", bold=True)
    return f"Its {term('cross-entropy')}:\n\n" + aligned([rf"L &= -\ln p_{{{label + 1}}} {found}"])


def checked(scores: Sequence[float], label: int) -> str:
    """Each derivative beside what a small change of its score says, with their digits."""
    gradient, numerical = softmax_loss(scores, label)[1], numerical_gradient(scores, label)
    rows = [f"| {i + 1} | {_digits(exact)} | {_digits(found)} |" for i, (exact, found) in enumerate(zip(
        gradient, numerical))]
    away = float(np.abs(gradient - numerical).max())
    apart = f"They differ by at most {in_markdown(away)}." if away else "They agree to the last digit."
    if away > ROUNDED:
        apart += " With scores this large, a computer rounds their small changes."
    return "\n".join(["| class | $p - y$ | numerical derivative |", "|---|--:|--:|", *rows]) + f"\n\n{apart}"


def _digits(value: float) -> str:
    return f"{value:.9f}".replace("-", MINUS)
