"""The network that people have typed or opened, as it is now; while its numbers do not fit, the last one that did."""
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from engine.inspection.worked_example import WorkedExample, misfits
from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import AnyField
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.own import rows
from pages.ui.shared import session

PARTS: dict[str, AnyField] = {"weights": rows.WEIGHTS, "biases": rows.BIASES_FIELD, "inputs": rows.INPUTS,
                             "targets": rows.TARGETS}


class Shown(NamedTuple):
    """example: what the chapter shows. sample: the row of it that is taken apart, from 0. wrong: what does not fit, by
    the field's name, in a sentence. said: which network is shown, if another one than is typed."""

    example: WorkedExample
    sample: int
    wrong: dict[str, str]
    said: str


def shown() -> Shown:
    """The network as it is now."""
    values = numbers.values(rows.FIELDS)
    typed = {part: values[field.name] for part, field in PARTS.items()}
    unread = [field.label.partition(",")[0] for field in PARTS.values() if session.get(PAGE, f"{field.name}.error")]
    wrong = {PARTS[part].name: words for part, words in misfits(
        **typed, ending=values[rows.ENDING.name]).items()} if not unread else {}
    if unread or wrong:
        typed = session.get(PAGE, "own_fitting") or {part: field.default for part, field in PARTS.items()}
        said = "Some numbers do not fit yet: a sentence says why. Meanwhile, the page shows the last network that did."
    else:
        session.put(PAGE, own_fitting=typed)
        said = ""
    try:
        example = made(typed, values)
    except ValueError:  # another loss, for which the last targets are none
        example = made({part: field.default for part, field in PARTS.items()}, values)
    return Shown(example, min(int(values[rows.SAMPLE.name]), len(example.inputs)) - 1, wrong, said)


def made(typed: dict[str, Any], values: dict[str, Any]) -> WorkedExample:
    """The example of its typed parts and the values of all other fields, by their names."""
    optimizer = values[rows.OPTIMIZER.name]
    settings = tuple((name, values[field.name]) for name, field in rows.HYPERPARAMETERS[optimizer].items())
    return WorkedExample(**typed, hidden=values[rows.HIDDEN.name], ending=values[rows.ENDING.name],
                         bias_kind=values[rows.BIAS_KIND.name], is_half=values[rows.HALF.name] == "yes",
                         sums_outputs=values[rows.OUTPUTS.name] == "sum",
                         sums_samples=values[rows.SAMPLES.name] == "sum", l2=values[rows.L2.name],
                         rate=values[rows.RATE.name], optimizer=optimizer, settings=settings)


def put(example: WorkedExample, sample: int = 0) -> None:
    """Have the page show an example: all fields are set, as if they had been typed. A callback."""
    given = dict(example.settings)
    values: list[tuple[AnyField, Any]] = [
        (rows.WEIGHTS, example.weights), (rows.BIASES_FIELD, example.biases), (rows.INPUTS, example.inputs),
        (rows.TARGETS, example.targets), (rows.SAMPLE, float(sample + 1)), (rows.HIDDEN, example.hidden),
        (rows.ENDING, example.ending), (rows.BIAS_KIND, example.bias_kind), (rows.L2, example.l2),
        (rows.RATE, example.rate), (rows.OPTIMIZER, example.optimizer),
        (rows.HALF, "yes" if example.is_half else "no"), (rows.OUTPUTS, "sum" if example.sums_outputs else "mean"),
        (rows.SAMPLES, "sum" if example.sums_samples else "mean"),
        *((field, given.get(name, field.default)) for name, field in rows.HYPERPARAMETERS[example.optimizer].items())]
    for field, value in values:
        session.put(PAGE, **{field.name: value, f"{field.name}.error": "", f"{field.name}.text": ""})
    session.put(PAGE, own_memory=None)


def put_params(example: WorkedExample, memory: Sequence[np.ndarray] | None) -> None:
    """Have the page show an example's weights and biases, after a step. memory: the optimizer's state after it."""
    session.put(PAGE, **{rows.WEIGHTS.name: example.weights, rows.BIASES_FIELD.name: example.biases},
                own_memory=memory)
