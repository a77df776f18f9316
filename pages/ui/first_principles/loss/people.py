"""Several predictions and their mean loss: the four people's, or a table of one's own."""
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from engine.datasets import TOY_DATASETS
from pages.ui.first_principles.board import board, numbers
from pages.ui.first_principles.formulas import aligned, plain, put_in
from pages.ui.first_principles.loss.measured import (
    cross_entropy,
    in_markdown,
    mean_cross_entropy,
    mean_squared_error,
    squared_error,
)
from pages.ui.first_principles.loss.rows import OWN, PEOPLE
from pages.ui.first_principles.parameters import widgets
from pages.ui.first_principles.printed import FORMULA, Number, equation
from pages.ui.shared.component import Component
from pages.ui.shared.glossary import term

PEOPLES_DATA = TOY_DATASETS["gender"]()
MOST_WRITTEN_OUT, MOST_DRAWN = 4, 8
component = Component(Path(__file__).with_name("loss_people.js"))


class Sample(NamedTuple):
    """A prediction and what it should be. field: where it can be dragged."""

    name: str
    target: float
    prediction: float
    field: str = ""


def show() -> None:
    """The part of the chapter."""
    st.markdown("##### Several predictions")
    data = widgets.segmented_control("Predictions of", "loss_data", wrap=True)
    if data == "people":
        st.markdown(f"Each has a {term('label')}: 1 for female, 0 for male. The network predicts 0 for everyone at "
                    "first; drag the points. The area of each square is a squared error.")
        samples = people()
    else:
        st.markdown("Type a prediction and its target on each line, up to 20. At first, these are the two outputs of "
                    "[Matt Mazur's example](https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/).")
        samples = own()
    board.draw(component, PEOPLE if data == "people" else OWN, picture(samples), spoken(samples))
    left, right = st.columns(2, gap="medium")
    left.markdown(table(samples))
    right.markdown(words(samples))


def people() -> list[Sample]:
    """The four people of the tutorial, with the predictions that are set."""
    values = numbers.values(PEOPLE)
    return [Sample(field.label, float(target), values[field.name], field.name)
            for field, (target,) in zip(PEOPLE, PEOPLES_DATA.targets)]


def own() -> list[Sample]:
    """The rows of one's own table."""
    return [Sample(f"{i + 1}", target, prediction)
            for i, (prediction, target) in enumerate(numbers.values(OWN)["loss_own"])]


def picture(samples: Sequence[Sample]) -> dict[str, object]:
    """What the picture shows: the first samples, on an axis that has room for all of their numbers."""
    drawn = samples[:MOST_DRAWN]
    ends = [0.0, 1.0, *(number for sample in drawn for number in (sample.prediction, sample.target))]
    return {"samples": [sample._asdict() for sample in drawn], "low": min(ends), "high": max(ends)}


def spoken(samples: Sequence[Sample]) -> str:
    """The picture in a sentence, for who cannot see it."""
    each = "; ".join(f"{sample.name}: prediction {plain(sample.prediction)}, target {plain(sample.target)}"
                     for sample in samples[:MOST_DRAWN])
    return f"Squared errors as squares. {each}. Their mean is {plain(_mean(samples))}."


def table(samples: Sequence[Sample]) -> str:
    """A row for each sample, and the means."""
    entropies, has_entropies = [], _are_probabilities(samples)
    wanted = "label" if samples[0].field else "target"
    rows = [f"| | {wanted} $y$ | prediction $p$ | squared error |" + " cross-entropy |" * has_entropies,
            "|---|--:|--:|--:|" + "--:|" * has_entropies]
    for name, y, p, _ in samples:
        numbers_of = [in_markdown(y), in_markdown(p), in_markdown(squared_error(p, y).value, FORMULA)]
        if has_entropies:
            entropies.append(cross_entropy(p, int(y)).value)
            numbers_of.append(_or_infinite(entropies[-1]))
        rows.append(f"| {name} | {' | '.join(numbers_of)} |")
    ends = [f"**{in_markdown(_mean(samples), FORMULA)}**"]
    if has_entropies:
        ends.append(f"**{_or_infinite(mean_cross_entropy(*_columns(samples)))}**")
    return "\n".join([*rows, f"| **mean** | | | {' | '.join(ends)} |"])


def words(samples: Sequence[Sample]) -> str:
    """The mean of the squared errors in numbers, and what there is to say of both losses."""
    squares = [squared_error(p, y).value for _, y, p, _ in samples]
    mean, count = _mean(samples), len(samples)
    if count <= MOST_WRITTEN_OUT:
        found = equation(squares, mean, lambda *squares: sum(squares) / len(squares), extra=2)
        quotient = put_in(found, lambda *squares: rf"\frac{{{_sum(squares)}}}{{{count}}}", bold=True)
    else:
        found = equation([math.fsum(squares)], mean, lambda total: total / count, extra=2)
        quotient = put_in(found, lambda total: rf"\frac{{{total.tex}}}{{{count}}}", bold=True)
    lines = [r"\mathrm{MSE} &= \frac{1}{n} \sum_i (p_i - y_i)^2", f"&{quotient}"]
    said = [f"The {term('mean squared error')}:", aligned(lines)]
    half = math.fsum(squares) / 2
    if not samples[0].field:
        said.append(f"In full: {mean!r}. Some texts add up half the squared errors instead: {half!r}. "
                    + ("With two outputs, that is the same number." if count == 2 else
                       f"That is {count}/2 times the mean, with the same minimum."))
    said.append(_entropy_words(samples))
    return "\n\n".join(said)


def _sum(squares: Sequence[Number]) -> str:
    return " + ".join(square.tex for square in squares)


def _entropy_words(samples: Sequence[Sample]) -> str:
    if not _are_probabilities(samples):
        return (f"{term('cross-entropy', 'Cross-entropy')} would need predictions from 0 to 1 and labels that are 0 or "
                "1.")
    impossible = [sample for sample in samples if not math.isfinite(cross_entropy(sample.prediction,
                                                                                 int(sample.target)).value)]
    if not impossible:
        return (f"The {term('cross-entropy')} of the same predictions is the mean of $-\\ln$ of the probability that "
                f"each gives its label: {in_markdown(mean_cross_entropy(*_columns(samples)))}.")
    name, y, p, field = impossible[0]
    who = name if field else f"Row {name}"
    return (f"{who} has the label {y:g}, and $p = {p:g}$ calls that impossible: $-\\ln 0$ is infinite. One such "
            f"prediction makes the mean {term('cross-entropy')} infinite. That is why libraries clip probabilities, or "
            "compute the loss from the scores before the sigmoid, as the engine here does: from a score, no "
            "probability is exactly 0.")


def _mean(samples: Sequence[Sample]) -> float:
    return mean_squared_error([sample.prediction for sample in samples], [sample.target for sample in samples])


def _columns(samples: Sequence[Sample]) -> tuple[list[float], list[int]]:
    return [sample.prediction for sample in samples], [int(sample.target) for sample in samples]


def _are_probabilities(samples: Sequence[Sample]) -> bool:
    return all(0 <= sample.prediction <= 1 and sample.target in (0, 1) for sample in samples)


def _or_infinite(value: float) -> str:
    return in_markdown(value) if math.isfinite(value) else "infinite"
