"""What the app expects of Streamlit beyond its public interface, and that pages go on where a version lacks it."""
import ast
import gc
import io
import logging
import weakref
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.ui.playground.lessons import LESSONS
from pages.ui.shared import streamlit_private
from pages.ui.shared.hosting.saved_files import SavedFiles
from tests.app_pages import Page

ROOT = Path(__file__).parents[3]
HERE = ROOT / "pages" / "ui" / "shared" / "streamlit_private.py"
OTHERS = [ROOT / "app.py", *(path for path in sorted((ROOT / "pages").rglob("*.py")) if path != HERE)]
REAL = streamlit_private._part


def private_names() -> list[str]:
    """The names that the module reaches for."""
    calls = [node for node in ast.walk(ast.parse(HERE.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return sorted({node.args[1].value for node in calls if getattr(node.func, "id", "") == "_part"})


NAMES = private_names()


@pytest.fixture(autouse=True)
def nothing_missed(monkeypatch):
    """Names that were missing in another test are logged again."""
    monkeypatch.setattr(streamlit_private, "_missed", set())


def handed_on() -> list:
    """What the thread that tells the browsers was asked to do, on a server that runs."""
    asked, done = [], []
    loop = SimpleNamespace(call_soon_threadsafe=asked.append)
    runtime = import_module("streamlit.runtime")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "exists", lambda: True)
        patch.setattr(runtime, "get_instance",
                      lambda: SimpleNamespace(_get_async_objs=lambda: SimpleNamespace(eventloop=loop)))
        streamlit_private.after_what_waits(lambda: done.append("handed on"))
    return asked or done


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
    streamlit_private.accept_any_file_name()
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
        streamlit_private.watch_files_once()
        yield searched


def forgotten() -> tuple[io.BytesIO, MemoryUploadedFileManager]:
    """A file that Streamlit no longer keeps, and what kept it."""
    files, file = MemoryUploadedFileManager("/upload"), io.BytesIO(b"content")
    file.file_id = "file"
    files.add_file("visit", UploadedFileRec("file", "name", "type", b"content"))
    context = SimpleNamespace(uploaded_file_mgr=files, session_id="visit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streamlit_private, "_context", lambda: context)
        streamlit_private.forget_file(file)
    return file, files


def test_this_version_of_streamlit_has_every_part_and_a_visit_uses_each(monkeypatch):
    used = set()

    def note(owner, name):
        used.add(name)
        return REAL(owner, name)

    monkeypatch.setattr(streamlit_private, "_part", note)
    a_visit()
    assert streamlit_private._missed == set()
    assert used == {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_goes_on_where_a_version_of_streamlit_lacks_a_part_which_is_logged_once(name, monkeypatch, caplog):
    def lacking(owner, part):
        if part == name:
            raise AttributeError(f"no attribute {part!r}")
        return REAL(owner, part)

    monkeypatch.setattr(streamlit_private, "_part", lacking)
    caplog.set_level(logging.WARNING, streamlit_private.__name__)
    a_visit()
    said = [record.getMessage() for record in caplog.records if record.name == streamlit_private.__name__]
    assert said
    assert len(said) == len(set(said))
    assert all(record.exc_info for record in caplog.records if record.name == streamlit_private.__name__)


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
    streamlit_private.after_what_waits(lambda: done.append(1))
    assert done == [1]
    (hand_on,) = handed_on()
    hand_on()


def test_a_forgotten_file_has_left_the_memory():
    file, files = forgotten()
    assert file.closed
    assert files.get_files("visit", ["file"]) == []


def test_a_file_may_have_any_name():
    uploader = import_module("streamlit.elements.widgets.file_uploader")
    streamlit_private.accept_any_file_name()
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
    assert str(HERE) in found[0]
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

    monkeypatch.setattr(streamlit_private, "_part", lacking)
    page = Page("playground", query={"playground.lesson": "features"})
    settings = LESSONS["features"].all_settings
    assert {name: page.app.session_state[f"playground.{name}"] for name in settings} == settings
    old = Page("playground", query={"playground.stretch": "7"})
    assert old.app.number_input(key="playground.pause_every").value == 7
