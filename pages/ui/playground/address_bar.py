"""What the page's address says beside the widgets' settings: the visitor's own points and the moment of a run at rest.

So a reload, a bookmark or a copied address comes back to what was shown, as a link to the moment does.
"""
from copy import copy
from typing import NamedTuple

import streamlit as st

from engine.datasets.problems import EXAMPLE
from engine.replay.journal import MOST_CHANGES, RATE_NAMES, present
from pages.ui.playground.controls.common import PAGE, kept
from pages.ui.shared import session
from pages.ui.shared.address import addresses
from pages.ui.shared.stage.staged_run import StagedRun

NAMES = ("own_points", "moment", "changes")


class Rest(NamedTuple):
    """Parameters of an address beside the settings, and what it has no room for, in words."""

    parameters: dict[str, str]
    omitted: list[str]


def show(live: StagedRun) -> None:
    """Keep the address true, by text boxes that nobody sees: one widget for a part, as for everything in it.

    A run that plays has no moment. One that goes back to a moment has that already, and it can be reloaded meanwhile.
    """
    said = rest(live, live.run.step_count if live.destination is None else live.destination).parameters
    if live.playing and live.destination is None:
        said = {name: value for name, value in said.items() if name == "own_points"}
    with st.container(key="unseen-address"):
        for name in NAMES:
            if session.get(PAGE, name) != said.get(name, ""):
                session.put(PAGE, **{name: said.get(name, "")})
            st.text_input(name, label_visibility="collapsed", **kept(name))


def rest(live: StagedRun, step: int) -> Rest:
    """What an address needs beside the settings for a run at a step, and what it has to leave out."""
    parameters, omitted = {}, []
    if session.get(PAGE, "dataset") == "own" and (table := session.get(PAGE, "own_table", EXAMPLE)) != EXAMPLE:
        packed = addresses.packed(table)
        if len(packed) > addresses.LONGEST_POINTS:
            return Rest({}, ["your points, which are too many: send them as a file",
                             "the moment, which without them is another"])
        parameters["own_points"] = packed
    changes = _changes(live, step)
    if len(changes) > addresses.LONGEST_CHANGES or changes.count("*") >= MOST_CHANGES:
        omitted = ["the moment, because too much was changed on the way there"]
    elif step or changes:
        parameters |= {"moment": str(step)} | ({"changes": changes} if changes else {})
    return Rest(parameters, omitted)


def _changes(live, step):
    """The changes up to a step, as text; nothing if the rates have been the widgets' from the first step."""
    journal = copy(live.journal)
    journal.changes = [change for change in journal.changes if change.step <= step]
    as_set = all(change.step == 0 and change.what in RATE_NAMES and change.value == present(live.run, change.what)
                 for change in journal.changes)
    return "" if as_set else journal.to_text()
