"""The playground's buttons: the articles' settings, and what moves a run."""
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.datasets.problems import NAMES, TUTORIALS
from engine.training import TrainingRun
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import playback, session
from pages.ui.shared.choices import HYPERPARAMETERS
from pages.ui.shared.guard import guarded
from pages.ui.shared.stage.staged_run import StagedRun

PLATEAUS = (18, 29)  # of the seeds 0 to 99, those from which the XOR article's run ends on a plateau
MORE_TO_SAY = {"xor": f" From {len(PLATEAUS)} of the seeds 0 to 99 it is still on a plateau after 10,000 epochs; "
                      "trained longer, it gets off."}
ARTICLES = {  # that TUTORIALS are the settings of, in Markdown
    "xor": "[Building a Neural Network from Scratch in Python]"
           "(https://dev.to/shroudian/building-a-neural-network-from-scratch-in-python-49cb)",
    "gender": "[Machine Learning for Beginners: An Introduction to Neural Networks]"
              "(https://victorzhou.com/blog/intro-to-neural-networks/) by Victor Zhou",
}


def presets() -> None:
    """Two buttons that restore the exact settings of articles, and which these are."""
    with st.container(horizontal=True, gap="small"):
        for name, settings in TUTORIALS.items():
            st.button(f"{NAMES[name]} article", key=f"{PAGE}.preset_{name}", on_click=guarded(_restore),
                      args=(settings,), help="Restores the exact settings of the article, for as many epochs as it "
                                             f"trains, and resets.{MORE_TO_SAY.get(name, '')} Try it whenever you are "
                                             "lost.")
    st.caption(f"Articles: {'; '.join(ARTICLES.values())}.")


def _restore(settings: dict[str, Any]) -> None:
    session.put(PAGE, **HYPERPARAMETERS, **settings)
    session.restart(PAGE)


def transport(live: StagedRun) -> None:
    """Play, Pause, one batch, one epoch, Reset, New start.

    Each sets a state and none toggles, so that a fast double click is safe.
    """
    with st.container(horizontal=True, gap="small"):
        button, (batch, epoch) = _button, _steps_in_words(live.run)
        button("Play", "play", "play_arrow", StagedRun.play, type="secondary" if live.playing else "primary",
               help="Trains until it is done or you press Pause. Try changing things meanwhile. Key: space.")
        button("Pause", "pause", "pause", playback.pause, type="primary" if live.playing else "secondary",
               help="Stops and shows exactly this moment. Try hovering a neuron then. Key: space; the left arrow "
                    "goes one moment back.")
        button("1 batch", "step_batch", "skip_next", playback.step_batch, help=batch)
        button("1 epoch", "step", "fast_forward", playback.step_epoch, help=f"{epoch} Key: right arrow.")
        button("Reset", "reset", "replay", _reset, help="Back to epoch 0 with the same first weights. Try another "
                                                        "learning rate on the same start.")
        button("New start", "new_start", "casino", _new_start, help="Back to epoch 0 with other first weights, from "
                                                                    "the next seed. Try it when training is stuck.")


def _steps_in_words(run: TrainingRun) -> tuple[str, str]:
    """What a batch and an epoch are here."""
    rows, steps = len(run.dataset.inputs), run.steps_per_epoch
    if steps == 1:
        same = f"One batch holds all {rows:,} points, so a batch is an epoch. Try a smaller batch size."
        return same, same
    return (f"Trains on one batch, {run.config.batch_size:,} of the {rows:,} points, then pauses: the weights change "
            f"once. Try it {steps:,} times: that is an epoch.",
            f"Trains on all {rows:,} points once, in {steps:,} batches, then pauses: the weights change {steps:,} "
            "times. Try it from a New start and watch the first steps.")


def _button(label: str, name: str, icon: str, act: Callable[[StagedRun], None], **options: Any) -> None:
    st.button(label, key=f"{PAGE}.{name}", icon=f":material/{icon}:",
              on_click=guarded(_on_current), args=(act,), **options)


def _on_current(act: Callable[[StagedRun], None]) -> None:
    if (live := session.current(PAGE)) is not None:  # else the same click brought a file that takes its place
        act(live)


def _reset(live: StagedRun) -> None:
    session.restart(PAGE)


def _new_start(live: StagedRun) -> None:
    session.put(PAGE, seed=(live.run.config.seed + 1) % 1_000_000)
