"""The playground's buttons: the tutorials' settings, and what moves a run."""
import streamlit as st

from pages.ui import playback, session
from pages.ui.controls_common import PAGE
from pages.ui.problems import NAMES, TUTORIALS


def presets() -> None:
    """Two buttons that restore the tutorials' exact settings."""
    with st.container(horizontal=True, gap="small"):
        for name, settings in TUTORIALS.items():
            st.button(f"{NAMES[name]} tutorial", key=f"{PAGE}.preset_{name}", on_click=_restore, args=(settings,),
                      help="Restores the exact settings of the tutorial and starts anew.")


def _restore(settings):
    session.apply(PAGE, settings)
    session.restart(PAGE)


def transport(live: session.Live) -> None:
    """Play, Pause, Step, Reset, New start. Each sets a state and none toggles, so that a fast double click is safe."""
    with st.container(horizontal=True, gap="small"):
        button = _transport_button
        button("Play", "play_arrow", session.Live.play, type="secondary" if live.playing else "primary")
        button("Pause", "pause", playback.pause, type="primary" if live.playing else "secondary")
        button("Step", "skip_next", playback.step, help="Train for one epoch, then pause.")
        button("Reset", "replay", _reset, help="Back to epoch 0 with the same first weights.")
        button("New start", "casino", _new_start, help="Back to epoch 0 with other first weights: the next seed.")


def _transport_button(label, icon, act, **options):
    st.button(label, key=f"{PAGE}.{label.lower().replace(' ', '_')}", icon=f":material/{icon}:",
              on_click=lambda: act(session.current(PAGE)), **options)


def _reset(live):
    session.restart(PAGE)


def _new_start(live):
    session.put(PAGE, seed=(live.run.config.seed + 1) % 1_000_000)
