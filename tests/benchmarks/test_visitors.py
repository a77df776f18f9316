"""The load harness: that its visitors speak as Streamlit's page does, and that its figures are what they say."""
import asyncio
import struct
from collections.abc import Iterator
from random import Random

import pytest
from streamlit.proto.Checkbox_pb2 import Checkbox
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.Slider_pb2 import Slider

from engine.config import RunConfig
from engine.datasets import xor
from engine.training import TrainingRun
from pages.ui.shared.drawing import strokes
from pages.ui.shared.stage.stage import Stage
from tests import browser
from tests.benchmarks.visitors import people, pictures, scenarios, widgets
from tests.benchmarks.visitors.measuring import Measured, OfKind
from tests.benchmarks.visitors.people import KINDS
from tests.benchmarks.visitors.report import HEAD, rows, share
from tests.benchmarks.visitors.scenarios import SCENARIOS, Scenario
from tests.benchmarks.visitors.visitor import BEHIND, FORGOTTEN, LONG, Visitor, period
from tests.benchmarks.visitors.watched_server import Look, slope
from tests.benchmarks.visitors.wire import KeptMessages

CONFIG = RunConfig(dataset="xor", hidden=(2,), activation="tanh", loss="mse", init="xavier", batch_size=4)


def element(name: str, fragment: str = "") -> ForwardMsg:
    message = ForwardMsg(hash=name)
    message.metadata.cacheable = True
    message.delta.fragment_id = fragment
    message.delta.new_element.text.body = name
    return message


def named(name: str) -> ForwardMsg:
    message = ForwardMsg(ref_hash=name)
    message.metadata.delta_path.append(7)
    return message


def test_a_message_that_is_named_is_the_one_that_was_kept_in_its_new_place():
    kept = KeptMessages()
    kept.whole(element("a"))
    found = kept.whole(named("a"))
    assert found.delta.new_element.text.body == "a"
    assert [*found.metadata.delta_path] == [7]
    assert kept.hashes == ["a"]


def test_a_message_that_was_not_kept_cannot_be_named():
    with pytest.raises(KeyError):
        KeptMessages().whole(named("a"))


def test_messages_that_were_not_used_for_long_are_forgotten():
    kept = KeptMessages()
    kept.whole(element("a"))
    kept.whole(element("b"))
    for _ in range(3):
        kept.whole(named("b"))
        kept.end_run([], oldest=2)
    assert kept.hashes == ["b"]


def test_a_run_of_a_fragment_forgets_no_message_of_others():
    kept = KeptMessages()
    kept.whole(element("page"))
    kept.whole(element("other", "there"))
    kept.whole(element("own", "here"))
    for _ in range(3):
        kept.end_run(["here"], oldest=2)
    assert kept.hashes == ["page", "other"]


@pytest.mark.parametrize(("kind", "widget", "field", "value"), [
    ("slider", Slider(id="w", default=[0.5]), "double_array_value", [0.5]),
    ("slider", Slider(id="w", default=[1], options=["a", "b"]), "string_array_value", ["b"]),
    ("slider", Slider(id="w", default=[1], options=["a", "b"], raw_value=["a"], set_value=True), "string_array_value",
     ["a"]),
    ("selectbox", Selectbox(id="w", default=1, options=["a", "b"]), "string_value", "b"),
    ("number_input", NumberInput(id="w", default=3, data_type=NumberInput.INT), "int_value", 3),
    ("number_input", NumberInput(id="w", default=3, data_type=NumberInput.FLOAT, value=0.5, set_value=True),
     "double_value", 0.5),
    ("checkbox", Checkbox(id="w", default=True), "bool_value", True)])
def test_a_widget_says_what_it_has_as_it_comes(kind, widget, field, value):
    state = widgets.first_state(kind, widget)
    assert state.id == "w"
    assert state.WhichOneof("value") == field
    said = getattr(state, field)
    assert ([*said.data] if isinstance(value, list) else said) == value


def test_what_says_nothing_by_itself_has_no_state():
    assert widgets.first_state("button", None) is None
    assert widgets.first_state("selectbox", Selectbox(options=["a"])) is None


def test_a_stage_is_read_behind_which_its_number_and_the_last_event_stand():
    stage = Stage(TrainingRun.start(CONFIG, xor(), 1.0), xor())
    data = stage.message(playing=True) + struct.pack("<d", 5.0) + struct.pack("<I", 9)
    assert pictures.trailer_of(data) == (5.0, 9)
    assert pictures.stage_of(data)["playing"]


def test_what_is_drawn_is_strokes_as_a_sheet_tells_them():
    drawn = [people.stroke(Random(number)) for number in range(people.STROKES)]
    assert strokes.checked(drawn) == drawn
    assert people.painted(drawn) != people.painted(drawn[:1])


@pytest.mark.parametrize(("hidden_for", "expected"), [(None, 0.25), (3.0, BEHIND), (LONG + 1, FORGOTTEN)])
def test_clocks_go_slowly_behind_other_tabs(hidden_for, expected):
    assert period(0.25, hidden_for) == expected
    assert period(3600.0, hidden_for) == 3600.0


def test_every_scenario_is_of_known_kinds_and_bounded():
    assert all(scenario.visitors.keys() <= KINDS.keys() for scenario in SCENARIOS)
    assert all(sum(scenario.visitors.values()) <= scenarios.MOST_VISITORS for scenario in SCENARIOS)
    assert {kind for scenario in SCENARIOS for kind in scenario.visitors} == KINDS.keys()


@pytest.mark.parametrize(("visitors", "seconds"), [(0, 1), (65, 1), (1, 0), (1, 1801), (None, 1801)])
def test_nobody_measures_without_bounds(visitors, seconds):
    with pytest.raises(ValueError, match=r"1 to 64|At most 30"):
        scenarios.checked(visitors, seconds)


@pytest.mark.parametrize("visitors", range(1, 65))
def test_as_many_visitors_come_as_are_asked_for(visitors):
    assert sum(Scenario("class", scenarios.CLASS).of(visitors).visitors.values()) == visitors


def test_a_share_is_the_nearest_of_the_numbers():
    assert [share([*range(1, 101)], part) for part in (0.5, 0.95, 1.0)] == [50, 95, 100]
    assert share([7.0], 0.95) == 7.0


def test_the_slope_of_memory_is_by_the_minute():
    assert slope([Look(60.0 * minute, 0, 100 + 2 * minute) for minute in range(5)]) == pytest.approx(2)
    assert slope([Look(0, 0, 100)]) == 0


def test_the_server_stands_in_the_first_row_of_a_scenario_alone():
    kinds = [OfKind(KINDS["XOR"], 2, 3.96, 25.04, [0.02, 0.03, 0.5]), OfKind(KINDS["idle"], 1, 0.0, 0.1)]
    found = rows(Measured(Scenario("both", {"XOR": 2, "idle": 1}), kinds, 0.125, (70, 120, 110), 0.0, [], []))
    assert found == [
        "| both | 2 XOR (Pause, Play to the stage) | 4.0 | 30 ms | 500 ms | 500 ms | 25.0 | 12.5 % | 70, 120, 110 |",
        "|  | 1 idle |  |  |  |  | 0.1 |  |  |"]
    assert all(row.count("|") == HEAD.splitlines()[0].count("|") for row in found)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Of a running app."""
    with browser.served() as server:
        yield server.address


def test_a_visitor_plays_and_pauses_on_the_real_server(address):
    async def visit() -> Visitor:
        visitor = Visitor(address)
        await visitor.open("playground", people.XOR)
        await visitor.click("playground.play", people.plays)
        await visitor.answer(visitor.heard(lambda heard: people.plays(heard) and heard.stage["number"]))
        await visitor.click("playground.pause", people.rests)
        await visitor.close()
        return visitor

    visitor = asyncio.run(visit())
    assert visitor.troubles == []
    assert len(visitor.clicks) == 2
    assert visitor.received > 30_000  # the code of the pictures at least


TICKS, BEFORE = 12, 3  # of which the bytes are counted, and that come before them


@pytest.mark.parametrize(("query", "most"), [
    (people.XOR, 7_000),
    ("playground.dataset=Spiral&playground.layers=2&playground.neurons1=8&playground.neurons2=8&" + people.XOR,
     18_500)], ids=["XOR", "spiral"])
def test_a_tick_of_what_plays_takes_few_bytes(address, query, most):
    """Four ticks a second are 25 kB of XOR and 70 kB of a spiral here; the rest is for other processors' numbers."""
    async def visit() -> float:
        visitor = Visitor(address)
        await visitor.open("playground", query)
        await visitor.click("playground.play", people.plays)
        for tick in range(BEFORE + TICKS):
            await visitor.answer(visitor.heard(people.plays))
            if tick + 1 == BEFORE:
                before = visitor.received
        received = visitor.received - before
        await visitor.close()
        return received / TICKS

    assert 1_000 < asyncio.run(visit()) < most
