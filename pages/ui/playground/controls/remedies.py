"""The buttons beside a run's notice: go on, or do with one click what the notice advises."""
from typing import Any, NamedTuple

import streamlit as st

from engine.activations import ACTIVATIONS
from engine.datasets.problems import RECIPES
from pages.ui.playground.choices import MOST_NEURONS
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import session
from pages.ui.shared.choices import INIT_NAMES, LEARNING_RATES, PENALTIES
from pages.ui.shared.guard import guarded
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.verdicts import contradictions

GENTLE = 0.1  # a learning rate that hardly ever does harm


class Remedy(NamedTuple):
    """What the button says, and what it sets before training goes on, `anew` from the initial weights or from here."""

    label: str
    settings: dict[str, Any]
    anew: bool = True


GO_ON = Remedy("Go on", {}, anew=False)


def offer(live: StagedRun) -> None:
    """A button for each remedy, while there is one. They always take one place, so that nothing below mounts anew."""
    with st.container(width="content", horizontal=True, gap="small"):
        for place, remedy in enumerate(remedies(live) if live.reason else ()):
            st.button(remedy.label, key=f"{PAGE}.remedy{place}", on_click=guarded(_apply), args=(remedy,),
                      type="secondary" if place else "primary",
                      icon=":material/play_arrow:" if remedy is GO_ON else ":material/healing:")


def _apply(remedy: Remedy) -> None:
    session.put(PAGE, **remedy.settings)
    if remedy.anew:
        session.restart(PAGE)
    session.current(PAGE).play()


def remedies(live: StagedRun) -> list[Remedy]:
    """What helps a run that has stopped, the best first."""
    return REMEDIES[live.reason](live)


def _overshot(live: StagedRun) -> list[Remedy]:
    """For steps that were too large: smaller ones, or another start."""
    lower = [rate for rate in LEARNING_RATES if rate <= min(GENTLE, live.run.optimizer.learning_rate / 10 + 1e-9)]
    smaller = [Remedy(f"Lower the learning rate to {rate:g} and train", {"rate": rate}) for rate in lower[-1:]]
    return [*smaller, _new_start(live)]


def _saturated(live: StagedRun) -> list[Remedy]:
    is_large = live.run.config.init_scale > 1
    return [*[Remedy("Set Weight scale to 1 and train", {"init_scale": 1.0})] * is_large, *_overshot(live)]


def _new_start(live: StagedRun) -> Remedy:
    return Remedy("New weights and train", {"seed": (live.run.config.seed + 1) % 1_000_000})


def _straight(live: StagedRun) -> list[Remedy]:
    config = live.run.config
    if config.hidden:
        return [Remedy("Choose Tanh and train", {"activation": "tanh"}), GO_ON]
    neurons = RECIPES.get(config.dataset.split("-")[0], {}).get("neurons1", 4)
    bend = {"activation": "tanh"} if config.activation in ("identity", "step") else {}
    return [Remedy("Add a hidden layer and train", {"layers": 1, "neurons1": neurons} | bend), GO_ON]


def _settled(live: StagedRun) -> list[Remedy]:
    hidden = live.run.config.hidden
    if min(hidden) < MOST_NEURONS:
        neurons = {f"neurons{i}": min(MOST_NEURONS, size + 2) for i, size in enumerate(hidden, 1)}
        larger = [Remedy("Add neurons and train", neurons)]
    else:
        larger = []
    return [*_inputs_that_tell_apart(live), *larger, _new_start(live), GO_ON]


def _contradicted(live: StagedRun) -> list[Remedy]:
    return [*_inputs_that_tell_apart(live), GO_ON]


def _inputs_that_tell_apart(live: StagedRun) -> list[Remedy]:
    """For points that are alike in the inputs which the network gets of them."""
    names = contradictions.telling_apart(live)
    settings = {"features": contradictions.with_whole_plane(live)}
    return [Remedy(f"Add {' and '.join(names)} to the inputs and train", settings)] if names else []


def _overfitted(live: StagedRun) -> list[Remedy]:
    rate = next((rate for rate in PENALTIES if rate >= 0.001 and rate > live.run.penalty.l2), None)
    return [*([Remedy(f"Set L2 to {rate:g} and go on", {"l2": rate}, anew=False)] if rate else []), GO_ON]


def _random_weights(live: StagedRun) -> list[Remedy]:
    init = ACTIVATIONS[live.run.config.activation].fitting_init
    return [Remedy(f"Choose {INIT_NAMES[init]} and train", {"init": init})]


REMEDIES = {
    "diverged": _overshot, "dead": _overshot, "saturated": _saturated, "settled": _settled, "memorized": _overfitted,
    "straight": _straight, "contradicted": _contradicted, "solved": lambda live: [GO_ON],
    "step": lambda live: [Remedy("Choose Sigmoid and train", {"activation": "sigmoid"})],
    "zeros": _random_weights,
}
