"""A visitor's own digit network as a small file: its settings, its curves, and its weights in half precision, from
which it is a run of the digits page again."""
import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.datasets.digit_format import LABELS
from engine.exchange import About, to_npz
from engine.exchange.json_text import check_marks, parsed
from engine.exchange.run_state import LAST_STEP, packed_series, unpacked_series
from engine.history import Series
from engine.network import Network
from pages.ui.digits.networks import digit_network
from pages.ui.digits.parameters import TABLE
from pages.ui.digits.training.course import COLUMNS, Course, MeasuredRun
from pages.ui.shared.address.table import Where

MOST_HEADER = 200_000  # bytes of all but the weights
MOST_MARKS = {b"[": 500, b"{": 50, b":": 500, b",": 1_000, b'"': 1_000}
LONGEST_TRAINING = 1e9  # seconds
BROKEN = "It is damaged."
FILE = "the digits of your file"  # which no browser keeps


@dataclass(frozen=True)
class KeptRun:
    """What a file says of a run. settings: all of the digits page's, by name; config: the run's RunConfig in words,
    which tells from other runs; history, evaluations: the curves; seconds: of training; one_epoch: whether the last
    training was by one epoch; content: the file's."""

    settings: dict[str, Any]
    config: str
    step: int
    history: Series
    evaluations: Series
    seconds: float
    one_epoch: bool
    network: Network
    content: bytes

    @property
    def words(self) -> str:
        """How good it is, as far as it was measured."""
        return right(self.evaluations)

    def put_into(self, live: MeasuredRun) -> bool:
        """Have a new run go on from here, in place, if it has the same settings; whether it has."""
        run = live.run
        if repr(run.config) != self.config or run.network.sizes != self.network.sizes:
            return False
        live.go_on_from(self.step, self.network.params, self.history,
                        Course(self.evaluations, one_epoch=self.one_epoch, begun=self.step / run.steps_per_epoch,
                               seconds=self.seconds))
        return True


def written(live: MeasuredRun, settings: dict[str, Any]) -> bytes:
    """A run as it is now, with the page's settings, as the content of a file."""
    run = live.run
    values = {name: value for name, value in settings.items() if TABLE[name].where == Where.SETTING}
    return joined({
        "settings": TABLE.write(values), "config": repr(run.config), "step": run.step_count,
        "history": packed_series(run.history), "evaluations": packed_series(live.course.evaluations),
        "seconds": live.course.seconds, "one_epoch": live.course.one_epoch}, run.network)


def read(content: bytes) -> KeptRun:
    """The inverse of `written`. Raises ValueError with a sentence."""
    header, network = parted(content)
    step, seconds, config = (header.get(name) for name in ("step", "seconds", "config"))
    if type(step) is not int or not 0 < step <= LAST_STEP or type(seconds) is not float or not (
            0 <= seconds <= LONGEST_TRAINING) or not isinstance(config, str):
        raise ValueError(BROKEN)
    history, evaluations = (unpacked_series(header.get(name), columns, step)
                            for name, columns in (("history", 1), ("evaluations", COLUMNS)))
    if not all(np.isfinite(series.points()).all() for series in (history, evaluations)):
        raise ValueError(BROKEN)
    return KeptRun(TABLE.read_all(header.get("settings"), Where.SETTING), config, step, history, evaluations, seconds,
                   header.get("one_epoch") is True, network, content)


def right(evaluations: Series) -> str:
    """The test accuracy by the last measurement, in words; none before there is any."""
    return f"test accuracy {evaluations[-1][-1]:.1%}" if len(evaluations) and evaluations.steps[-1] else ""


def joined(header: dict[str, Any], network: Network) -> bytes:
    """A digit network and what else there is to say of it, as JSON has it: the header's length, header, weights."""
    text = json.dumps(header, allow_nan=False).encode()
    about = About("softmax_cross_entropy", LABELS, pixels=True)
    return struct.pack("<I", len(text)) + text + to_npz(network, about, half=True)


def parted(content: bytes) -> tuple[dict[str, Any], Network]:
    """The inverse of `joined`. Raises ValueError with a sentence."""
    length = struct.unpack_from("<I", content)[0] if len(content) >= 4 else 0
    text = content[4 : 4 + length]
    if not 0 < length <= MOST_HEADER or len(text) != length:
        raise ValueError(BROKEN)
    check_marks(text, MOST_MARKS, "a network", "")
    header = parsed(text.decode("utf-8", "replace"), "")
    if not isinstance(header, dict):
        raise ValueError(BROKEN)
    return header, digit_network(content[4 + length :])
