"""The network that people have typed or opened, as it is now; while its numbers do not fit, the last one that did."""
from collections.abc import Mapping, Sequence
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
ONE_OUTPUT = ("Softmax over one output always gives 1, so there is nothing to learn. Give the network a second output, "
              "or end it in a sigmoid.")
UNSETTLED = "What you have typed does not fit yet, and this would write over it."


class Shown(NamedTuple):
    """example: what the chapter shows. sample: the row of it that is taken apart, from 0. wrong: what does not fit, by
    the field's name, in a sentence. said: which network is shown, if another one than is typed; what changes its
    numbers would write over those, so it has to wait."""

    example: WorkedExample
    sample: int
    wrong: dict[str, str]
    said: str

    @property
    def is_settled(self) -> bool:
        """Whether this is the network that is typed."""
        return not self.said


def shown() -> Shown:
    """The network as it is now."""
    values = numbers.values(rows.FIELDS)
    typed = typed_parts()
    unread = [PARTS[part].label.partition(",")[0].lower() for part in unread_parts()]
    wrong = {} if unread else _wrong(typed, values[rows.ENDING.name])
    if not unread and not wrong:
        example, said = made(typed, values), ""
        session.put(PAGE, own_fitting=example)
    else:
        example, said = _last(values), _meanwhile(unread)
    return Shown(example, min(int(values[rows.SAMPLE.name]), len(example.inputs)) - 1, wrong, said)


def _wrong(typed: Mapping[str, Any], ending: str) -> dict[str, str]:
    """What does not fit, by the field's name."""
    wrong = {PARTS[part].name: words for part, words in misfits(**typed, ending=ending).items()}
    if ending == "softmax" and len(typed["weights"][-1][0]) == 1:
        wrong = {name: words for name, words in wrong.items() if name != rows.TARGETS.name}
        wrong[rows.ENDING.name] = ONE_OUTPUT
    return wrong


def typed_parts() -> dict[str, Any]:
    """Weights, biases, inputs and targets as they were read last, whether they fit or not."""
    values = numbers.values(rows.NETWORK)
    return {part: values[field.name] for part, field in PARTS.items()}


def unread_parts() -> list[str]:
    """Which of these were typed so that they cannot be read."""
    return [part for part, field in PARTS.items() if session.get(PAGE, f"{field.name}.error")]


def _meanwhile(unread: Sequence[str]) -> str:
    reason = (f"The {' and the '.join(unread)} cannot be read yet" if unread else "These numbers do not fit yet")
    is_first = session.get(PAGE, "own_fitting") is None
    return f"{reason}. Meanwhile, the page shows {'Alice' if is_first else 'the last network that did'}."


def _last(values: dict[str, Any]) -> WorkedExample:
    """The last example that fit, or the usual one, with what else is chosen as far as it suits that."""
    usual = {field.name: field.default for field in rows.FIELDS}
    last: WorkedExample = session.get(PAGE, "own_fitting") or made(
        {part: field.default for part, field in PARTS.items()}, usual)
    parts = {part: getattr(last, part) for part in PARTS}
    try:
        return made(parts, values)
    except ValueError:  # another loss, for which the last targets are none
        return made(parts, values | {rows.ENDING.name: last.ending})


def made(typed: Mapping[str, Any], values: Mapping[str, Any]) -> WorkedExample:
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
        *((field, getattr(example, part)) for part, field in PARTS.items()),
        (rows.SAMPLE, float(sample + 1)), (rows.HIDDEN, example.hidden),
        (rows.ENDING, example.ending), (rows.BIAS_KIND, example.bias_kind), (rows.L2, example.l2),
        (rows.RATE, example.rate), (rows.OPTIMIZER, example.optimizer),
        (rows.HALF, "yes" if example.is_half else "no"), (rows.OUTPUTS, "sum" if example.sums_outputs else "mean"),
        (rows.SAMPLES, "sum" if example.sums_samples else "mean"),
        *((field, given.get(name, field.default)) for name, field in rows.HYPERPARAMETERS[example.optimizer].items())]
    for field, value in values:
        put_value(field, value)
    put_parts({})
    session.put(PAGE, own_from_playground="")


def put_parts(parts: Mapping[str, Any]) -> None:
    """Have the page show other weights, biases, inputs or targets, by these names; no step has been taken with them.
    One that is as it was keeps what is typed there, even if that cannot be read yet. A callback."""
    before = typed_parts()
    for part, value in parts.items():
        if value != before[part]:
            put_value(PARTS[part], value)
    session.put(PAGE, own_memory=None, own_sizes_text="", own_sizes_error="", own_pasted=None)


def put_value(field: AnyField, value: Any) -> None:
    """Set a field, as if its value had been typed. A callback."""
    session.put(PAGE, **{field.name: value, f"{field.name}.error": "", f"{field.name}.text": ""})


def put_params(example: WorkedExample, memory: Sequence[np.ndarray] | None) -> None:
    """Have the page show an example's weights and biases, after a step. memory: the optimizer's state after it."""
    put_parts({"weights": example.weights, "biases": example.biases})
    session.put(PAGE, own_memory=memory)
