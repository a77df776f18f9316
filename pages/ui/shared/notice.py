"""The line above a page's picture: what to do first, what is happening, why it stopped."""
import streamlit as st

from engine.replay.recorded_run import RecordedRun
from pages.ui.shared.glossary import term
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.verdicts import stop_reasons


def show(live: RecordedRun, hint: str) -> None:
    """The run's notice, or `hint` while there is none. It always takes one place, so that nothing below mounts anew."""
    with st.container(key="status"):
        if live.in_trouble:
            st.warning(live.notice)
        else:
            st.caption(live.notice or hint)


def hint(live: StagedRun) -> str:
    """What to do with a run on points: words for its first look, while it plays, and while it rests on its way."""
    if live.playing:
        return "Training. Any setting can be changed meanwhile."
    if live.is_fresh:
        return (f"{stop_reasons.at_the_links_moment(live.run)} Its run is being repeated in the background, so that "
                "Play can continue it and the timeline has all its moments. Press Play before that, and training "
                f"{live.GOES_ON_FRESH}." if live.repetition else f"Play {live.GOES_ON_FRESH}.")
    if live.run.step_count:
        return "Paused. Press Play to go on, or drag the timeline to look back."
    dataset = live.run.dataset
    if dataset.is_regression:
        goal = f"learn the value at every point ({term('regression')})"
    else:
        goal = f"learn a {term('decision boundary')} between the colors"
    return f"Press Play and watch the network {goal}. Choose anything in the picture for its numbers."
