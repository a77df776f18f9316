"""A recorded run to a description and back, going on from there, and descriptions that want harm."""
import base64
import json
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.config import RunConfig
from engine.datasets import GENERATED, xor
from engine.exchange.run_state import RunState, packed, unpacked
from engine.losses import fitting_losses
from engine.optimizers import OPTIMIZERS
from engine.replay.recorded_run import RecordedRun
from engine.training import TrainingRun


def recorded(dataset="moons", **fields) -> RecordedRun:
    points = xor() if dataset == "xor" else GENERATED[dataset](80, 0.1, 0.5, 0)
    loss = fitting_losses(len(points.labels))[0]
    config = RunConfig(**{"dataset": dataset, "hidden": (4, 3), "activation": "tanh", "init": "xavier", "batch_size": 7,
                          "loss": loss} | fields)
    return RecordedRun(TrainingRun.start(config, points, 0.05))


def sent(state: RunState) -> RunState:
    """A state after a journey as JSON text."""
    return RunState.read(json.loads(json.dumps(state.description(), allow_nan=False)))


def goes_on_alike(one: RecordedRun, other: RecordedRun, steps: int = 37) -> bool:
    """Whether two runs are at the same state, to the last bit, and still are some steps later."""
    for count in (0, steps):
        for live in (one, other):
            live.run.advance(steps=count)
        first, second = (json.dumps(RunState.of(live).description()) for live in (one, other))
        if first != second:
            return False
    return True


@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("dataset", ["moons", "rings", "plane"])
def test_a_run_goes_on_bit_for_bit_from_its_state(dataset, optimizer, shuffle):
    live, again = (recorded(dataset, optimizer=optimizer, shuffle=shuffle) for _ in range(2))
    live.change("w4", 0.5)
    live.run.advance(steps=50)
    live.change("rate", 0.02)
    live.change("l2", 0.01)
    live.change("w1", -0.25)
    live.run.advance(steps=13)
    state = sent(RunState.of(live))
    state.put_into(again)
    assert not again.playing
    assert again.timeline.steps == [0, 63]
    assert again.timeline[0].params[4] == 0.5
    assert goes_on_alike(live, again)
    state.put_into(again)
    assert again.run.step_count == 63


@pytest.mark.parametrize("fields", [{"dtype": "float64"}, {"dropout": 0.3, "shuffle": True}, {"batch_size": 40},
                                    {"hidden": ()}, {"optimizer": "adam", "optimizer_settings": {"beta_1": 0.5}}])
@pytest.mark.parametrize("steps", [0, 1, 6, 12, 500])
def test_any_config_goes_on_from_any_step(fields, steps):
    live, again = recorded(**fields), recorded(**fields)
    live.run.advance(steps=steps)
    sent(RunState.of(live)).put_into(again)
    assert goes_on_alike(live, again)


def test_a_state_goes_into_a_run_that_is_somewhere_else():
    live, again = recorded(shuffle=True), recorded(shuffle=True)
    live.run.advance(steps=20)
    again.run.advance(steps=33)
    again.keep()
    again.play()
    sent(RunState.of(live)).put_into(again)
    assert goes_on_alike(live, again)


def test_an_earlier_moment_that_is_looked_at_is_the_one_written_with_the_rate_of_now():
    live, again = recorded(), recorded()
    live.keep()
    for _ in range(3):
        live.run.advance(steps=5)
        live.keep()
    live.change("w0", 2.0)
    live.look_at(live.timeline[1])
    live.change("rate", 0.3)
    sent(RunState.of(live)).put_into(again)
    live.go_on()
    assert goes_on_alike(live, again)
    assert again.run.optimizer.learning_rate == 0.3


def test_every_problem_and_a_long_run_take_a_few_kilobytes():
    for name in GENERATED:
        live = recorded(name, hidden=(8, 8, 8), optimizer="adam", shuffle=True, batch_size=40)
        live.run.advance(steps=2_000)
        assert len(json.dumps(RunState.of(live).description())) < 7_000


GOOD = RunState.of(recorded(optimizer="adam", shuffle=True, dropout=0.1)).description()
PARAMS = GOOD["params"]


def array(values, **changes) -> dict:
    return packed(np.array(values)) | changes


def bomb(size: int) -> str:
    return base64.b64encode(zlib.compress(bytes(size), 9)).decode()


RANDOM = GOOD["batches"][1]
BAD = {
    "nothing": None, "a list": [], "a part missing": {"step": 3},
    "a step below 0": {"step": -1}, "a step that is true": {"step": True}, "a huge step": {"step": 10**30},
    "no params": {"params": None}, "params as text": {"params": "AAAA"},
    "an unknown type": {"params": PARAMS | {"type": "object"}}, "a list as type": {"params": PARAMS | {"type": []}},
    "a shape of text": {"params": PARAMS | {"shape": "12"}}, "a negative shape": {"params": PARAMS | {"shape": [-1]}},
    "a huge shape": {"params": PARAMS | {"shape": [10**5, 10**5]}}, "a shape of many": {"params": PARAMS | {
        "shape": [1] * 50}}, "a shape that lies": {"params": PARAMS | {"shape": [3]}},
    "a bomb": {"params": PARAMS | {"numbers": bomb(10**7)}}, "no base64": {"params": PARAMS | {"numbers": "smörgås"}},
    "no zlib": {"params": PARAMS | {"numbers": "AAAA"}},
    "cut": {"params": PARAMS | {"numbers": PARAMS["numbers"][:-8]}},
    "NaN": {"params": packed(np.full(38, np.nan, np.float32))},
    "infinite": {"optimizer": [*GOOD["optimizer"][:1], packed(np.full(38, np.inf, np.float32)), GOOD["optimizer"][2]]},
    "an optimizer of text": {"optimizer": "adam"}, "an optimizer of many": {"optimizer": GOOD["optimizer"] * 5},
    "batches of two": {"batches": [0, None]}, "a batch below 0": {"batches": [0, RANDOM, -1]},
    "another generator": {"batches": [0, RANDOM | {"bit_generator": "MT19937"}, 0]},
    "a random state of text": {"batches": [0, RANDOM | {"state": "x"}, 0]},
    "a random state too large": {"batches": [0, RANDOM | {"state": {"state": 2**128, "inc": 1}}, 0]},
    "an even increment": {"batches": [0, RANDOM | {"state": {"state": 1, "inc": 2}}, 0]},
    "a random state's part": {"dropout": {"state": {}}},
    "pending of text": {"pending": ["1", 1]}, "pending NaN": {"pending": [None, 0]},
    "pending too large": {"pending": [10**400, 0]}, "rates of two": {"rates": [0.1, 0.2]},
    "a rate of 0": {"rates": [0, 0, 0]}, "a rate below 0": {"rates": [-0.1, 0, 0]}, "a rate of true": {
        "rates": [True, 0, 0]}, "changes of numbers": {"changes": [1]}, "long changes": {"changes": "1" * 10**7},
    "a history of text": {"history": "x"}, "a spacing of 1.5": {"history": GOOD["history"] | {"spacing": 1.5}},
    "steps back": {"step": 100, "history": {"spacing": 1, "steps": array([1, -1]), "points": array([[1.0], [2.0]])}},
    "steps beyond": {"history": {"spacing": 1, "steps": array([1]), "points": array([[1.0]])}},
    "steps beyond all": {"history": {"spacing": 1, "steps": array([2**62] * 4), "points": array([[1.0]] * 4)}},
    "steps as one number": {"history": {"spacing": 1, "steps": array(1), "points": array([[1.0]])}},
    "broken steps": {"step": 9, "history": {"spacing": 1, "steps": array([1.5]), "points": array([[1.0]])}},
    "too many steps": {"step": 999, "history": {"spacing": 1, "steps": array([1] * 400), "points": array(
        [[1.0]] * 400)}},
    "points of two columns": {"step": 9, "history": {"spacing": 1, "steps": array([1]), "points": array([[1.0, 2.0]])}},
}


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_every_part_is_checked(changes):
    bad = GOOD | changes if isinstance(changes, dict) and len(changes) < 9 and changes != {"step": 3} else changes
    with pytest.raises(ValueError, match=r"Choose a file of a moment .*\.$"):
        RunState.read(json.loads(json.dumps(bad)))


MISFITS = {
    "fewer params": {"params": packed(np.zeros(3, np.float32))}, "of float64": {"params": packed(np.zeros(38))},
    "no optimizer": {"optimizer": []}, "an optimizer's part of another shape": {"optimizer": [
        GOOD["optimizer"][0], packed(np.zeros((19, 2), np.float32)), GOOD["optimizer"][2]]},
    "more steps of Adam than steps": {"optimizer": [*GOOD["optimizer"][:2], packed(np.array(7))]},
    "no random state": {"batches": [0, None, 0]}, "no dropout": {"dropout": None},
    "a batch that is not this step's": {"step": 5, "batches": [0, RANDOM, 3]},
    "a batch beyond the epoch": {"step": 50, "batches": [0, RANDOM, 50]},
    "an epoch to come": {"step": 5, "batches": [3, RANDOM, 5]},
    "changes that are none": {"changes": "hello"}, "a parameter too many": {"changes": "0_rate_0.1*0_w99_1.0"},
}


@pytest.mark.parametrize("changes", MISFITS.values(), ids=MISFITS)
def test_a_run_that_a_state_does_not_fit_stays_as_it_was(changes):
    live = recorded(optimizer="adam", shuffle=True, dropout=0.1)
    live.run.advance(steps=9)
    before = json.dumps(RunState.of(live).description())
    state = RunState.read(json.loads(json.dumps(GOOD | changes)))
    with pytest.raises(ValueError, match=r"\.$"):
        state.put_into(live)
    assert json.dumps(RunState.of(live).description()) == before


numbers = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
                       lambda inside: st.lists(inside, max_size=4) | st.dictionaries(
                           st.sampled_from([*GOOD, *PARAMS, *RANDOM, "inc", "spacing", "steps", "points"]), inside,
                           max_size=4), max_leaves=12)


@given(st.sampled_from([*GOOD]), numbers)
def test_a_strangers_state_goes_into_a_run_that_goes_on_or_is_refused_with_a_sentence(name, value):
    live = recorded(optimizer="adam", shuffle=True, dropout=0.1)
    try:
        RunState.read(json.loads(json.dumps(GOOD | {name: value}))).put_into(live)
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017
    live.run.advance(steps=3)


@given(st.lists(st.floats(width=32), max_size=30))
def test_an_array_comes_back_bit_for_bit(values):
    array = np.array(values, np.float32)
    again = unpacked(json.loads(json.dumps(packed(array))))
    assert again.dtype == array.dtype
    assert again.tobytes() == array.tobytes()
