"""Nothing that a page does at a click or at an event of a picture ends the visit."""
import ast
import base64
import io
import logging
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from PIL import Image
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType

from engine.handwriting import digit_from_ink
from engine.replay.recorded_run import RecordedRun
from pages.ui.digits import xray
from pages.ui.digits.inside import inside
from pages.ui.evaluation import results
from pages.ui.playground import edits
from pages.ui.shared import guard, session, whole_page
from pages.ui.shared.drawing import canvas
from pages.ui.shared.streamlit_private import runs
from tests.app_pages import Page

ROOT = Path(__file__).parents[3]
FAILURES = [RuntimeError("no"), MemoryError(), RecursionError(), KeyError("k"),
            UnicodeDecodeError("utf-8", b"", 0, 0, "no")]
ODD = [None, True, -1, 0.5, 10**400, float("nan"), float("inf"), "", "x" * 100_000, "\ud800", [], [[]], {}, {"a": [1]},
       [0, 10**9], [-1, -1], ["a", "b"], "edit"]


def callbacks():
    """(file, line, name, value) of every callback that the pages give to Streamlit's widgets."""
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield from ((path.name, node.lineno, option.arg, ast.unparse(option.value)) for option in node.keywords
                            if option.arg in ("on_click", "on_change", "on_submit", "on_select", "on_event_change"))


def test_every_callback_of_a_widget_is_guarded():
    found = [*callbacks()]
    assert len(found) > 20
    loose = [each for each in found if not each[3].startswith(("guarded(", "guard.guarded("))
             and each[3] not in {"'ignore'", "'rerun'"}]
    assert loose == []


@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_a_callback_that_fails_is_logged_and_told_and_the_rest_of_the_page_stays(failure, caplog):
    page = Page("playground").click("step")
    run, epoch = page.live.run, page.live.run.epoch
    page.expects_failure = True
    with patch.object(RecordedRun, "stop", side_effect=failure):
        page.click("step_batch")
    (record,) = [record for record in caplog.records if record.name == guard.__name__]
    assert record.levelno == logging.ERROR
    assert record.exc_info[1] is failure
    assert page.live.run is run
    assert run.epoch == epoch
    page.expects_failure = False
    page.click("step")
    assert run.epoch == epoch + 1


def test_what_a_failed_callback_has_put_is_taken_back():
    page = Page("playground", dataset="circle").click("step")
    run = page.live.run
    page.expects_failure = True
    with patch.object(session, "restart", side_effect=RuntimeError):  # after the preset's settings were put
        page.click("preset_xor")
    assert page.app.selectbox(key="playground.dataset").value == "circle"
    assert page.live.run is run


def put_and_fail():
    with session.all_or_nothing():
        session.put("p", a=3, b=4)
        with session.all_or_nothing():
            session.put("p", b=5, c=6)
        raise RuntimeError


def test_what_is_put_within_is_all_put_or_nothing(monkeypatch):
    state = {"p.a": 1}
    monkeypatch.setattr(session.st, "session_state", state)
    with session.all_or_nothing():
        session.put("p", a=2)
    with pytest.raises(RuntimeError):
        put_and_fail()
    assert state == {"p.a": 2}


def test_a_second_click_does_not_leave_a_callback_in_the_middle(monkeypatch):
    requests = ScriptRequests()
    requests.request_rerun(RerunData())
    requests.on_scriptrunner_ready()
    monkeypatch.setattr(runs, "context", lambda: SimpleNamespace(script_requests=requests))
    monkeypatch.setattr(session.st, "session_state", {})

    def act():
        requests.request_rerun(RerunData())
        assert requests.on_scriptrunner_yield() is None

    guard.guarded(act)()
    assert not session.get("app", "failed")
    assert requests.on_scriptrunner_yield().type is ScriptRequestType.RERUN


def test_the_notice_goes_when_it_has_been_read():
    page = Page("playground")
    page.expects_failure = True
    with patch.object(RecordedRun, "stop", side_effect=RuntimeError):
        page.click("step_batch")
    page.expects_failure = False
    page.app.button(key="app.failed_read").click()
    page.run()


def test_streamlits_own_ways_to_leave_a_script_are_no_failures(monkeypatch):
    class Leave(BaseException):
        pass

    def leave():
        session.put("p", a=1)
        raise Leave

    state = {}
    monkeypatch.setattr(session.st, "session_state", state)
    with pytest.raises(Leave):
        guard.guarded(leave)()
    assert state == {"p.a": 1}


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_the_pictures_events_may_be_anything(odd):
    """Whatever a browser sends, the next run of the page works; told through the guard, as component.py does."""
    page = Page("playground").click("step")

    def tell(*_):
        with patch.object(guard.st, "rerun"):
            for key in ("do", "id", "index", "value", "gesture", "of", "layer", "points", "held"):
                for act in ("edit", "cancel", "undo", "look", "moment", "add", "remove"):
                    event = {"do": act, "id": 1, "index": 0, "value": "1", "of": 2, key: odd}
                    guard.guarded(edits.take)(page.name, event)
            session.put("app", failed=False)

    page.send(tell)
    assert page.live.run.network.params.dtype == "float32"


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_events_of_the_other_pictures_may_be_anything(odd, monkeypatch):
    state = {}
    monkeypatch.setattr(session.st, "session_state", state)
    monkeypatch.setattr(guard.st, "rerun", lambda: None)
    for take, names in ((inside._heed, ("neuron", "atlas", "alike")), (xray._switch, ("step",)),
                        (results._choose_cell, ("truth", "answer"))):
        for name in names:
            guard.guarded(take)({name: odd})
    assert not state.pop("app.failed")
    assert set(state) <= {"digits.inside_neuron", "digits.inside_atlas", "digits.inside_alike"}
    assert state.get("digits.inside_neuron") in (None, [0, 10**9])
    assert state.get("digits.inside_atlas") in (None, 10**400)


@pytest.mark.parametrize("value", [
    None, {}, {"event": 3}, {"event": []}, {"event": {}}, *({"event": {"id": odd}} for odd in [*ODD, None, 2**53, -1])])
def test_what_is_no_event_is_none(value, monkeypatch):
    monkeypatch.setattr(session.st, "session_state", {"key": value})
    assert session.event("key") is None


def png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (width, height), "white").save(file, "PNG")
    return file.getvalue()


def told(picture: object, **others) -> dict:
    """What a browser tells of a sheet with one stroke."""
    stroke = {"points": [80, 60, 200, 60], "width": 20, "erases": False}
    if isinstance(picture, bytes):
        picture = canvas.DATA + base64.b64encode(picture).decode()
    return {"change": 1, "strokes": [stroke], "cleared": [], "touched": True, "picture": picture} | others


@pytest.mark.parametrize("event", [
    *map(told, [None, 7, "data:,", canvas.DATA + "x", b"", b"x", png(4_000, 10), png(10, 4_000), png(280, 280)[:20],
                b"GIF89a" * 9, png(280, 280) + b"\0" * 3_000_000]),
    *(told(png(280, 280), **wrong) for wrong in [{"strokes": 7}, {"strokes": [{}]}, {"cleared": [7]},
                                                {"taken": {}}, {"taken": told(b"x")}])], ids=range(16))
@pytest.mark.parametrize("name", ["digits", "handwriting"])
def test_a_sheet_that_cannot_be_read_is_told_and_logged_and_the_page_stays(name, event, monkeypatch, caplog):
    page = Page(name)
    monkeypatch.setattr(Image.Image, "load", pytest.fail)  # a large one would be unpacked
    page.send(partial(canvas._obey, read=digit_from_ink, take=lambda value: None), **event)
    assert any("cannot be read" in error.value for error in page.app.error)
    assert page.app.session_state[f"{name}.known"] == 1
    assert page.app.button(key=f"{name}.clear")
    assert any(record.name == guard.__name__ for record in caplog.records)
    assert "Failed:" not in caplog.text


@pytest.mark.parametrize("change", [None, "1", 1.5, True, -1, 2**53])
def test_what_is_no_change_of_a_sheet_is_left_out(change):
    page = Page("digits").send(partial(canvas._obey, read=digit_from_ink), **told(b"x", change=change))
    assert not page.app.error


@pytest.mark.parametrize("side", [280, 560, 840])
def test_a_sheet_of_any_screen_is_read(side):
    page = Page("digits").send(partial(canvas._obey, read=digit_from_ink), **told(b"x"))
    assert page.app.error
    page.send(partial(canvas._obey, read=digit_from_ink), **told(png(side, side)))
    assert not page.app.error


@pytest.mark.parametrize("is_fragment", [True, False])
def test_a_callback_can_have_the_whole_page_run_where_a_fragment_alone_would(monkeypatch, is_fragment):
    monkeypatch.setattr(session.st, "session_state", {})
    reruns = []
    monkeypatch.setattr(guard.st, "rerun", lambda: reruns.append("whole page"))
    monkeypatch.setattr(runs, "is_fragment", lambda: is_fragment)
    guard.guarded(lambda: None)()
    assert reruns == []
    guard.guarded(whole_page.ask)()
    guard.guarded(lambda: None)()
    assert len(reruns) == is_fragment
