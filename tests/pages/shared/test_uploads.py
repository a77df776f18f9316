"""Whatever becomes of a file, the page stays, and says what became of it."""
import io
import json
from collections.abc import Mapping
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np
import pytest

from engine.datasets import mnist
from engine.exchange import About, to_npz
from engine.exchange.drawings import drawings_to_json
from engine.network import Network
from pages.ui.shared import guard, plain, session, uploads
from tests import browser
from tests.app_pages import Page
from tests.photos import photo

SMALL = {"rows": 1_000, "hidden": 16, "epochs": 1}
# Every place for a file: the page, the upload, and a good file for it.
PLACES = {
    "weights of the playground": ("playground", "weights", to_npz(
        Network.mlp((2, 3, 1)), About("binary_cross_entropy", ("0", "1")))),
    "own points": ("playground", "own", b"a,b,kind\n1,2,x\n3,4,y\n"),
    "digits": ("digits", "csv", "\n".join(",".join(map(str, [i % 10, *pixels])) for i, pixels in enumerate(
        mnist().inputs[:50].tolist())).encode()),
    "weights of digits": ("digits", "weights", to_npz(
        Network.mlp((784, 4, 10)), About("softmax_cross_entropy", tuple("0123456789")))),
    "photo": ("digits", "photo", photo(mnist().test_inputs[0].reshape(28, 28), np.random.default_rng(0))),
    "drawings": ("handwriting", "drawings", drawings_to_json(mnist().inputs[:2], np.array([5, 0])).encode()),
}
READERS = {"weights of the playground": "playground.weights_files.from_file", "digits": "digits.files.digits_from_csv",
           "weights of digits": "digits.networks.from_file", "photo": "digits.photos.readers.Recognizer.in_photo",
           "drawings": "handwriting.own_hand.drawings_from_json",
           "own points": "playground.controls.own_table.dataset_from_csv"}
FAILURES = [RuntimeError("secret"), MemoryError("secret"), RecursionError("secret"), KeyError("secret"),
            UnicodeDecodeError("utf-8", b"", 0, 0, "secret")]
NASTY = "[click](http://a.b) ![i](x)\u202e:red[r] $x$.json"


def opened(place: str) -> Page:
    """The page with the upload, with something on it that could be lost."""
    name = PLACES[place][0]
    if name == "digits":
        page = Page("digits", **SMALL).play_until_it_stops("train")
        page.app.session_state["digits.strokes"] = [{"stroke": "#101820"}]
    elif name == "playground":
        page = Page("playground", dataset="own").click("step")
    else:
        page = Page(name, drawings=[(np.full(784, 7, np.uint8), 3)])
    page.run()
    return page


def kept(page: Page) -> dict:
    """All that the visit has, but for the words about files and the widgets that take them."""
    state = page.app.session_state._state.filtered_state
    besides = ("_file", "_trouble", "_outcome", "laid", "parts", "app.failed", "inside_", "components.keeping",
               "keeping.visit")
    return {key: value for key, value in state.items() if not any(part in key for part in besides)}


def same(before: dict, after: dict) -> bool:
    """Whether nothing has changed; Streamlit makes the dicts that components keep anew."""
    return before.keys() == after.keys() and all(
        old is new or (dict(old) == dict(new) if isinstance(old, Mapping) else np.array_equal(old, new))
        for old, new in ((before[key], after[key]) for key in before))


def reader_failing(place, failure, monkeypatch):
    """Have the upload's reader raise an exception that it never should."""
    def fail(*_):
        raise failure

    monkeypatch.setattr(f"pages.ui.{READERS[place]}", fail)


@pytest.mark.parametrize("place", PLACES)
def test_a_good_file_is_taken_and_leaves_the_memory(place):
    page = opened(place)
    name, upload, content = PLACES[place]
    page.bring(upload, "good", content)
    assert not page.app.error
    assert page.app.session_state[f"{name}.{upload}_files"] == 1
    assert all(uploader.value is None for uploader in page.app.get("file_uploader"))


@pytest.mark.parametrize(("place", "failure"), [
    *((place, FAILURES[0]) for place in PLACES), *(("own points", failure) for failure in FAILURES[1:])])
def test_a_reader_that_fails_unexpectedly_leaves_everything_as_it_was(place, failure, monkeypatch, caplog):
    page = opened(place)
    before, params = kept(page), page.live.run.network.params.copy() if PLACES[place][0] != "handwriting" else None
    with monkeypatch.context() as patch:
        reader_failing(place, failure, patch)
        page.bring(PLACES[place][1], "odd.file", PLACES[place][2])
    (error,) = page.app.error
    assert error.value.startswith("odd.file cannot be used. Reading it failed")
    assert "secret" not in error.value
    assert same(before, kept(page))
    if params is not None:
        np.testing.assert_array_equal(page.live.run.network.params, params)
    (record,) = [record for record in caplog.records if record.name == guard.__name__]
    assert record.exc_info[1] is failure
    page.bring(PLACES[place][1], "good", PLACES[place][2])
    assert not page.app.error


@pytest.mark.parametrize("place", PLACES)
def test_what_was_put_before_the_failure_is_taken_back(place, monkeypatch):
    page = opened(place)
    before = kept(page)
    put, calls = session.put, []

    def failing_put(where, **values):
        put(where, **values)
        if not any(name.endswith(("_outcome", "_files", "failed")) for name in values) and not calls:
            calls.append(values)
            raise RuntimeError

    monkeypatch.setattr(uploads.session, "put", failing_put)
    page.bring(PLACES[place][1], "good", PLACES[place][2])
    assert calls
    assert "Reading it failed" in page.app.error[0].value
    assert same(before, kept(page))


@pytest.mark.parametrize("place", PLACES)
def test_sizes_are_checked_on_the_server_by_the_widgets_own_limit(place, monkeypatch):
    page = opened(place)
    before = kept(page)
    limits = []
    monkeypatch.setattr(uploads.st, "file_uploader", lambda *_, key, max_upload_size, **__: limits.append(
        (key, max_upload_size)))
    page.run()
    monkeypatch.undo()
    page.run()
    name, upload, _ = PLACES[place]
    (limit,) = [most for key, most in limits if key == f"{name}.{upload}_file0"]
    reader_failing(place, AssertionError("It was read."), monkeypatch)
    page.bring(upload, "huge.bin", bytes(limit * 2**20 + 1))
    words = page.app.error[0].value
    assert words.startswith(f"huge.bin cannot be used. It has {limit}.0 MB, and at most {limit} are read here.")
    assert same(before, kept(page))


@pytest.mark.parametrize("place", PLACES)
def test_a_files_name_is_shown_as_it_is_written(place):
    page = opened(place).bring(PLACES[place][1], NASTY, b"\x00nothing of use")
    (error,) = page.app.error
    assert error.value.startswith(plain.markdown("[click](http://a.b) ![i](x):red[r] $x$.json") + " cannot be used.")
    assert "\u202e" not in error.value


@pytest.mark.parametrize("place", PLACES)
def test_a_file_of_another_kind_than_the_browser_would_offer_is_looked_into(place):
    page = opened(place).bring(PLACES[place][1], "program.exe", b"MZ\x00")
    assert page.app.error[0].value.startswith("program.exe cannot be used. ")


def test_a_file_that_is_gone_is_no_file(monkeypatch):
    """After a lost connection, the browser may name a file that the server no longer has."""
    state = {"p.u_file0": type("DeletedFile", (), {"file_id": "1"})()}
    monkeypatch.setattr(session.st, "session_state", state)
    uploads.Upload("p", "u", 1, lambda file: pytest.fail("It was read."))._receive()
    assert len(state) == 1


def test_a_sentence_that_quotes_a_file_has_an_end():
    def take(file):
        raise ValueError("x" * 10_000)

    file = io.BytesIO(b"1")
    file.name, file.size = "y" * 10_000, 1
    trouble = uploads.Upload("p", "u", 1, take)._result(file)["trouble"]
    assert len(trouble) == uploads.LONGEST


def test_a_browser_without_cookies_can_bring_files_and_other_sites_cannot():
    with browser.served() as server:
        place = f"{server.address}/_stcore/upload_file/nobodys-visit/file"
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(place, b"file", method="PUT"))
        refused.value.close()
        assert refused.value.code == 400  # since there is no such visit; 403 would be for want of a cookie
        asking = {"Origin": "http://elsewhere.example", "Access-Control-Request-Method": "PUT"}
        with urlopen(Request(place, headers=asking, method="OPTIONS")) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] is None


def test_labels_that_a_weights_file_holds_are_never_markup():
    about = About("binary_cross_entropy", ("[a](http://b.c)", "\u202e<b>"))
    page = opened("weights of the playground").bring("weights", "w.npz", to_npz(Network.mlp((2, 3, 1)), about))
    assert not page.app.error
    text = json.dumps(page.app.session_state["playground.live"].run.dataset.labels)
    assert "http" not in text  # the problem's own labels stay
