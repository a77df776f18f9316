"""Points that people add and remove on the map: changes of the visitor's own table."""
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.datasets import Dataset, csv_from_rows, dataset_from_csv, rows_from_csv
from engine.datasets.problems import NAMES, usual_test
from engine.datasets.table import LARGEST, PLANE_TABLE
from engine.datasets.visible_text import visible
from engine.losses import predicted_classes
from pages.ui.playground.controls import own_table
from pages.ui.shared import playback, session, whole_page
from pages.ui.shared.stage.staged_run import StagedRun

MOST_AT_ONCE = 100  # points in one event
DIVISION = ("test", "data_seed")  # what says which points are the test set
NEAR = 1e-3  # deviations, within which a clicked point is the one in the table


@dataclass
class PointsEdit:
    """A change of the table. before, draft, settings: the table, what stood in the box, and the page's settings to come
    back to. text: the table after it. left: the run on the points before, if something was done to it."""

    before: str
    draft: str
    settings: dict[str, Any]
    text: str
    name: str
    left: StagedRun | None = None

    def counts(self, page: str, live: StagedRun) -> bool:
        """Whether there is still something to take back: not with another data set, nor when the table was changed
        otherwise since."""
        return session.get(page, "dataset") == "own" and own_table.present() == self.text

    def undo(self, page: str, live: StagedRun) -> None:
        """Put back what was there before."""
        own_table.replace(self.before, self.draft)
        if self.settings:
            session.override_settings(page, self.settings)
        if self.left is not None:  # the page goes on with it, unless its settings were changed in between
            self.left.come_back(live.playing)
            playback.show(self.left)
            session.put(page, live=self.left)
        whole_page.ask()


def own(page: str, live: StagedRun, event: dict[str, Any]) -> tuple[list[PointsEdit], str]:
    """Make the present points the visitor's own, which can be changed; the edits done, and words on it."""
    plane, name = live.plane, session.get(page, "dataset")
    if name == "own":
        return [], ""
    if plane.is_regression:
        raise ValueError("Points of a regression cannot be edited; choose a data set with classes.")
    settings = {"dataset": "own"} if len(plane.test_inputs) else {"dataset": "own", "test": 0}  # else it loses points
    edit = _change(page, text_of(plane), f"make the points of {NAMES[name]} your own", settings, DIVISION)
    count = len(plane.inputs) + len(plane.test_inputs)
    return [edit], (f"The {count:,} points of {NAMES[name]} are your own now. Choose a class, then click or tap the "
                    f"map to add a point, or a point to remove it. Undo brings {NAMES[name]} back.")


def add(page: str, live: StagedRun, event: dict[str, Any]) -> tuple[list[PointsEdit], str]:
    """Add points. event: points, each x and y as people know them, and label."""
    return _edit_table(page, event, live.plane, _with_point, "add")


def remove(page: str, live: StagedRun, event: dict[str, Any]) -> tuple[list[PointsEdit], str]:
    """Remove points. event: points, each x and y as people know them, and label."""
    return _edit_table(page, event, live.plane, _without_point, "remove")


def text_of(plane: Dataset) -> str:
    """All points of a dataset as a table that can be read again, in raw units; the classes keep their order."""
    header = [f"{feature.name} {feature.unit}".strip() for feature in plane.features] + ["label"]
    inputs, targets = (np.concatenate(parts) for parts in zip(plane.split("train"), plane.split("test")))
    rows = [[f"{x:.6g}", f"{y:.6g}", plane.labels[which]]
            for (x, y), which in zip(plane.raw(inputs).tolist(), predicted_classes(targets))]
    labels = [row[2] for row in rows]
    firsts = [labels.index(label) for label in plane.labels if label in labels]
    order = [*firsts, *(i for i in range(len(rows)) if i not in firsts)]
    return csv_from_rows([rows[i] for i in order], header)


def _edit_table(page: str, event: dict[str, Any], plane: Dataset, change: Callable[..., list[list[str]]],
                verb: str) -> tuple[list[PointsEdit], str]:
    """The edits that one change a point makes, all or, with a ValueError, none of them."""
    points = event.get("points")
    if session.get(page, "dataset") != "own" or not isinstance(points, list) or not 0 < len(points) <= MOST_AT_ONCE:
        raise ValueError("The points have changed meanwhile; try again.")
    text, texts = own_table.present(), []
    for point in points:
        x, y, label = _checked(point)
        header, rows, _ = rows_from_csv(text, PLANE_TABLE)
        text = csv_from_rows(change(rows, x, y, label, plane), header)
        texts.append((text, f"{verb} a point of “{label}”"))
    points = len(dataset_from_csv(text, PLANE_TABLE).inputs)
    too_few = session.get(page, "test_is_usual") and session.get(page, "test") and not usual_test(points)
    settings = {"test": 0} if too_few else None  # which undo takes back, too
    return [_change(page, text, name, settings) for text, name in texts], ""


def _with_point(rows: list[list[str]], x: float, y: float, label: str, plane: Dataset) -> list[list[str]]:
    label = next((row[2] for row in rows if visible(row[2]) == label), label)  # as it is written there
    return [*rows, [*(_rounded(value, feature.scale) for value, feature in zip((x, y), plane.features)), label]]


def _without_point(rows: list[list[str]], x: float, y: float, label: str, plane: Dataset) -> list[list[str]]:
    scales = [feature.scale for feature in plane.features]
    away = [max(abs(float(row[0]) - x) / scales[0], abs(float(row[1]) - y) / scales[1])
            if visible(row[2]) == label else math.inf for row in rows]
    nearest = int(np.argmin(away))
    if away[nearest] > NEAR:
        raise ValueError("The points have changed meanwhile; try again.")
    return rows[:nearest] + rows[nearest + 1 :]


def _change(page: str, text: str, name: str, settings: dict[str, Any] | None = None,
            others: tuple[str, ...] = ()) -> PointsEdit:
    """Make the table that text, in place, and these settings; say how they and others were before."""
    settings = settings or {}
    present = {key: value for key in (*settings, *others) if (value := session.get(page, key)) is not None}
    edit = PointsEdit(own_table.present(), own_table.draft(), present, text, name)
    own_table.replace(text)
    if settings:
        session.override_settings(page, settings)
    whole_page.ask()
    return edit


def _checked(point: object) -> tuple[float, float, str]:
    """x, y and label of a point from the browser."""
    x, y, label = (point.get(name) if isinstance(point, dict) else None for name in ("x", "y", "label"))
    if x is None or y is None or not all(type(value) in (int, float) and abs(value) <= LARGEST for value in (x, y)):
        raise ValueError("This place cannot be used; try again.")
    return float(x), float(y), visible(label) if isinstance(label, str) else ""


def _rounded(value: float, scale: float) -> str:
    """A coordinate to a thousandth of its column's spread: as exact as a click."""
    digits = 3 - math.floor(math.log10(scale))
    return f"{round(value, digits):.12g}"
