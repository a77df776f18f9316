"""Menus of what is taken apart: which sample, and which weight or bias. Both stand where the network is shown."""
from functools import partial

import streamlit as st

from pages.ui.first_principles.board import numbers
from pages.ui.first_principles.board.fields import AnyField
from pages.ui.first_principles.board.numbers import PAGE
from pages.ui.first_principles.formulas import plain, written
from pages.ui.first_principles.own import rows
from pages.ui.first_principles.own.names import places
from pages.ui.first_principles.own.parameter import PARAMETER, chosen
from pages.ui.first_principles.own.present import Shown
from pages.ui.shared import session, whole_page
from pages.ui.shared.guard import guarded

NO_BRACES = str.maketrans("", "", "{}")  # of w_{10}
MOST_NUMBERS = 4  # of a sample's inputs or targets that its name has room for


def sample(shown: Shown) -> None:
    """A menu of the samples, where there are several."""
    names = [sample_name(shown, row) for row in range(len(shown.example.inputs))]
    if len(names) > 1:
        key = f"pick.{rows.SAMPLE.name}"
        session.put(PAGE, **{key: shown.sample})
        st.selectbox("Sample", range(len(names)), format_func=lambda row: names[row], width=230, key=f"{PAGE}.{key}",
                     on_change=guarded(partial(_take_sample, key)))


def _take_sample(key: str) -> None:
    numbers.put(rows.SAMPLE, str(int(session.get(PAGE, key)) + 1))
    whole_page.ask()


def parameter(shown: Shown) -> None:
    """A menu of all weights and biases."""
    there, key = places(shown.example), f"pick.{PARAMETER.name}"
    place = chosen(shown.example)
    session.put(PAGE, **{key: next(name for name, each in there.items() if each == place)})
    st.selectbox("Weight or bias", [*there], format_func=lambda name: written(there[name].name.translate(NO_BRACES)),
                 width=130, key=f"{PAGE}.{key}", on_change=guarded(partial(_take_parameter, key)))


def _take_parameter(key: str) -> None:
    numbers.put(PARAMETER, str(session.get(PAGE, key)))


def sample_name(shown: Shown, row: int) -> str:
    """What a sample is called: sample 2 of 4: 0, 1 → 1."""
    example = shown.example
    return (f"sample {row + 1} of {len(example.inputs)}: {_listed(example.inputs[row])} → "
            f"{_listed(example.targets[row])}")


def _listed(values: tuple[float, ...]) -> str:
    said = [plain(value) for value in values[:MOST_NUMBERS]]
    return ", ".join([*said, "…"] if len(values) > MOST_NUMBERS else said)


def wrong(shown: Shown) -> list[str]:
    """What a link asked for and the network has not, in a sentence each."""
    found, asked = [], numbers.values([rows.SAMPLE, PARAMETER])
    count, number, name = len(shown.example.inputs), int(asked[rows.SAMPLE.name]), asked[PARAMETER.name]
    if error := _error(rows.SAMPLE):
        found.append(f"Sample: {error}")
    elif number > count:
        found.append(f"There is no sample {number}: "
                     + (f"the last one is shown, sample {count}." if count > 1 else "the network has only one."))
    if error := _error(PARAMETER):
        found.append(error)
    elif name not in places(shown.example):
        found.append(missing(name, [*places(shown.example)]))
    return found


def _error(field: AnyField) -> str:
    return str(session.get(PAGE, f"{field.name}.error", ""))


def missing(asked: str, there: list[str]) -> str:
    """Why a parameter that was asked for is not shown."""
    weights, biases = ([name for name in there if name[0] == letter] for letter in "wb")
    ranges = [names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}" for names in (weights, biases) if names]
    return f"This network has no {asked}. It has {' and '.join(ranges)}."
