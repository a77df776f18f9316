"""A moment that a link has with its weights: shown at once, while what led there is repeated in the background.

Where the repetition arrives at the very same weights, it is the link's run, and Play continues it. Processors round
differently, so it may arrive elsewhere: then the link's weights stay, and the page says so.
"""
import numpy as np
import streamlit as st

from engine.replay.journal import RATE_NAMES, present
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import playback, session
from pages.ui.shared.hosting import turns
from pages.ui.shared.stage.staged_run import TICK, StagedRun
from pages.ui.shared.verdicts import stop_reasons


def begin(live: StagedRun, step: int, params: np.ndarray, changes: str) -> None:
    """Put a new run to a step with these parameters, in place, and begin to repeat changes (a Journal's text) up to
    there. Raises ValueError for changes that are none of this run's."""
    again = live.restarted()
    for what in RATE_NAMES:
        again.change(what, present(live.run, what))
    again.head_for(step, changes)
    playback.begin(again)
    live.show_alone(step, params, changes)
    live.stage.curve.forget_after(-1)
    playback.show(live)
    live.repetition = again
    take_further(live)


def take_further(live: StagedRun) -> bool:
    """Repeat for one tick, in place; whether there is something new to say: the repetition has ended."""
    again, step = live.repetition, live.run.step_count
    if again is None:
        return False
    with turns.turn(id(again), playback.BUDGET) as seconds:
        arrived = seconds is not None and playback.repeat(again, step, seconds)
    if not arrived and not again.run.diverged:
        return False
    live.repetition = None
    if arrived and again.run.network.params.tobytes() == live.run.network.params.tobytes():
        playback.keep(again)
        live.become(again)
        live.stop(f"{stop_reasons.at_the_links_moment(live.run)} Play continues that run: it was repeated here and "
                  "arrived at the very same weights.")
    else:
        live.stop(_elsewhere(live, again), in_trouble=True)
    live.stage.message(playing=False)
    return True


def _elsewhere(live: StagedRun, again: StagedRun) -> str:
    """What to say of a repetition that did not arrive at the link's weights."""
    here, there = stop_reasons.apart(again.run.evaluate("train").loss, live.run.evaluate("train").loss)
    ends = ("cannot be repeated: its numbers become too large for a computer to hold" if again.run.diverged else
            "ends at other weights with the same loss" if here == there else f"ends at loss {here}")
    return (f"{stop_reasons.at_the_links_moment(live.run)} This processor's run {ends}; the link's network, which you "
            f"see, has {there}. Play {live.GOES_ON_FRESH}.")


def go_on() -> None:
    """Go on repeating while the page rests, as its last part: a fragment that ticks as long as there is something to
    repeat."""
    live = session.current(PAGE)
    st.fragment(_tick, run_every=TICK if live.repetition else None)()


def _tick() -> None:
    live = session.current(PAGE)
    if live is not None and take_further(live):
        st.rerun()
