"""Our own components: their code is there wherever they are drawn, and each event of theirs is handled once."""
import struct
import zlib

import pytest

from pages.ui.shared import component, session
from pages.ui.shared.component import _components, _numbered
from pages.ui.shared.stage import stage
from pages.ui.shared.streamlit_private import runs
from tests.app_pages import Page


@pytest.fixture
def state(monkeypatch):
    state = {}
    monkeypatch.setattr(session.st, "session_state", state)
    return state


def trailer(data: bytes) -> tuple[float, int]:
    """The last event that was handled, and the data's number."""
    return struct.unpack("<dI", data[-12:])


def test_the_same_data_keeps_its_number_and_other_data_gets_the_next(state):
    numbers = [trailer(_numbered("key", data))[1] for data in (b"one", b"one", b"two")]
    assert numbers[0] == numbers[1]
    assert numbers[2] == (numbers[1] + 1) % 2**32


def test_an_event_is_handled_once_and_the_data_says_so(state):
    state["key"] = {"event": {"id": 5, "do": "undo"}}
    assert session.event("key") == {"id": 5, "do": "undo"}
    assert session.event("key") is None
    assert trailer(_numbered("key", b""))[0] == 5


def test_an_event_from_before_the_last_one_is_not_handled_again(state):
    for number in (5, 6, 5):
        state["key"] = {"event": {"id": number}}
        found = session.event("key")
    assert found is None
    assert session.handled("key") == 6


def test_what_is_handled_is_told_although_the_data_is_the_same(state):
    before = trailer(_numbered("key", b"one"))
    state["key"] = {"event": {"id": 5}}
    session.event("key")
    assert trailer(_numbered("key", b"one")) == (5, (before[1] + 1) % 2**32)


def test_what_a_page_draws_and_does_not_load_is_loaded_at_its_end(state, monkeypatch):
    loaded = []
    monkeypatch.setattr(component.Component, "load", lambda self: loaded.append(self.name))
    with component.loading():
        session.put(component.PAGE, drawn=frozenset({"stage", "pen"}), loaded=frozenset({"pen"}))
    assert loaded == ["stage"]


def test_a_fragment_that_draws_what_its_page_has_not_loaded_has_the_whole_page_run(state, monkeypatch):
    class Rerun(Exception):
        pass

    def rerun():
        raise Rerun

    monkeypatch.setattr(component.st, "rerun", rerun)
    monkeypatch.setattr(runs, "is_fragment", lambda: True)
    with pytest.raises(Rerun):
        stage.component.draw(b"", "key")


@pytest.mark.parametrize("name", ["home", "playground", "first_principles", "digits", "evaluation", "handwriting"])
def test_every_page_draws_components_of_names_of_their_own(name):
    page = Page(name)
    assert {*page.app.session_state["components.drawn"]} <= _components.keys()
    assert len({one.name for one in _components.values()}) == len(_components)


def sent(page: Page) -> dict[str, int]:
    """The components of a page in the order in which they are sent, and how many bytes of code each has with it, as
    the WebSocket deflates them."""
    return {one.proto.component_name: len(zlib.compress(one.proto.js_content.encode()))
            for one in page.app.get("bidi_component")}


def test_on_a_slow_link_the_first_picture_waits_for_no_code_but_its_own():
    assert [*sent(Page("home"))][:4] == ["stage_code", "scene_code", "scene", "stage"]


@pytest.mark.parametrize(("name", "most"), [("home", 60_000), ("playground", 65_000), ("digits", 77_000),
                                            ("evaluation", 29_000), ("first_principles", 27_000)])
def test_the_code_of_a_page_is_small_enough_for_a_slow_link(name, most):
    code = [size for component, size in sent(Page(name)).items() if component.endswith("_code")]
    assert 5_000 < sum(code) < most


def test_what_is_drawn_again_and_again_is_noted_once(state):
    for _ in range(3):
        stage.component._note_drawn()
    assert state["components.drawn"] == ("stage",)
