"""How a link of the corpus is opened, and what it opens to, in words that outlast the names of the code.

Where a setting, a page or an attribute is renamed, this module learns the new name; the files of the corpus stay.
"""
import json
from functools import cache
from pathlib import Path
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import numpy as np
import streamlit as st
from streamlit.testing.v1 import AppTest

from engine.datasets import Dataset, gender, xor
from engine.network import Network
from engine.training import TrainingRun
from pages.ui.digits import parameters as digits
from pages.ui.evaluation import parameters as evaluation
from pages.ui.first_principles import parameters as first_principles
from pages.ui.handwriting import parameters as handwriting
from pages.ui.playground import parameters as playground
from pages.ui.shared.address.table import OneOf, Several
from tests.app_pages import APP, SECONDS, Page

FOLDER = Path(__file__).parent
MOST_TICKS = 200  # until a run has caught up with a link's moment; a tick trains for a tenth of a second
SHOWN = 9  # of a run's parameters, evenly spread, stand in a record
STATE = {"first_principles": "principles"}  # what a page's settings are kept under, where that is not its file's name
RUN = ("hidden", "activation", "loss", "init", "init_scale", "optimizer", "batch_size", "shuffle", "seed", "dropout",
       "augmentation")
# What a page's address without any setting opened once, where the page begins with something else today.
BEGINNINGS = {"first_principles": "principles.chapter=One training step"}
BESIDE = ("own_points", "moment", "changes", "params", "moment_loss")  # what an address holds beside settings
TABLES = {table.page: table for table in (digits.TABLE, evaluation.TABLE, first_principles.TABLE, handwriting.TABLE,
                                          playground.TABLE)}


def opened(address: str) -> Page:
    """The page of an address, the part of it after the host, in a session of its own, at the moment it asks for."""
    parts = urlsplit(address)
    page = Page(_files()[parts.path], query=parse_qs(parts.query or BEGINNINGS.get(parts.path, ""),
                                                     keep_blank_values=True))
    for _ in range(MOST_TICKS):
        if not _is_catching_up(page):
            return page
        page.run()
    raise AssertionError(f"It has not caught up in {MOST_TICKS} ticks.")


def opens_to(page: Page) -> dict:
    """What a page shows: its settings and, where it has a run, the run's, its points and its moment."""
    shown = {"settings": _settings(page)}
    if page.name == "playground":
        run = page.live.run
        shown |= {"run": {name: _plain(getattr(run.config, name)) for name in RUN},
                  "rates": {"learning rate": run.optimizer.learning_rate, "l1": run.penalty.l1, "l2": run.penalty.l2},
                  "points": points_of(run.dataset), "moment": moment_of(run)}
    return shown


def points_of(dataset: Dataset) -> dict:
    """How many points there are to learn from and for the test, and a number that tells them from others in another
    order."""
    counted = {}
    for split in ("train", "test"):
        inputs, targets = (part.astype(np.float64) for part in dataset.split(split))
        counted[split] = len(inputs)
        counted[f"{split} sum"] = float(_weighted(inputs) + _weighted(targets))
    return counted


def moment_of(run: TrainingRun) -> dict:
    """Where a run is: its step, its loss and accuracy on the training points, and some of its parameters."""
    loss, accuracy = run.evaluate("train")
    params = run.network.params
    places = np.linspace(0, params.size - 1, min(SHOWN, params.size)).astype(int)
    return {"step": run.step_count, "loss": loss, "accuracy": None if np.isnan(accuracy) else accuracy,
            "parameters": params.size, "some of them": params[places].tolist(),
            "their norm": float(np.linalg.norm(params.astype(np.float64)))}


def records() -> dict[str, dict]:
    """Every link of the corpus by its name."""
    found = {}
    for file in sorted((FOLDER / "links").glob("*.json")):
        content = json.loads(file.read_text("utf-8"))
        for place, record in enumerate(content if isinstance(content, list) else [content]):
            found[f"{file.stem}-{place}" if isinstance(content, list) else file.stem] = _by_new_names(record)
    return found


def _by_new_names(record):
    """A record whose settings have the names of today."""
    page = urlsplit(record["address"]).path
    table = TABLES.get(STATE.get(page, page))
    new_names = table.new_names if table else {}
    settings = {new_names.get(name, name): value for name, value in record["opens"]["settings"].items()}
    settings = {name: _by_new_label(table, name, value) for name, value in settings.items()}
    if page == "first_principles":
        settings = _as_a_network(settings)
    return record | {"opens": record["opens"] | {"settings": settings}}


def _as_a_network(settings):
    """What the chapter One training step showed, as Backpropagation shows it today: the network, its four samples, and
    the chosen one. All stages are there at once now."""
    data = {"gender": gender, "xor": xor}[settings["dataset"]]()
    network = Network.mlp((2, 2, 1), output="sigmoid", init="normal_with_biases", seed=1, dtype=np.float64)
    if settings["start"] == "ones":
        network.load([1, 1, 1, 1, 0, 0, 1, 1, 0])
    hidden, output = network.layers
    return {"chapter": "backprop", "own_weights": [hidden.weights.tolist(), output.weights.tolist()],
            "own_biases": [hidden.biases.tolist(), output.biases.tolist()], "own_inputs": data.inputs.tolist(),
            "own_targets": data.targets.tolist(), "own_hidden": settings["activation"], "own_rate": settings["rate"],
            "own_sample": settings["row"] + 1}


def _by_new_label(table, name, value):
    """A setting's value, where it was known by its label once and is known by a name now."""
    kind = table[name].kind if table and name in table.rows else None
    if isinstance(kind, Several) or not isinstance(kind, OneOf) or not isinstance(value, str) or (
            kind.options is None or value in kind.options):
        return value
    return kind.read([value])


@cache
def _files() -> dict[str, str]:
    """The pages' files, without folder and ending, by their paths in an address."""
    with patch.object(st, "Page", wraps=st.Page) as made:
        AppTest.from_file(APP, default_timeout=SECONDS).run()
    return {call.kwargs["url_path"]: Path(call.args[0]).stem for call in made.call_args_list}


def _settings(page):
    """The values of the remembered widgets that are on the page."""
    name = STATE.get(page.name, page.name)
    shown = {getattr(element, "key", None) for element in page.app.main}
    names = [each for each in sorted(TABLES[name].rows) if each not in BESIDE] if name in TABLES else []
    shown |= {f"{name}.{each}" for each in names if each.startswith("own_")}  # fields, which are no widgets
    return {each: _plain(page.app.session_state[f"{name}.{each}"]) for each in names
            if f"{name}.{each}" in shown and f"{name}.{each}" in page.app.session_state}


def _is_catching_up(page):
    return page.name == "playground" and (page.live.destination is not None or page.live.repetition is not None)


def _weighted(array):
    return array.ravel() @ np.linspace(1, 2, array.size)


def _plain(value):
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
