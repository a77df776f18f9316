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
IMPORT = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


class Compressed:
    """Middleware that compresses what is in the static folder once, at its first request, and keeps it; and the page
    around all our pages, with links to what they are made of.

    What is asked for by range, or by who cannot read gzip, is sent as it is. Streamlit answers all the same, whether a
    file is there and whether the browser has it already: its body alone is another.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[tuple[str, str], bytes] = {}  # by name and ETag: as many as there are files
        self._turn = asyncio.Lock()  # thirty who come at once would all compress the same

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_for_us(scope):
            await self._app(scope, receive, send)
            return
        head, _ = await self._answer({**scope, "method": "HEAD"}, receive)
        headers = MutableHeaders(raw=head["headers"])
        if not _shrinks(scope["path"], head["status"], headers):
            await self._app(scope, receive, send)
            return
        body = await self._body(scope, receive, headers["etag"])
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        headers["etag"] = f"W/{headers['etag']}"  # the same file, in other bytes
        headers.add_vary_header("accept-encoding")
        await send(head)
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})

    async def _body(self, scope: Scope, receive: Receive, etag: str) -> bytes:
        key = scope["path"].rpartition("/")[2] if FOLDER in scope["path"] else "", etag  # every other way is the page
        async with self._turn:
            if key not in self._kept:
                _, plain = await self._answer({**scope, "method": "GET"}, receive)
                if FOLDER not in scope["path"]:
                    plain = with_links(plain, SCRIPTS)
                self._kept[key] = await asyncio.to_thread(gzip.compress, plain, mtime=0)
        return self._kept[key]

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        """The beginning of what Streamlit would send, and its body."""
        said: list[Message] = []

        async def listen(message: Message) -> None:
            said.append(message)

        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, listen)
        return said[0], b"".join(message.get("body", b"") for message in said[1:])


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


def _is_for_us(scope: Scope) -> bool:
    """Whether a request is for a page or for a file that may be compressed, and by somebody who reads that."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    asked = Headers(scope=scope)
    codings = [coding.replace(" ", "").lower() for coding in asked.get("accept-encoding", "").split(",")]
    return ("gzip" in codings and "range" not in asked
            and (FOLDER in scope["path"] or "text/html" in asked.get("accept", "")))


def _shrinks(path: str, status: int, headers: Headers) -> bool:
    """Whether an answer is a text that never changes, unlike the page that stands in for a file that is not there, or
    the page where one was asked for."""
    kind = headers.get("content-type", "")
    wanted = ("immutable" in headers.get("cache-control", "") and kind.startswith(TEXTS) if FOLDER in path
              else kind.startswith("text/html"))
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
