"""The playground's buttons: the settings of published examples, and what moves a run."""
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.datasets.problems import NAMES, TUTORIALS
from engine.training import TrainingRun
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import playback, session
from pages.ui.shared.choices import HYPERPARAMETERS
from pages.ui.shared.glossary import term
from pages.ui.shared.guard import guarded
from pages.ui.shared.stage.staged_run import StagedRun

PLATEAUS = (18, 29)  # of the seeds 0 to 99, those from which this XOR run ends on a plateau
MORE_TO_SAY = {"xor": f" From {len(PLATEAUS)} of the seeds 0 to 99 it is still on a plateau after 10,000 epochs; "
                      "trained longer, it gets off."}
SOURCES = ("XOR as many introductions have it; Gender as in Victor Zhou's article [Machine Learning for Beginners]"
           "(https://victorzhou.com/blog/intro-to-neural-networks/).")


def presets() -> None:
    """Two buttons that restore the exact settings of published examples, and which these are."""
    with st.container(horizontal=True, gap="small"):
        for name, settings in TUTORIALS.items():
            st.button(f"{NAMES[name]} settings", key=f"{PAGE}.preset_{name}", on_click=guarded(_restore),
                      args=(settings,), help="Restores exactly the settings that the text below names, for as many "
                                             f"epochs as they train, and resets.{MORE_TO_SAY.get(name, '')} Try it "
                                             "whenever you are lost.")
    st.caption(SOURCES)


def _restore(settings: dict[str, Any]) -> None:
    session.put(PAGE, **HYPERPARAMETERS, **settings)
    session.restart(PAGE)


def transport(live: StagedRun) -> None:
    """Play or Pause, one batch, one epoch, Reset, New weights, and what they do.

    Play and Pause are two buttons in one place, each of which sets a state: a click that arrives twice does no harm.
    """
    button = _button
    if live.playing:
        button("Pause", "pause", "pause", playback.pause)
    else:
        button("Play", "play", "play_arrow", StagedRun.play, type="primary")
    button("1 batch", "step_batch", "skip_next", playback.step_batch)
    button("1 epoch", "step", "fast_forward", playback.step_epoch)
    button("Reset", "reset", "replay", _reset)
    button("New weights", "new_start", "casino", _new_start)
    with st.popover("What these controls do", icon=":material/help:", key=f"{PAGE}.help", type="tertiary"):
        st.markdown(_in_words(live.run))


def _in_words(run: TrainingRun) -> str:
    """What each control of the bar does, for this run: no tooltips, which would cover the pages' names above."""
    batch, epoch = _steps_in_words(run)
    return "\n".join([
        "- **Play** trains until the network is done or you press **Pause**, which shows exactly that moment. Key: "
        "space.",
        f"- **1 batch**: {batch}",
        f"- **1 epoch**: {epoch} Key: right arrow; the left arrow goes one moment back.",
        "- **Reset**: back to epoch 0 with the *same* initial weights. Try another learning rate from the same start.",
        "- **New weights**: back to epoch 0 with *other* random initial weights, from the next seed. Try it when "
        "training is stuck.",
        f"- **Learning rate**: {term('learning rate', 'how far')} each step of {term('gradient descent')} moves the "
        "weights, on a logarithmic scale. "
        "It takes effect at once, even during training. Try 10 with ReLU.",
        "- **Speed**: how much to train per second, in epochs or in steps: a step is one batch, one update of the "
        "weights. Try 1 step/s and watch single updates."])


def _steps_in_words(run: TrainingRun) -> tuple[str, str]:
    """What a batch and an epoch are here."""
    rows, steps = len(run.dataset.inputs), run.steps_per_epoch
    if steps == 1:
        return (f"trains on one batch, here all {rows:,} points, then pauses: one update of the weights.",
                f"the same here, where one batch holds all {rows:,} points, so a batch is an epoch. Try a smaller "
                "batch size.")
    return (f"trains on one batch, {run.config.batch_size:,} of the {rows:,} points, then pauses: one update of the "
            f"weights. Try it {steps:,} times: that is an epoch.",
            f"trains on all {rows:,} points once, in {steps:,} batches, then pauses: {steps:,} updates. Try it after "
            "New weights and watch the first steps.")


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
