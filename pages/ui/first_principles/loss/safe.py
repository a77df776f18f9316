"""What large scores do to softmax and to the logarithm, and the forms that are safe from them."""
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, number, plain, put_in
from pages.ui.first_principles.loss.measured import (
    LARGEST_EXPONENT,
    LEAST_NORMAL,
    in_markdown,
    naive_softmax,
    softmax,
    softmax_loss,
)
from pages.ui.first_principles.loss.rows import SAFE
from pages.ui.first_principles.loss.scores import chosen, power
from pages.ui.first_principles.printed import equation
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

TINY = 1e-8  # what the tutorial adds to a probability
AGREES = 1e-9  # how far two quotients may be apart, as a share
# How far the correct score lies behind, along the picture: close to each other where lines bend.
BEHIND = [*range(0, 60, 2), *range(60, 745, 25), 745, 746, 1000]
component = Component(Path(__file__).with_name("loss_safe.js"))


class Hopeless(NamedTuple):
    """The losses of a correct class whose score lies far behind: from the probability, which may round to 0; with a
    tiny number added to it; and the engine's, from the scores."""

    probability: float
    naive: float
    with_tiny: float
    engine: float


def show() -> None:
    """The part of the chapter."""
    scores, _ = chosen()
    values = numbers.values(SAFE)
    st.markdown("##### Safe with large scores")
    st.markdown("Add the same number $c$ to every score above: in theory, the probabilities stay the same. And let "
                "the correct one of two classes have a score that lies $d$ behind: how large is the loss?")
    board.draw(component, SAFE, picture(scores), spoken(scores, **values))
    st.markdown(shifted_table(scores, values["loss_c"]))
    st.markdown(shifted_words(scores, values["loss_c"]))
    st.markdown(hopeless_words(values["loss_d"]))


def picture(scores: Sequence[float]) -> dict[str, Any]:
    """What the picture shows: the scores, where their powers overflow, and three ways to compute a loss."""
    found = [hopeless(float(d)) for d in BEHIND]
    return {"scores": [*scores], "most": LARGEST_EXPONENT, "behind": BEHIND,
            "naive": [each.naive if math.isfinite(each.naive) else None for each in found],
            "withTiny": [each.with_tiny for each in found], "engine": [each.engine for each in found]}


def spoken(scores: Sequence[float], loss_c: float, loss_d: float) -> str:
    """The picture in a sentence, for who cannot see it."""
    over = sum(score + loss_c > LARGEST_EXPONENT for score in scores)
    found = hopeless(loss_d)
    return (f"With c = {plain(loss_c)}, {over} of {len(scores)} powers of e overflow. With the correct score "
            f"{plain(loss_d)} behind, the loss is {plain(found.engine)}; with 1e-8 added it says "
            f"{plain(found.with_tiny)}.")


def shifted_table(scores: Sequence[float], c: float) -> str:
    """Each class by the formula as it stands, and by the safe form."""
    shifted = np.array(scores) + c
    naive, p = naive_softmax(shifted), softmax(shifted)
    safe = shifted - shifted.max()
    rows = [r"| class | $s + c$ | $e^{s + c}$ | divided by the sum | $s - \max$ | $e^{s - \max}$ | safe $p$ |",
            "|---|--:|--:|--:|--:|--:|--:|"]
    for i, score in enumerate(shifted):
        rows.append(f"| {i + 1} | {in_markdown(score)} | {power(naive.powers[i])} | {_quotient(naive.quotients[i])} "
                    f"| {in_markdown(safe[i])} | {in_markdown(np.exp(safe[i]))} | {in_markdown(p[i])} |")
    return "\n".join(rows)


def _quotient(value: float) -> str:
    return "not a number" if math.isnan(value) else in_markdown(value)


def shifted_words(scores: Sequence[float], c: float) -> str:
    """What the two forms have come to."""
    shifted = np.array(scores) + c
    naive = naive_softmax(shifted)
    same = aligned([r"\frac{e^{s_i + c}}{\sum_j e^{s_j + c}} &= \frac{e^c\,e^{s_i}}{e^c \sum_j e^{s_j}} = p_i"])
    if not np.isfinite(naive.powers).all():
        said = (f"{term('overflow', 'Overflow')}: $e^{{{number(shifted.max())}}}$ is larger than the largest float64, "
                r"$1.8 \cdot 10^{308}$, and becomes infinite. Infinite divided by infinite is not a number, and a "
                "smaller power divided by infinite is 0. The safe form subtracts the largest score first, a $c$ of its "
                "own.")
    elif not math.isfinite(naive.total):
        said = (f"{term('overflow', 'Overflow')}: each power is a float64, but their sum is larger than the largest "
                r"one, $1.8 \cdot 10^{308}$, and becomes infinite: each quotient is 0. The safe form subtracts the "
                "largest score first, a $c$ of its own.")
    elif not naive.powers.any():
        said = ("All powers are too small for a float64 and round to 0: zero divided by zero is not a number. The safe "
                "form subtracts the largest score first, a $c$ of its own.")
    elif not np.allclose(naive.quotients, softmax(shifted), rtol=AGREES, atol=0):
        said = (r"The powers are so small that a float64 loses digits: below $2.2 \cdot 10^{-308}$ it has fewer and "
                "fewer, and then rounds to 0. So the quotients are wrong. The safe form subtracts the largest score "
                "first, a $c$ of its own.")
    else:
        said = ("Both forms agree. The safe one subtracts the largest score, so that no power exceeds $e^0$. From "
                f"about $c = {largest_shift(scores):.2f}$ on, the other one {term('overflow', 'overflows')} with these "
                "scores.")
    return f"{same}\n\n{said}"


def largest_shift(scores: Sequence[float]) -> float:
    """The c from which on the sum of the powers is larger than the largest float64."""
    return LARGEST_EXPONENT - float(np.logaddexp.reduce(np.array(scores, np.float64)))


def hopeless(d: float) -> Hopeless:
    """The losses of the correct one of two classes, whose score lies d behind."""
    scores = [0.0, -d]
    probability = float(naive_softmax(scores).quotients[1])
    naive = -math.log(probability) if probability else math.inf
    return Hopeless(probability, naive, -math.log(probability + TINY), softmax_loss(scores, 1)[0])


def hopeless_words(d: float) -> str:
    """The three in numbers."""
    found = hopeless(d)
    engine = put_in(equation([d], found.engine, _softplus), lambda d: rf"\ln(e^{{-{d.tex}}} + 1) + {d.tex}", bold=True)
    lines = [_logarithm_line(found), _tiny_line(found), rf"\ln(e^{{-d}} + 1) + d &{engine}"]
    return ("**The logarithm of 0.** Three ways to compute the loss of the correct class, which lies $d$ behind: "
            "from its probability; with the $10^{-8}$ that the tutorial adds; and from the scores, as the engine does, "
            f"called {term('log-sum-exp')}:\n\n{aligned(lines)}\n\n{_compared(found)}")


def _softplus(d: float) -> float:
    return math.log(math.exp(-d) + 1) + d


def _logarithm_line(found: Hopeless) -> str:
    if not found.probability:
        return r"-\ln p &= -\ln 0 \rightarrow \infty"
    if found.probability < LEAST_NORMAL:
        return rf"-\ln p &\approx {number(found.naive)}"
    shown = equation([found.probability], found.naive, lambda p: -math.log(p))
    return r"-\ln p &" + put_in(shown, lambda p: rf"-\ln({p.tex})")


def _tiny_line(found: Hopeless) -> str:
    shown = equation([found.probability], found.with_tiny, lambda p: -math.log(p + TINY))
    return r"-\ln(p + 10^{-8}) &" + put_in(shown, lambda p: rf"-\ln({p.tex} + 10^{{-8}})")


def _compared(found: Hopeless) -> str:
    end = plain(-math.log(TINY))
    if abs(found.engine - found.with_tiny) < 0.01:
        return f"All three almost agree so far. Increase $d$: with $10^{{-8}}$ added, no loss exceeds {end}."
    said = (f"The added $10^{{-8}}$ keeps the loss finite, but it ends at {end}, where the curve is flat: "
            f"{plain(found.engine)} is right.")
    if not found.probability:
        said += " The probability rounds to 0, so its logarithm says nothing; the scores still tell."
    return f"{said} The tutorial trains with $p - y$ all the same, so only the loss that it prints is off."
