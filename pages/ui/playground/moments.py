"""A moment of the playground as a small file: its settings, the visitor's points, and the run at that step with all
that it takes to go on from there at once, bit for bit."""
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from engine.datasets.table import MOST_BYTES as MOST_TABLE_BYTES
from engine.exchange.json_text import check_marks, parsed
from engine.exchange.run_state import REMEDY, RunState, packed_series, unpacked_series
from engine.history import Series
from engine.training import Snapshot
from pages.ui.playground import lessons
from pages.ui.playground.parameters import PAGE, TABLE, points, widgets
from pages.ui.shared import guard, session
from pages.ui.shared.address.table import Texts, Where
from pages.ui.shared.stage.staged_run import StagedRun
from pages.ui.shared.verdicts.stop_reasons import GOOD_NEWS, epoch_in_words

KIND, VERSION = "neural network playground: moment", 1
MOST_BYTES = 2 * MOST_TABLE_BYTES
MOST_MARKS = {b"[": 5_000, b"{": 5_000, b":": 50_000, b",": 100_000, b'"': 100_000}
CURVE_COLUMNS = 4
SETTINGS = (Where.SETTING, Where.VIEW, Where.PAGE)


@dataclass(frozen=True)
class Moment:
    """What a file says of a moment. settings: all of the page's, by name; own_points: the visitor's table, if the
    data set is that; told: the reasons that stop the run no more."""

    settings: dict[str, Any]
    own_points: str | None
    state: RunState
    curve: Series
    told: frozenset[str]

    @property
    def step(self) -> int:
        """How many steps the run had taken."""
        return self.state.snapshot.step_count

    def put_into(self, live: StagedRun) -> None:
        """Put a run of the same settings into this moment, in place, at rest. Raises ValueError for another run, which
        stays as it was."""
        self.state.put_into(live)
        live.told, live.owed_steps, live.held, live.repetition = {*self.told}, 0.0, False, None
        live.stage.curve = self.curve
        live.stage.look_at(None)
        live.stage.message(playing=False)


class PageNow(NamedTuple):
    """The page's settings as an address has them, and the visitor's points, if the data set is that."""

    settings: dict[str, Texts]
    own_points: str | None


def page_now() -> PageNow:
    """What the page's widgets say, which only a script's run can tell."""
    values = {name: value for name, value in widgets.values().items() if TABLE[name].where in SETTINGS}
    own_points = session.get(PAGE, "own_table") if session.get(PAGE, "dataset") == "own" else None
    return PageNow(TABLE.write(values), own_points)


def written(live: StagedRun, page: PageNow | None = None, snapshot: Snapshot | None = None) -> bytes:
    """The moment that a run is in, or was in at a snapshot, with the page's settings, as the content of a file."""
    page, state = page or page_now(), RunState.of(live, snapshot)
    return json.dumps({
        "kind": KIND, "version": VERSION, **page._asdict(), "run": state.description(),
        "curve": packed_series(live.stage.curve, until=state.snapshot.step_count),
        "told": [reason for reason in GOOD_NEWS if reason in live.told]}, allow_nan=False).encode()


def bring(moment: Moment, notice: str = "") -> None:
    """Have the page show a moment from its next run on, with a notice in which {epoch} stands for the moment's. A
    callback, or before any widget comes."""
    points = {} if moment.own_points is None else {"own_text": moment.own_points, "own_table": moment.own_points}
    session.put(PAGE, **moment.settings, **points, test_is_usual=False, brought=moment,
                brought_notice=notice)
    if (lesson := moment.settings["lesson"]) in lessons.LESSONS:
        lessons.join(lesson, TABLE.write(moment.settings))


def begin(live: StagedRun) -> None:
    """Put a new run into the moment that was brought, in place, and say so, or why that cannot be."""
    if (moment := session.get(PAGE, "brought")) is None:
        return
    session.put(PAGE, brought=None)
    try:
        moment.put_into(live)
        live.notice = session.get(PAGE, "brought_notice", "").format(epoch=epoch_in_words(live.run.epoch))
    except Exception as error:
        reason = guard.reason(error, "the restoring of a moment")
        live.stop(f"The saved moment cannot be shown, only its settings. {reason}", in_trouble=True)


def is_moment(content: bytes) -> bool:
    """Whether a file says that it is one of a moment."""
    return KIND.encode() in content[:200]


def read(content: bytes) -> Moment:
    """The inverse of `written`. Raises ValueError with a sentence that says what to do."""
    if len(content) > MOST_BYTES:
        raise ValueError(f"This file is larger than {MOST_BYTES // 2**20} MB. {REMEDY}")
    check_marks(content, MOST_MARKS, "a moment", REMEDY)
    file = parsed(content.decode("utf-8-sig", "replace"), REMEDY)
    if not isinstance(file, dict) or file.get("kind") != KIND:
        raise ValueError(f"This file does not hold a moment of the playground. {REMEDY}")
    if file.get("version") != VERSION:
        raise ValueError(f"This file's version is not {VERSION}, the one known here. Save the moment again.")
    told, state, settings = file.get("told"), RunState.read(file.get("run")), _settings(file.get("settings"))
    if not isinstance(told, list) or not all(isinstance(reason, str) and reason in GOOD_NEWS for reason in told):
        raise ValueError(f"What this file says was told of the run is not known here. {REMEDY}")
    curve = unpacked_series(file.get("curve"), CURVE_COLUMNS, state.snapshot.step_count)
    return Moment(settings, _own_points(file.get("own_points"), settings), state, curve, frozenset(told))


def _settings(texts: object) -> dict[str, Any]:
    """All of the page's settings by what a file says of those that are not as usual. Raises ValueError."""
    try:
        return TABLE.read_all(texts, *SETTINGS)
    except ValueError as error:
        raise ValueError(f"{error} {REMEDY}") from None


def _own_points(table: object, settings: dict[str, Any]) -> str | None:
    if settings["dataset"] != "own":
        return None
    if not isinstance(table, str):
        raise ValueError(f"The points of this file's data set are missing. {REMEDY}")
    return points(table)
