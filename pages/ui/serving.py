"""What the app's server does beyond Streamlit's own: it sends scripts compressed, names early what pages are made of,
and opens a browser as it starts.

Streamlit leaves its scripts as they are, since it would compress them at every request: 2.1 MB before a page's first
word, a third of that as gzip. Their names change with their content, so that once a process is enough. What draws a
page's elements it has a browser get only when it meets the first of their kind, after all else: here the page itself
names what each of ours has, so that it comes while the rest is still being read.
"""
import asyncio
import gzip
import re
import webbrowser
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = "/static/"  # of Streamlit's own files, wherever the app's address begins
TEXTS = "text/", "application/javascript", "application/json", "image/svg"  # fonts and photos are compressed already
LEAST = 500  # bytes; less fits into a packet
SCRIPTS = Path(str(resources.files("streamlit"))) / "static" / "static" / "js"
PARTS = "BidiComponent", "Html", "Button", "PageLink"  # the scripts that draw what each of our pages has
OTHERS = "/_stcore/", "/media/", "/component/", "/app/static/"  # in the ways to what is neither
CONDITIONS = {b"accept-encoding", b"range", b"if-none-match", b"if-modified-since", b"if-range"}
GZIP = re.compile(r"(?:gzip|\*)(?:;q=(?!0(?:\.0*)?$).*)?")
IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


class Compressed:
    """Middleware that compresses what is in the static folder once, at its first request, and keeps it; and the page
    around all our pages, with links to what they are made of.

    What is asked for by range, or by who cannot read gzip, is sent as it is. Streamlit answers all the same, whether
    there is such a file or page, and of which version.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[tuple[str, str], tuple[bytes, str]] = {}  # by name and ETag: as many as there are files
        self._turn = asyncio.Lock()  # thirty who come at once would all compress the same

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_be_ours(scope):
            await self._app(scope, receive, send)
            return
        head, _ = await self._answer({**scope, "method": "HEAD"}, receive)
        headers, asked = MutableHeaders(raw=head["headers"]), Headers(scope=scope)
        if not _shrinks(scope["path"], head["status"], headers):
            await self._app(scope, receive, send)
        elif "range" in asked or not _reads_gzip(asked):
            await self._app(scope, receive, _with_vary(send))
        else:
            await self._send_gzip(scope, receive, send, head)

    async def _send_gzip(self, scope: Scope, receive: Receive, send: Send, head: Message) -> None:
        """Answer for the file or the page of this head."""
        headers = MutableHeaders(raw=head["headers"])
        body, etag = await self._body(scope, receive, headers["etag"])
        headers["etag"] = etag
        headers.add_vary_header("accept-encoding")
        known = [tag.strip() for tag in Headers(scope=scope).get("if-none-match", "").split(",")]
        if etag in known or "*" in known:
            del headers["content-length"], headers["content-type"]
            head, body = {**head, "status": 304}, b""
        else:
            headers["content-encoding"], headers["content-length"] = "gzip", str(len(body))
        await send({**head, "headers": headers.raw})
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})

    async def _body(self, scope: Scope, receive: Receive, etag: str) -> tuple[bytes, str]:
        """The gzip of what Streamlit has under an ETag, and the gzip's own ETag."""
        is_page = FOLDER not in scope["path"]  # every other way is the page
        key = "" if is_page else scope["path"].rpartition("/")[2], etag
        async with self._turn:
            if key not in self._kept:
                _, plain = await self._answer({**scope, "method": "GET"}, receive)
                plain = with_links(plain, SCRIPTS) if is_page else plain
                body = await asyncio.to_thread(gzip.compress, plain, mtime=0)
                self._kept[key] = body, f'W/"{zlib.crc32(body):08x}"'
        return self._kept[key]

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        """The beginning of what Streamlit would send whole to somebody who has nothing yet, and its body."""
        said: list[Message] = []

        async def listen(message: Message) -> None:
            said.append(message)

        headers = [(name, value) for name, value in scope["headers"] if name not in CONDITIONS]
        await self._app({**scope, "headers": headers}, receive, listen)
        return said[0], b"".join(message.get("body", b"") for message in said[1:])


def _with_vary(send: Send) -> Send:
    """Sends what others, who read gzip, are sent otherwise."""
    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=[*message["headers"]])
            headers.add_vary_header("accept-encoding")
            message = {**message, "headers": headers.raw}
        await send(message)

    return noted


def with_links(page: bytes, scripts: Path) -> bytes:
    """A page with links in its head to the scripts that draw ours, as far as it has none to them. They come last, so
    that nothing waits for them. scripts: the folder of Streamlit's scripts."""
    known = page.decode()
    names = dict.fromkeys(name for part in PARTS for path in scripts.glob(f"{part}.*.js")
                          for name in _needed(path, known))
    links = "".join(f'<link rel="modulepreload" crossorigin href=".{FOLDER}js/{name}">\n' for name in names)
    return known.replace("</head>", f"{links}</head>", 1).encode()


def _needed(script: Path, known: str) -> Iterator[str]:
    """The names of a script and of all that it imports, but for what a page names already."""
    if script.name in known:
        return
    yield script.name
    for name in IMPORT.findall(script.read_text("utf-8")):
        yield from _needed(script.with_name(name), known)


def _may_be_ours(scope: Scope) -> bool:
    """Whether a request is for what may be a file of the static folder, or a page."""
    return (scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
            and not any(part in scope["path"] for part in OTHERS))


def _reads_gzip(asked: Headers) -> bool:
    codings = ",".join(asked.getlist("accept-encoding")).replace(" ", "").lower().split(",")
    return any(GZIP.fullmatch(coding) for coding in codings)


def _shrinks(path: str, status: int, headers: Headers) -> bool:
    """Whether an answer is a text that never changes, unlike the page that stands in for a file that is not there, or
    the page where one was asked for."""
    kind, caching = headers.get("content-type", ""), headers.get("cache-control", "")
    wanted = ("immutable" in caching and kind.startswith(TEXTS) if FOLDER in path
              else caching == "no-cache" and kind.startswith("text/html"))
    return status == 200 and wanted and "etag" in headers and int(headers.get("content-length", 0)) >= LEAST


@asynccontextmanager
async def opened(app: Any) -> AsyncIterator[None]:
    """Around the server's life: open the app in a browser where somebody sits in front, as `streamlit run` does with a
    script, but not with a server of its own such as this one."""
    if not st.get_option("server.headless"):
        protocol = "https" if st.get_option("server.sslCertFile") else "http"
        place = f"{st.get_option('browser.serverAddress')}:{st.get_option('browser.serverPort')}"
        path = st.get_option("server.baseUrlPath").strip("/")
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, f"{protocol}://{place}/{path}".rstrip("/"))
    yield
