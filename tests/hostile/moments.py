"""Moments of the playground that want harm, and the largest honest one."""
import base64
import json
import zlib

import numpy as np

from engine.config import RunConfig
from engine.datasets import xor
from engine.exchange.run_state import RunState, packed
from engine.replay.recorded_run import RecordedRun
from engine.training import TrainingRun
from pages.ui.playground.moments import KIND

MEGABYTE = 2**20


def moment(run: dict | None = None, **changes) -> bytes:
    """An honest moment of XOR, but for some parts of it or of its run."""
    config = RunConfig(optimizer="adam", shuffle=True)
    state = RunState.of(RecordedRun(TrainingRun.start(config, xor()))).description()
    return json.dumps({"kind": KIND, "version": 1, "settings": {}, "own_points": None, "run": state | (run or {}),
                       "curve": series(0, 4), "told": []} | changes).encode()


def series(count: int, columns: int) -> dict:
    points = np.zeros((count, columns), np.float32)
    return {"spacing": 1, "steps": packed(np.ones(count, int)), "points": packed(points)}


def bomb(megabytes: int, shape=(100_000,)) -> dict:
    """An array that says one shape and holds so many zeros."""
    return {"type": "float32", "shape": shape,
            "numbers": base64.b64encode(zlib.compress(bytes(megabytes * MEGABYTE), 9)).decode()}


def table(rows: int) -> str:
    return "".join(f"{n}.123456789012345,{n}.123456789012345,kind {n % 6}\n" for n in range(rows))


MOMENTS = {
    "largest honest moment": lambda: moment(
        {"step": 10**6, "batches": [0, None, 0], "changes": "*".join(["5_w0_-1.2345678e-10"] * 10_000),
         "history": series(241, 1)}, settings={"dataset": ["Your own points"]}, own_points=table(2_000),
        curve=series(241, 4)),
    "a bomb of 500 MB": lambda: moment({"params": bomb(500)}),
    "eight bombs": lambda: moment({"optimizer": [bomb(180)] * 8}),
    "a bomb in a curve": lambda: moment(curve=series(0, 4) | {"points": bomb(500, (241, 4))}),
    "a shape of terabytes": lambda: moment({"params": bomb(1, (10**7, 10**7))}),
    "2 MB of lists": lambda: b"[" * 2 * MEGABYTE,
    "2 MB of names": lambda: b'{"":' * (MEGABYTE // 2),
    "2 MB of empty texts": lambda: moment(told=[""] * 500_000),
    "2 MB of numbers": lambda: moment(told=[1] * 650_000),
    "2 MB of backslashes": lambda: moment(own_points="\\" * (MEGABYTE - 9_000), settings={
        "dataset": ["Your own points"]}),
    "2 MB of points": lambda: moment(own_points="1,2,a\n" * 290_000, settings={"dataset": ["Your own points"]}),
    "a number of 2 MB": lambda: moment().replace(b'"step": 0', b'"step": ' + b"9" * 2_000_000),
    "3 MB": lambda: b" " * 3 * MEGABYTE,
    "many settings": lambda: moment(settings={f"s{n}": ["x" * 200] for n in range(9_000)}),
}
