"""What the app's server does beyond Streamlit's own: it sends scripts compressed, and opens a browser as it starts.

Streamlit leaves its scripts as they are, since it would compress them at every request: 2.1 MB before a page's first
word, a third of that as gzip. Their names change with their content, so that once a process is enough.
"""
import asyncio
import gzip
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = "/static/"  # of Streamlit's own files, wherever the app's address begins
TEXTS = "text/", "application/javascript", "application/json", "image/svg"  # fonts and photos are compressed already
LEAST = 500  # bytes; less fits into a packet


class Compressed:
    """Middleware that compresses what is in the static folder once, at its first request, and keeps it.

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
        if not _shrinks(head["status"], headers):
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
        key = scope["path"].rpartition("/")[2], etag
        async with self._turn:
            if key not in self._kept:
                _, plain = await self._answer({**scope, "method": "GET"}, receive)
                self._kept[key] = await asyncio.to_thread(gzip.compress, plain, mtime=0)
        return self._kept[key]

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        """The beginning of what Streamlit would send, and its body."""
        said: list[Message] = []

        async def listen(message: Message) -> None:
            said.append(message)

        await self._app(scope, receive, listen)
        return said[0], b"".join(message.get("body", b"") for message in said[1:])


def _is_for_us(scope: Scope) -> bool:
    """Whether a request is for a file that may be compressed, and by somebody who reads that."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or FOLDER not in scope["path"]:
        return False
    asked = Headers(scope=scope)
    codings = [coding.replace(" ", "").lower() for coding in asked.get("accept-encoding", "").split(",")]
    return "gzip" in codings and "range" not in asked


def _shrinks(status: int, headers: Headers) -> bool:
    """Whether an answer is a text that never changes, unlike the page that stands in for a file that is not there."""
    return (status == 200 and "immutable" in headers.get("cache-control", "") and "etag" in headers
            and headers.get("content-type", "").startswith(TEXTS) and int(headers.get("content-length", 0)) >= LEAST)


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
