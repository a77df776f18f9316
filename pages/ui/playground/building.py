"""Building the network in its picture: each event does what a widget of the page does, and sets that widget's value."""
from typing import Any

from engine.datasets.features import FEATURES
from engine.datasets.problems import NAMES
from pages.ui.playground import panels
from pages.ui.playground.choices import MOST_LAYERS, MOST_NEURONS
from pages.ui.playground.controls import data
from pages.ui.playground.parameters import START
from pages.ui.shared import session, whole_page
from pages.ui.shared.stage.staged_run import StagedRun

CHANGED = "The network has changed meanwhile; click again."
NEW_NEURONS = START["neurons1"]  # of a new layer, as many as its widget shows at first


def facts(page: str) -> dict[str, Any]:
    """What the picture has to know to be built in: the parts that no lesson hides, and what there is to choose."""
    parts = [name for name in ("data", "network") if name not in panels.hidden()]
    return {"build": parts, "most": {"layers": MOST_LAYERS, "neurons": MOST_NEURONS, "new": NEW_NEURONS},
            "datasets": NAMES if "data" in parts else {}, "dataset": session.get(page, "dataset", START["dataset"])}


def neurons(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Give a hidden layer more neurons, or fewer. event: layer, from 1 on; by. Raises ValueError for what cannot be."""
    hidden, layer, by = _hidden(live), event.get("layer"), event.get("by")
    if type(layer) is not int or type(by) is not int or not 1 <= layer <= len(hidden):
        raise ValueError(CHANGED)
    if not 1 <= hidden[layer - 1] + by <= MOST_NEURONS:
        raise ValueError(f"A hidden layer has 1 to {MOST_NEURONS} neurons here.")
    hidden[layer - 1] += by
    _set_layers(page, hidden)


def layer(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Add a hidden layer or take one away. event: at, its number then or now; by, 1 or -1. Raises ValueError."""
    hidden, at, by = _hidden(live), event.get("at"), event.get("by")
    if type(at) is not int or type(by) is not int or by not in (1, -1):
        raise ValueError(CHANGED)
    if by == 1 and len(hidden) == MOST_LAYERS:
        raise ValueError(f"A network has at most {MOST_LAYERS} hidden layers here.")
    if not 1 <= at <= len(hidden) + (by == 1):
        raise ValueError(CHANGED)
    hidden[at - 1 : at - min(by, 0) - 1] = [NEW_NEURONS] if by == 1 else []
    _set_layers(page, hidden)


def feature(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Give the network an input or take it away. event: name, a row of FEATURES; on. Raises ValueError."""
    name, on = event.get("name"), event.get("on")
    if "data" in panels.hidden() or not isinstance(name, str) or name not in FEATURES or type(on) is not bool:
        raise ValueError(CHANGED)
    chosen = [each for each in FEATURES if (on if each == name else each in live.features)]
    if not chosen:
        raise ValueError("A network needs at least one input.")
    _put(page, {"features": chosen})


def dataset(page: str, live: StagedRun, event: dict[str, Any]) -> None:
    """Learn another data set, with the settings that it brings. event: name, a row of NAMES. Raises ValueError."""
    name = event.get("name")
    if "data" in panels.hidden() or not isinstance(name, str) or name not in NAMES:
        raise ValueError(CHANGED)
    if name != session.get(page, "dataset"):
        _put(page, data.recipe(name) | {"dataset": name})


def _hidden(live: StagedRun) -> list[int]:
    """The neurons of each hidden layer, as the run has them. Raises ValueError where a lesson hides their widgets."""
    if "network" in panels.hidden():
        raise ValueError(CHANGED)
    return [*live.run.config.hidden]


def _set_layers(page: str, hidden: list[int]) -> None:
    _put(page, {"layers": len(hidden)} | {f"neurons{i}": size for i, size in enumerate(hidden, 1)})


def _put(page: str, settings: dict[str, Any]) -> None:
    session.override_settings(page, settings)
    whole_page.ask()
