"""A network of the playground to files, and from a file back into the playground."""
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from engine.activations import ACTIVATIONS
from engine.datasets.features import FEATURES, PLANE
from engine.exchange import About, from_file, to_json, to_npz, training_script
from engine.exchange.storage import MOST_MEGABYTES
from engine.network import Network
from engine.replay.journal import parameter_name
from engine.training import Snapshot, TrainingRun
from pages.ui.playground import moments
from pages.ui.playground.choices import MOST_LAYERS, MOST_NEURONS
from pages.ui.playground.parameters import PAGE
from pages.ui.shared import session
from pages.ui.shared.choices import ACTIVATION_NAMES
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.uploads import Upload

SAVED = "This is the moment that was saved, epoch {epoch}. Play continues the very run."


def downloads(live: StagedRun, features: tuple[str, ...]) -> None:
    """Files of what is shown when they are asked for."""
    files: dict[str, tuple[str, str, str, Callable[[TrainingRun, About], str | bytes], str]] = {
        "script": ("Python file", "network.py", "text/x-python", lambda run, about: training_script(
            run, live.journal_until(run.step_count), live.plane, features),
            "The data, the initial weights and the training loop up to this moment as one file to read and to run. It "
            "needs only NumPy and ends with the loss shown."),
        "npz": ("Weights, .npz", "network.npz", "application/octet-stream", lambda run, about: to_npz(
            run.network, about), "For numpy.load: weights1, biases1, weights2 and so on."),
        "json": ("Weights, JSON", "network.json", "application/json", lambda run, about: to_json(run.network, about),
                 "The same numbers as text."),
    }
    with st.container(horizontal=True, gap="small"):
        st.download_button("Moment as a file", partial(_whole_moment, live, moments.page_now()), "moment.json",
                           "application/json", key=f"{PAGE}.save_moment", on_click="ignore",
                           icon=":material/download:", help="Settings, your points and the run as it is now. Loaded "
                           "below, it opens exactly as you see it, on any computer, and can be trained on.")
        for name, (label, file, kind, content, help) in files.items():
            st.download_button(label, partial(_content, content, live, features), file, kind,
                               key=f"{PAGE}.save_{name}", on_click="ignore", icon=":material/download:", help=help)


def _content(content: Callable[[TrainingRun, About], str | bytes], live: StagedRun,
             features: tuple[str, ...]) -> str | bytes:
    """What a file holds, made when it is asked for."""
    return content(*moment(live, features))


def _whole_moment(live: StagedRun, page: moments.PageNow) -> bytes:
    return moments.written(live, page, _last_shown(live))


def _last_shown(live: StagedRun) -> Snapshot:
    return live.timeline[-1] if live.ahead is None else live.run.snapshot()


def moment(live: StagedRun, features: tuple[str, ...] = PLANE) -> tuple[TrainingRun, About]:
    """(a copy of the run as it was last shown, what it means): the run itself may be in the middle of a step."""
    run = TrainingRun.start(live.run.config, live.run.dataset, live.run.optimizer.learning_rate)
    run.rewind(_last_shown(live))
    scaled = "".join(f"; {axis} is ({feature.name} - {feature.offset!r}) / {feature.scale!r}"
                     for axis, feature in zip(PLANE, live.plane.features)
                     if (feature.offset, feature.scale) != (0, 1))
    note = f"{live.run.config.dataset.split('-')[0]}, {run.step_count:,} steps{scaled}"
    return run, About(live.run.config.loss, live.run.dataset.labels, features, note, live.plane.features, computed=True)


def upload() -> None:
    """A file whose moment or network takes the place of the one shown."""
    WEIGHTS.by_file("Load a moment or weights (.json or .npz)",
                    help="A moment has all settings, the points and the run. Weights set layers, neurons, activation "
                         "and inputs; the data set stays.")
    WEIGHTS.show_outcome()


def _take(file: Any) -> None:
    """Make the settings those of an uploaded moment or network and keep its run or weights for `begin`. Raises
    ValueError."""
    content = file.getvalue()
    if moments.is_moment(content):
        moments.bring(moments.read(content), SAVED)
        session.put(PAGE, live=None)
        return
    network, about = from_file(content)
    settings = _settings(network, about, session.current(PAGE).run)
    session.put(PAGE, **settings, live=None, weights=network.params.tolist())


WEIGHTS = Upload(PAGE, "weights", MOST_MEGABYTES, _take, "The network from before stays.")


def _settings(network: Network, about: About, run: TrainingRun) -> dict[str, Any]:
    """The playground's settings for a network. Raises ValueError for one that it has no room for."""
    features, hidden, outputs = about.inputs or PLANE, network.sizes[1:-1], run.dataset.targets.shape[1]
    in_order = tuple(name for name in FEATURES if name in features)
    if network.sizes[0] != len(features) or features != in_order or len(hidden) > MOST_LAYERS or (
            hidden and max(hidden) > MOST_NEURONS):
        raise ValueError(f"This network, {'-'.join(map(str, network.sizes))}, does not fit the playground: it takes up "
                         f"to {MOST_LAYERS} hidden layers of up to {MOST_NEURONS} neurons and the inputs offered here.")
    if network.sizes[-1] != outputs or bool(about.labels) == run.dataset.is_regression:
        there = f"{len(about.labels)} classes" if about.labels else "numbers"
        here = f"{len(run.dataset.labels)} classes" if run.dataset.labels else "numbers"
        raise ValueError(f"This network predicts {there}, and the data set chosen has {here}: choose a data set "
                         "that fits, then load the file again.")
    settings = {"layers": len(hidden), "features": [*features]}
    settings |= {f"neurons{i}": size for i, size in enumerate(hidden, 1)}
    if hidden:
        settings["activation"] = next(name for name in ACTIVATION_NAMES
                                      if ACTIVATIONS[name] is network.layers[0].activation)
    if about.labels:
        settings["loss" if len(about.labels) == 2 else "loss_of_classes"] = about.loss
    return settings


def begin(live: StagedRun) -> None:
    """Give a run that an uploaded file has brought about the weights of that file."""
    if (weights := session.get(PAGE, "weights")) is None:
        return
    session.put(PAGE, weights=None)
    if len(weights) != live.run.network.params.size:
        WEIGHTS.set_outcome(trouble="The page's settings have changed meanwhile; load the file again.")
        return
    live.go_on()
    for index, weight in enumerate(weights):
        live.journal.change(live.run, parameter_name(index), weight)
    WEIGHTS.set_outcome("These are the weights of your file. Play trains them further; Reset goes back to random ones.")
