"""That whoever watches a file hears of it once it was saved, and is forgotten once it has asked for that."""
import os

import pytest

from pages.ui.shared.hosting.saved_files import SavedFiles


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "page.py"
    path.write_text("1", "utf-8")
    return path


def save(file, text: str) -> None:
    """Save it, at another time than before however coarse the clock is."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before + 10**9, before + 10**9))


def test_all_who_watch_a_file_hear_once_that_it_was_saved(file):
    files, one, other = SavedFiles(), [], []
    for heard in (one, other):
        files.watch(str(file), heard.append)
    files.look()
    save(file, "2")
    files.look()
    files.look()
    assert one == other == [str(file)]


def test_a_file_that_is_gone_for_a_moment_is_heard_of_when_it_is_back(file):
    files, heard = SavedFiles(), []
    files.watch(str(file), heard.append)
    before = file.stat().st_mtime_ns
    file.unlink()
    files.look()
    assert heard == []
    file.write_text("22", "utf-8")
    os.utime(file, ns=(before, before))
    files.look()
    assert heard == [str(file)]


def test_who_has_forgotten_a_file_hears_nothing_and_is_not_kept(file):
    files, one, other = SavedFiles(), [], []
    told, told_too = one.append, other.append
    files.watch(str(file), told)
    files.watch(str(file), told_too)
    files.forget(str(file), told)
    save(file, "2")
    files.look()
    assert (one, other) == ([], [str(file)])
    files.forget(str(file), told_too)
    files.forget(str(file), told_too)
    assert len(files) == 0
