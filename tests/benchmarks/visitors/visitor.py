"""A visitor without a browser: speaks Streamlit's protocol over a websocket, as its page does, and paints nothing.

It keeps what a page keeps (widgets' values, messages by their hashes, the clocks of fragments) and sends what a page
sends: what Streamlit 1.67's own code in the browser does is the measure.
"""
import asyncio
import itertools
import json
import time
import urllib.request
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.benchmarks.visitors import pictures, widgets
from tests.benchmarks.visitors.wire import PATIENCE, CountedConnection, KeptMessages, connected

AGAIN = 3.0  # seconds until an event that was not answered is sent again: outbox.js
QUICK = 1.0  # seconds; what ticks more often is what plays or trains
BEHIND, FORGOTTEN = 1.0, 60.0  # seconds between the ticks of a hidden tab; of one that is hidden for long
LONG = 300.0  # seconds after which it is: Chromium's intensive throttling
FINISHED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


@dataclass
class Heard:
    """Something that came from the server. what: "start" or "end" of a run, or "element"; fragments: those that run
    alone, none if it is the whole page; stage: a stage message's header; handled: the id of the last event of a
    picture's that was handled."""

    what: str
    key: str = ""
    fragments: list[str] = field(default_factory=list)
    stage: dict[str, Any] | None = None
    handled: float = 0.0


@dataclass
class Element:
    """A widget or picture on the page. kind: the field of Streamlit's Element; run: in which it came last."""

    kind: str
    content: Any
    fragment: str
    run: str


Condition = Callable[[Heard], bool]


class Visitor:
    """One tab. clicks: seconds from each click to its answer; ticks: how often what plays has come on, in `playing`
    seconds; troubles: what went wrong, in words."""

    _events = itertools.count(int(time.time() * 1000))

    def __init__(self, address: str):
        self.address = address
        self.clicks: list[float] = []
        self.ticks = 0
        self.troubles: list[str] = []
        self.stage: dict[str, Any] = {}
        self._connection: CountedConnection | None = None
        self._received, self._session = 0, ""
        self._hidden_since: float | None = None
        self._playing, self._plays_since = 0.0, None
        self._waiting: list[tuple[Condition, asyncio.Future]] = []
        self._listener: asyncio.Task | None = None
        self._forget()

    def _forget(self) -> None:
        """Know nothing of any page."""
        self.elements: dict[str, Element] = {}
        self._pages: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}
        self._clocks: dict[str, tuple[float, asyncio.Task]] = {}
        self._kept = KeptMessages()
        self._page, self._query, self._oldest, self._run, self._counted = "", "", 2, "", ""

    # What people do

    async def open(self, page: str, query: str = "") -> None:
        """Load a page by its address; returns once its script has ended."""
        await self.close()
        self._forget()
        self._session = ""
        ended = self.heard(lambda heard: heard.what == "end" and not heard.fragments)
        await self._connect()
        self._query = query
        await self._request(page_name=page)
        await self.answer(ended)

    async def go_to(self, page: str) -> None:
        """Follow a link of the app's to a page, by the last part of its address; returns once its script has ended."""
        self._stop_clocks()
        ended = self.heard(lambda heard: heard.what == "end" and not heard.fragments)
        self._page, self._query = self._pages[page], ""
        await self._request()
        await self.answer(ended)

    async def close(self) -> None:
        """Lose the connection, or close the tab."""
        self._stop_clocks()
        if self._connection:
            self._received += self._connection.received
            connection, self._connection = self._connection, None
            await connection.close()
        if self._listener:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener

    async def come_back(self) -> None:
        """Connect again as the page does, to the session that it had, and ask for the whole page."""
        ended = self.heard(lambda heard: heard.what == "end" and not heard.fragments)
        await self._connect(self._session)
        await self._request()
        await self.answer(ended)

    def hide(self) -> None:
        """Put another tab in front of this one: its clocks go slowly, as browsers have it. What the page does by
        itself then is `post`ed."""
        self._hidden_since = time.monotonic()

    async def click(self, key: str, answered: Condition) -> None:
        """Press the button of this key; returns once its answer has come."""
        element = await self._on_page(key)
        await self._timed(lambda: self._request(element.fragment, extra=[
            WidgetState(id=element.content.id, trigger_value=True)]), answered)

    async def set(self, key: str, value: Any, answered: Condition) -> None:
        """Set the widget of this key; returns once the answer has come."""
        element = await self._on_page(key)
        self._states[element.content.id] = widgets.state(element.kind, element.content, value)
        await self._timed(lambda: self._request(element.fragment), answered)

    async def post(self, key: str, event: dict[str, Any], answered: Condition) -> None:
        """Do something in the picture of this key. answered: asked from when Python has handled the event."""
        element, number = await self._on_page(key), next(self._events)
        batch = json.dumps([{"event": "event", "value": event | {"id": number}}])
        state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{element.content.id}__events", json_trigger_value=batch)
        handled = False

        def is_answer(heard: Heard) -> bool:
            nonlocal handled
            handled |= heard.key == key and heard.handled == number
            return handled and answered(heard)

        async def send() -> None:
            await self._request(element.fragment, extra=[state])
            asyncio.get_running_loop().call_later(AGAIN, lambda: None if handled or not self._connection else
                                                  asyncio.ensure_future(self._request(element.fragment, extra=[state])))

        await self._timed(send, is_answer)

    async def upload(self, key: str, name: str, content: bytes, answered: Condition) -> None:
        """Bring a file to the uploader of this key; returns once the answer has come. Its way there counts, too."""
        element, token = await self._on_page(key), str(next(self._events))

        async def send() -> None:
            asked = asyncio.get_running_loop().create_future()
            self._urls = asked
            message = BackMsg()
            message.file_urls_request.request_id, message.file_urls_request.session_id = token, self._session
            message.file_urls_request.file_names.append(name)
            await self._send(message)
            urls = await asyncio.wait_for(asked, PATIENCE)
            await asyncio.to_thread(_put, self.address + urls.upload_url, name, content)
            state = WidgetState(id=element.content.id)
            info = state.file_uploader_state_value.uploaded_file_info.add()
            info.name, info.size, info.file_id = name, len(content), urls.file_id
            info.file_urls.CopyFrom(urls)
            self._states[state.id] = state
            await self._request(element.fragment)

        await self._timed(send, answered)

    # What is known of it

    @property
    def received(self) -> int:
        """Bytes so far, on the wire."""
        return self._received + (self._connection.received if self._connection else 0)

    @property
    def playing(self) -> float:
        """Seconds so far in which something played or trained."""
        return self._playing + (time.monotonic() - self._plays_since if self._plays_since else 0.0)

    def has(self, key: str) -> bool:
        """Whether there is something of this key on the page."""
        return key in self.elements

    def heard(self, condition: Condition) -> asyncio.Future:
        """Done when something comes that fulfils this."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((condition, future))
        return future

    async def answer(self, future: asyncio.Future) -> None:
        """Wait for it, but not forever."""
        try:
            await asyncio.wait_for(future, PATIENCE)
        except TimeoutError:
            self.troubles.append(f"no answer within {PATIENCE:.0f} s")

    # How it goes over the wire

    async def _timed(self, act: Callable[[], Awaitable[None]], answered: Condition) -> None:
        future, started = self.heard(answered), time.perf_counter()
        await act()
        await self.answer(future)
        self.clicks.append(time.perf_counter() - started)

    async def _on_page(self, key: str) -> Element:
        for _ in range(int(10 * PATIENCE)):
            if key in self.elements:
                return self.elements[key]
            await asyncio.sleep(0.1)
        raise LookupError(f"There is no {key} on the page.")

    async def _connect(self, session: str = "") -> None:
        self._connection = await connected(self.address, session)
        self._listener = asyncio.create_task(self._listen(self._connection))

    async def _listen(self, connection: CountedConnection) -> None:
        with suppress(Exception):  # a server that is gone is seen by what it does not answer
            async for payload in connection:
                self._take(self._kept.whole(ForwardMsg.FromString(payload)))
        if self._connection is connection:
            self.troubles.append("the connection broke")

    async def _request(self, fragment: str = "", extra: list[WidgetState] | None = None, auto: bool = False,
                       page_name: str = "") -> None:
        """Ask for a run of the page, or of one fragment, as any change of a widget does."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash, state.page_name = self._query, self._page, page_name
        state.fragment_id, state.is_auto_rerun = fragment, auto
        state.widget_states.widgets.extend([*self._states.values(), *(extra or [])])
        state.cached_message_hashes.extend(self._kept.hashes)
        state.context_info.timezone, state.context_info.locale = "Europe/Berlin", "en-US"
        state.context_info.url, state.context_info.color_scheme = self.address, "light"
        await self._send(message)

    async def _send(self, message: BackMsg) -> None:
        if self._connection:
            with suppress(Exception):  # closed meanwhile: then there is no answer either
                await self._connection.send(message.SerializeToString())

    def _take(self, message: ForwardMsg) -> None:
        """React to a message as the page does."""
        react = getattr(self, f"_on_{message.WhichOneof('type')}", None)
        heard = react(message) if react else None
        if heard is not None:
            for one in [one for one in self._waiting if one[1].done() or one[0](heard)]:
                self._waiting.remove(one)
                if not one[1].done():
                    one[1].set_result(None)

    def _on_new_session(self, message: ForwardMsg) -> Heard:
        session, fragments = message.new_session, [*message.metadata.run.fragment_ids]
        self._session = session.initialize.session_id or self._session
        self._oldest = session.config.max_cached_message_age or self._oldest
        self._run = message.metadata.run.script_run_id
        if not fragments:
            self._stop_clocks()
            self._page = session.page_script_hash
        return Heard("start", fragments=fragments)

    def _on_navigation(self, message: ForwardMsg) -> None:
        self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        self._page = message.navigation.page_script_hash or self._page  # a new session's may be app.py's own

    def _on_page_info_changed(self, message: ForwardMsg) -> None:
        self._query = message.page_info_changed.query_string

    def _on_file_urls_response(self, message: ForwardMsg) -> None:
        self._urls.set_result(message.file_urls_response.file_urls[0])

    def _on_auto_rerun(self, message: ForwardMsg) -> None:
        fragment, interval = message.auto_rerun.fragment_id, message.auto_rerun.interval
        if fragment in self._clocks:
            if self._clocks[fragment][0] == interval:
                return
            self._clocks.pop(fragment)[1].cancel()
        self._clocks[fragment] = interval, asyncio.create_task(self._tick(fragment, interval))
        if interval <= QUICK and self._plays_since is None:
            self._plays_since = time.monotonic()

    def _on_stop_auto_rerun(self, message: ForwardMsg) -> None:
        for fragment in message.stop_auto_rerun.fragment_ids:
            if fragment in self._clocks:
                self._clocks.pop(fragment)[1].cancel()

    def _on_script_finished(self, message: ForwardMsg) -> Heard | None:
        if message.script_finished not in FINISHED:
            return None
        run, fragments = message.metadata.run.script_run_id, [*message.metadata.run.fragment_ids]
        if not fragments and run != self._run:
            return None
        for key, element in [*self.elements.items()]:
            if element.run != run and (not fragments or element.fragment in fragments):
                del self.elements[key]
                self._states.pop(element.content.id, None)
        self._kept.end_run(fragments, self._oldest)
        return Heard("end", fragments=fragments)

    def _on_delta(self, message: ForwardMsg) -> Heard | None:
        if message.delta.WhichOneof("type") != "new_element":
            return None
        kind = message.delta.new_element.WhichOneof("type")
        content = getattr(message.delta.new_element, kind)
        if kind == "exception":
            self.troubles.append(f"an exception on the page: {content.message}")
        if not (name := getattr(content, "id", "")):
            return None
        key = name.split("-", 2)[-1]
        if kind == "bidi_component":
            self._count_tick(message.delta.fragment_id, key, content)
        self.elements[key] = Element(kind, content, message.delta.fragment_id, self._run)
        is_set = name not in self._states or getattr(content, "set_value", False)
        if is_set and (state := widgets.first_state(kind, content)) is not None:
            self._states[name] = state
        return self._seen(kind, key, content)

    def _count_tick(self, fragment: str, key: str, content: Any) -> None:
        """Count a run of something that plays or trains by the first picture of it that is another than before, which
        a browser paints: that the run has ended need not be told where the next one has begun."""
        if self._counted != self._run and fragment in self._clocks and self._clocks[fragment][0] <= QUICK \
                and (key not in self.elements or pictures.is_another(self.elements[key].content.bytes, content.bytes)):
            self._counted = self._run
            self.ticks += 1

    def _seen(self, kind: str, key: str, content: Any) -> Heard:
        heard = Heard("element", key)
        if kind == "bidi_component" and content.WhichOneof("data") == "bytes":
            heard.handled = pictures.trailer_of(content.bytes)[0]
            if key.endswith(".stage"):
                self.stage = heard.stage = pictures.stage_of(content.bytes)
        return heard

    async def _tick(self, fragment: str, interval: float) -> None:
        """What setInterval does: call at even distances, whether or not the last call was answered."""
        due = time.monotonic()
        while True:
            now = time.monotonic()
            due = max(due + period(interval, self._hidden_since and now - self._hidden_since), now)
            await asyncio.sleep(due - now)
            await self._request(fragment, auto=True)

    def _stop_clocks(self) -> None:
        for _, clock in self._clocks.values():
            clock.cancel()
        self._clocks.clear()
        self._playing, self._plays_since = self.playing, None


def period(interval: float, hidden_for: float | None) -> float:
    """Seconds between two calls of a clock. hidden_for: since when another tab is in front, None if none is."""
    if hidden_for is None:
        return interval
    return max(interval, BEHIND if hidden_for < LONG else FORGOTTEN)


def _put(url: str, name: str, content: bytes) -> None:
    """Upload a file as a browser does."""
    edge = "----visitor"
    body = (f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n").encode() + content + f"\r\n--{edge}--\r\n".encode()
    asked = urllib.request.Request(url, body, {"Content-Type": f"multipart/form-data; boundary={edge}"}, method="PUT")
    with urllib.request.urlopen(asked, timeout=PATIENCE):
        pass
