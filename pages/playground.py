"""Watch a small network learn, neuron by neuron."""
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

import streamlit as st

from pages.ui import doorway
from engine.replay.journal import RATE_NAMES
from engine.training import TrainingRun
from pages.ui.playground import (
    edits,
    kept,
    lessons,
    links,
    moments,
    panels,
    predictions,
    repetition,
    sharing,
    taking_apart,
    timeline,
    weights_files,
)
from pages.ui.playground.charts import closer_look
from pages.ui.playground.controls import remedies
from pages.ui.playground.controls import settings as controls
from pages.ui.playground.panels import panel
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import guard, notice, playback, session
from pages.ui.shared.hosting import turns
from pages.ui.shared.keeping import keeper, line
from pages.ui.shared.stage import numbers, stage
from pages.ui.shared.stage.staged_run import Going, StagedRun
from pages.ui.shared.streamlit_private import url


class Places(NamedTuple):
    """Where on the page the stage's fragment shows more than the stage."""

    table: AbstractContextManager[object]
    charts: AbstractContextManager[object]


def show(speed: playback.Speed, pause_every: int, until_solved: bool, drawn_for: Going, places: Places) -> None:
    """The stage, one tick further, and what follows it: predictions of points with names, and at rest the chart. All
    else is the page's, so that no tick sends it again. drawn_for: how the run went on when the page was drawn."""
    live = session.current(PAGE)
    if session.reapply_overrides(PAGE) or live is None:
        st.rerun()
    with playback.turn(live) as seconds:
        message = (playback.play(live, speed, pause_every, until_solved, seconds) if live.playing
                   else live.stage.last_message)
        stage.draw(live.stage, message, key=f"{PAGE}.stage", on_event=partial(edits.take, PAGE))
        if live.playing and (others := turns.in_words(id(live))):
            st.caption(others)
        if live.plane.names:
            with places.table:
                st.markdown(predictions.predictions(live.run, live.plane))
    if live.going != drawn_for:
        st.rerun()
    if drawn_for.interval is None:
        keeper.keep_here(kept.MOMENT)
        with places.charts:
            closer_look.show(PAGE, live)


def show_rest(live: StagedRun, ticking: bool, places: Places) -> None:
    """What `show` leaves to the page."""
    if not live.plane.names:
        with places.table:
            st.markdown(predictions.predictions(live.run, live.plane))
    if ticking:
        with places.charts:
            st.fragment(closer_look.show)(PAGE, live)


@url.one_history_entry()
def main() -> None:
    """The whole page. Names in here go with the run of the script; at the module's level, they would stay."""
    session.reapply_overrides(PAGE)
    request = links.arrive()
    with st.container(key=f"{PAGE}.page", gap="xsmall"):
        openings = st.container(key="openings", gap="small")
        with openings:
            lessons.choose()
        bar = st.container(key=f"{PAGE}.bar", horizontal=True, vertical_alignment="center", gap="small")
        line_of_words = st.container(key=f"{PAGE}.notice", horizontal=True, vertical_alignment="center", gap="small")
        picture, settings = st.columns([3, 1], gap="medium")
    with settings:
        lessons.show()
    with settings, st.container(key=f"{PAGE}.settings"):
        with panel("presets"):
            controls.presets()
        basics, training = st.container(gap="small"), lessons.box("Training", "training_section")
        with basics:
            config, problem = controls.run_config(training)
            with st.container():
                if kept.own_points():
                    line.kept_here(kept.POINTS)
        with training, panel("regularization"):
            penalty = controls.penalty()
        with training, panel("pauses"):
            pause_every, until_solved = controls.pause_every(), controls.until_solved()
        with panel("map"):
            discrete = controls.discrete(possible=not problem.plane().is_regression)
        lessons.show_rest()
        rest = st.container()
    with bar:
        transport = st.container(key=f"{PAGE}.transport", horizontal=True, gap="xsmall", width="content")
        with st.container(key=f"{PAGE}.numbers"):
            numbers.component.draw({}, key=f"{PAGE}.numbers_now")
        with panel("rate"), st.container(horizontal=True, gap="small", width="content"):
            learning_rate, speed = controls.learning_rate(), controls.speed()
    with picture:
        live = session.resume(PAGE, config, lambda: StagedRun(
            TrainingRun.start(config, problem.dataset(), learning_rate), problem.plane(), problem.features))
        for name, rate in zip(RATE_NAMES, (learning_rate, *penalty)):
            live.change(name, rate)
        weights_files.begin(live)
        moments.begin(live)
        links.begin(live, request)
        playback.begin(live)
        edits.attach(PAGE, live, discrete=discrete, own=problem.name == "own", testsShown=controls.tests_shown())
        timeline.attach(live)
        with transport:
            controls.transport(live)
        with line_of_words:
            notice.show(live, notice.hint(live))
            remedies.offer(live)
        stage.load(live.stage)  # now: a chart below it may take seconds
        shown, apart = st.container(), panel("apart")
        places = Places(panel("table"), panel("charts"))
        with shown:
            st.fragment(show, run_every=live.interval)(speed, pause_every, until_solved, live.going, places)
        with apart:
            st.fragment(taking_apart.section)(live)
        show_rest(live, live.interval is not None, places)
        with panel("share"):
            sharing.section(live, problem.features)
    with rest:
        panels.hide()
        lessons.show_alone()
    with openings:
        links.keep(live)
        links.complain(request)
    if live.interval:
        keeper.keep(kept.MOMENT, kept.POINTS, every=kept.PLAYING)
    else:
        keeper.keep(kept.POINTS)
    repetition.go_on()


doorway.require_app(__file__)
guard.show()
main()
