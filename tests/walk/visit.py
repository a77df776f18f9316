"""A visit as a browser has it, without the browser: whole runs of a page and fragments' own, and what pictures tell."""
import json
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import get_instance
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.element_tree import ElementTree, parse_tree_from_messages, user_key_from_element_id
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from tests.app_pages import APP, SECONDS


class Visit:
    """A page opened in a session of its own, and what its browser knows.

    Streamlit's own AppTest runs whole pages only, and its pictures of ours tell nothing. messages: what the browser has
    on show. told: by id, what each picture has told last, which browsers send again with everything. files: what makes
    the files of the page's and its fragments' buttons. history: what Back goes to.
    """

    def __init__(self, page: str, query: dict[str, Any] | None = None) -> None:
        self.app = AppTest.from_file(APP, default_timeout=SECONDS)
        self.messages: list[ForwardMsg] = []
        self.told: dict[str, str] = {}
        self.files: list[MediaFileManager] = []
        self.history: list[tuple[str, dict[str, Any]]] = []
        self.pages: PagesManager | None = None
        self._events = 0
        self.app.query_params = dict(query or {})
        self.app.switch_page(f"pages/{page}.py")
        self.run()

    def run(self, change: WidgetState | None = None, fragment: str = "", is_tick: bool = False, is_back: bool = False
            ) -> None:
        """Have the page run, or only one fragment of it, with one widget changed."""
        states, runner, app = self._states(change), _Runner, self.app
        runner.visit, runner.asked = self, (fragment, is_tick, is_back)
        registered = app._registered_pages
        with patch.multiple(app_test, LocalScriptRunner=runner, PagesManager=self._pages_for(fragment)):
            app._run(states)
        if fragment:  # which knows of no other pages
            app._registered_pages = registered

    def change(self, state: WidgetState) -> None:
        """Use a widget: its id and its value from now on."""
        self.run(state, fragment=self.fragment_of(state.id))

    def go(self, page: str) -> None:
        """To another page, by its link."""
        self.history.append((self.app._finished_page_script_hash, dict(self.app.query_params)))
        self.app.query_params = {}
        self.app.switch_page(f"pages/{page}.py")
        self.run()

    def go_back(self) -> None:
        """To the page and the address of before, by the browser's button."""
        self.app._page_hash, self.app.query_params = self.history.pop()
        self.run(is_back=True)

    def tell(self, picture: Any, event: Any) -> None:
        """Have a picture tell of an event, with an id of its own where it is one of ours."""
        self._events += 1
        if isinstance(event, dict):
            event = {"id": self._events} | event
        self.told[picture.id] = json.dumps({"event": event})
        self.run(fragment=self.fragment_of(picture.id))

    def download(self, file: str) -> None:
        """Press a button that has a file made at the click: its id."""
        for maker in reversed(self.files):
            if file in maker._deferred_callables:
                assert maker.execute_deferred(file)
                return
        raise AssertionError("There is no such file.")

    @property
    def elements(self) -> list[Any]:
        """All that the page shows."""
        return [node for node in self.app._tree if getattr(node, "proto", None) is not None]

    @property
    def pictures(self) -> list[Any]:
        """Our own components with something to show."""
        return [node.proto for node in self.elements
                if getattr(node, "type", "") == "bidi_component" and node.proto.bytes]

    @property
    def clocks(self) -> list[str]:
        """The fragments that the browser calls by itself, as quick as they may be."""
        return [message.delta.fragment_id or message.auto_rerun.fragment_id for message in self.messages
                if message.WhichOneof("type") == "auto_rerun" and message.auto_rerun.interval < 60]

    def fragment_of(self, element: str) -> str:
        """The fragment of a widget, which alone runs when that changes; nothing for the page itself."""
        for message in self.messages:
            if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
                kind = message.delta.new_element.WhichOneof("type")
                if getattr(getattr(message.delta.new_element, kind), "id", "") == element:
                    return message.delta.fragment_id
        return ""

    def _pages_for(self, fragment: str) -> Callable[..., PagesManager]:
        """What makes the table of pages: a fragment knows those of the page that it is on."""
        def make(*given: Any, **options: Any) -> PagesManager:
            if not fragment or self.pages is None:
                PagesManager.uses_pages_directory = None
                self.pages = PagesManager(*given, **options)
            return self.pages

        return make

    def _states(self, change: WidgetState | None) -> WidgetStates:
        """What the browser sends of all its widgets."""
        states = self.app._tree.get_widget_states() if len(self.app._tree.children) else WidgetStates()
        present = {picture.id for picture in self.pictures} if self.messages else set()
        for picture in present & self.told.keys():
            states.widgets.append(WidgetState(id=picture, json_value=self.told[picture]))
        if change is not None:
            others = [state for state in states.widgets if state.id != change.id]
            states = WidgetStates(widgets=[*others, change])
        return states


class _Runner(LocalScriptRunner):
    """Runs one fragment where that is what the browser asks for, and shows it among what else the page has."""

    visit: Visit
    asked: tuple[str, bool, bool]

    def run(self, widget_state=None, query_params=None, timeout=SECONDS, page_hash="",
            context_info=None) -> ElementTree:
        fragment, is_tick, is_back = self.asked
        self._requests = ScriptRequests()  # without the whole run that it begins with
        query = app_test.parse.urlencode(query_params or {}, doseq=True)
        self._requests.request_rerun(RerunData(
            query_string=query, widget_states=widget_state, page_script_hash=page_hash, fragment_id=fragment or None,
            is_auto_rerun=is_tick, is_history_navigation=is_back))
        self.start()
        self.join()
        started = [data for data in self.event_data if "fragment_ids_this_run" in data]
        ran = set(started[-1]["fragment_ids_this_run"] or ()) if started else set()
        shown = [*_beside(self.visit.messages, ran)] if ran else []
        self.visit.messages = [*shown, *self.forward_msgs()]
        self.visit.files = [*(self.visit.files if ran else []), get_instance().media_file_mgr]
        return parse_tree_from_messages(self.visit.messages)


def _beside(messages: list[ForwardMsg], fragments: set[str]) -> Iterator[ForwardMsg]:
    """What a browser goes on showing while these fragments run."""
    of_fragments = [message for message in messages if message.delta.fragment_id in fragments]
    gone = {tuple(message.metadata.delta_path) for message in of_fragments if message.delta.HasField("add_block")}
    for message in messages:
        path, kind = message.metadata.delta_path, message.WhichOneof("type")
        within = any(tuple(path[:length]) in gone for length in range(1, len(path) + 1))
        if (kind == "delta" and message.delta.fragment_id not in fragments and not within) or kind == "auto_rerun":
            yield message


def key_of(element: str) -> str:
    """What the page calls a widget, by its id."""
    return user_key_from_element_id(element) or ""
