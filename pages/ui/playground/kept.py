"""What the visitor's browser keeps of the playground: the moment that a tab is in, and the visitor's own points."""
import numpy as np

from engine.datasets import dataset_from_csv
from engine.datasets.problems import EXAMPLE
from engine.datasets.table import MOST_BYTES, PLANE_TABLE
from pages.ui.playground import moments
from pages.ui.playground.controls import own_table
from pages.ui.playground.moments import Moment
from pages.ui.playground.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.keeping.keeper import Keeper, Kept
from pages.ui.shared.stage.staged_run import StagedRun

PLAYING, AT_REST = 2, 5  # seconds between two looks at the moment; at rest, only edits in the picture change it
HERE = "This is where this tab was: epoch {epoch}. Press Play to go on from here."


def _present_moment() -> Kept:
    live: StagedRun | None = session.current(PAGE)
    if live is None or live.destination is not None or live.repetition is not None:
        return Kept()
    if live.is_new:
        return Kept(b"")  # the address says all of it
    gone = ["the moments before it"] * bool(live.run.step_count) + ["what Undo could take back"] * bool(
        session.get(PAGE, "edits"))
    return Kept(moments.written(live), gone=" and ".join(gone))


def _take_moment(content: bytes, how: str) -> str:
    """Go on with a moment. After a reload it has to be the one that the address is about."""
    try:
        moment = moments.read(content)
    except ValueError:
        raise ValueError("It is damaged.") from None
    if how == "reload" and not _is_asked_for(moment):
        return ""
    moments.bring(moment, HERE)
    return "the run"


def _is_asked_for(moment: Moment) -> bool:
    live, values = session.current(PAGE), widgets.values()
    if live is None or any(values.get(name, value) != value for name, value in moment.settings.items()):
        return False
    if moment.own_points is not None and moment.own_points != own_table.present():
        return False
    asked = live.run.step_count if live.destination is None else live.destination
    is_here = not live.is_fresh and np.array_equal(live.run.network.params, moment.state.snapshot.params)
    return asked in (0, moment.step) and not is_here  # with its earlier moments, if its link was repeated already


def own_points() -> str:
    """The table of the visitor's own points, if the problem is that and they have written it; otherwise nothing."""
    table = session.get(PAGE, "own_table") if session.get(PAGE, "dataset") == "own" else None
    return "" if table in (None, EXAMPLE) else str(table)


def _present_points() -> Kept:
    live: StagedRun | None = session.current(PAGE)
    if live is None or not (table := own_points()):
        return Kept()
    return Kept(table.encode(), f"{len(live.plane.inputs) + len(live.plane.test_inputs):,} points")


def _take_points(content: bytes, how: str) -> str:
    """Have the visitor's points again. Raises ValueError."""
    table = content.decode("utf-8", "replace")
    count = len(dataset_from_csv(table, PLANE_TABLE).inputs)
    if how == "lost" and session.get(PAGE, "dataset") == "own" and own_table.present() == table:
        return ""  # the address has brought them
    own_table.replace(table)
    session.put(PAGE, dataset="own")
    return f"your {count:,} points"


MOMENT = Keeper("moment", "the run", moments.MOST_BYTES, _present_moment, _take_moment, lasting=False,
                of_address=True)
POINTS = Keeper("points", "your points", MOST_BYTES, _present_points, _take_points, is_plural=True)
