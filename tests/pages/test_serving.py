"""The server's middleware around an app of a few files, and around Streamlit itself as the README starts it."""
import asyncio
import gzip
import http.client
import re
from collections import Counter
from pathlib import Path

import pytest
import streamlit as st

from pages.ui import serving
from tests import browser

SCRIPT, FONT = b"const a = 1;\n" * 400, b"\x00woff2" * 400
IMMUTABLE = "public, immutable, max-age=31536000"
FILES = {"/static/js/a.js": ("text/javascript; charset=utf-8", IMMUTABLE, SCRIPT),
         "/base/static/js/a.js": ("text/javascript; charset=utf-8", IMMUTABLE, SCRIPT),
         "/static/media/a.woff2": ("font/woff2", IMMUTABLE, FONT),
         "/static/js/tiny.js": ("text/javascript", IMMUTABLE, b"1;"),
         "/static/not_there.js": ("text/html", "no-cache", SCRIPT),
         "/app/page": ("text/html", IMMUTABLE, SCRIPT),
         "/page": ("text/html; charset=utf-8", "no-cache", b"<html><head></head>" + b"text" * 200)}


class App:
    """Serves the files, and counts how often it sends each one's body."""

    def __init__(self):
        self.sent = Counter()
        self.others = []

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            self.others.append(scope["type"])
            return
        kind, caching, content = FILES[scope["path"]]
        headers = {"content-type": kind, "cache-control": caching, "content-length": str(len(content)), "etag": '"e"'}
        is_known = (b"if-none-match", b'"e"') in scope["headers"]
        await send({"type": "http.response.start", "status": 304 if is_known else 200,
                    "headers": [(name.encode(), value.encode()) for name, value in headers.items()]})
        if scope["method"] == "GET" and not is_known:
            self.sent[scope["path"]] += 1
            await asyncio.sleep(0)  # lets others in
            await send({"type": "http.response.body", "body": content[:1000], "more_body": True})
            content = content[1000:]
        else:
            content = b""
        await send({"type": "http.response.body", "body": content})


def asked(middleware, path, method="GET", **headers):
    """(status, headers, body) of an answer. Names of headers are written with underscores."""
    async def ask():
        said = []

        async def listen(message):
            said.append(message)

        named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        await middleware({"type": "http", "method": method, "path": path, "headers": named}, None, listen)
        return said

    start, *rest = asyncio.run(ask())
    return (start["status"], {name.decode(): value.decode() for name, value in start["headers"]},
            b"".join(message["body"] for message in rest))


@pytest.mark.parametrize("path", ["/static/js/a.js", "/base/static/js/a.js"])
def test_a_script_is_sent_as_gzip_that_inflates_to_it(path):
    status, headers, body = asked(serving.Compressed(App()), path, accept_encoding="br, gzip, zstd")
    assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "accept-encoding")
    assert gzip.decompress(body) == SCRIPT
    assert int(headers["content-length"]) == len(body) < len(SCRIPT) / 3
    assert headers["cache-control"] == IMMUTABLE


def test_a_script_is_read_and_compressed_once_though_thirty_ask_at_once(monkeypatch):
    app, calls = App(), []
    monkeypatch.setattr(serving.gzip, "compress", lambda plain, mtime: calls.append(plain) or b"small")

    async def all_at_once():
        middleware = serving.Compressed(app)
        scope = {"type": "http", "method": "GET", "path": "/static/js/a.js", "headers": [(b"accept-encoding", b"gzip")]}
        bodies = []

        async def listen(message):
            bodies.append(message.get("body", b""))

        await asyncio.gather(*(middleware(scope, None, listen) for _ in range(30)))
        return bodies

    assert asyncio.run(all_at_once()).count(b"small") == 30
    assert (app.sent.total(), calls) == (1, [SCRIPT])


@pytest.mark.parametrize("headers", [
    {}, {"accept_encoding": "br, zstd"}, {"accept_encoding": "gzip;q=0"}, {"accept_encoding": "GZIP; q=0.000"},
    {"accept_encoding": "identity"}, {"accept_encoding": "gzip", "range": "bytes=0-9"}])
def test_a_script_is_sent_as_it_is_to_who_reads_no_gzip_or_asks_for_a_part(headers):
    status, answered, body = asked(serving.Compressed(App()), "/static/js/a.js", **headers)
    assert (status, "content-encoding" in answered, body) == (200, False, SCRIPT)
    assert answered["vary"] == "accept-encoding"  # what a cache keeps of it is not for all


@pytest.mark.parametrize("codings", ["gzip", "GZIP", "br, gzip;q=0.5", "gzip; q=1.0", "*", "identity;q=0, *;q=0.1"])
def test_who_reads_gzip_is_told_in_many_ways(codings):
    assert asked(serving.Compressed(App()), "/static/js/a.js", accept_encoding=codings)[1]["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", FILES.keys() - {"/static/js/a.js", "/base/static/js/a.js", "/page"})
def test_fonts_tiny_files_and_what_may_change_are_sent_as_they_are(path):
    _, headers, body = asked(serving.Compressed(App()), path, accept_encoding="gzip")
    assert ("content-encoding" in headers, body) == (False, FILES[path][2])


@pytest.mark.parametrize("path", ["/static/js/a.js", "/page"])
def test_a_browser_that_has_it_is_told_so_and_what_streamlit_alone_would_send_is_another(path):
    middleware = serving.Compressed(App())
    _, headers, body = asked(middleware, path, accept_encoding="gzip")
    known = asked(middleware, path, accept_encoding="gzip", if_none_match=f'"other", {headers["etag"]}')
    assert known[::2] == (304, b"")
    assert {name: known[1][name] for name in ("etag", "vary", "cache-control")} == {
        name: headers[name] for name in ("etag", "vary", "cache-control")}
    assert "content-length" not in known[1]
    for theirs in ('"e"', 'W/"e"'):
        assert asked(middleware, path, accept_encoding="gzip", if_none_match=theirs)[::2] == (200, body)


def test_a_look_at_the_head_tells_of_the_gzip_without_a_body():
    of_get, of_head = (asked(serving.Compressed(App()), "/static/js/a.js", method, accept_encoding="gzip")
                       for method in ("GET", "HEAD"))
    assert of_head == (*of_get[:2], b"")


def test_the_web_socket_and_the_server_s_own_life_pass_through():
    app = App()
    for kind in ("websocket", "lifespan"):
        asyncio.run(serving.Compressed(app)({"type": kind, "path": "/static/"}, None, None))
    assert app.others == ["websocket", "lifespan"]


PAGE = b"<html><head><script src='./static/js/Known.1.js'></script></head><body></body></html>"


@pytest.fixture
def scripts(tmp_path):
    """A folder like that of Streamlit's scripts: two parts of pages, one of which needs the other's other."""
    for name, text in {"BidiComponent.1.js": 'import{a}from"./Known.1.js";import"./deep.1.js";import("./Later.1.js")',
                       "deep.1.js": 'import {b} from "./deeper.1.js"', "deeper.1.js": "export const b = 1;",
                       "Html.1.js": 'import{b}from"./deeper.1.js"', "HtmlOther.1.js": "", "Known.1.js": "",
                       "Later.1.js": ""}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_page_names_what_draws_its_elements_and_all_that_needs_once_behind_the_rest(scripts):
    named = serving.with_links(PAGE, scripts).decode()
    assert re.findall(r'<link rel="modulepreload" crossorigin href="\./static/js/([^"]+)">\n', named) == [
        "BidiComponent.1.js", "deep.1.js", "deeper.1.js", "Html.1.js"]
    assert re.sub(r"<link[^>]*>\n", "", named).encode() == PAGE


@pytest.mark.parametrize("page", [PAGE, b"<p>no head</p>"])
def test_a_page_of_another_streamlit_or_without_a_head_stays_as_it_is(tmp_path, page):
    assert serving.with_links(page, tmp_path) == page
    assert serving.with_links(b"", tmp_path) == b""


@pytest.mark.parametrize("path", ["/page", "/page/deeper"])
def test_a_page_is_sent_as_gzip_with_links_to_who_goes_there(monkeypatch, scripts, path):
    monkeypatch.setattr(serving, "SCRIPTS", scripts)
    page = PAGE.replace(b"<body>", b"<body>" + b"text" * 200)
    monkeypatch.setitem(FILES, path, ("text/html; charset=utf-8", "no-cache", page))
    middleware = serving.Compressed(App())
    status, headers, body = asked(middleware, path, accept_encoding="gzip")
    assert (status, headers["content-encoding"], int(headers["content-length"])) == (200, "gzip", len(body))
    assert gzip.decompress(body) == serving.with_links(page, scripts) != page
    _, headers, body = asked(middleware, path)
    assert (headers["vary"], body) == ("accept-encoding", page)


@pytest.mark.parametrize("path", ["/media/page.html", "/_stcore/page", "/component/canvas/index.html", "/points.csv"])
def test_what_is_no_page_of_ours_is_sent_as_it_is(monkeypatch, path):
    kind = "text/csv" if path.endswith("csv") else "text/html"
    monkeypatch.setitem(FILES, path, (kind, "no-cache", PAGE * 9))
    app = App()
    assert asked(serving.Compressed(app), path, accept_encoding="gzip")[2] == PAGE * 9
    assert app.sent[path] == 1


@pytest.mark.parametrize(("options", "address"), [
    ({}, "http://localhost:8501"), ({"server.headless": True}, None),
    ({"server.baseUrlPath": "/nets/", "server.sslCertFile": "mine.pem"}, "https://localhost:8501/nets")])
def test_the_server_opens_a_browser_as_it_starts_unless_it_is_headless(monkeypatch, options, address):
    usual = {"server.headless": False, "server.sslCertFile": None, "server.baseUrlPath": "", "server.address": None,
             "browser.serverAddress": "localhost", "browser.serverPort": 8501}
    opened = []
    monkeypatch.setattr(st, "get_option", (usual | options).__getitem__)
    monkeypatch.setattr(serving.webbrowser, "open", opened.append)

    async def live():
        async with serving.opened(None):
            await asyncio.get_running_loop().shutdown_default_executor()

    asyncio.run(live())
    assert opened == ([address] if address else [])


@pytest.fixture(scope="module")
def server():
    with browser.served() as server:
        yield server


@pytest.fixture
def fetched(server):
    """(status, headers, body) of what the app answers."""
    def fetch(path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", f"/{path}",
                           headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    return fetch


def test_streamlit_s_scripts_come_as_a_third_of_their_bytes_and_inflate_to_the_files(fetched):
    sizes = Counter()
    for path in re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', fetched("")[2].decode()):
        _, headers, body = fetched(path, Accept_Encoding="gzip")
        plain = (Path(st.__file__).parent / "static" / path).read_bytes()
        assert (gzip.decompress(body) if headers["content-encoding"] else body) == plain
        assert fetched(path)[2] == plain
        sizes += {"sent": len(body), "plain": len(plain)}
    assert sizes["plain"] > 1_000_000
    assert sizes["sent"] < sizes["plain"] / 3


@pytest.mark.parametrize("path", ["", "playground", "no/page"])
def test_every_page_names_scripts_that_are_there(fetched, path):
    _, headers, body = fetched(path, Accept="text/html", Accept_Encoding="gzip")
    assert headers["cache-control"] == "no-cache"
    page = gzip.decompress(body).decode()
    added = page[page.index('rel="stylesheet"') :]
    names = re.findall(r'<link rel="modulepreload" crossorigin href="\./(static/js/[^"]+)">', added)
    assert {name.rpartition("/")[2].partition(".")[0] for name in names} >= set(serving.PARTS)
    assert len(names) == len(set(names))
    for name in names:
        assert fetched(name)[2] == (serving.SCRIPTS / Path(name).name).read_bytes()


def test_streamlit_still_answers_for_what_a_browser_has_for_parts_and_for_what_is_not_there(fetched):
    (path,) = re.findall(r'<script type="module" crossorigin src="\./([^"]+)"', fetched("")[2].decode())
    _, headers, _ = fetched(path, Accept_Encoding="gzip")
    assert "immutable" in headers["cache-control"]
    assert fetched(path, Accept_Encoding="gzip", If_None_Match=headers["etag"])[::2] == (304, b"")
    status, headers, part = fetched(path, Accept_Encoding="gzip", Range="bytes=0-9")
    assert (status, headers["content-encoding"], len(part)) == (206, None, 10)
    assert fetched("static/js/none.js", Accept_Encoding="gzip")[1]["cache-control"] == "no-cache"
    assert fetched("_stcore/health")[::2] == (200, b"ok")
