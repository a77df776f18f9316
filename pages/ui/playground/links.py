"""Links to the playground: what an address asks for when somebody opens it, and the address of what is shown.

Widgets keep their settings in the address by themselves. Beside those stand the visitor's own points and, while the
run rests, its moment, so that a reload, a bookmark or a copied address comes back to what was shown.
"""
import math
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import streamlit as st

from engine.replay.journal import MOST_CHANGES, RATE_NAMES, present
from pages.ui.playground import lessons, repetition
from pages.ui.playground.parameters import LONGEST_CHANGES, LONGEST_POINTS, PAGE, TABLE, widgets
from pages.ui.shared import guard, session
from pages.ui.shared.address.table import Texts, Where
from pages.ui.shared.guard import guarded
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.streamlit_private import url
from pages.ui.shared.verdicts import stop_reasons

LONGEST = 2_000  # characters of an address with parameters: more is cut off in some mails and messages
FILE = "“Moment as a file” below has everything."
BESIDE = [row.name for row in TABLE if row.where in (Where.POINTS, Where.RUN)]  # what no widget of the visitor's sets


@dataclass
class Request:
    """What is still to be done or said of the address with which a visit began.

    moment, changes: the step to go to, and a journal's text to get there. params, loss: the network's parameters there,
    float32, or the training loss. broken: names of parameters that cannot be used. unknown: how many names nobody
    knows. is_plain: whether it was the page's address and nothing else.
    """

    moment: int | None = None
    changes: str = ""
    params: bytes | None = None
    loss: float | None = None
    broken: list[str] = field(default_factory=list)
    unknown: int = 0
    is_plain: bool = False


def arrive() -> Request:
    """Take what the address asks for, before any widget comes: once a visit, and when a lesson's link was followed."""
    asked = TABLE.own({name: st.query_params.get_all(name) for name in st.query_params})
    is_new, may_follow = session.get(PAGE, "request") is None, session.get(PAGE, "may_follow", False)
    returned = url.is_history_navigation()
    session.put(PAGE, may_follow=False)
    if is_new or returned:
        _show_as_read(asked)
    if (lesson := asked.get("lesson", [""])[-1]) in lessons.LESSONS:
        by_name_alone, untouched = len(asked) == 1, asked == lessons.address(lesson)
        if may_follow or (is_new and untouched) or (by_name_alone and (is_new or returned)):
            lessons.begin(lesson)
            url.seed_address(PAGE, lessons.address(lesson))
        elif is_new:
            lessons.join(lesson, asked)
    if is_new:
        session.put(PAGE, request=_request(asked))
    return session.get(PAGE, "request")


def is_plain() -> bool:
    """Whether this visit came by the page's address and nothing else, or has not come yet."""
    request: Request | None = session.get(PAGE, "request")
    return request is None or request.is_plain


def _show_as_read(asked: dict[str, Texts]) -> None:
    """Have widgets show what the table reads.

    Streamlit by itself knows neither old names nor that 0.30 is 0.3, and takes the end of a range for what lies beyond.
    """
    values, broken, _ = TABLE.read({name: texts for name, texts in asked.items() if name not in BESIDE})
    written = {name: st.query_params.get_all(f"{PAGE}.{name}") for name in values}
    otherwise = {name: value for name, value in values.items() if TABLE[name].kind.texts(value) != written[name]}
    refused = [f"{PAGE}.{name}" for name in (*broken, *TABLE.new_names) if f"{PAGE}.{name}" in st.query_params]
    if otherwise or refused:
        session.put(PAGE, **otherwise)
        url.seed_address(PAGE, {name: TABLE[name].kind.texts(value) for name, value in otherwise.items()},
                         without=refused)


def _request(asked: dict[str, Texts]) -> Request:
    """What the address of a new visit asks for; its points are put in their place at once."""
    values, broken, unknown = TABLE.read(asked)
    if "own_points" in values:
        session.put(PAGE, own_text=values["own_points"], own_table=values["own_points"])
    if values.get("lesson", "") not in {"", *lessons.LESSONS}:
        broken.append("lesson")
    moment = None if "changes" in broken else values.get("moment")
    return Request(moment, values.get("changes", ""), values.get("params"), values.get("moment_loss"), broken, unknown,
                   is_plain=not asked)


def begin(live: StagedRun, request: Request) -> None:
    """Show the moment that the address asks for, in place: at once if it has the parameters, else let the run repeat
    what it went through."""
    if request.moment is None:
        return
    moment, request.moment = request.moment, None
    params = None if request.params is None else np.frombuffer(request.params, "<f4")
    if params is not None and params.shape != live.run.network.params.shape:
        request.broken.append("params")
        params = None
    try:
        if params is not None:
            repetition.begin(live, moment, params, request.changes)
            return
        live.promised_loss = request.loss
        live.head_for(moment, request.changes)
        live.wait_to_be_seen()
        live.notice = ("Repeating the run up to the moment that the link shows, epoch "
                       f"{stop_reasons.epoch_in_words(moment / live.run.steps_per_epoch)}. Pause stops that.")
    except Exception as error:
        guard.reason(error, "the reading of a link's changes")
        request.broken.append("changes")


def keep(live: StagedRun) -> None:
    """Keep the address true, by text boxes that nobody sees: one widget for a part, as for everything in it.

    A run that plays has no moment. One that goes back to a moment has that already, and it can be reloaded meanwhile.
    """
    values, _ = _beside(live, live.run.step_count if live.destination is None else live.destination)
    if live.playing and live.destination is None:
        values = {name: value for name, value in values.items() if name == "own_points"}
    values |= _exact(live, _settings(), values)
    texts = TABLE.write(values)
    with st.container(key="unseen-address"):
        for name in BESIDE:
            (text,) = texts.get(name, [""])
            if session.get(PAGE, name) != text:
                session.put(PAGE, **{name: text})
            widgets.text_input(name, name, label_visibility="collapsed")


def complain(request: Request) -> None:
    """Say what could not be used of the address, until the visitor has read it. It always takes one place."""
    with st.container():
        if words := TABLE.complaint(request.broken, request.unknown):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.warning(words)
                st.button("OK", key=f"{PAGE}.complaint_read", on_click=guarded(session.put), args=(PAGE,),
                          kwargs={"request": replace(request, broken=[], unknown=0)})


def link(live: StagedRun) -> tuple[str, str]:
    """(the address of what is shown now, in sentences or nothing: what it leaves out, and what has everything)"""
    settings, (beside, omitted) = _settings(), _beside(live, live.run.step_count)
    if live.destination is not None and "moment" in beside:
        beside = {name: value for name, value in beside.items() if name == "own_points"}
        omitted = ["the moment, until the run has caught up"]
    beside |= _exact(live, settings, beside)
    words = f"The link leaves out {' and '.join(omitted)}. {FILE}" if omitted else ""
    if "moment_loss" in beside:
        words = (f"Its weights do not fit into {LONGEST:,} characters, so the run is repeated for whoever opens it. On "
                 f"another processor it may end elsewhere; the page says so then. {FILE}")
    return TABLE.link(st.context.url or "", settings | beside), words


def _settings() -> dict[str, Any]:
    return {name: value for name, value in widgets.values().items() if name not in BESIDE}


def _exact(live: StagedRun, settings: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
    """What tells whoever opens an address with these values whether its moment is the same there: the parameters, which
    are the moment, or the loss, if the address would get too long."""
    if not beside.get("moment"):
        return {}
    if live.destination is not None:
        return {} if live.promised_loss is None else {"moment_loss": live.promised_loss}
    params = {"params": live.run.network.params.astype("<f4").tobytes()}
    if len(TABLE.link(st.context.url or "", settings | beside | params)) <= LONGEST:
        return params
    loss = live.run.evaluate("train").loss
    return {"moment_loss": loss} if math.isfinite(loss) else {}


def _beside(live: StagedRun, step: int) -> tuple[dict[str, Any], list[str]]:
    """(what an address needs beside the settings for a run at a step, what it has no room for, in words)"""
    values: dict[str, Any] = {}
    omitted = []
    if session.get(PAGE, "dataset") == "own" and (table := session.get(PAGE, "own_table")) is not None:
        values["own_points"] = table
        if any(len(text) > LONGEST_POINTS for texts in TABLE.write(values).values() for text in texts):
            return {}, ["your points, which are too many", "the moment, which without them is another"]
    changes = _changes(live, step)
    if len(changes) > LONGEST_CHANGES or changes.count("*") >= MOST_CHANGES:
        omitted = ["the moment, because too much was changed on the way there"]
    elif step or changes:
        values |= {"moment": step, "changes": changes}
    return values, omitted


def _changes(live: StagedRun, step: int) -> str:
    """The changes up to a step, as text; nothing if the rates have been the widgets' from the first step."""
    journal = copy(live.journal)
    journal.forget_after(step)
    as_set = all(change.step == 0 and change.what in RATE_NAMES and change.value == present(live.run, change.what)
                 for change in journal.changes)
    return "" if as_set else journal.to_text()
