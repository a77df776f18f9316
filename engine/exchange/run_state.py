"""A recorded run to a few kilobytes and back: all that it takes to go on at its step at once, bit for bit, without
repeating what led there.

Reading trusts nothing: numbers are unpacked only as far as their shape says, and a state goes only into a run that it
fits, to the last array.
"""
import base64
import binascii
import math
import zlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from engine.history import Series
from engine.replay.journal import RATE_NAMES, Change, Journal, present
from engine.replay.recorded_run import RecordedRun
from engine.training import Snapshot, TrainingRun

REMEDY = "Choose a file of a moment that this app has saved."
FORMATS = {"float32": "<f4", "float64": "<f8", "int64": "<i8"}
MOST_NUMBERS, MOST_ARRAYS, MOST_DIMENSIONS = 100_000, 8, 2  # of an array; of an optimizer; of an array
MOST_POINTS = 300  # of a series, which keeps 240 and the newest one
LAST_STEP, LARGEST_RATE, LARGEST_LOSS = 10**8, 1e30, 1e300
LETTERS = 1_000_000  # of a journal's text


@dataclass(frozen=True)
class RunState:
    """A run's snapshot, rates and history (losses as exact as float32 has them), and its journal's text up to there.

    rates: the learning rate and the penalties', as RATE_NAMES has them.
    """

    snapshot: Snapshot
    rates: tuple[float, ...]
    changes: str
    history: Series

    @classmethod
    def of(cls, recorded: RecordedRun, snapshot: Snapshot | None = None) -> Self:
        """The state that a run is in, or was in at a snapshot, whether it plays, rests or looks back; what came later
        is left out."""
        snapshot = snapshot or recorded.run.snapshot()
        return cls(snapshot, tuple(present(recorded.run, what) for what in RATE_NAMES),
                   recorded.journal_until(snapshot.step_count).to_text(), recorded.run.history)

    def description(self) -> dict[str, Any]:
        """The state in words, numbers and lists, as JSON has them."""
        step, params, optimizer, batches, dropout, pending = self.snapshot
        return {"step": step, "params": packed(params), "optimizer": [*map(packed, optimizer)], "batches": batches,
                "dropout": dropout, "pending": pending, "rates": self.rates, "changes": self.changes,
                "history": packed_series(self.history, until=step)}

    @classmethod
    def read(cls, description: object) -> Self:
        """The inverse of `description`. Raises ValueError with a sentence that says what to do."""
        state = _fields(description, "step", "params", "optimizer", "batches", "dropout", "pending", "rates", "changes",
                        "history")
        step = _whole(state["step"], LAST_STEP, "step")
        optimizer, changes = state["optimizer"], state["changes"]
        if not isinstance(optimizer, list) or len(optimizer) > MOST_ARRAYS:
            raise ValueError(f"The optimizer's state in this file is not valid. {REMEDY}")
        if not isinstance(changes, str) or len(changes) > LETTERS:
            raise ValueError(f"The changes in this file are not a text of at most {LETTERS:,} letters. {REMEDY}")
        epoch, random, position = _several(state["batches"], 3, "batches")
        loss, count = _several(state["pending"], 2, "losses")
        rates = tuple(_number(rate, 0, LARGEST_RATE, "rates")
                      for rate in _several(state["rates"], len(RATE_NAMES), "rates"))
        if rates[0] == 0:
            raise ValueError(f"The learning rate in this file is 0. {REMEDY}")
        pending = _number(loss, -LARGEST_LOSS, LARGEST_LOSS, "losses"), _whole(count, step, "number of losses")
        snapshot = Snapshot(
            step, _finite(unpacked(state["params"])), [_finite(unpacked(array)) for array in optimizer],
            (_whole(epoch, step, "epoch"), _random_state(random), _whole(position, step, "batch")),
            _random_state(state["dropout"]), pending)
        return cls(snapshot, rates, changes, unpacked_series(state["history"], 1, step))

    def put_into(self, recorded: RecordedRun) -> None:
        """Put a run of the same config into this state, in place, at rest; its timeline has its start and this moment.

        Raises ValueError for a run that the state does not fit, which stays as it was then.
        """
        run, step = recorded.run, self.snapshot.step_count
        self._check_fit(run)
        journal = Journal(start := TrainingRun.start(run.config, run.dataset, self.rates[0]))
        journal.load_text(self.changes, run.network.params.size)
        journal.forget_after(step)
        journal.replay(start, 0)
        recorded.stop()
        recorded.ahead, recorded.is_fresh = None, False
        recorded.journal, run.history = journal, deepcopy(self.history)
        for what, value in zip(RATE_NAMES, self.rates):
            Change(step, what, value).make(run)
        journal.rewind(run, self.snapshot)
        recorded.timeline.forget_after(-1)
        recorded.timeline.keep(0, start.snapshot())
        recorded.keep()

    def _check_fit(self, run: TrainingRun) -> None:
        """Raise ValueError unless this can be a state of the run."""
        like, (step, params, optimizer, (epoch, random, position), dropout, _) = run.snapshot(), self.snapshot
        arrays = zip([like.params, *like.optimizer_state], [params, *optimizer])
        steps = run.steps_per_epoch
        fits = (len(optimizer) == len(like.optimizer_state)
                and all(found.shape == array.shape and found.dtype == array.dtype for array, found in arrays)
                and all(((array >= 0) & (array <= step)).all() for array in optimizer if array.dtype.kind == "i")
                and (random is None) == (like.batches_state[1] is None)
                and (dropout is None) == (like.dropout_state is None)
                and position <= steps and (step - position) % steps == 0 and epoch <= step // steps)
        if not fits:
            raise ValueError(f"The numbers in this file are not those of a run with its settings. {REMEDY}")


def packed(array: np.ndarray) -> dict[str, Any]:
    """An array's type, shape and numbers, as JSON can have them."""
    content = array.astype(FORMATS[array.dtype.name]).tobytes()
    return {"type": array.dtype.name, "shape": array.shape,
            "numbers": base64.b64encode(zlib.compress(content, 1)).decode()}


def unpacked(description: object) -> np.ndarray:
    """The inverse of `packed`. Raises ValueError; unpacks no more than the shape says."""
    parts = _fields(description, "type", "shape", "numbers")
    kind, shape, text = (parts[name] for name in ("type", "shape", "numbers"))
    if not isinstance(kind, str) or kind not in FORMATS or not isinstance(text, str) or not _is_shape(shape):
        raise ValueError(f"An array in this file is not valid. {REMEDY}")
    dtype = np.dtype(FORMATS[kind])
    size = math.prod(shape) * dtype.itemsize
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(base64.b64decode(text, validate=True), size + 1)
    except (zlib.error, binascii.Error, ValueError):
        content = b""
    if len(content) != size or not unpacking.eof:
        raise ValueError(f"An array in this file has another size than it says. {REMEDY}")
    return np.frombuffer(content, dtype).astype(kind).reshape(shape)


def packed_series(series: Series, until: float = math.inf) -> dict[str, Any]:
    """A series up to a step: the distances of its steps, and its numbers as float32."""
    steps = [step for step in series.steps if step <= until]
    with np.errstate(over="ignore"):  # a loss beyond float32 becomes infinite, as in the picture
        points = np.array([series[place] for place in range(len(steps))], np.float64).astype(np.float32)
    return {"spacing": series.spacing, "steps": packed(np.diff(np.array(steps, np.int64), prepend=0)),
            "points": packed(points)}


def unpacked_series(description: object, columns: int, last: int) -> Series:
    """The inverse of `packed_series` for so many columns, which ends at the step `last` at most. Raises ValueError."""
    parts = _fields(description, "spacing", "steps", "points")
    distances, points = unpacked(parts["steps"]), unpacked(parts["points"])
    series = Series(columns, spacing=max(1, _whole(parts["spacing"], LAST_STEP, "spacing")))
    if distances.ndim != 1 or distances.dtype.kind != "i" or len(distances) > MOST_POINTS or (
            distances[1:] < 1).any() or (distances < 0).any() or (distances > last).any() or distances.sum() > last:
        raise ValueError(f"The steps of a curve in this file are not in order. {REMEDY}")
    if len(distances) and points.shape != (len(distances), columns):
        raise ValueError(f"A curve in this file does not have {columns} numbers at each step. {REMEDY}")
    for step, numbers in zip(np.cumsum(distances).tolist(), points.tolist()):
        series.keep(step, tuple(numbers))
    return series


def _fields(description: object, *names: str) -> dict[str, Any]:
    if not isinstance(description, dict) or not {*names} <= description.keys():
        raise ValueError(f"A part of this file, {names[0]}, is missing. {REMEDY}")
    return description


def _is_shape(shape: object) -> bool:
    return (isinstance(shape, list) and len(shape) <= MOST_DIMENSIONS
            and all(type(length) is int and 0 <= length <= MOST_NUMBERS for length in shape)
            and math.prod(shape) <= MOST_NUMBERS)


def _several(values: object, count: int, what: str) -> list[Any]:
    if not isinstance(values, list) or len(values) != count:
        raise ValueError(f"The {what} in this file are not {count} numbers. {REMEDY}")
    return values


def _whole(value: object, most: int, what: str) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError(f"The {what} in this file is not a whole number from 0 to {most:,}. {REMEDY}")
    return value


def _number(value: object, least: float, most: float, what: str) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"The {what} in this file are not numbers from {least:g} to {most:g}. {REMEDY}")
    return float(value)


def _finite(array: np.ndarray) -> np.ndarray:
    if not np.isfinite(array).all():
        raise ValueError(f"This file holds numbers that are not finite. {REMEDY}")
    return array


def _random_state(state: object) -> Mapping[str, Any] | None:
    """A state of NumPy's usual random numbers, PCG64."""
    if state is None:
        return None
    parts = _fields(state, "state", "bit_generator", "has_uint32", "uinteger")
    numbers = _fields(parts["state"], "state", "inc")
    whole = {name: _whole(numbers[name], 2**128 - 1, "random state") for name in ("state", "inc")}
    if parts["bit_generator"] != "PCG64" or not whole["inc"] % 2:
        raise ValueError(f"The random state in this file is not one of PCG64. {REMEDY}")
    return {"bit_generator": "PCG64", "state": whole, "has_uint32": _whole(parts["has_uint32"], 1, "random state"),
            "uinteger": _whole(parts["uinteger"], 2**32 - 1, "random state")}
