"""What the visitor's browser keeps of the playground: the moment that a tab is in, and the visitor's own points."""
import numpy as np

from engine.datasets import dataset_from_csv
from engine.datasets.problems import EXAMPLE
from engine.datasets.table import MOST_BYTES, PLANE_TABLE
from pages.ui.playground import links, moments
from pages.ui.playground.controls import own_table
from pages.ui.playground.moments import Moment
from pages.ui.playground.parameters import PAGE, widgets
from pages.ui.shared import session
from pages.ui.shared.keeping.keeper import Keeper, Kept
from pages.ui.shared.stage.staged_run import StagedRun

PLAYING = 4  # seconds between two looks at the moment; at rest only edits change it, and the page looks after each
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
    """Go on with a moment, unless the address is about another run."""
    try:
        moment = moments.read(content)
    except ValueError:
        raise ValueError("It is damaged.") from None
    if not (_has_its_settings(moment) or (links.is_plain() and how != "back")):
        return ""
    if how != "lost" and not _is_asked_for(moment):
        return ""
    moments.bring(moment, HERE)
    return "the run"


def _has_its_settings(moment: Moment) -> bool:
    """Whether the page is set as it was at a moment. An address has no room for many points of the visitor's own."""
    values = widgets.values()
    if any(values.get(name, value) != value for name, value in moment.settings.items()):
        return False
    return moment.own_points in (None, own_table.present()) or not own_points()


def _is_asked_for(moment: Moment) -> bool:
    """Whether the address is about a moment, or about none, and its run is not there with all its moments already."""
    if (live := session.current(PAGE)) is None:
        return False
    asked = live.run.step_count if live.destination is None else live.destination
    is_here = not live.is_fresh and np.array_equal(live.run.network.params, moment.state.snapshot.params)
    return asked in (0, moment.step) and not is_here


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
