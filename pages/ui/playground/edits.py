"""What people change in the playground's picture with their own hands, checked, and how it is taken back."""
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from engine.replay.journal import parameter_name
from engine.training import TrainingRun
from pages.ui.playground import building, own_points, timeline
from pages.ui.shared import playback, session
from pages.ui.shared.address import typed
from pages.ui.shared.stage.staged_run import StagedRun

MOST_EDITS, MOST_LEFT = 200, 3  # to be taken back; of them, with the run that was left by it, some 2 MB each
LARGEST = 1e6  # of a weight or bias: a few layers of more would overflow


@dataclass(frozen=True)
class ParameterEdit:
    """A parameter of a run that a person moved in one go, however long the slider was dragged.

    gesture: the browser's number of that go. step: when it began. before: what the parameter was then.
    """

    run: TrainingRun
    gesture: float | None
    step: int
    index: int
    before: float
    name: str

    def counts(self, page: str, live: StagedRun) -> bool:
        """Whether there is still something to take back: not after a reset, nor at a moment before the edit."""
        return self.run is live.run and self.step <= live.run.step_count

    def undo(self, page: str, live: StagedRun) -> None:
        """Set the parameter back to what it was just before the edit, in place, wherever training has taken it."""
        live.change(parameter_name(self.index), self.before)


def attach(page: str, live: StagedRun, **facts: Any) -> None:
    """Let the picture of a page's run be edited, in place, and know more `facts`; once a page run."""
    changed = live.stage.know(editable=True, words=session.get(page, "words", ""), undo=_undo_in_words(page, live),
                              **building.facts(page), **facts)
    if changed and not live.playing:
        live.stage.message(playing=False)


def take(page: str, event: dict[str, Any]) -> None:
    """Do what a person did in the picture. A callback."""
    live, act = session.current(page), ACTS.get(str(event.get("do")))
    if live is None or act is None:
        return
    try:
        words = act(page, live, event) or ""
    except ValueError as error:
        words = str(error)
    session.put(page, words=words)
    live.stage.know(words=words, undo=_undo_in_words(page, live))
    if act is look:
        playback.show_soon(live)
    else:
        playback.show(live)


def edit(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Set a parameter. event: index; value, as text; gesture. Raises ValueError for what cannot be."""
    index, gesture = _index(live.run, event.get("index")), event.get("gesture")
    if not isinstance(gesture, int | float):  # it is kept as long as the edit
        gesture = None
    value = _number(event.get("value"))
    done = _edits(page, live)
    if not (done and isinstance(done[-1], ParameterEdit) and (done[-1].gesture, done[-1].index) == (gesture, index)):
        before = float(live.run.network.params[index])
        done.append(ParameterEdit(live.run, gesture, live.run.step_count, index, before, in_words(live, index)))
    session.put(page, edits=done)
    live.change(parameter_name(index), value)


def cancel(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Take an edit back that is still going on. event: gesture."""
    done = _edits(page, live)
    if done and isinstance(done[-1], ParameterEdit) and done[-1].gesture == event.get("gesture"):
        undo(page, live, event)


def undo(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Take the last edit back."""
    done = _edits(page, live)
    if done:
        done.pop().undo(page, live)
    session.put(page, edits=done)


def look(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Have one hidden neuron's or input's map sent large from now on, or none. event: layer, index, or neither."""
    layer, index = event.get("layer"), event.get("index")
    sizes = live.run.network.sizes[:-1]
    if type(layer) is int and type(index) is int and 0 <= layer < len(sizes) and 0 <= index < sizes[layer]:
        live.stage.look_at((layer, index))
    else:
        live.stage.look_at(None)


def _points(change: Callable[[str, StagedRun, dict[str, Any]], tuple[list[Any], str]]
            ) -> Callable[[str, StagedRun, dict[str, Any]], str]:
    """What does a change of the visitor's points, which the page has to begin anew for."""
    def act(page: str, live: StagedRun, event: dict[str, Any]) -> str:
        done = _edits(page, live)
        edits, words = change(page, live, event)
        if edits and not live.is_new:
            edits[0].left = live
        with_runs = [edit for edit in done + edits if isinstance(edit, own_points.PointsEdit) and edit.left]
        for edit in with_runs[:-MOST_LEFT]:
            edit.left = None
        session.put(page, edits=done + edits)
        return words
    return act


ACTS = {"edit": edit, "cancel": cancel, "undo": undo, "look": look, "moment": timeline.look_back,
        "own": _points(own_points.own), "add": _points(own_points.add), "remove": _points(own_points.remove),
        "neurons": building.neurons, "layer": building.layer, "input": building.feature, "dataset": building.dataset}


def in_words(live: StagedRun, index: int) -> str:
    """A parameter in words: "weight x1 → output"."""
    sizes, offset = live.run.network.sizes, 0
    for layer, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        row, column = divmod(index - offset, fan_out)
        if row < fan_in:
            return f"weight {_neuron_name(live, layer, row)} → {_neuron_name(live, layer + 1, column)}"
        if row == fan_in:
            return f"bias of {_neuron_name(live, layer + 1, column)}"
        offset += (fan_in + 1) * fan_out
    raise IndexError(index)


def _neuron_name(live: StagedRun, layer: int, index: int) -> str:
    sizes = live.run.network.sizes
    if layer == 0:
        return live.run.dataset.features[index].name
    if layer < len(sizes) - 1:
        return f"hidden {layer}, neuron {index + 1}"
    return "output" if sizes[-1] == 1 else f"output {live.run.dataset.labels[index]}"


def _edits(page: str, live: StagedRun) -> list[Any]:
    """The edits that can be taken back, the last one at the end; what lies below may count again when that is gone."""
    done = session.get(page, "edits", [])[-MOST_EDITS:]
    while done and not done[-1].counts(page, live):
        done.pop()
    return done


def _undo_in_words(page: str, live: StagedRun) -> str:
    done = _edits(page, live)
    return done[-1].name if done else ""


def _index(run: TrainingRun, index: object) -> int:
    if type(index) is not int or not 0 <= index < len(run.network.params):
        raise ValueError("The network has changed and no longer has this parameter; choose another one.")
    return index


def _number(text: object) -> float:
    """A parameter's new value, as the network will hold it."""
    return float(np.float32(typed.number(str(text), -LARGEST, LARGEST)))
