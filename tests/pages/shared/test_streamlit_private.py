"""What the app expects of Streamlit beyond its public interface, and that pages go on where a version lacks it."""
import ast
import gc
import io
import logging
import threading
import weakref
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.ui.playground.lessons import LESSONS
from pages.ui.shared.hosting.saved_files import SavedFiles
from pages.ui.shared.streamlit_private import files, once, parts, runs
from tests.app_pages import Page

ROOT = Path(__file__).parents[3]
HERE = ROOT / "pages" / "ui" / "shared" / "streamlit_private"
OTHERS = [ROOT / "app.py", *(path for path in sorted((ROOT / "pages").rglob("*.py")) if path.parent != HERE)]
REAL = parts._found


def private_names() -> list[str]:
    """The names that the folder reaches for."""
    calls = [node for path in HERE.glob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, ast.Call)]
    return sorted({node.args[1].value for node in calls if getattr(node.func, "id", "") == "part"})


NAMES = private_names()


@pytest.fixture(autouse=True)
def nothing_missed(monkeypatch):
    """Names that were missing in another test are logged again."""
    monkeypatch.setattr(parts, "_missed", set())


def handed_on() -> list:
    """What the thread that tells the browsers was asked to do, on a server that runs."""
    asked, done = [], []
    loop = SimpleNamespace(call_soon_threadsafe=asked.append)
    runtime = import_module("streamlit.runtime")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "exists", lambda: True)
        patch.setattr(runtime, "get_instance",
                      lambda: SimpleNamespace(_get_async_objs=lambda: SimpleNamespace(eventloop=loop)))
        runs.after_what_waits(lambda: done.append("handed on"))
    return asked or done


def told(queued: int) -> tuple[list, ForwardMsgQueue]:
    """Whether a run waited in vain until its browser was told of its messages, of which so many were there, where that
    happens at once; and what is left of them."""
    queue, loop, waits = ForwardMsgQueue(), SimpleNamespace(call_soon_threadsafe=lambda do: do()), []
    for _ in range(queued):
        queue.enqueue(ForwardMsg())
    session = SimpleNamespace(_browser_queue=queue, on_flushed_messages_sent=lambda: None)

    class Told(threading.Event):
        """Waits no time; instead, what tells the browsers gets its turn."""

        def wait(self, timeout=None):
            if queued:
                session.on_flushed_messages_sent()  # of messages that were sent before
                waits.append(self.is_set())
                queue.flush()
                session.on_flushed_messages_sent()
            waits.append(self.is_set())
            return self.is_set()

    visits = SimpleNamespace(get_session_info=lambda name: SimpleNamespace(session=session))
    running = SimpleNamespace(_session_mgr=visits, _get_async_objs=lambda: SimpleNamespace(eventloop=loop))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "Event", Told)
        patch.setattr(runs, "context", lambda: SimpleNamespace(session_id="visit"))
        patch.setattr(import_module("streamlit.runtime"), "exists", lambda: True)
        patch.setattr(import_module("streamlit.runtime"), "get_instance", lambda: running)
        runs.until_told(60.0)
    return waits, queue


def asked(*requests: RerunData, ends: bool = False) -> ScriptRequests:
    """What a run of a fragment finds asked for while it goes on."""
    waiting = ScriptRequests()
    waiting.request_rerun(RerunData(fragment_id="show"))
    waiting.on_scriptrunner_ready()
    for request in requests:
        waiting.request_rerun(request)
    if ends:
        waiting.request_stop()
    return waiting


def is_clicked(waiting: ScriptRequests) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "context", lambda: SimpleNamespace(script_requests=waiting))
        return runs.is_clicked()


@contextmanager
def as_streamlit_has_it():
    """What is changed once a process is unchanged, and changed again at the end."""
    sessions = import_module("streamlit.runtime.app_session")
    kept = import_module("streamlit.runtime.state.safe_session_state").SafeSessionState
    with pytest.MonkeyPatch.context() as patch:
        write, copied = sessions._populate_theme_msg, vars(kept)["filtered_state"]
        patch.setattr(sessions, "_populate_theme_msg", getattr(write, "of_streamlit", write))
        patch.setattr(kept, "filtered_state", getattr(copied, "of_streamlit", copied))
        yield sessions, kept


def a_theme() -> bytes:
    """The theme that a run is told, by what stands in the app's settings."""
    theme = CustomThemeConfig()
    write = import_module("streamlit.runtime.app_session")._populate_theme_msg
    write(theme)
    write(theme.light, "theme.light")
    write(theme.dark.sidebar, "theme.dark.sidebar")
    return theme.SerializeToString(deterministic=True)


def a_visit() -> Page:
    """A visit in which the app uses each part: an old link, a lesson, a change, an upload, training that is called."""
    page = Page("playground", query={"playground.lesson": "features", "playground.stretch": "7"})
    assert page.live.run.config.hidden == (3,)  # settings that are not the lesson's are the link's
    page.click("same_lesson")
    assert page.live.run.config.hidden == ()
    page.app.selectbox(key="playground.dataset").set_value("spiral").run()
    page.click("step")
    page.bring("weights", "photo.txt", b"no weights")
    assert page.app.error
    page.visit("digits")
    page.app.button(key="digits.train").click()
    page.run()
    forgotten()
    handed_on()
    told(1)
    is_clicked(asked(CLOCK))
    with as_streamlit_has_it():
        once.look_up_singly()
        once.write_themes_once()
        page.visit("playground")
        a_theme()
    files.accept_any_file_name()
    with watched_once(lambda watcher: watcher._register_watcher(__file__, __name__)):
        for watcher in (a_watcher(), a_watcher()):
            watcher.update_watched_modules()
            watcher.close()
    return page


def a_watcher():
    """What Streamlit has for each visit."""
    pages = SimpleNamespace(main_script_path=str(ROOT / "app.py"), get_pages=lambda: {
        "app": {"script_path": str(ROOT / "app.py")}})
    return import_module("streamlit.watcher.local_sources_watcher").LocalSourcesWatcher(pages)


@contextmanager
def watched_once(search=None):
    """The app's files are watched once for all visits, as on a new server; a list of the visits that have searched for
    them. search: instead of Streamlit's own."""
    watching, searched = import_module("streamlit.watcher.local_sources_watcher"), []
    kind = watching.LocalSourcesWatcher
    search = search or getattr(kind.update_watched_modules, "of_streamlit", kind.update_watched_modules)

    def noted(watcher):
        searched.append(watcher)
        search(watcher)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SavedFiles, "look_forever", lambda self: None)
        patch.setattr(watching, "PathWatcher", None)
        patch.setattr(kind, "update_watched_modules", noted)
        once.watch_files_once()
        yield searched


def forgotten() -> tuple[io.BytesIO, MemoryUploadedFileManager]:
    """A file that Streamlit no longer keeps, and what kept it."""
    kept, file = MemoryUploadedFileManager("/upload"), io.BytesIO(b"content")
    file.file_id = "file"
    kept.add_file("visit", UploadedFileRec("file", "name", "type", b"content"))
    context = SimpleNamespace(uploaded_file_mgr=kept, session_id="visit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "context", lambda: context)
        files.forget_file(file)
    return file, kept


def test_this_version_of_streamlit_has_every_part_and_a_visit_uses_each(monkeypatch):
    used = set()

    def note(owner, name):
        used.add(name)
        return REAL(owner, name)

    monkeypatch.setattr(parts, "_found", note)
    a_visit()
    assert parts._missed == set()
    assert used == {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_goes_on_where_a_version_of_streamlit_lacks_a_part_which_is_logged_once(name, monkeypatch, caplog):
    def lacking(owner, part):
        if part == name:
            raise AttributeError(f"no attribute {part!r}")
        return REAL(owner, part)

    monkeypatch.setattr(parts, "_found", lacking)
    caplog.set_level(logging.WARNING, parts.__name__)
    a_visit()
    said = [record.getMessage() for record in caplog.records if record.name == parts.__name__]
    assert said
    assert len(said) == len(set(said))
    assert all(record.exc_info for record in caplog.records if record.name == parts.__name__)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_else_of_the_app_names_private_parts_of_streamlit(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert not [alias.name for alias in node.names if alias.name.startswith("streamlit.")]
        elif isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("streamlit.")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st":
            assert not node.attr.startswith("_")
            assert node.attr not in ("runtime", "elements", "proto", "delta_generator")
        elif isinstance(node, ast.Attribute):
            assert node.attr not in {part for part in NAMES if part.startswith("_")}


def test_without_a_server_nothing_waits_until_browsers_are_told():
    done = []
    runs.after_what_waits(lambda: done.append(1))
    assert done == [1]
    (hand_on,) = handed_on()
    hand_on()


@pytest.mark.parametrize("queued", [0, 1, 3])
def test_a_run_waits_until_its_browser_is_told_of_all_that_it_said(queued):
    waits, queue = told(queued)
    assert waits == ([False, True] if queued else [True])
    assert queue.is_empty()


def test_without_a_server_no_run_waits_for_a_browser():
    runs.until_told(60.0)


def with_value(**value) -> WidgetStates:
    return WidgetStates(widgets=[WidgetState(id="slider", int_value=3), WidgetState(id=next(iter(value)), **value)])


CLOCK = RerunData(fragment_id="show", is_auto_rerun=True, widget_states=with_value(bool_value=True))


@pytest.mark.parametrize(("waiting", "expected"), [
    (asked(), False), (asked(CLOCK), False), (asked(CLOCK, CLOCK), False), (asked(ends=True), True),
    (asked(CLOCK, ends=True), True), (asked(RerunData()), True), (asked(RerunData(fragment_id="show")), True),
    (asked(RerunData(), CLOCK), True), (asked(CLOCK, RerunData()), True),
    (asked(RerunData(fragment_id="show", widget_states=with_value(json_trigger_value="[]")), CLOCK), True),
    (asked(RerunData(fragment_id="show", widget_states=with_value(trigger_value=True)), CLOCK), True)],
    ids=["nothing", "clock", "clocks", "end", "clock, end", "page", "fragment", "page, clock", "clock, page",
         "picture, clock", "button, clock"])
def test_a_click_is_told_from_the_clock_also_where_both_have_come(waiting, expected):
    assert is_clicked(waiting) == expected


def test_fields_look_up_what_streamlit_would_have_copied():
    with as_streamlit_has_it() as (_, kept):
        page = Page("playground")
        copied = page.app.session_state._state.filtered_state
        once.look_up_singly()
        once.look_up_singly()  # a second time changes nothing
        values = kept(page.app.session_state._state, lambda: None).filtered_state
        assert not isinstance(values, dict)
        assert {name: values[name] for name in copied} == copied
        assert dict(values) == copied
        assert len(values) == len(copied)
        assert "playground.rate" in values
        assert "playground.nothing" not in values


def test_a_theme_is_written_once_and_again_where_the_settings_are_others(monkeypatch):
    with as_streamlit_has_it() as (sessions, _):
        expected, calls, write = a_theme(), [], sessions._populate_theme_msg
        monkeypatch.setattr(sessions, "_populate_theme_msg", lambda *theme: (calls.append(theme), write(*theme)))
        once.write_themes_once()
        assert [a_theme() for _ in range(3)] == [expected] * 3
        assert len(calls) == 3  # its parts
        config = import_module("streamlit.config")
        monkeypatch.setattr(config, "_config_options", dict(config._config_options))
        assert a_theme() == expected
        assert len(calls) == 6


def test_a_forgotten_file_has_left_the_memory():
    file, kept = forgotten()
    assert file.closed
    assert kept.get_files("visit", ["file"]) == []


def test_a_file_may_have_any_name():
    uploader = import_module("streamlit.elements.widgets.file_uploader")
    files.accept_any_file_name()
    assert uploader.enforce_filename_restriction("photo.xyz", [".png"]) is None


def test_the_files_of_the_app_are_searched_for_once_and_each_visit_watches_them_all():
    with watched_once() as searched:
        watchers = [a_watcher() for _ in range(3)]
        for watcher in watchers:
            watcher.update_watched_modules()
        found = [watcher._watched_modules.keys() for watcher in watchers]
        for watcher in watchers:
            watcher.close()
    assert len(searched) == 1
    assert str(HERE / "once.py") in found[0]
    assert found[0] == found[1] == found[2]


def test_nothing_of_a_visit_is_left_with_the_watchers_once_it_has_ended():
    with watched_once():
        watcher = a_watcher()
        watcher.update_watched_modules()
        [told] = {id(module.watcher._told.__self__) for module in watcher._watched_modules.values()}
        assert told == id(watcher)
        watcher.close()
        left = weakref.ref(watcher)
        del watcher
    gc.collect()
    assert left() is None


def test_lessons_open_without_the_private_parts_of_the_address(monkeypatch):
    def lacking(owner, part):
        if part in ("set_with_no_forward_msg", "_query_params"):
            raise AttributeError(part)
        return REAL(owner, part)

    monkeypatch.setattr(parts, "_found", lacking)
    page = Page("playground", query={"playground.lesson": "features"})
    settings = LESSONS["features"].all_settings
    assert {name: page.app.session_state[f"playground.{name}"] for name in settings} == settings
    old = Page("playground", query={"playground.stretch": "7"})
    assert old.app.number_input(key="playground.pause_every").value == 7
