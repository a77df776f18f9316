"""The small network that learns on the home page while people read, and rests when it has learned."""
import streamlit as st

from engine.config import RunConfig
from engine.datasets import xor
from engine.training import TrainingRun
from pages.ui.shared import playback, session
from pages.ui.shared.guard import guarded
from pages.ui.shared.stage import stage
from pages.ui.shared.stage.staged_run import StagedRun

PAGE = "home"
CONFIG = RunConfig(dataset="xor", hidden=(4,), activation="tanh", loss="mse", init="xavier", batch_size=4, seed=5)
LEARNING_RATE, SPEED, EPOCHS = 1.0, playback.Speed(epochs=60), 600


def draw() -> None:
    """The network, live."""
    live = _live()
    stage.load(live.stage)
    st.fragment(_show, run_every=live.interval)(live.interval)


def _show(interval: float | None) -> None:
    """The network, one tick further. interval: of the page's clock, None where it stands still."""
    live = _live()
    with playback.turn(live) as seconds:
        message = playback.play(live, SPEED, EPOCHS, seconds=seconds) if live.playing else live.stage.last_message
        stage.draw(live.stage, message, key=f"{PAGE}.stage")
    st.button("Reset", key=f"{PAGE}.again", icon=":material/replay:", on_click=guarded(_again))
    if live.interval != interval:
        st.rerun()


def _again() -> None:
    session.restart(PAGE)
    live = session.current(PAGE)
    live.play()
    playback.show(live)  # its first weights, before it learns


def _live() -> StagedRun:
    return session.resume(PAGE, CONFIG, _begun)


def _begun() -> StagedRun:
    """A run from its first weights, which plays as soon as it is seen."""
    live = StagedRun(TrainingRun.start(CONFIG, xor(), LEARNING_RATE), xor())
    playback.begin(live)
    live.play()
    live.wait_to_be_seen()
    return live
